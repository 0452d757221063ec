"""The OpenSearch engine's own dangers: log-in, certificates, refused documents, half answers, old indices."""

import base64
import json
import ssl
import threading
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from catalogue.errors import ConfigError, SearchIndexError
from catalogue.settings import load
from indexer.engine import open_engine
from indexer.opensearch import OpenSearchEngine
from indexer.opensearch_client import Place, connect, search
from tests.indexer.words import COLLECTION, changed, document, entries


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path):
    place = Place("http://me:secret@127.0.0.1:9", "messor", "me", "secret")
    engine = OpenSearchEngine(tmp_path / "index", place)
    with pytest.raises(SearchIndexError, match="OpenSearch cannot be reached") as refused:
        engine.write(entries(COLLECTION), model="hash")
    assert "http://127.0.0.1:9" in str(refused.value)
    assert "secret" not in str(refused.value) + repr(place)


@pytest.mark.parametrize("url", ["", "search.example:9200", "ftp://search.example"])
def test_an_address_that_is_none_is_a_setting_to_mend(url):
    with pytest.raises(ConfigError, match="not an http or https address"):
        connect(Place(url, "messor"))


def test_an_authority_that_cannot_be_read_is_a_setting_to_mend(tmp_path):
    with pytest.raises(ConfigError, match="opensearch_ca"):
        connect(Place("https://127.0.0.1:9", "messor", authority=str(tmp_path / "none.pem")))


@pytest.mark.parametrize(
    "answer",
    [
        {"timed_out": True, "_shards": {"failed": 0}},
        {"timed_out": False, "_shards": {"failed": 1}},
    ],
    ids=["time ran out", "a shard failed"],
)
def test_half_an_answer_is_none(answer):
    class Client:
        def search(self, **_):
            return answer

    with pytest.raises(SearchIndexError, match="only a part of the index answered"):
        search(Client(), Place("http://127.0.0.1:9", "messor"), "messor-1", {})


def test_the_settings_name_the_engine(tmp_path):
    engine = open_engine(load({"home": str(tmp_path), "engine": "opensearch"}, environment={}))
    assert engine.name == "opensearch"
    with pytest.raises(SearchIndexError, match="engine is 'solr'"):
        open_engine(load({"home": str(tmp_path), "engine": "solr"}, environment={}))


@pytest.fixture
def server(opensearch_server, tmp_path):
    """An engine on the real server, and a client beside it."""
    place = Place(opensearch_server, f"o{tmp_path.name.lower()}"[:60])
    engine = OpenSearchEngine(tmp_path / "index", place)
    yield engine, connect(place), place
    engine.close()


def indices(client, place):
    return sorted(client.indices.get(index=f"{place.alias}-*"))


@pytest.mark.opensearch
def test_other_programs_find_the_live_index_by_its_alias(server):
    engine, client, place = server
    engine.write(entries(COLLECTION), model="hash")
    engine.write(entries(COLLECTION[:4]), model="hash")
    assert client.count(index=place.alias)["count"] == 4
    assert (
        client.get(index=place.alias, id="clinic.a")["_source"]["document"]["title"] == "Brain MRI of glioma"
    )


@pytest.mark.opensearch
def test_two_indices_stay_and_those_of_others_are_never_removed(server):
    engine, client, place = server
    client.indices.create(index=f"{place.alias}-1-abcdef")  # looks like ours, is not
    client.indices.create(index=f"{place.alias}-notes")
    for _ in range(3):
        engine.write(entries(COLLECTION), model="hash")
    names = indices(client, place)
    assert f"{place.alias}-1-abcdef" in names and f"{place.alias}-notes" in names
    assert len(names) == 4


@pytest.mark.opensearch
def test_the_mapping_takes_no_field_that_was_not_named(server):
    engine, client, place = server
    engine.write(entries(COLLECTION), model="hash")
    from opensearchpy.exceptions import RequestError

    with pytest.raises(RequestError, match="strict_dynamic_mapping_exception"):
        client.index(index=place.alias, body={"surprise": 1})


@pytest.mark.opensearch
def test_too_many_refused_documents_refuse_the_index_and_the_old_one_stays(server):
    engine, client, place = server
    engine.write(entries(COLLECTION), model="hash")
    before = indices(client, place)
    poison = changed(COLLECTION[0], id="clinic.poison", numbers={"surprise": 1})
    with pytest.raises(SearchIndexError, match=r"refused 1 of 7 documents, first clinic\.poison"):
        engine.write(entries([*COLLECTION, poison]), model="hash")
    assert indices(client, place) == before
    assert client.count(index=place.alias)["count"] == 6
    assert engine.live() == (1, "hash")


@pytest.mark.opensearch
def test_one_refused_document_is_told_and_the_others_go_on(server):
    engine, client, place = server
    many = [document(f"n{number:03}", f"Dataset {number}") for number in range(120)]
    poison = changed(many[7], numbers={"surprise": 1})
    written = engine.write(entries([*many[:7], poison, *many[8:]]), model="hash")
    assert [key for key, _ in written.refused] == ["clinic.n007"]
    assert "surprise" in written.refused[0][1]
    assert client.count(index=place.alias)["count"] == 119
    assert len(engine.reader().by_words({"dataset": 1.0}, _all(), 200)) == 119


def _all():
    from indexer.filters import Filters

    return Filters()


@pytest.mark.opensearch
def test_an_index_that_was_emptied_behind_our_back_is_not_answered_from(server):
    engine, client, place = server
    engine.write(entries(COLLECTION), model="hash")
    client.indices.delete(index=indices(client, place)[0])
    with pytest.raises(SearchIndexError, match="holds 0 documents, not 6"):
        engine.reader()


class Gate(BaseHTTPRequestHandler):
    """Ends TLS, asks for a log-in, and passes on to the real server."""

    backend = ""
    expected = "Basic " + base64.b64encode(b"messor:open sesame").decode()

    def log_message(self, *_):
        pass

    def _pass(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != self.expected:
            return self._answer(401, b'{"error": "who are you?"}')
        kind = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        asked = urllib.request.Request(self.backend + self.path, body or None, kind, method=self.command)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return self._answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return self._answer(error.code, error.read())

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass  # noqa: N815

    def _answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def certificate(folder):
    """Make a key and a certificate for 127.0.0.1 that vouches for itself."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "messor test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "authority.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    both = folder / "server.pem"
    both.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + pem.read_bytes()
    )
    return pem, both


@pytest.fixture
def gate(opensearch_server, tmp_path):
    """Address of the gate and the file of its authority."""
    authority, both = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    handler = type("Here", (Gate,), {"backend": opensearch_server})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listening.server_address[1]}", str(authority)
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.mark.opensearch
def test_certificate_and_log_in_come_from_the_settings(gate, tmp_path):
    address, authority = gate
    settings = load(
        {
            "home": str(tmp_path), "engine": "opensearch", "opensearch_url": address, "opensearch_ca": authority,
            "opensearch_user": "messor", "opensearch_password": "open sesame", "opensearch_index": "tls",
        },
        environment={},
    )  # fmt: skip
    engine = open_engine(settings)
    engine.write(entries(COLLECTION), model="hash")
    assert engine.reader().browse(_all(), 0, 10)[0] == 6
    engine.close()


@pytest.mark.opensearch
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"password": "guess"}, r"refuses the log-in \(401\)"),
        ({"user": ""}, r"refuses the log-in \(401\)"),
        ({"authority": ""}, "its certificate is not trusted"),
    ],
    ids=["wrong password", "no user", "unknown authority"],
)
def test_a_wrong_log_in_or_certificate_is_said_plainly(gate, tmp_path, change, message):
    address, authority = gate
    place = replace(Place(address, "tls", "messor", "open sesame", authority), **change)
    with pytest.raises(SearchIndexError, match=message) as refused:
        OpenSearchEngine(tmp_path / "index", place).write(entries(COLLECTION), model="hash")
    assert "sesame" not in str(refused.value)
    assert json.dumps(str(refused.value))

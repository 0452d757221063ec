"""A small record with every kind of dataset a page must bear, its index, and clients."""

from __future__ import annotations

import re
import shutil

import pytest
from fastapi.testclient import TestClient

from catalogue import datasets, findings, runs, users
from catalogue.model import Description, Finding, RunState, Severity
from catalogue.settings import load
from catalogue.sources import Source
from catalogue.store import open_store
from indexer.build import update
from ontologies.namespaces import CONCEPT
from search_api.app import make_app
from tests.conftest import SHA, inferred, put, said

BASE = "http://127.0.0.1:8000"
NAME, PASSWORD = "ana", "a long enough sentence"
EU = "http://publications.europa.eu/resource/authority/"
SCRIPT = "</script><script>alert(1)</script>"
HOSTILE = '"><svg onload=alert(1)> {{7*7}} ${7*7} <!--<script>'
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SOURCE = Source(key="clinic", title="A clinic", kind="ckan", url="https://clinic.example/")


def number(property_: str, value: int, **more):
    return said(property_, str(value), datatype="xsd:integer", **more)


def iri(property_: str, value: str, **more):
    return said(property_, value, kind="iri", **more)


def breast() -> Description:
    """Stated in full, two languages, a distribution, a publisher, a contact."""
    claims = (
        said("dct:title", "Breast MRI of 412 women", language="en"),
        said("dct:title", "ЯМР на гърда на 412 жени", language="bg"),
        said(
            "dct:description", "Dynamic MRI of women with breast cancer.\n\nIt was read twice.", language="en"
        ),
        said("dct:description", "Изследвания на жени с рак на гърдата.", language="bg"),
        said("dcat:keyword", "breast", language="en"),
        said("dcat:keyword", "dynamic, contrast", language="en"),
        iri("eucaim:hasCondition", CONCEPT + "breast-cancer"),
        iri("eucaim:hasImageModality", CONCEPT + "magnetic-resonance-imaging"),
        number("healthdcatap:numberOfUniqueIndividuals", 412),
        number("messor:numberOfImages", 8652),
        iri("dct:accessRights", EU + "access-right/RESTRICTED"),
        iri("dct:license", EU + "licence/CC_BY_4_0"),
        iri("dct:spatial", EU + "country/BGR"),
        iri("dcat:landingPage", "https://clinic.example/breast"),
        said("dct:issued", "2024-05-06", datatype="xsd:date"),
        said("dct:publisher", "#publisher", kind="node"),
        said("foaf:name", "University Hospital {X}", node="#publisher", language="en"),
        said("dcat:contactPoint", "#contact", kind="node"),
        iri("vcard:hasEmail", "mailto:data@clinic.example", node="#contact"),
        said("dcat:distribution", "#dist-1", kind="node"),
        iri("dcat:accessURL", "https://clinic.example/ask", node="#dist-1"),
        iri("dcat:downloadURL", "javascript:alert(1)", node="#dist-1"),
        said("messor:programme", "sample"),
    )
    wrong = Finding(
        "theme-missing", Severity.WARNING, "dcat:theme", expected="at least one", profile="dcat-ap"
    )
    return Description(
        "clinic", "breast", "https://clinic.example/id/breast", "ckan", claims, "", SHA,
        "https://clinic.example/api/breast", ("en", "bg"), (wrong,),
    )  # fmt: skip


def glioma() -> Description:
    """From prose: all but the title inferred, some of it unsure."""
    text = "Resonancia magnética de 187 niños con glioma; acceso abierto."
    claims = (
        said("dct:title", "Glioma infantil", language="es"),
        said("dct:description", text, language="es"),
        inferred("eucaim:hasCondition", CONCEPT + "glioma", 0.95, kind="iri"),
        inferred("eucaim:hasImageBodyPart", CONCEPT + "brain", 0.6, kind="iri"),
        inferred("eucaim:hasImageModality", CONCEPT + "mammography", 0.3, kind="iri"),
        inferred("healthdcatap:numberOfUniqueIndividuals", "187", 0.7, datatype="xsd:integer"),
    )
    wrong = Finding("publisher-missing", Severity.VIOLATION, "dct:publisher", expected="at least one")
    return Description(
        "clinic", "glioma", None, "prose", claims, "", SHA, "https://clinic.example/glioma", ("es",), (wrong,)
    )


def hostile() -> Description:
    """Everything that a page must show as text."""
    claims = (
        said("dct:title", f"Hostile {SCRIPT}", language="en"),
        said(
            "dct:description",
            f"<p onclick=alert(1)>Hostile <img src=x onerror=alert(1)> {SCRIPT} "
            '<a href="javascript:alert(1)">link</a> <svg><style><img src=x></svg> '
            "<form action=//evil.example><b>bold</b></p>",
            language="en",
        ),
        said("dcat:keyword", HOSTILE),
        said("dct:publisher", HOSTILE),
        iri("dcat:landingPage", "JaVaScRiPt:alert(1)"),
        iri("dct:license", "data:text/html,<script>alert(1)</script>"),
        iri("foaf:page", "//evil.example/x"),
        number("messor:numberOfImages", 12),
    )
    return Description("clinic", HOSTILE, None, "ckan", claims, "", SHA, "javascript:alert(1)", ("en",))


def small(number_: int) -> Description:
    title = said("dct:title", f"Small collection {number_:03}", language="en")
    return Description(
        "clinic", f"small-{number_}", None, "ckan", (title,), "", SHA, "https://clinic.example/s", ("en",)
    )


SMALL = 130
KEYS = {name: datasets.dataset_id("clinic", key) for name, key in
        {"breast": "breast", "glioma": "glioma", "hostile": HOSTILE, "gone": "gone"}.items()}  # fmt: skip


def settings_of(folder, **more):
    values = {"home": str(folder), "config": "", "model": "no-such-model", "public_url": BASE, **more}
    return load(values, environment={})


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A home folder with a record, a curator and an index; never written to by tests."""
    folder = tmp_path_factory.mktemp("home")
    settings = settings_of(folder)
    store = open_store(settings.database)
    with store.write() as connection:
        run, _ = runs.begin(connection, SOURCE, 60)
        gone = Description(
            "clinic", "gone", None, "ckan", (said("dct:title", "Gone"),), "", SHA, "https://x.example"
        )
        for description in (breast(), glioma(), hostile(), gone, *map(small, range(SMALL))):
            key = put(connection, run.id, description)
            findings.add(connection, run.id, "clinic", description.findings, key)
        datasets.bury(connection, KEYS["gone"])
        runs.end(
            connection,
            run,
            RunState.OUT_OF_RANGE,
            SOURCE,
            {"listed": 133, "message": "too few", "hint": "Look."},
        )
        users.add(connection, NAME, PASSWORD)
    update(store, settings)
    store.close()
    return folder


@pytest.fixture(scope="session")
def reading(filled):
    """A client for tests that change nothing."""
    with TestClient(make_app(settings_of(filled)), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def home(filled, tmp_path):
    """A copy of the home that a test may write to."""
    return shutil.copytree(filled, tmp_path / "copy")


@pytest.fixture
def app(home):
    return make_app(settings_of(home))


@pytest.fixture
def client(app):
    """A client of that copy, with a record of its own."""
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


def token_of(text: str) -> str:
    """Read the form token from a page."""
    return re.search(r'name="csrf" value="([^"]+)"', text)[1]


def log_in(client, name=NAME, password=PASSWORD, **more):
    page = client.get("/login", headers=HTML)
    form = {"name": name, "password": password, "csrf": token_of(page.text), **more}
    return client.post("/login", data=form, headers=HTML, follow_redirects=False)


@pytest.fixture
def curator(client):
    """A client that is logged in."""
    assert log_in(client).status_code == 303
    return client


def claim_of(text: str, name: str) -> str:
    """Read the key of the claim whose row of the table is named so."""
    row = re.search(
        rf'<th scope="row"[^>]*>{re.escape(name)}</th>.*?name="claim" value="([0-9a-f]+)"', text, re.S
    )
    return row[1]


def decide(client, key: str, name: str, action: str, value: str = "", reason: str = "seen", **more):
    """Send the form of one value as the page offers it."""
    page = client.get(f"/datasets/{key}", headers=HTML).text
    form = {
        "csrf": token_of(page), "claim": claim_of(page, name), "action": action, "value": value,
        "reason": reason, "version": re.search(r'name="version" value="(\d+)"', page)[1], **more,
    }  # fmt: skip
    return client.post(f"/datasets/{key}/decide", data=form, headers=HTML, follow_redirects=False)

"""A crawl as a whole: what fails a source, where it may go, what it leaves behind."""

import datetime
import itertools
import json
import os
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.harvester.spiders.crawling import ROOT, source
from tests.provider import TURTLE, Hit, Provider, Reply, hydra_feed, turtle

FEED = Reply(turtle(["a"]), TURTLE)
BIG = "# a long line of a comment\n" * 800_000


def feed(crawler, route, *, settings=None, **tables):
    with Provider({"/feed": route}) as provider:
        return crawler.run(source("dcat", provider.url("/feed"), **tables), **settings or {}), provider


def test_a_host_that_refuses_connections_is_unreachable(crawler):
    done = crawler.run(source("dcat", "http://127.0.0.1:1/feed"))

    assert done.code == "unreachable"
    assert "http://127.0.0.1:1/feed" in str(done.crawl.error)


def test_a_host_without_an_address_is_named(crawler):
    done = crawler.run(source("dcat", "http://catalogue.invalid/feed"))

    assert done.code == "dns-failed"
    assert "catalogue.invalid" in str(done.crawl.error)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 503])
def test_a_status_that_is_not_200_fails_the_source(crawler, status):
    done, provider = feed(crawler, Reply("no", status=status))

    assert done.code == f"http-{status}"
    assert f"status {status}" in str(done.crawl.error)
    assert provider.asked("/feed") == (3 if status >= 500 else 1)


@pytest.mark.parametrize(
    "reply",
    [Reply(turtle(["a"]), TURTLE, pause_s=30), Reply(turtle(["a"]), TURTLE, drip_s=0.2)],
    ids=["silent", "dripping"],
)
def test_an_answer_that_takes_too_long_is_a_timeout(crawler, reply):
    started = time.monotonic()
    done, _ = feed(crawler, reply, settings={"fetch_timeout_s": 1})

    assert done.code == "timeout"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("missing", [0, 10_000_000_000], ids=["sent", "announced"])
def test_a_body_of_20_megabytes_above_the_limit_is_refused(crawler, missing):
    done, provider = feed(
        crawler, Reply(BIG, TURTLE, missing=missing), settings={"fetch_max_bytes": 4_000_000}
    )

    assert done.code == "too-large"
    assert provider.asked("/feed") == 1


def test_a_body_of_20_megabytes_below_the_limit_is_kept(crawler):
    done, _ = feed(crawler, Reply(turtle(["a"]) + BIG, TURTLE))

    assert done.code == ""
    assert len(done.pages[0].body) > 20_000_000


def test_a_body_without_end_is_cut(crawler):
    done, _ = feed(
        crawler, Reply(b"#" * 65_536, TURTLE, endless=True), settings={"fetch_max_bytes": 1_000_000}
    )

    assert done.code == "too-large"


def test_five_redirects_are_followed_and_the_final_address_is_kept(crawler):
    routes = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(5)} | {"/5": FEED}
    with Provider(routes) as provider:
        done = crawler.run(source("dcat", provider.url("/0")))

    assert done.crawl.complete
    assert done.pages[0].url == provider.url("/5")


def test_redirects_in_a_circle_end(crawler):
    done, provider = feed(crawler, Reply(status=301, headers={"Location": "/feed"}))

    assert done.code == "redirect-limit"
    assert provider.asked("/feed") == 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_host_that_is_not_the_sources_is_refused(crawler, status):
    with Provider({"/inner": FEED}) as inner:
        location = inner.url("/inner").replace("127.0.0.1", "localhost")
        done, _ = feed(crawler, Reply(status=status, headers={"Location": location}))

    assert done.code == "blocked-host"
    assert inner.hits == []


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/turtle,x"])
def test_a_redirect_to_another_scheme_is_not_followed(crawler, location):
    done, _ = feed(crawler, Reply(status=302, headers={"Location": location}))

    assert done.code == "http-302"


def test_a_redirect_to_another_port_is_refused(crawler):
    with Provider({"/inner": FEED}) as inner:
        done, _ = feed(crawler, Reply(status=302, headers={"Location": inner.url("/inner")}))

    assert done.code == "blocked-port"
    assert inner.hits == []


def test_a_redirect_to_an_inner_address_is_refused_even_if_the_host_is_named(crawler):
    done, _ = feed(
        crawler,
        Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
        network={"hosts": ["169.254.169.254"]},
    )

    assert done.code == "blocked-address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "0",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ],
)
def test_loopback_is_refused_in_every_spelling(crawler, host):
    with Provider({"/feed": FEED}) as provider:
        port = provider.base.rpartition(":")[2]
        done = crawler.run(source("dcat", f"http://{host}:{port}/feed", network={"allow_loopback": False}))

    assert done.code == "blocked-address"
    assert "allow_loopback" in str(done.crawl.error)
    assert provider.hits == []


@pytest.mark.parametrize(
    "host", ["10.1.2.3", "169.254.169.254", "168.63.129.16", "[fd00:ec2::254]", "[64:ff9b::7f00:1]"]
)
def test_inner_addresses_are_refused_even_where_loopback_is_allowed(crawler, host):
    assert crawler.run(source("dcat", f"http://{host}/feed"), fetch_timeout_s=3).code == "blocked-address"


def certificate(folder, names):
    """A self-signed certificate; returns a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider")])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(crawler, tmp_path):
    with Provider({"/feed": FEED}, tls=certificate(tmp_path, ["localhost"])) as provider:
        url = provider.url("/feed").replace("127.0.0.1", "localhost")
        done = crawler.run(source("dcat", url))

    assert done.code == "tls-failed"
    assert provider.hits == []


def test_robots_ignored_without_a_reason_is_refused(crawler):
    done, provider = feed(crawler, FEED, politeness={"robots": "ignore"})

    assert done.code == "robots-reason-missing"
    assert provider.hits == []


def test_the_spider_says_who_it_is_and_sends_no_cookies(crawler):
    with Provider() as provider:
        provider.routes["/feed"] = lambda hit: Reply(
            turtle(["a"], "" if hit.query else "<> hydra:next <?page=2> ."),
            TURTLE,
            headers={"Set-Cookie": "session=1", "Referrer-Policy": "os.system"},
        )
        crawler.run(source("dcat", provider.url("/feed")), user_agent="Messor/9 (+mailto:a@b.example)")
    hits: list[Hit] = provider.hits

    assert {hit.headers["user-agent"] for hit in hits} == {"Messor/9 (+mailto:a@b.example)"}
    assert all("cookie" not in hit.headers and "referer" not in hit.headers for hit in hits)
    assert "text/turtle" in hits[-1].headers["accept"]


def test_pauses_between_requests_are_kept(crawler):
    with Provider({"/feed": hydra_feed(4, per_page=2)}) as provider:
        crawler.run(source("dcat", provider.url("/feed"), politeness={"delay_s": 0.4}))
    times = [hit.at for hit in provider.hits]

    assert len(times) == 3
    assert all(later - earlier > 0.35 for earlier, later in itertools.pairwise(times))


def test_the_limit_of_minutes_is_named(crawler):
    done, provider = feed(crawler, FEED, settings={"run_max_minutes": 0})

    assert done.code == "time-limit"
    assert provider.hits == []


SCRIPT = """
import json, sys
from catalogue.settings import Settings, load
from harvester.spiders.crawl import crawl
from tests.harvester.spiders.crawling import MemorySink, source
assert "scrapy" not in sys.modules and "twisted" not in sys.modules
done = crawl(source("dcat", sys.argv[1]), load({}, environment={}), MemorySink())
sys.stderr.write(json.dumps([done.complete, done.why_not]))
"""


def script(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_crawl_prints_nothing_of_its_own():
    with Provider({"/feed": FEED}) as provider, script(provider.url("/feed")) as child:
        out, err = child.communicate(timeout=60)

    assert out == ""
    assert json.loads(err) == [True, ""]


def test_a_crawl_that_is_told_to_end_ends_soon_and_is_not_complete():
    with Provider({"/feed": Reply("x", pause_s=60)}) as provider, script(provider.url("/feed")) as child:
        waited = 0
        while provider.asked("/feed") == 0 and waited < 300:
            time.sleep(0.1)
            waited += 1
        child.terminate()
        started = time.monotonic()
        _, err = child.communicate(timeout=90)

    assert time.monotonic() - started < 5
    assert json.loads(err) == [False, "ended by SIGTERM"]


def test_no_proxy_of_the_environment_is_used():
    child = {**os.environ, "http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"}
    with Provider({"/feed": FEED}) as provider:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, provider.url("/feed")],
            cwd=Path(ROOT), env=child, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip

    assert json.loads(done.stderr) == [True, ""]


@pytest.mark.parametrize("method", ["keep", "known", "validators", "progress"])
def test_a_bug_of_ours_is_raised_and_never_passes_for_a_short_list(crawler, method):
    with pytest.raises(AssertionError, match=f"LookupError: no room for {method}"):
        feed(crawler, FEED, settings={"broken": method})

"""A second Messor harvests the first through its doors and ends with the same datasets."""

import json
import socket
import subprocess
import time
import urllib.request

import pytest

from catalogue import facts
from catalogue.datasets import walk
from catalogue.store import open_store

KEYS = ("chaimeleon", "eucanimage", "primage")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def first(make_shared_home):
    """A Messor with some datasets, serving."""
    home = make_shared_home("first")
    home.messor("harvest", *KEYS)
    port = free_port()
    env = home.environment() | {"MESSOR_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen(home.command("serve", "--port", str(port)), env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
                break
            except OSError:
                time.sleep(0.3)
        yield home, port
    finally:
        server.terminate()
        server.wait(20)


def said(home):
    """Give what a record says of each dataset that two Messors must agree on, by title."""
    store = open_store(f"sqlite:///{home.folder / 'messor.sqlite'}", create=False)
    with store.read() as connection:
        found = {}
        for one in walk(connection):
            title = facts.text(one.claims, "dct:title")
            found[title.value] = (
                sorted(claim.value for claim in facts.of(one.claims, "dct:title")),
                sorted(facts.values(one.claims, facts.CANCER_TYPE)),
                sorted(facts.values(one.claims, facts.MODALITY)),
                facts.number(one.claims, facts.IMAGES),
                facts.number(one.claims, facts.SUBJECTS),
                facts.values(one.claims, "dct:accessRights"),
                sorted(facts.values(one.claims, "dcat:keyword")),
            )
    store.close()
    return found


def everything(home):
    """Give all triples and claims of a record as one text."""
    store = open_store(f"sqlite:///{home.folder / 'messor.sqlite'}", create=False)
    with store.read() as connection:
        text = "\n".join(f"{one.graph}\n{one.claims}" for one in walk(connection))
    store.close()
    assert "dct:title" in text
    return text


SOURCE = """key = "first"
title = "The first Messor"
kind = "{kind}"
url = "http://127.0.0.1:{port}{path}"
[network]
allow_loopback = true
[politeness]
delay_s = 0
[expect]
datasets_min = 21
datasets_max = 21
[options]
{options}
"""


@pytest.mark.parametrize(
    "kind, path, options",
    [("dcat", "/catalog.ttl", ""), ("schema.org", "/", 'sitemap = "http://127.0.0.1:{port}/sitemap.xml"')],
)
def test_the_second_ends_with_the_same_datasets(make_home, first, kind, path, options):
    home, port = first
    second = make_home(f"second-{kind}")
    text = SOURCE.format(kind=kind, port=port, path=path, options=options.format(port=port))
    (second.folder / "config" / "sources" / "first.toml").write_text(text)
    (run,) = json.loads(second.messor("harvest", "--json", "first"))
    assert run["state"] == "complete"
    assert said(second) == said(home)
    assert "/gauge/" not in everything(second)

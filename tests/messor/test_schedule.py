"""The scheduler ticks: what is due is harvested and indexed, whatever else is wrong."""

import shutil
import time

import pytest
from structlog.testing import capture_logs

from catalogue.datasets import count
from catalogue.settings import load
from catalogue.store import open_store
from messor.schedule import Ticker
from tests.provider import Provider, ckan

SOURCE = """key = "{key}"
title = "A clinic"
kind = "ckan"
url = "{url}"
schedule = "1d"
[network]
allow_loopback = true
[politeness]
delay_s = 0
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "config" / "sources").mkdir(parents=True)
    return tmp_path


def put(home, key, url, more=""):
    (home / "config" / "sources" / f"{key}.toml").write_text(more + SOURCE.format(key=key, url=url))


def held(settings):
    store = open_store(settings.database)
    with store.read() as connection:
        number = count(connection, "clinic")
    store.close()
    return number


def ticked(settings, ticker=None):
    """Tick once; give the log's events with their command, file or sources."""
    with capture_logs() as logs:
        (ticker or Ticker(settings)).tick()
    return [(one["event"], one.get("command") or one.get("file") or one.get("sources")) for one in logs]


def test_what_is_due_is_harvested_and_indexed_once_and_a_wrong_file_holds_nothing_up(home):
    settings = load({"home": str(home)}, environment={})
    with Provider({"/api/3/action/package_search": ckan(3)}) as provider:
        put(home, "clinic", provider.url("/"))
        put(home, "hospital", provider.url("/"), "nonsense = 1\n")
        ticker = Ticker(settings)
        first = ticked(settings, ticker)
        assert first == [
            ("source-file-wrong", "hospital.toml"), ("due", ["clinic"]), ("ended", "harvest"), ("ended", "index"),
        ]  # fmt: skip
        assert held(settings) == 3
        assert (home / "index").is_dir()
        assert ticked(settings, ticker) == []  # nothing is due, and the wrong file was said
        shutil.rmtree(home / "index")
        assert ticked(settings) == [("source-file-wrong", "hospital.toml"), ("ended", "index")]
        assert (home / "index").is_dir()


def test_what_a_long_harvest_brought_is_indexed_while_it_goes_on(home):
    settings = load({"home": str(home)}, environment={})
    slow = ckan(30, cap=2)

    def answer(hit):
        """Keep the second half back until the first can be found: a harvest as long as it must be."""
        for _ in range(500):
            if int(hit.query.get("start", "0")) < 16 or list((home / "index").glob("*/manifest*")):
                break
            time.sleep(0.1)
        return slow(hit)

    with Provider({"/api/3/action/package_search": answer}) as provider:
        put(home, "clinic", provider.url("/"))
        events = ticked(settings, Ticker(settings, index_every_s=2))
    assert events.count(("ended", "index")) >= 2
    assert events.index(("ended", "index")) < events.index(("ended", "harvest"))
    assert events[-1] == ("ended", "index")
    assert held(settings) == 30


def test_a_source_whose_file_is_gone_is_not_asked_and_nothing_is_lost(home):
    settings = load({"home": str(home)}, environment={})
    with Provider({"/api/3/action/package_search": ckan(2)}) as provider:
        put(home, "clinic", provider.url("/"))
        ticked(settings)
        (home / "config" / "sources" / "clinic.toml").unlink()
        assert Ticker(settings).due() == []
    assert held(settings) == 2


def test_a_record_that_cannot_be_opened_is_said_without_a_traceback(home):
    (home / "messor.sqlite").write_bytes(b"not a database" * 100)
    with capture_logs() as logs:
        Ticker(load({"home": str(home)}, environment={})).tick()
    assert [one["event"] for one in logs] == ["tick-failed"]
    assert "exc_info" not in logs[0]
    assert "damaged" in logs[0]["hint"]

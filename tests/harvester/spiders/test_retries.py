from datetime import UTC, datetime

import pytest

from harvester.spiders.retries import backoff, retry_after
from tests.harvester.spiders.crawling import source
from tests.provider import TURTLE, Provider, Reply, turtle

GOOD = Reply(turtle(["a"]), TURTLE)
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def feed(crawler, *replies):
    with Provider({"/feed": list(replies)}) as provider:
        return crawler.run(source("dcat", provider.url("/feed"))), provider


@pytest.mark.parametrize(
    "bad",
    [
        Reply("x", status=500),
        Reply("x", status=502),
        Reply("x", status=429),
        Reply(drop=True),
        Reply("x", TURTLE, missing=9),
    ],
    ids=["500", "502", "429", "dropped", "short"],
)
def test_a_fault_that_passes_does_no_harm(crawler, bad):
    done, provider = feed(crawler, bad, bad, GOOD)

    assert done.crawl.complete
    assert done.codes == []
    assert provider.asked("/feed") == 3


def test_a_server_that_is_never_ready_is_asked_three_times(crawler):
    done, provider = feed(crawler, Reply("x", status=429))

    assert done.code == "rate-limited"
    assert provider.asked("/feed") == 3


def test_retry_after_is_waited_for(crawler):
    done, provider = feed(crawler, Reply("x", status=503, headers={"Retry-After": "1"}), GOOD)
    first, second = [hit.at for hit in provider.hits if hit.path == "/feed"]

    assert done.crawl.complete
    assert 0.95 < second - first < 5


@pytest.mark.parametrize("value", ["3600", "999999999999999", "Fri, 01 Jan 2099 00:00:00 GMT"])
def test_a_wish_for_more_than_a_minute_ends_the_run_at_once(crawler, value):
    done, provider = feed(crawler, Reply("x", status=429, headers={"Retry-After": value}))

    assert done.code == "rate-limited"
    assert provider.asked("/feed") == 1


@pytest.mark.parametrize("value", ["soon", "-5", "", "Thu, 99 Foo 2026", "1e9"])
def test_a_wish_that_makes_no_sense_is_ignored(crawler, value):
    done, _ = feed(crawler, Reply("x", status=503, headers={"Retry-After": value}), GOOD)

    assert done.crawl.complete


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("17", 17),
        (" 5 ", 5),
        ("Mon, 02 Nov 2026 08:00:30 GMT", 30),
        ("Mon, 02 Nov 2026 07:00:00 GMT", 0),
        ("", None),
        ("-1", None),
        ("٣", None),
        ("tomorrow", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_pauses_grow_and_never_exceed_a_minute():
    assert backoff(0, 0) < 0.1
    assert 4 <= backoff(0, 1) <= 6
    assert 24 <= backoff(1, 1) <= 36
    assert backoff(1, 300) == 60

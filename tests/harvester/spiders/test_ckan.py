import json

import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import CKAN_PATH, JSON, MAINTENANCE, Provider, Reply, ckan


def harvest(crawler, route, path="/", **arguments):
    options = arguments.pop("options", {})
    with Provider({CKAN_PATH: route}) as provider:
        return crawler.run(source("ckan", provider.url(path), options=options), **arguments), provider


def answer(ids, count):
    result = {"count": count, "results": [{"id": name} for name in ids]}
    return Reply(json.dumps({"success": True, "result": result}), JSON)


def test_pages_are_asked_for_until_the_servers_count(crawler):
    done, provider = harvest(crawler, ckan(25), options={"rows": 10})

    assert done.crawl.complete
    assert (done.crawl.listed, done.crawl.declared) == (25, 25)
    assert [hit.query["start"] for hit in provider.hits[1:]] == ["0", "10", "20"]
    assert provider.hits[-1].query["sort"] == "id asc"


def test_a_server_that_caps_the_rows_is_read_to_the_end(crawler):
    done, provider = harvest(crawler, ckan(10, cap=3), options={"rows": 100})

    assert done.crawl.complete
    assert done.crawl.listed == 10
    assert [hit.query["start"] for hit in provider.hits[1:]] == ["0", "3", "6", "9"]


@pytest.mark.parametrize("path", ["/", "", CKAN_PATH, f"{CKAN_PATH}?x=1"])
def test_the_url_is_the_portal_or_the_action(crawler, path):
    done, _ = harvest(crawler, ckan(1), path=path)

    assert done.crawl.complete


def test_the_query_of_the_source_file_is_asked(crawler):
    _, provider = harvest(crawler, ckan(1), options={"query": "tags:cancer"})

    assert provider.hits[-1].query["q"] == "tags:cancer"


def test_a_repeat_is_counted_once_and_the_missing_one_is_noticed(crawler):
    pages = iter([answer(["a", "b"], 4), answer(["b", "c"], 4)])
    done, _ = harvest(crawler, lambda _: next(pages))

    assert done.crawl.listed == 3
    assert done.codes == ["declared-not-reached"]
    assert not done.crawl.complete


def test_a_server_that_ignores_start_is_a_loop(crawler):
    done, provider = harvest(crawler, lambda _: answer(["a", "b"], 100))

    assert done.codes == ["paging-loop"]
    assert provider.asked(CKAN_PATH) == 2
    assert not done.crawl.complete


def test_an_empty_page_before_the_count_forbids_removals(crawler):
    done, _ = harvest(crawler, ckan(4, declared=9))

    assert done.codes == ["declared-not-reached"]
    assert not done.crawl.complete
    assert len(done.datasets) == 2


def test_an_empty_portal_may_not_speak_about_absence(crawler):
    done, _ = harvest(crawler, ckan(0))

    assert done.codes == ["empty-list"]
    assert not done.crawl.complete


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (MAINTENANCE, "not-json"),
        (Reply("", JSON), "not-json"),
        (Reply('{"success": true, "result": {"count": 3, "resu', JSON), "cut-off"),
        (Reply('{"success": true, "result": {"count": 3, "results": [', JSON), "cut-off"),
        (Reply("{success: true}", JSON), "not-json"),
        (Reply("[" * 200_000, JSON), "not-json"),
        (Reply('{"count": ' + "9" * 6000 + "}", JSON), "not-json"),
        (Reply('{"success": false, "error": {"message": "no"}}', JSON), "not-ckan"),
        (Reply('{"success": true, "result": {"count": "3"}}', JSON), "not-ckan"),
        (Reply('["a"]', JSON), "not-ckan"),
        (Reply("no", status=403), "http-403"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_answer_that_is_no_package_search_fails_the_source(crawler, reply, code):
    done, _ = harvest(crawler, reply)

    assert done.code == code
    assert done.pages == []


def test_a_later_page_that_fails_forbids_removals(crawler):
    healthy = ckan(10, cap=4)

    done, _ = harvest(crawler, lambda hit: MAINTENANCE if hit.query["start"] == "4" else healthy(hit))

    assert done.codes == ["not-json"]
    assert len(done.datasets) == 1
    assert not done.crawl.complete


def test_a_limited_crawl_asks_for_no_more_than_it_needs(crawler):
    done, provider = harvest(crawler, ckan(1000), limit=5)

    assert provider.hits[-1].query["rows"] == "5"
    assert provider.asked(CKAN_PATH) == 1
    assert not done.crawl.complete

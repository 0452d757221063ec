"""What was fetched before is not asked for again."""

import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import TURTLE, Provider, Reply, hydra_feed, oai_list, page, sitemap, tagged, turtle


def test_an_interrupted_run_goes_on_where_it_was(crawler):
    with Provider({"/feed": hydra_feed(10, per_page=2)}) as provider:
        what = source("dcat", provider.url("/feed"))
        whole = crawler.run(what)
        half = {name: whole.kept[name] for name in whole.crawl.pages[:3]}
        provider.hits.clear()
        resumed = crawler.run(what, before=half)

    assert [dict(hit.query) for hit in provider.hits] == [
        {},
        {"page": "4"},
        {"page": "5"},
    ]  # robots.txt first
    assert resumed.crawl.complete
    assert resumed.pages[:3] == whole.pages[:3]
    assert [entry.body for entry in resumed.pages] == [entry.body for entry in whole.pages]
    assert resumed.crawl.listed == 10


def test_a_run_that_only_lacked_its_end_asks_for_nothing(crawler):
    with Provider({"/feed": hydra_feed(10, per_page=4)}) as provider:
        what = source("dcat", provider.url("/feed"))
        whole = crawler.run(what)
        provider.hits.clear()
        again = crawler.run(what, before=whole.kept)

    assert provider.hits == []
    assert again.crawl.complete
    assert again.crawl.requests == 0
    assert again.crawl.pages == whole.crawl.pages


def test_a_resumed_run_whose_token_died_begins_the_list_anew(crawler):
    with Provider({"/oai": oai_list(9, per_page=3)}) as provider:
        what = source("oai-pmh", provider.url("/oai"))
        whole = crawler.run(what)
        half = {name: whole.kept[name] for name in whole.crawl.pages[:3]}
        healthy = oai_list(9, per_page=3)
        died = iter([True])

        def route(hit):
            dead = hit.query.get("resumptionToken") == "t6" and next(died, False)
            return Reply("expired", status=422) if dead else healthy(hit)

        provider.routes["/oai"] = route
        provider.hits.clear()
        resumed = crawler.run(what, before=half)

    asked = [hit.query.get("resumptionToken", hit.query.get("verb")) for hit in provider.hits]
    assert asked == [None, "t6", "ListRecords", "t3", "t6"]
    assert resumed.crawl.complete
    assert resumed.crawl.listed == 9


def test_a_page_that_did_not_change_comes_from_the_store(crawler):
    with Provider() as provider:
        provider.routes["/sitemap.xml"] = tagged(sitemap([provider.url("/a"), provider.url("/b")]), '"s1"')
        provider.routes["/a"] = tagged(page("a"), '"a1"')
        provider.routes["/b"] = tagged(page("b"), '"b1"')
        what = source("schema.org", provider.url("/"))
        first = crawler.run(what)
        provider.routes["/b"] = tagged(page("b, changed"), '"b2"')
        second = crawler.run(what, stored=first.kept)

    assert first.crawl.not_modified == 0
    assert second.crawl.not_modified == 2
    assert second.crawl.complete
    assert second.pages[:2] == first.pages[:2]
    assert b"changed" in second.pages[2].body
    assert second.crawl.bytes < first.crawl.bytes


def test_last_modified_makes_a_request_conditional_too(crawler):
    date = "Mon, 02 Nov 2026 08:00:00 GMT"

    def route(hit):
        if hit.headers.get("if-modified-since") == date:
            return Reply(status=304, media="")
        return Reply(turtle(["a"]), TURTLE, headers={"Last-Modified": date})

    with Provider({"/feed": route}) as provider:
        first = crawler.run(source("dcat", provider.url("/feed")))
        second = crawler.run(source("dcat", provider.url("/feed")), stored=first.kept)

    assert second.crawl.not_modified == 1
    assert second.pages == first.pages


def test_a_304_that_nobody_asked_for_is_a_failure(crawler):
    with Provider({"/feed": Reply(status=304, media="")}) as provider:
        assert crawler.run(source("dcat", provider.url("/feed"))).code == "http-304"


def test_a_304_for_a_lost_body_is_asked_for_anew(crawler):
    with Provider({"/feed": tagged(Reply(turtle(["a"]), TURTLE), '"1"')}) as provider:
        what = source("dcat", provider.url("/feed"))
        first = crawler.run(what)
        lost = {name: (None, headers) for name, (_, headers) in first.kept.items()}
        second = crawler.run(what, stored=lost)

    assert second.crawl.complete
    assert second.pages[0].body == first.pages[0].body
    assert provider.asked("/feed") == 3


def test_oai_pmh_lists_are_never_asked_for_conditionally(crawler):
    with Provider({"/oai": oai_list(2)}) as provider:
        what = source("oai-pmh", provider.url("/oai"))
        stored = {name: (entry, {"etag": '"1"'}) for name, (entry, _) in crawler.run(what).kept.items()}
        crawler.run(what, stored=stored)

    assert all("if-none-match" not in hit.headers for hit in provider.hits)


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', "\x00"])
def test_a_stored_tag_with_control_characters_is_not_sent(crawler, etag):
    with Provider({"/feed": Reply(turtle(["a"]), TURTLE)}) as provider:
        what = source("dcat", provider.url("/feed"))
        stored = {name: (entry, {"etag": etag}) for name, (entry, _) in crawler.run(what).kept.items()}
        done = crawler.run(what, stored=stored)

    assert done.crawl.complete
    assert all("x-evil" not in hit.headers and "if-none-match" not in hit.headers for hit in provider.hits)

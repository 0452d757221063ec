import json

import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import MAINTENANCE, TURTLE, Provider, Reply, hydra_feed, turtle

RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
 xmlns:hydra="http://www.w3.org/ns/hydra/core#">
<dcat:Dataset rdf:about="https://id.example/{0}"/>{1}
</rdf:RDF>"""
JSON_LD = {
    "@context": {"dcat": "http://www.w3.org/ns/dcat#"},
    "@id": "https://id.example/j",
    "@type": "dcat:Dataset",
}
N_TRIPLES = (
    "<https://id.example/n> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://www.w3.org/ns/dcat#Dataset> .\n"
)


def feed(crawler, route, **arguments):
    with Provider({"/feed": route}) as provider:
        return crawler.run(source("dcat", provider.url("/feed")), **arguments), provider


def test_hydra_pages_are_followed_to_the_end(crawler):
    done, provider = feed(crawler, hydra_feed(10, per_page=4))

    assert done.crawl.complete
    assert (done.crawl.listed, done.crawl.declared) == (10, 10)
    assert [page.url.partition("?")[2] for page in done.datasets] == ["", "page=2", "page=3"]
    assert provider.paths == ["/robots.txt", "/feed", "/feed", "/feed"]
    assert done.crawl.requests == 4
    assert done.told == [(1, 10), (2, 10), (3, 10)]


def test_what_is_kept_are_the_bytes_as_they_came(crawler):
    body = turtle(["a"])
    done, _ = feed(crawler, Reply(body, "Text/Turtle; charset=UTF-8"))
    [page] = done.pages

    assert (page.body, page.media_type, page.charset, page.status) == (
        body.encode(),
        "text/turtle",
        "utf-8",
        200,
    )
    assert page.at.tzinfo is not None


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (RDF_XML.format("x", ""), "application/rdf+xml"),
        (RDF_XML.format("x", ""), "text/plain"),
        (json.dumps(JSON_LD), "application/ld+json"),
        (json.dumps([JSON_LD]), "application/octet-stream"),
        (N_TRIPLES, "application/n-triples"),
        (N_TRIPLES, ""),
        (turtle(["t"]), "application/octet-stream"),
    ],
)
def test_every_syntax_is_known_by_media_type_or_content(crawler, body, media):
    done, _ = feed(crawler, Reply(body, media))

    assert done.crawl.complete
    assert done.crawl.listed == 1


@pytest.mark.parametrize(
    "paging",
    [
        "<> a hydra:PagedCollection ; hydra:nextPage <?page=2> .",
        '<> a hydra:PagedCollection ; hydra:nextPage "?page=2" .',
        "<> hydra:view <?page=1> . <?page=1> a hydra:PartialCollectionView ; hydra:next <?page=2> .",
        '[] a hydra:PartialCollectionView ; hydra:next "/feed?page=2" ; hydra:previous "/feed" .',
        "<> hydra:next <?page=2> . <https://elsewhere.example/> hydra:next <?page=7> .",
    ],
)
def test_a_next_page_is_an_iri_or_a_text_old_or_new(crawler, paging):
    def route(hit):
        return Reply(turtle(["b"]) if "page" in hit.query else turtle(["a"], paging), TURTLE)

    done, provider = feed(crawler, route)

    assert done.crawl.complete
    assert done.crawl.listed == 2
    assert provider.hits[-1].query == {"page": "2"}


def test_paging_in_json_ld_is_followed(crawler):
    def route(hit):
        number = int(hit.query.get("page", "1"))
        context = {"dcat": "http://www.w3.org/ns/dcat#", "hydra": "http://www.w3.org/ns/hydra/core#"}
        graph = [{"@id": f"https://id.example/{number}", "@type": "dcat:Dataset"}]
        if number == 1:
            graph.append({"@id": "", "hydra:next": {"@id": "?page=2"}, "hydra:totalItems": 2})
        return Reply(json.dumps({"@context": context, "@graph": graph}), "application/ld+json")

    done, _ = feed(crawler, route)

    assert done.crawl.complete
    assert (done.crawl.listed, done.crawl.declared) == (2, 2)


def test_a_remote_context_is_never_fetched(crawler):
    with Provider() as elsewhere:
        body = json.dumps({"@context": elsewhere.url("/context.jsonld"), "@graph": [JSON_LD]})
        done, _ = feed(crawler, Reply(body, "application/ld+json"))

    assert elsewhere.hits == []
    assert done.code in {"", "not-rdf"}


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (MAINTENANCE, "not-rdf"),
        (Reply(MAINTENANCE.body, TURTLE), "not-rdf"),
        (Reply("", TURTLE), "not-rdf"),
        (Reply(turtle(["a"]) + "<https://id.example/b> a", TURTLE), "cut-off"),
        (Reply(RDF_XML.format("x", "")[:-20], "application/rdf+xml"), "cut-off"),
        (Reply(json.dumps(JSON_LD)[:-10], "application/ld+json"), "cut-off"),
        (Reply("{ this is not JSON }", "application/ld+json"), "not-rdf"),
        (Reply("<!DOCTYPE r><r/>", "application/rdf+xml"), "xml-dtd"),
        (Reply("[ " * 50_000, TURTLE), "not-rdf"),
        (Reply(turtle(["a"]), TURTLE, missing=100), "cut-off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_first_page_that_is_no_rdf_fails_the_source(crawler, reply, code):
    done, provider = feed(crawler, reply)

    assert done.code == code
    assert not done.crawl.complete
    assert done.pages == []
    assert provider.url("/feed") in str(done.crawl.error)
    assert " -> " in str(done.crawl.error)


def test_an_iri_with_a_blank_does_not_end_the_list(crawler):
    done, _ = feed(
        crawler, Reply(turtle(["a", "b"], "<https://id.example/a> dcat:landingPage <http://a b> ."), TURTLE)
    )

    assert done.code == ""
    assert done.crawl.listed == 2


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (Reply("oops", status=500), "http-500"),
        (MAINTENANCE, "not-rdf"),
        (Reply(turtle(["b"]) + "<x> <y", TURTLE), "cut-off"),
        (Reply(drop=True), "unreachable"),
    ],
    ids=["500", "html", "cut-off", "dropped"],
)
def test_a_later_page_that_fails_keeps_the_first_and_forbids_removals(crawler, second, code):
    def route(hit):
        return second if "page" in hit.query else Reply(turtle(["a"], "<> hydra:next <?page=2> ."), TURTLE)

    done, _ = feed(crawler, route)

    assert done.code == ""
    assert done.codes == [code]
    assert len(done.datasets) == 1
    assert not done.crawl.complete
    assert done.crawl.why_not.startswith(code)


def test_a_page_that_names_itself_next_is_a_loop(crawler):
    done, provider = feed(crawler, Reply(turtle(["a"], "<> hydra:next <> ."), TURTLE))

    assert done.codes == ["paging-loop"]
    assert not done.crawl.complete
    assert provider.asked("/feed") == 1


def test_pages_in_a_circle_are_a_loop(crawler):
    def route(hit):
        number = int(hit.query.get("page", "1"))
        return Reply(
            turtle([f"d{number}"], f"<> hydra:next <?page={2 if number == 3 else number + 1}> ."), TURTLE
        )

    done, provider = feed(crawler, route)

    assert done.codes == ["paging-loop"]
    assert provider.asked("/feed") == 3
    assert len(done.datasets) == 3


def test_the_same_page_for_ever_under_new_names_is_a_loop(crawler):
    def route(hit):
        number = int(hit.query.get("page", "1"))
        view = f'<https://x.example/> hydra:next "/feed?page={number + 1}" .'
        return Reply(turtle(["a"], view), TURTLE)

    done, provider = feed(crawler, route)

    assert done.codes == ["paging-loop"]
    assert provider.asked("/feed") < 13
    assert not done.crawl.complete


def test_a_next_page_on_another_host_is_not_fetched(crawler):
    with Provider({"/feed": Reply(turtle(["z"]), TURTLE)}) as elsewhere:
        other = elsewhere.url("/feed").replace("127.0.0.1", "localhost")
        done, _ = feed(crawler, Reply(turtle(["a"], f"<> hydra:next <{other}> ."), TURTLE))

    assert done.codes == ["blocked-host"]
    assert elsewhere.hits == []
    assert not done.crawl.complete


def test_a_total_larger_than_what_came_forbids_removals(crawler):
    done, _ = feed(crawler, hydra_feed(10, declared=12))

    assert done.codes == ["declared-not-reached"]
    assert not done.crawl.complete
    assert done.crawl.why_not == "the source declares 12, 10 came"


def test_an_empty_list_may_not_speak_about_absence(crawler):
    done, _ = feed(crawler, Reply(turtle([]), TURTLE))

    assert done.code == ""
    assert done.codes == ["empty-list"]
    assert not done.crawl.complete


def test_an_empty_list_may_when_the_source_file_expects_it(crawler):
    with Provider({"/feed": Reply(turtle([]), TURTLE)}) as provider:
        done = crawler.run(source("dcat", provider.url("/feed"), expect={"datasets_min": 0}))

    assert done.crawl.complete


def test_a_limited_crawl_stops_early_and_is_never_complete(crawler):
    done, provider = feed(crawler, hydra_feed(40, per_page=4), limit=6)

    assert provider.asked("/feed") == 2
    assert done.crawl.why_not == "limited to 6"


def test_the_limit_of_list_pages_is_named(crawler):
    done, provider = feed(crawler, hydra_feed(40, per_page=4), run_max_pages=3)

    assert done.codes == ["page-limit"]
    assert provider.asked("/feed") == 4
    assert len(done.datasets) == 3


def test_turtle_whose_end_nobody_vouches_for_may_not_speak_about_absence(crawler):
    done, _ = feed(crawler, Reply(turtle(["a"]), TURTLE, open_ended=True))

    assert len(done.datasets) == 1
    assert "does not say how long it is" in done.crawl.why_not

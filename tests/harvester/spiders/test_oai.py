import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import IDENTIFY, MAINTENANCE, XML, Provider, Reply, oai, oai_error, oai_list, oai_records


def harvest(crawler, lists, **arguments):
    """Crawl an endpoint; ``lists`` answers ListRecords."""

    def route(hit):
        return Reply(IDENTIFY, XML) if hit.query.get("verb") == "Identify" else lists(hit)

    options = arguments.pop("options", {})
    with Provider({"/oai": route}) as provider:
        return crawler.run(source("oai-pmh", provider.url("/oai"), options=options), **arguments), provider


def token(hit):
    return hit.query.get("resumptionToken", "")


def records(names, following=None, total=None):
    return Reply(oai_records(names, following, total), XML)


def test_tokens_are_followed_to_the_end(crawler):
    done, provider = harvest(crawler, oai_list(10, per_page=4))

    assert done.crawl.complete
    assert (done.crawl.listed, done.crawl.declared) == (10, 10)
    assert [page.role for page in done.pages] == ["list", "dataset", "dataset", "dataset"]
    assert [dict(hit.query) for hit in provider.hits[1:]] == [
        {"verb": "Identify"},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "resumptionToken": "t4"},
        {"verb": "ListRecords", "resumptionToken": "t8"},
    ]


def test_prefix_and_set_come_from_the_source_file(crawler):
    _, provider = harvest(crawler, oai_list(1), options={"prefix": "dcat", "set": "imaging"})

    assert provider.hits[-1].query == {"verb": "ListRecords", "metadataPrefix": "dcat", "set": "imaging"}


def test_a_token_is_sent_back_exactly(crawler):
    odd = "a b/c+d&amp;e=f|100%25:é"

    done, provider = harvest(crawler, lambda hit: records(["b"]) if token(hit) else records(["a"], odd))

    assert token(provider.hits[-1]) == "a b/c+d&e=f|100%25:é"
    assert done.crawl.complete


def test_deleted_records_are_listed(crawler):
    body = oai(
        '<ListRecords><record><header status="deleted"><identifier>oai:x:1</identifier></header></record>'
        "</ListRecords>"
    )

    done, _ = harvest(crawler, lambda _: Reply(body, XML))

    assert done.crawl.complete
    assert done.crawl.listed == 1


def test_no_records_match_is_an_empty_list_and_no_failure(crawler):
    done, _ = harvest(crawler, lambda _: oai_error("noRecordsMatch"))

    assert done.code == ""
    assert done.codes == ["empty-list"]
    assert not done.crawl.complete


def test_another_error_of_the_protocol_fails_the_source(crawler):
    done, _ = harvest(crawler, lambda _: oai_error("cannotDisseminateFormat"))

    assert done.code == "oai-error"
    assert "cannotDisseminateFormat" in str(done.crawl.error)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (MAINTENANCE, "not-xml"),
        (Reply(MAINTENANCE.body, XML), "not-xml"),
        (Reply(oai_records(["a", "b"])[:-30], XML), "cut-off"),
        (Reply(oai_records(["a", "b"]), XML, missing=50), "cut-off"),
        (Reply('{"error": "no"}', "application/json"), "not-xml"),
        (Reply("<rss><channel/></rss>", XML), "not-oai-pmh"),
        (Reply("<!DOCTYPE x [<!ENTITY y 'z'>]><OAI-PMH>&y;</OAI-PMH>", XML), "xml-dtd"),
        (Reply("gone", status=410), "http-410"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_list_that_is_no_oai_pmh_fails_the_source(crawler, reply, code):
    done, _ = harvest(crawler, lambda _: reply)

    assert done.code == code
    assert done.datasets == []


def test_an_address_that_is_no_endpoint_fails_at_identify(crawler):
    with Provider({"/oai": Reply(oai_records(["a"]), XML)}) as provider:
        done = crawler.run(source("oai-pmh", provider.url("/oai")))

    assert done.code == "not-oai-pmh"
    assert provider.asked("/oai") == 1


def test_a_page_cut_off_later_keeps_what_came_and_forbids_removals(crawler):
    def lists(hit):
        return Reply(oai_records(["c", "d"])[:-40], XML) if token(hit) else records(["a", "b"], "t2", 4)

    done, _ = harvest(crawler, lists)

    assert done.codes == ["cut-off"]
    assert len(done.datasets) == 1
    assert not done.crawl.complete


def test_a_dead_token_begins_the_list_anew(crawler):
    dead = {"left": 1}
    healthy = oai_list(9, per_page=3)

    def lists(hit):
        if token(hit) == "t6" and dead["left"]:
            dead["left"] -= 1
            return oai_error("badResumptionToken")
        return healthy(hit)

    done, provider = harvest(crawler, lists)

    assert done.crawl.complete
    assert done.crawl.listed == 9
    assert len(done.datasets) == 3
    assert [token(hit) for hit in provider.hits[2:]] == ["", "t3", "t6", "", "t3", "t6"]
    assert len(done.kept) > len(done.pages)


@pytest.mark.parametrize(
    "dead", [oai_error("badResumptionToken"), Reply("expired", status=422)], ids=["200", "422"]
)
def test_a_token_that_always_dies_ends_after_two_restarts_and_keeps_what_came(crawler, dead):
    healthy = oai_list(9, per_page=3)

    done, provider = harvest(crawler, lambda hit: dead if token(hit) == "t6" else healthy(hit))

    assert done.codes == ["token-expired"]
    assert not done.crawl.complete
    assert len(done.datasets) == 2
    assert [token(hit) for hit in provider.hits].count("t6") == 3


def test_the_same_page_for_ever_is_a_loop(crawler):
    done, provider = harvest(crawler, lambda hit: records(["a", "b"], "again"))

    assert done.codes == ["paging-loop"]
    assert len(provider.hits) < 6
    assert not done.crawl.complete


def test_new_tokens_for_the_same_page_are_a_loop(crawler):
    done, _ = harvest(crawler, lambda hit: records(["a"], f"t{len(token(hit))}{token(hit)}"))

    assert done.codes == ["paging-loop"]


def test_tokens_in_a_circle_are_a_loop(crawler):
    following = {"": "A", "A": "B", "B": "A"}
    done, _ = harvest(crawler, lambda hit: records([f"r{token(hit)}"], following[token(hit)]))

    assert done.codes == ["paging-loop"]
    assert len(done.datasets) == 3


def test_empty_pages_with_tokens_end(crawler):
    numbers = iter(range(1000))
    done, provider = harvest(crawler, lambda hit: records([], f"t{next(numbers)}"))

    assert done.codes == ["paging-loop"]
    assert not done.crawl.complete
    assert len(provider.hits) < 15


def test_one_token_may_serve_many_different_pages(crawler):
    pages = iter([records(["a"], "same"), records(["b"], "same"), records(["c"], "same"), records(["d"], "")])
    done, _ = harvest(crawler, lambda _: next(pages))

    assert done.crawl.complete
    assert done.crawl.listed == 4
    assert len(done.datasets) == 4


def test_an_endless_list_ends_at_twice_the_declared_total(crawler):
    numbers = iter(range(10_000))

    def lists(_):
        number = next(numbers)
        return records([f"a{number}", f"b{number}"], f"t{number}", total=4)

    done, provider = harvest(crawler, lists)

    assert done.codes == ["paging-loop"]
    assert len(provider.hits) < 10


def test_an_endless_list_without_a_total_ends_at_the_page_limit(crawler):
    numbers = iter(range(10_000))

    def lists(_):
        number = next(numbers)
        return records([f"a{number}"], f"t{number}")

    done, _ = harvest(crawler, lists, run_max_pages=8)

    assert done.codes == ["page-limit"]
    assert not done.crawl.complete


def test_a_total_that_was_not_reached_forbids_removals(crawler):
    done, _ = harvest(crawler, oai_list(7, declared=10))

    assert done.codes == ["declared-not-reached"]
    assert not done.crawl.complete


def test_a_total_that_changes_on_the_way_forbids_removals(crawler):
    totals = iter([100, 4])

    def lists(hit):
        return records([f"r{token(hit)}"], "" if token(hit) else "t1", next(totals))

    done, _ = harvest(crawler, lists)

    assert "declared-changed" in done.codes
    assert not done.crawl.complete


def test_an_answer_without_records_after_a_token_ends_the_list(crawler):
    done, _ = harvest(crawler, lambda hit: records([]) if token(hit) else records(["a"], "t1"))

    assert done.crawl.complete

import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import MAINTENANCE, TURTLE, Provider, Reply, hydra_feed, turtle

GOOD = Reply(turtle(["a"]), TURTLE)


def feed(crawler, text, route=GOOD, path="/feed", **politeness):
    with Provider({path: route, "/robots.txt": text}) as provider:
        return crawler.run(source("dcat", provider.url(path), politeness=politeness)), provider


def rules(*lines):
    return Reply("\n".join(lines), "text/plain")


@pytest.mark.parametrize(
    "robots",
    [
        rules("User-agent: *", "Disallow: /feed"),
        rules("User-agent: messor", "Disallow: /", "", "User-agent: *", "Allow: /"),
        rules("User-agent: *", "Disallow: /*ee"),
    ],
    ids=["everyone", "us", "pattern"],
)
def test_a_rule_against_us_is_obeyed(crawler, robots):
    done, provider = feed(crawler, robots)

    assert done.code == "robots-forbids"
    assert provider.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        rules("User-agent: *", "Disallow: /private/"),
        rules("User-agent: *", "Disallow: /", "", "User-agent: Messor", "Allow: /"),
        rules("User-agent: GreedyBot", "Disallow: /"),
        rules(""),
        Reply("no", status=404),
        Reply("no", status=403),
        MAINTENANCE,
        Reply(b"\xff\xfe\x00binary", "text/plain"),
    ],
    ids=["elsewhere", "us allowed", "another", "empty", "404", "403", "html", "binary"],
)
def test_whatever_is_not_forbidden_is_asked_for(crawler, robots):
    assert feed(crawler, robots)[0].crawl.complete


@pytest.mark.parametrize(
    "robots",
    [
        Reply("x", status=500),
        Reply("x", status=503),
        Reply("User-agent: *", "text/plain", missing=10),
        Reply(status=302, headers={"Location": "http://elsewhere.example/robots.txt"}),
        Reply(status=302, headers={"Location": "/robots.txt"}),
    ],
    ids=["500", "503", "short", "elsewhere", "loop"],
)
def test_rules_that_cannot_be_read_forbid_everything(crawler, robots):
    done, provider = feed(crawler, robots)

    assert done.code == "robots-unreadable"
    assert "/feed" not in provider.paths


def test_rules_that_moved_on_the_same_host_are_read(crawler):
    with Provider(
        {"/feed": GOOD, "/robots.txt": Reply(status=301, headers={"Location": "/r.txt"})}
    ) as provider:
        provider.routes["/r.txt"] = rules("User-agent: *", "Disallow: /feed")
        done = crawler.run(source("dcat", provider.url("/feed")))

    assert done.code == "robots-forbids"


def test_robots_are_ignored_only_with_a_reason(crawler):
    done, provider = feed(
        crawler, rules("User-agent: *", "Disallow: /"), robots="ignore", robots_reason="mail of 2026-10-01"
    )

    assert done.crawl.complete
    assert provider.paths == ["/feed"]


def test_crawl_delay_is_kept(crawler):
    robots = rules("User-agent: *", "Crawl-delay: 0.5")
    _, provider = feed(crawler, robots, hydra_feed(4, per_page=2))
    pages = [hit.at for hit in provider.hits if hit.path == "/feed"]

    assert pages[1] - pages[0] > 0.45


def test_a_forbidden_next_page_forbids_removals(crawler):
    robots = rules("User-agent: *", "Disallow: /*page=2")
    done, _ = feed(crawler, robots, hydra_feed(4, per_page=2))

    assert done.codes == ["robots-forbids"]
    assert len(done.datasets) == 1
    assert not done.crawl.complete


def test_a_huge_file_is_read_to_500_kilobytes(crawler):
    lines = ["User-agent: *", "Disallow: /feed"] + ["#" * 99] * 30_000
    done, _ = feed(crawler, rules(*lines))

    assert done.code == "robots-forbids"


def test_a_crawl_delay_of_days_is_capped_and_named(crawler):
    done, _ = feed(crawler, rules("User-agent: *", "Crawl-delay: 99999999"))

    assert done.codes == ["crawl-delay-capped"]
    assert done.crawl.complete

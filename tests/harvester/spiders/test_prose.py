import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import Provider, Reply, page


def harvest(crawler, pages, url="/", **options):
    limit = options.pop("limit", None)
    with Provider(pages) as provider:
        return crawler.run(source("prose", provider.url(url), options=options), limit=limit), provider


def asked(provider):
    return sorted(set(provider.paths) - {"/robots.txt"})


def test_links_of_the_start_page_lead_to_datasets(crawler):
    done, provider = harvest(
        crawler,
        {
            "/": page("home", ["/datasets/a", "/datasets/b", "/about"]),
            "/datasets/a": page("a"),
            "/datasets/b": page("b"),
        },
        follow=["/datasets/"],
    )

    assert done.crawl.complete
    assert [(entry.url.removeprefix(provider.base), entry.role) for entry in done.pages] == [
        ("/", "list"),
        ("/datasets/a", "dataset"),
        ("/datasets/b", "dataset"),
    ]
    assert done.crawl.listed == 2


def test_a_page_that_leads_nowhere_is_the_dataset_itself(crawler):
    done, _ = harvest(crawler, {"/press/42.html": page("text", ["/", "/press/41.html"])}, "/press/42.html")

    assert [entry.role for entry in done.pages] == ["dataset"]
    assert done.crawl.complete


def test_without_wanted_paths_only_what_lies_below_the_url_is_followed(crawler):
    pages = {
        "/data": page("home", ["/data/a", "/database", "/"]),
        "/data/a": page("a"),
        "/database": page("x"),
    }

    _, provider = harvest(crawler, pages, "/data")

    assert asked(provider) == ["/data", "/data/a"]


def test_several_start_pages_that_link_to_each_other_are_each_a_dataset(crawler):
    pages = {path: page(path, ["/en", "/bg"]) for path in ("/en", "/bg")}

    done, _ = harvest(crawler, pages, start=["/en", "/bg"])

    assert [entry.role for entry in done.pages] == ["dataset", "dataset"]


def test_links_are_followed_three_levels_deep(crawler):
    pages = {f"/d/{number}": page(f"{number}", [f"/d/{number + 1}"]) for number in range(7)}

    done, provider = harvest(crawler, pages, "/d/0", follow=["/d/"])

    assert asked(provider) == ["/d/0", "/d/1", "/d/2", "/d/3"]
    assert done.crawl.complete


def test_files_other_hosts_and_paths_in_circles_are_not_followed(crawler):
    links = [
        "/d/a.pdf",
        "/d/scan.DCM",
        "https://other.example/d/x",
        "mailto:a@b.example",
        "javascript:x()",
        "/d/x/x/x/",
        "#top",
    ]

    done, provider = harvest(crawler, {"/d/": page("home", links)}, "/d/")

    assert asked(provider) == ["/d/"]
    assert done.codes == []


def test_a_page_under_several_addresses_is_kept_once(crawler):
    same = page("same", [])

    done, _ = harvest(
        crawler,
        {"/": page("home", ["/a", "/b"]), "/a": same, "/b": same, "/robots.txt": Reply("", "text/plain")},
    )

    assert len(done.datasets) == 1


def test_a_calendar_without_end_ends(crawler):
    def day(hit):
        number = int(hit.query.get("day", "0"))
        return page(f"day {number}", [f"/cal?day={number + 1}", f"/cal?day={number - 1}"])

    done, provider = harvest(crawler, {"/cal": day}, "/cal")

    assert len(provider.hits) < 12
    assert done.crawl.complete


def test_base_and_relative_links_are_resolved(crawler):
    home = Reply('<html><head><base href="/d/"></head><a href="a?x=1#y"> x </a><a href=" a?x=1">y</a></html>')

    _, provider = harvest(crawler, {"/d/": home, "/d/a": page("a")}, "/d/")

    assert asked(provider) == ["/d/", "/d/a"]
    assert provider.asked("/d/a") == 1


def test_a_meta_refresh_is_not_followed(crawler):
    home = Reply('<html><meta http-equiv="refresh" content="0; url=/d/elsewhere">moved</html>')

    _, provider = harvest(crawler, {"/d/": home}, "/d/")

    assert asked(provider) == ["/d/"]


@pytest.mark.parametrize(
    ("reply", "complete"),
    [
        (Reply("x", status=404), True),
        (Reply("x", status=500), False),
        (Reply(b"PK", "application/zip"), False),
    ],
)
def test_a_followed_page_that_fails_is_noted(crawler, reply, complete):
    done, _ = harvest(crawler, {"/": page("home", ["/a", "/b"]), "/a": page("a"), "/b": reply})

    assert len(done.datasets) == 1
    assert len(done.codes) == 1
    assert done.crawl.complete is complete


def test_a_start_page_that_fails_fails_the_source(crawler):
    assert harvest(crawler, {})[0].code == "http-404"


def test_a_limited_crawl_follows_few_links(crawler):
    pages = {f"/{number}": page(f"{number}") for number in range(30)} | {
        "/": page("home", [f"/{n}" for n in range(30)])
    }

    done, provider = harvest(crawler, pages, limit=3)

    assert len(asked(provider)) < 6
    assert not done.crawl.complete

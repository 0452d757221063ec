import gzip

import pytest

from tests.harvester.spiders.crawling import source
from tests.provider import XML, Provider, Reply, page, sitemap, sitemap_index


@pytest.fixture
def site():
    """Four pages under a sitemap that robots.txt names."""
    with Provider() as provider:
        provider.routes.update({f"/d{number}": page(f"d{number}") for number in range(4)})
        provider.routes["/map.xml"] = sitemap([provider.url(f"/d{number}") for number in range(4)])
        provider.routes["/robots.txt"] = Reply(
            f"User-agent: *\nSitemap: {provider.url('/map.xml')}", "text/plain"
        )
        yield provider


def harvest(crawler, site, **arguments):
    options = arguments.pop("options", {})
    return crawler.run(source("schema.org", site.url("/"), options=options), **arguments)


def test_the_pages_of_the_sitemap_in_robots_txt_are_kept(crawler, site):
    done = harvest(crawler, site)

    assert done.crawl.complete
    assert done.crawl.listed == 4
    assert site.paths == ["/robots.txt", "/map.xml", "/d0", "/d1", "/d2", "/d3"]
    assert [page.role for page in done.pages] == ["list"] + ["dataset"] * 4


def test_without_a_line_in_robots_txt_the_usual_place_is_asked(crawler, site):
    site.routes["/sitemap.xml"] = site.routes["/map.xml"]
    del site.routes["/robots.txt"]

    assert harvest(crawler, site).crawl.listed == 4


def test_the_source_file_may_name_the_sitemap(crawler, site):
    site.routes["/special.xml"] = sitemap([site.url("/d1")])

    done = harvest(crawler, site, options={"sitemap": "/special.xml"})

    assert site.paths == ["/robots.txt", "/special.xml", "/d1"]
    assert done.crawl.complete


def test_an_index_is_followed_two_levels_deep(crawler, site):
    site.routes["/map.xml"] = sitemap_index([site.url("/1.xml")])
    site.routes["/1.xml"] = sitemap_index([site.url("/2.xml")])
    site.routes["/2.xml"] = sitemap([site.url("/d0")])

    done = harvest(crawler, site)

    assert done.crawl.complete
    assert len(done.datasets) == 1


def test_a_deeper_index_is_left_and_named(crawler, site):
    site.routes["/map.xml"] = sitemap_index([site.url("/1.xml")])
    site.routes["/1.xml"] = sitemap_index([site.url("/2.xml")])
    site.routes["/2.xml"] = sitemap_index([site.url("/3.xml"), site.url("/4.xml")])

    done = harvest(crawler, site)

    assert done.code == "sitemap-limit"
    assert "/3.xml" not in site.paths
    assert not done.crawl.complete


def test_an_index_that_names_itself_is_read_once(crawler, site):
    site.routes["/map.xml"] = sitemap_index([site.url("/map.xml"), site.url("/1.xml")])
    site.routes["/1.xml"] = sitemap([site.url("/d0")])

    done = harvest(crawler, site)

    assert done.crawl.complete
    assert site.asked("/map.xml") == 1


def test_no_more_than_50_sitemaps_are_read(crawler, site):
    def growing(hit):
        number = int(hit.path.strip("/m.xl") or 0)
        return sitemap_index([f"{hit.base}/m{number}{digit}.xml" for digit in range(9)])

    site.routes["/map.xml"] = sitemap_index([site.url(f"/m{number}.xml") for number in range(9)])
    site.routes.update({f"/m{number}.xml": growing for number in range(9)})
    site.routes.update(
        {f"/m{number}{digit}.xml": sitemap([site.url("/d0")]) for number in range(9) for digit in range(9)}
    )

    done = harvest(crawler, site)

    assert len([path for path in site.paths if path.endswith(".xml")]) == 50
    assert "sitemap-limit" in done.codes
    assert not done.crawl.complete


def test_a_packed_sitemap_and_a_plain_text_one_are_read(crawler, site):
    packed = gzip.compress(site.routes["/map.xml"].data)
    site.routes["/map.xml"] = sitemap_index([site.url("/a.xml.gz"), site.url("/b.txt")])
    site.routes["/a.xml.gz"] = Reply(packed, "application/gzip")
    site.routes["/e0"] = page("e0")
    site.routes["/b.txt"] = Reply(site.url("/e0") + "\n", "text/plain")

    done = harvest(crawler, site)

    assert done.crawl.complete
    assert done.crawl.listed == 5


def test_a_dead_link_is_noted_and_leaves_the_list_whole(crawler, site):
    del site.routes["/d1"]

    done = harvest(crawler, site)

    assert done.codes == ["http-404"]
    assert len(done.datasets) == 3
    assert done.crawl.complete


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply("no", status=500), "http-500"),
        (Reply("no", status=403), "http-403"),
        (Reply(drop=True), "unreachable"),
        (Reply(b"%PDF", "application/pdf"), "not-html"),
    ],
    ids=["500", "403", "dropped", "pdf"],
)
def test_a_page_that_fails_does_not_stop_the_source_but_forbids_removals(crawler, site, reply, code):
    site.routes["/d1"] = reply

    done = harvest(crawler, site)

    assert done.codes == [code]
    assert len(done.datasets) == 3
    assert not done.crawl.complete


def test_links_to_elsewhere_and_odd_links_are_not_fetched(crawler, site):
    links = [
        "https://other.example/x",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://a b/",
        site.url("/d0#part"),
    ]
    site.routes["/map.xml"] = sitemap([*links, site.url("/d0")])

    done = harvest(crawler, site)

    assert sorted(done.codes) == ["blocked-host", "blocked-url", "blocked-url", "blocked-url"]
    assert len(done.datasets) == 1
    assert done.crawl.complete


def test_only_wanted_paths_are_fetched(crawler, site):
    site.routes["/about"] = page("about")
    site.routes["/map.xml"] = sitemap([site.url("/about"), site.url("/d0")])

    harvest(crawler, site, options={"follow": ["/d"]})

    assert "/about" not in site.paths


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply("gone", status=404), "http-404"),
        (Reply("<!doctype html><html>", XML), "not-xml"),
        (Reply("<urlset><url><loc>", XML), "cut-off"),
        (Reply("<rss/>", XML), "not-sitemap"),
        (Reply(gzip.compress(b"<urlset></urlset>")[:-6], "application/gzip"), "cut-off"),
    ],
    ids=["404", "html", "cut", "rss", "gzip-cut"],
)
def test_a_sitemap_that_cannot_be_read_fails_the_source(crawler, site, reply, code):
    site.routes["/map.xml"] = reply

    done = harvest(crawler, site)

    assert done.code == code
    assert done.pages == []


def test_one_of_two_sitemaps_that_fails_forbids_removals(crawler, site):
    site.routes["/robots.txt"] = Reply(
        f"Sitemap: {site.url('/map.xml')}\nSitemap: {site.url('/gone.xml')}\n", "text/plain"
    )

    done = harvest(crawler, site)

    assert done.codes == ["http-404"]
    assert len(done.datasets) == 4
    assert not done.crawl.complete


def test_a_site_that_answers_nothing_any_more_is_left_alone(crawler, site):
    site.routes["/map.xml"] = sitemap([site.url(f"/x{number}") for number in range(100)])

    done = harvest(crawler, site)

    assert len(site.hits) < 25
    assert "source-down" in done.codes


def test_a_limited_crawl_asks_for_few_pages(crawler, site):
    done = harvest(crawler, site, limit=2)

    assert len(done.datasets) == 2
    assert done.crawl.why_not == "limited to 2"


def test_the_limit_of_requests_is_named_once(crawler, site):
    done = harvest(crawler, site, run_max_requests=4)

    assert done.codes == ["request-limit"]
    assert len(site.hits) == 4
    assert not done.crawl.complete

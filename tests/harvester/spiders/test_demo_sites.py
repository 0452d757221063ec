"""Each spider against the demo's own site of its kind, through the source file the demo writes."""

import pytest

from catalogue.sources import read_sources
from messor.demo.sites import SITES, Sites
from messor.demo.sources import write_sources

# What a list names beside live datasets: a deleted record, the site's own pages.
BESIDES = {"incisive": 1, "procancer-i": 3}


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    with Sites() as sites:
        write_sources(folder, sites.urls)
        yield read_sources(folder)


@pytest.mark.parametrize("key", SITES)
def test_a_demo_site_is_fetched_whole(crawler, sources, key):
    done = crawler.run(sources[key])
    expected = sources[key].expect.datasets_min

    assert done.codes == []
    assert done.crawl.complete, done.crawl.why_not
    assert done.crawl.listed == expected + BESIDES.get(key, 0)


def test_a_second_crawl_of_pages_transfers_next_to_nothing(crawler, sources):
    first = crawler.run(sources["registry"])
    second = crawler.run(sources["registry"], stored=first.kept)

    assert second.crawl.complete
    assert second.crawl.not_modified >= 220
    assert second.crawl.bytes < first.crawl.bytes / 20
    assert [page.sha256 for page in second.pages] == [page.sha256 for page in first.pages]

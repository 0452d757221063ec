import pytest

from tests.harvester.spiders.crawling import Crawler


@pytest.fixture(scope="session")
def crawler():
    """One process that forks for each crawl."""
    crawler = Crawler()
    yield crawler
    crawler.close()

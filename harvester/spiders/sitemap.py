"""Walk through a site whose pages describe datasets in schema.org: sitemaps, then the pages they name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scrapy import Request

from catalogue.model import Severity
from harvester import guard
from harvester.spiders.ask import Answer, Ask
from harvester.spiders.encodings import GZIP_MAGIC, unpack
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.paging import sitemap_page
from harvester.spiders.robots import Robots
from harvester.spiders.walk import Walk

DEPTH_MAX = 2
SITEMAPS_MAX = 50
PAGES_MAX = 50_000
HTML = frozenset({"text/html", "application/xhtml+xml", "application/ld+json", "application/json", ""})


class SitemapWalk(Walk):
    """Asks for every page that the sitemaps name; a bad link is noted and the walk goes on."""

    name = "schema.org"
    accept = "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.1"

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the sitemaps: the named one, else those in robots.txt, else the usual place."""
        self._sitemaps: set[str] = set()
        self._wanted: dict[str, None] = {}
        for ask in self._sitemap_asks(await self._entrances(), depth=0):
            yield self._request(ask)

    async def _entrances(self) -> list[str]:
        options, url = self.source.options, self.settled(self.source.url)
        if options.sitemap:
            return [urljoin(url, options.sitemap)]
        if urlsplit(url).path.endswith((".xml", ".xml.gz")):
            return [url]
        robots = self.crawler.get_downloader_middleware(Robots)
        assert robots is not None
        return await robots.sitemaps(url) or [urljoin(url, "/sitemap.xml")]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Read a sitemap's links, or keep a page."""
        if not answer.ask.list_page:
            if answer.media_type not in HTML:
                raise FaultError(Fault("not-html", answer.url, answer.media_type))
            self.keep(answer, "dataset")
            return []
        most = self.ledger.settings.integer("fetch_max_bytes")
        body = answer.body
        if body.startswith(GZIP_MAGIC):
            body = unpack(body, 31, most, answer.url)
        pages, sitemaps = sitemap_page(replace(answer, body=body))
        self.keep(answer, "list")
        asks = [*self._sitemap_asks(sitemaps, answer.ask.depth + 1), *self._page_asks(pages)]
        self.ledger.listed.update(ask.url for ask in asks if not ask.list_page)
        return asks

    def _sitemap_asks(self, urls: Iterable[str], depth: int) -> list[Ask]:
        asks = []
        for url in map(self.settled, urls):
            if url in self._sitemaps:
                continue  # named twice, or an index that names itself: nothing is missed
            if depth > DEPTH_MAX or len(self._sitemaps) >= SITEMAPS_MAX:
                self.ledger.lost(Fault("sitemap-limit", url, "one sitemap or level more"))
                break
            self._sitemaps.add(url)
            asks.append(Ask(url, order=len(self._sitemaps), depth=depth))
        return asks

    def _page_asks(self, urls: Iterable[str]) -> list[Ask]:
        asks = []
        follow = self.source.options.follow
        for url in map(self.settled, urls):
            if url in self._wanted or (follow and not urlsplit(url).path.startswith(follow)):
                continue
            if len(self._wanted) >= PAGES_MAX:
                self.ledger.lost(Fault("sitemap-limit", url, f"more than {PAGES_MAX} pages"))
                break
            if no := guard.refusal(url, self.source):
                self.ledger.note(Fault(no.code, url, no.found), Severity.WARNING)
                continue
            if self.ledger.limit is not None and len(self._wanted) >= self.ledger.limit:
                self.ledger.incomplete(f"limited to {self.ledger.limit}")
                break
            self._wanted[url] = None
            asks.append(Ask(url, order=SITEMAPS_MAX + len(self._wanted), list_page=False))
        return asks

"""Walk through pages written for people: the start pages and the links under the wanted paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse

from harvester import guard
from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.walk import Walk

DEPTH_MAX = 3
URL_MAX = 2000
HTML = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
# Files that no page about a dataset is; asking for them would only cost the provider.
FILES = tuple(
    f".{ending}"
    for ending in (
        *(
            "7z",
            "avi",
            "bmp",
            "css",
            "csv",
            "dcm",
            "doc",
            "docx",
            "eps",
            "exe",
            "gif",
            "gz",
            "ico",
            "jpeg",
            "jpg",
        ),
        *("js", "json", "mov", "mp3", "mp4", "nii", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rar"),
        *(
            "rdf",
            "rss",
            "svg",
            "tar",
            "tif",
            "tiff",
            "ttl",
            "txt",
            "wav",
            "webm",
            "webp",
            "woff",
            "xls",
            "xlsx",
        ),
        *("xml", "zip"),
    )
)


class ProseWalk(Walk):
    """Follows links on the source's own hosts, three levels deep, each page and each text once."""

    name = "prose"
    accept = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1"

    def begin(self) -> Iterable[Ask]:
        """Ask for the start pages."""
        base = self.settled(self.source.url)
        urls = dict.fromkeys(self.settled(urljoin(base, url)) for url in self.source.options.start or (base,))
        self._bodies: set[str] = set()
        self._starts, self._asked = frozenset(urls), dict(urls)
        return [Ask(url, order=place) for place, url in enumerate(urls)]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Keep a page and follow its links."""
        if answer.media_type not in HTML:
            raise FaultError(Fault("not-html", answer.url, answer.media_type))
        if answer.sha256 in self._bodies:
            return ()
        self._bodies.add(answer.sha256)
        matching = self._matching(answer) if answer.ask.depth < DEPTH_MAX else []
        leads_on = answer.ask.depth == 0 and bool(matching)
        if not leads_on:
            self.ledger.listed.add(answer.ask.url)
        self.keep(answer, "list" if leads_on else "dataset")
        return [] if self.ledger.enough else self._links(answer, matching)

    def _links(self, answer: Answer, urls: Iterable[str]) -> list[Ask]:
        asks = []
        for url in urls:
            if url in self._asked:
                continue
            if self.ledger.limit is not None and len(self._asked) > self.ledger.limit:
                self.ledger.incomplete(f"limited to {self.ledger.limit}")
                break
            if len(self._asked) >= self.ledger.settings.integer("run_max_pages"):
                self.ledger.lost(Fault("page-limit", url, f"more than {len(self._asked)} pages"))
                break
            self._asked[url] = None
            asks.append(Ask(url, order=len(self._asked), depth=answer.ask.depth + 1, list_page=False))
        return asks

    def _matching(self, answer: Answer) -> list[str]:
        """List the links to wanted pages, start pages left out, in page order."""
        page = HtmlResponse(answer.url, body=answer.body, encoding=answer.charset or None)
        base = urljoin(answer.url, page.xpath("string(//base/@href)").get("").strip())
        urls = dict.fromkeys(
            self.settled(urljoin(base, href.strip())) for href in page.xpath("//a/@href").getall()
        )
        return [url for url in urls if url not in self._starts and self._wanted(url)]

    def _wanted(self, url: str) -> bool:
        if len(url) > URL_MAX or guard.refusal(url, self.source):
            return False
        path = urlsplit(url).path
        if path.lower().endswith(FILES) or _repeats(path):
            return False
        if self.source.options.follow:
            return path.startswith(self.source.options.follow)
        own = urlsplit(self.settled(self.source.url)).path or "/"
        return path == own or path.startswith(own if own.endswith("/") else f"{own}/")


def _repeats(path: str) -> bool:
    """Tell whether a path goes in circles.

    >>> _repeats("/a/b/a/b/a/b/"), _repeats("/data/2024/data/")
    (True, False)
    """
    counts = Counter(part for part in path.split("/") if part)
    return max(counts.values(), default=0) > 2

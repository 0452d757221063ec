"""Walk through a CKAN portal: package_search from start to the server's own count."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.paging import ckan_page
from harvester.spiders.walk import Walk

SEARCH = "/api/3/action/package_search"
NOTHING_NEW_MAX = 3
"""Pages in a row that may bring no new dataset."""


class CkanWalk(Walk):
    """Asks page by page; the end is the server's count, never a page shorter than asked for."""

    name = "ckan"
    accept = "application/json, */*;q=0.1"
    _nothing_new = 0

    def begin(self) -> Iterable[Ask]:
        """Ask for the first page."""
        self._pages: set[tuple[str, ...]] = set()
        return [self._page(0, 0)]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Keep a page and ask for what comes after its last row."""
        page = ckan_page(answer)
        ledger = self.ledger
        ledger.declare(page.total, answer.url)
        start = answer.ask.nth + len(page.listed)
        if page.listed and page.listed in self._pages:
            raise FaultError(Fault("paging-loop", answer.url, "a page that came before"))
        self._pages.add(page.listed)
        before = len(ledger.listed)
        ledger.listed.update(page.listed)
        self.keep(answer, "dataset")
        if ledger.enough or start >= (page.total or 0):
            return ()
        if not page.listed:
            found = f"no more rows after {start} of {page.total}"
            raise FaultError(Fault("declared-not-reached", answer.url, found))
        self._nothing_new = 0 if len(ledger.listed) > before else self._nothing_new + 1
        if self._nothing_new >= NOTHING_NEW_MAX:
            found = f"{NOTHING_NEW_MAX} pages in a row without a new dataset"
            raise FaultError(Fault("paging-loop", answer.url, found))
        return [self._page(start, answer.ask.order + 1)]

    def _page(self, start: int, order: int) -> Ask:
        """``nth`` carries the start, which the URL names too."""
        rows = self.source.options.rows
        if self.ledger.limit is not None:
            rows = min(rows, self.ledger.limit)
        query = {"q": self.source.options.query} if self.source.options.query else {}
        arguments = urlencode({**query, "rows": rows, "start": start, "sort": "id asc"})
        return Ask(f"{self._endpoint()}?{arguments}", order=order, nth=start)

    def _endpoint(self) -> str:
        parts = urlsplit(self.settled(self.source.url))
        path = parts.path.rstrip("/")
        path = path if path.endswith("/package_search") else path + SEARCH
        return parts._replace(path=path, query="").geturl()

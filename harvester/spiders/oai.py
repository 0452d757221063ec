"""Walk through an OAI-PMH list: Identify, then ListRecords from token to token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.paging import ListPage, is_identify, oai_page
from harvester.spiders.walk import Walk

NOTHING_NEW_MAX = 10
"""Pages in a row that may bring no new record."""
RESTARTS = 2
"""How often a list is begun anew when its token has died."""
# Answers to a dead token beside the protocol's own; Zenodo says 422.
DEAD_TOKEN = frozenset({"http-400", "http-410", "http-422"})
LISTED_MAX = 2
"""Times the declared total after which a list is called endless."""


class OaiWalk(Walk):
    """Follows resumption tokens; a dead token begins the list anew."""

    name = "oai-pmh"
    accept = "text/xml, application/xml;q=0.9, */*;q=0.1"

    def begin(self) -> Iterable[Ask]:
        """Ask who it is; the list comes after."""
        self._turn = 0
        self._forget()
        return [Ask(self._url(verb="Identify"), turn=-1, conditional=False)]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Keep a page and ask for the next."""
        if answer.ask.turn < 0:
            return self._identified(answer)
        page = oai_page(answer)
        if page.error.startswith("badResumptionToken"):
            return self._dead(answer.ask, Fault("token-expired", answer.url, page.error))
        if page.error:
            raise FaultError(Fault("oai-error", answer.url, page.error))
        self._refuse_loop(page, answer)
        self.ledger.declare(page.total, answer.url)
        self.ledger.listed.update(page.listed)
        self.keep(answer, "dataset")
        if not page.following or self.ledger.enough:
            return ()
        return [self._next(page, answer)]

    def missed(self, ask: Ask, fault: Fault) -> Iterable[Ask]:
        """Begin anew when the status means a dead token."""
        if fault.code in DEAD_TOKEN and ask.order > 0:
            return self._dead(ask, Fault("token-expired", fault.url, fault.found))
        return super().missed(ask, fault)

    def _identified(self, answer: Answer) -> Iterable[Ask]:
        page = oai_page(answer)
        if page.error or not is_identify(answer):
            found = page.error or "an answer without Identify"
            raise FaultError(Fault("not-oai-pmh", answer.url, found))
        self.keep(answer, "list")
        return [self._first()]

    def _first(self) -> Ask:
        options = self.source.options
        chosen = {"set": options.set} if options.set else {}
        url = self._url(verb="ListRecords", metadataPrefix=options.prefix, **chosen)
        return Ask(url, turn=self._turn, conditional=False)

    def _next(self, page: ListPage, answer: Answer) -> Ask:
        url = self._url(verb="ListRecords", resumptionToken=page.following)
        nth = self._asked[url]
        self._asked[url] += 1
        return Ask(url, answer.ask.order + 1, self._turn, nth, conditional=False)

    def _dead(self, ask: Ask, fault: Fault) -> Iterable[Ask]:
        """Begin the list anew, at most twice; then it stays unfinished."""
        if ask.order == 0 or self._turn >= RESTARTS:
            return super().missed(ask, fault)
        self._turn += 1
        self._forget()
        return [self._first()]

    def _forget(self) -> None:
        self._asked: Counter[str] = Counter()
        self._pages: set[tuple[str, ...]] = set()
        self._seen: set[str] = set()
        self._nothing_new = 0

    def _refuse_loop(self, page: ListPage, answer: Answer) -> None:
        """Raise for a list that does not move on. One token may rightly serve many different pages."""
        if page.listed and page.listed in self._pages:
            raise FaultError(Fault("paging-loop", answer.url, "a page that came before"))
        self._pages.add(page.listed)
        self._nothing_new = 0 if not self._seen.issuperset(page.listed) else self._nothing_new + 1
        self._seen.update(page.listed)
        if page.following and self._nothing_new >= NOTHING_NEW_MAX:
            found = f"{NOTHING_NEW_MAX} pages in a row without a new record"
            raise FaultError(Fault("paging-loop", answer.url, found))
        if page.following and page.total and len(self._seen) > LISTED_MAX * page.total:
            found = f"{len(self._seen)} records and no end, {page.total} declared"
            raise FaultError(Fault("paging-loop", answer.url, found))

    def _url(self, **arguments: str) -> str:
        parts = urlsplit(self.settled(self.source.url))
        kept = "&".join(part for part in parts.query.split("&") if part and not part.startswith("verb="))
        query = "&".join(part for part in (kept, urlencode(arguments)) if part)
        return parts._replace(query=query).geturl()

"""Walk through a DCAT feed: one RDF document, or Hydra pages of one."""

from __future__ import annotations

from collections.abc import Iterable

from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.paging import rdf_page
from harvester.spiders.walk import Walk

NOTHING_NEW_MAX = 10
"""List pages in a row that may bring no new dataset."""
# Formats whose every line is a whole statement: a lost end cannot be seen in the text itself.
NO_END_SIGN = frozenset({"text/turtle", "application/n-triples", "text/plain", "application/x-turtle", ""})


class DcatWalk(Walk):
    """Follows hydra:next until a page has none."""

    name = "dcat"
    accept = (
        "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, "
        "application/n-triples;q=0.7, */*;q=0.1"
    )
    _nothing_new = 0

    def begin(self) -> Iterable[Ask]:
        """Ask for the source's own URL."""
        url = self.settled(self.source.url)
        self._asked, self._bodies = {url}, set[str]()
        return [Ask(url)]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Keep a page and follow its link."""
        page = rdf_page(answer)
        ledger = self.ledger
        ledger.declare(page.total, answer.url)
        if answer.sha256 in self._bodies:
            raise FaultError(Fault("paging-loop", answer.url, "a page that came before"))
        self._bodies.add(answer.sha256)
        before = len(ledger.listed)
        ledger.listed.update(page.listed)
        self.keep(answer, "dataset")
        if page.flaw:
            ledger.incomplete(f"a part of {answer.url} cannot be read: {page.flaw}")
        if answer.open_ended and answer.media_type in NO_END_SIGN and page.total is None:
            ledger.incomplete(f"{answer.url} does not say how long it is, so its end may be missing")
        if not page.following or ledger.enough:
            return ()
        self._nothing_new = 0 if len(ledger.listed) > before else self._nothing_new + 1
        return [self._next(answer, page.following)]

    def _next(self, answer: Answer, following: str) -> Ask:
        url = self.settled(following)
        if url in self._asked:
            raise FaultError(Fault("paging-loop", answer.url, f"a next page that was read before: {url}"))
        if self._nothing_new >= NOTHING_NEW_MAX:
            found = f"{NOTHING_NEW_MAX} pages in a row without a new dataset"
            raise FaultError(Fault("paging-loop", answer.url, found))
        self._asked.add(url)
        return Ask(url, order=answer.ask.order + 1)

"""What a crawl has seen so far: pages, totals, faults, and whether it may speak about absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from time import monotonic

from catalogue.model import Fetched, Finding, Severity
from catalogue.settings import Settings
from catalogue.sources import Source
from harvester import guard
from harvester.spiders.crawl import Crawl, Sink
from harvester.spiders.faults import STOPPING, Fault

FINDINGS_OF_A_CODE = 100
FAILURES_IN_A_ROW = 20
REACHED = 0.99
"""Share of the declared total that must have been listed."""


class Ledger:
    """The books of one crawl; spiders and middlewares write, ``crawl()`` sums up."""

    def __init__(self, source: Source, settings: Settings, sink: Sink, limit: int | None) -> None:
        self.source, self.settings, self.sink, self.limit = source, settings, sink, limit
        self.requests = self.bytes = self.not_modified = 0
        self.declared: int | None = None
        self.listed: set[str] = set()
        self.list_pages = 0
        self.stopped: Fault | None = None
        self.bug: BaseException | None = None
        self._why_not = ""
        self._faults: list[tuple[Fault, Severity]] = []
        self._counts: Counter[str] = Counter()
        self._first: Fault | None = None
        self._failures = 0
        self._datasets = 0
        self._pages: dict[str, tuple[int, int]] = {}
        self._started = monotonic()

    # -- before a request ---------------------------------------------------------------------

    def refused(self, url: str) -> Fault | None:
        """Say why a URL is not asked for; None when it may be."""
        if self.stopped:
            return self.stopped
        if no := guard.refusal(url, self.source):
            return Fault(no.code, url, no.found)
        politeness = self.source.politeness
        if politeness.robots == "ignore" and not politeness.robots_reason.strip():
            return Fault("robots-reason-missing", url, "robots = ignore without a reason")
        return None

    def spend(self, url: str) -> Fault | None:
        """Count a request that goes to the network, or say which limit forbids it."""
        most = self.settings.integer("run_max_requests")
        minutes = self.settings.integer("run_max_minutes")
        if self.requests >= most:
            return Fault("request-limit", url, f"{most} requests sent")
        if monotonic() - self._started > minutes * 60:
            return Fault("time-limit", url, f"{minutes} minutes used")
        self.requests += 1
        return None

    # -- after an answer ----------------------------------------------------------------------

    def keep(
        self, fetched: Fetched, fingerprint: str, headers: Mapping[str, str], turn: int, order: int
    ) -> None:
        """Hand an answer to the sink.

        ``turn`` counts restarts of the list, -1 stands outside of them; ``order`` counts pages.
        """
        self._failures = 0
        self.sink.keep(fetched, fingerprint, headers)
        self._pages[fingerprint] = (turn, order)
        self._datasets += fetched.role == "dataset"
        self.sink.progress(len(self._pages), self.declared)

    def declare(self, total: int | None, url: str) -> None:
        """Take note of the total that a page declares."""
        if total is None:
            return
        if self.declared is not None and abs(total - self.declared) > max(1.0, 0.01 * self.declared):
            found = f"{total}, before it was {self.declared}"
            self.note(Fault("declared-changed", url, found), Severity.WARNING)
            self.incomplete(f"the declared total changed: {found}")
        self.declared = total

    def list_page(self, url: str) -> Fault | None:
        """Count a list page, or say that the limit is reached."""
        most = self.settings.integer("run_max_pages")
        if self.list_pages >= most:
            return Fault("page-limit", url, f"{most} list pages read")
        self.list_pages += 1
        return None

    @property
    def enough(self) -> bool:
        """Whether the limit of a limited crawl is reached."""
        if self.limit is None or len(self.listed) < self.limit:
            return False
        self.incomplete(f"limited to {self.limit}")
        return True

    # -- what went wrong ----------------------------------------------------------------------

    def incomplete(self, why: str) -> None:
        """Forbid the run to speak about absence; the first reason counts."""
        self._why_not = self._why_not or why

    def lost(self, fault: Fault) -> None:
        """A list page is missing: whatever it named is unknown."""
        self._missed(fault, Severity.VIOLATION)
        self.incomplete(f"{fault.code}: {fault.found} at {fault.url}")

    def skipped(self, fault: Fault) -> None:
        """A dataset's own page is missing; only a page that says it is gone leaves the list whole."""
        self._missed(fault, Severity.WARNING)
        if not fault.gone:
            self.incomplete(f"{fault.code}: {fault.found} at {fault.url}")

    def note(self, fault: Fault, severity: Severity) -> None:
        """Remember a fault that is no missing page."""
        self._counts[fault.code] += 1
        if self._counts[fault.code] <= FINDINGS_OF_A_CODE:
            self._faults.append((fault, severity))

    def crash(self, error: BaseException | None) -> None:
        """Remember the first bug of ours and let no further request out."""
        self.bug = self.bug or error
        self.stopped = self.stopped or Fault("source-down", self.source.url, "a bug of ours")

    def _missed(self, fault: Fault, severity: Severity) -> None:
        if self.stopped and fault.code == self.stopped.code:
            return  # said once; the queue is only being emptied
        self.note(fault, severity)
        self._first = self._first or fault
        self._failures += not fault.code.startswith("blocked-")
        if fault.code in STOPPING:
            self.stopped = fault
        elif self._failures >= FAILURES_IN_A_ROW:
            found = f"{self._failures} failures in a row, last {fault.code}"
            self.stopped = Fault("source-down", fault.url, found)
            self.note(self.stopped, Severity.VIOLATION)
            self.incomplete(f"source-down: {found}")

    # -- the sum ------------------------------------------------------------------------------

    def crawl(self) -> Crawl:
        """Sum up."""
        error = self._first.error(self.source.key) if self._first and not self._datasets else None
        if error is None:
            self._judge()
        return Crawl(
            complete=not self._why_not,
            why_not=self._why_not,
            listed=len(self.listed),
            declared=self.declared,
            requests=self.requests,
            bytes=self.bytes,
            not_modified=self.not_modified,
            findings=self._findings(),
            error=error,
            pages=self._order(),
        )

    def _judge(self) -> None:
        url, listed = self.source.url, len(self.listed)
        if self.declared and listed < REACHED * self.declared and not self._why_not:
            fault = Fault("declared-not-reached", url, f"{listed} of {self.declared} declared")
            self.note(fault, Severity.VIOLATION)
            self.incomplete(f"the source declares {self.declared}, {listed} came")
        if not listed and self.source.expect.datasets_min and not self._why_not:
            self.note(Fault("empty-list", url, "an empty list"), Severity.VIOLATION)
            self.incomplete("the list is empty")

    def _findings(self) -> tuple[Finding, ...]:
        findings = [fault.finding(severity) for fault, severity in self._faults]
        for code, count in self._counts.items():
            if count > FINDINGS_OF_A_CODE:
                found = f"{count - FINDINGS_OF_A_CODE} more of {code}"
                more = Fault("more-of-the-same", self.source.url, found)
                findings.append(more.finding(Severity.WARNING))
        return tuple(findings)

    def _order(self) -> tuple[str, ...]:
        """List the pages of the longest turn, a later turn before an earlier one of equal length."""
        turns = Counter(turn for turn, _ in self._pages.values() if turn >= 0)
        best = max(turns, key=lambda turn: (turns[turn], turn), default=0)
        chosen = [(place, fp) for fp, place in self._pages.items() if place[0] in {-1, best}]
        return tuple(fingerprint for _, fingerprint in sorted(chosen))

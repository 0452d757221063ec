"""Run one crawl of one source in this process, and what it says of itself.

A Twisted reactor cannot start twice, so a process can crawl once: the harvester starts a child for
each run. This module loads Scrapy only when ``crawl`` is called.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from catalogue.errors import SourceError
from catalogue.model import Fetched, Finding
from catalogue.settings import Settings
from catalogue.sources import Source

if TYPE_CHECKING:
    from harvester.spiders.ledger import Ledger


class Sink(Protocol):
    """Where a crawl puts what it fetched, and what it may use again. Called from one thread."""

    def known(self, fingerprint: str) -> Fetched | None:
        """Give the answer that an interrupted run had already got; the network is then not asked."""

    def keep(self, fetched: Fetched, fingerprint: str, headers: Mapping[str, str]) -> None:
        """Store an answer that this run stands on; called once more for one that was ``known``.

        Args:
            fetched: The answer; its role is settled.
            fingerprint: Names the request within a run (64 hex digits).
            headers: Response headers of this crawl, names in lower case; empty for a ``known`` answer.
        """

    def validators(self, fingerprint: str) -> tuple[str, str] | None:
        """Give ETag and Last-Modified of the newest stored answer, each may be empty."""

    def unchanged(self, fingerprint: str) -> Fetched | None:
        """Give the newest stored answer, for which the server now said 304."""

    def progress(self, pages: int, declared: int | None) -> None:
        """Hear how far it is: pages kept so far, and the total that the source declares."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl says of itself.

    Attributes:
        complete: The run may speak about absence: every list page answered and was read, the list's
            end was seen, the declared total was reached, nothing was cut by a limit.
        why_not: First reason why it may not; empty when complete.
        listed: Distinct datasets (dcat, oai-pmh, ckan) or pages (schema.org, prose) that the list named.
        declared: Total that the source declares, None when it declares none.
        requests: Requests sent, repeats and robots.txt included.
        bytes: Bytes received in bodies, as transferred.
        not_modified: Answers 304.
        findings: One for each page that failed, first 100 of each code.
        error: Why the source as a whole failed; then no dataset page was kept.
        pages: Fingerprints of the kept answers this run stands on, in list order. A list that had to be
            restarted leaves other answers in the sink; they do not count.
    """

    complete: bool
    why_not: str = ""
    listed: int = 0
    declared: int | None = None
    requests: int = 0
    bytes: int = 0
    not_modified: int = 0
    findings: tuple[Finding, ...] = ()
    error: SourceError | None = None
    pages: tuple[str, ...] = ()


def crawl(source: Source, settings: Settings, sink: Sink, *, limit: int | None = None) -> Crawl:
    """Fetch a source's list and its pages; blocks until done. Once a process.

    Args:
        source: What to fetch.
        settings: Limits and the user agent.
        sink: Gets the answers as they come.
        limit: Stop when so many datasets or pages are listed; the crawl is then never complete.

    Returns:
        What came of it. A source's failure is in ``error``, never raised.

    Raises:
        Exception: Our own bug, as it happened in a spider.
    """
    from harvester.spiders.ledger import Ledger

    ledger = Ledger(source, settings, sink, limit)
    if fault := ledger.refused(source.url):
        ledger.lost(fault)
        return ledger.crawl()
    _run(source, settings, ledger)
    if ledger.bug is not None:
        raise ledger.bug
    return ledger.crawl()


def _run(source: Source, settings: Settings, ledger: Ledger) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from harvester.spiders.kinds import SPIDERS
    from harvester.spiders.tuning import scrapy_settings

    process = AsyncCrawlerProcess(scrapy_settings(source, settings))
    # Scrapy sets its loggers to DEBUG for handlers of its own; ours get warnings only.
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    task = process.crawl(SPIDERS[source.kind], source=source, ledger=ledger)
    if threading.current_thread() is threading.main_thread():
        _end_on_signals(ledger)
    process.start(install_signal_handlers=False)
    if not task.done():
        _stop_threads()
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        raise error


def _end_on_signals(ledger: Ledger) -> None:
    """Let SIGTERM and SIGINT end the crawl at once; what was kept stays, the rest is asked for next time.

    Scrapy's own handlers wait for the requests under way, which may be a minute each.
    """
    loop = asyncio.get_event_loop()

    def end(name: str) -> None:
        ledger.incomplete(f"ended by {name}")
        _reactor().crash()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, number.name)


def _stop_threads() -> None:
    """End the threads that resolve names; a reactor that was ended at once leaves them waiting."""
    _reactor().getThreadPool().stop()


def _reactor() -> Any:
    from twisted.internet import reactor

    return reactor

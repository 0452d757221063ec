"""Two doors of every request: may it be sent at all, and when."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from harvester.spiders.faults import Fault
from harvester.spiders.ledger import Ledger
from harvester.spiders.reasons import RefusedError


class Doorkeeper:
    """Refuses what the guard refuses: first requests and every hop of a redirect alike."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it with the crawl's ledger."""
        return cls(crawler.spider.ledger)

    def process_request(self, request: Request) -> None:
        """Raise for a URL that the source's spider may not ask for."""
        if fault := self._ledger.refused(request.url):
            raise RefusedError(fault)


class Gate:
    """Lets requests out at the source's pace and counts them; the last stop before the network."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._delay: dict[str, float] = defaultdict(lambda: ledger.source.politeness.delay_s)
        self._next: dict[str, float] = defaultdict(float)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it with the crawl's ledger."""
        return cls(crawler.spider.ledger)

    def slow(self, url: str, delay_s: float) -> None:
        """Keep at least so many seconds between requests to the URL's host from now on."""
        host = _host(url)
        self._delay[host] = max(self._delay[host], delay_s)

    def pause(self, url: str, seconds: float) -> None:
        """Send nothing to the URL's host for so many seconds."""
        host = _host(url)
        self._next[host] = max(self._next[host], monotonic() + seconds)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's turn, then count the request; raise when a limit of the run is reached."""
        host = _host(request.url)
        while (wait := self._next[host] - monotonic()) > 0:
            await asyncio.sleep(wait)
        self._next[host] = monotonic() + self._delay[host]
        fault: Fault | None = self._ledger.stopped or self._ledger.spend(request.url)
        if fault:
            raise RefusedError(fault)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the bytes as they came."""
        if "stored" not in request.meta:
            self._ledger.bytes += len(response.body)
        return response


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()

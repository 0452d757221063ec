"""Obey robots.txt, and forbid everything when it cannot be read (RFC 9309)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from catalogue.model import Severity
from harvester.spiders.faults import STOPPING, Fault
from harvester.spiders.gate import Gate
from harvester.spiders.ledger import Ledger
from harvester.spiders.reasons import RefusedError, fault_of

READ_MAX = 500 * 1024
CRAWL_DELAY_MAX_S = 60.0
SITEMAPS_MAX = 50
NOT_ITS_OWN = STOPPING | {"unreachable", "dns-failed", "timeout", "tls-failed", "blocked-address"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What robots.txt of one host says; ``parsed`` None means everything is allowed."""

    parsed: Protego | None = None
    fault: Fault | None = None


class Robots:
    """Asks robots.txt once a host, before the first request that goes to the network."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._ledger: Ledger = crawler.spider.ledger
        # Rules name the product, not the whole line with version and address.
        self._agent: str = crawler.settings["USER_AGENT"].partition("/")[0].strip()
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise for a URL that robots.txt forbids."""
        if request.meta.get("robots") or self._ledger.source.politeness.robots == "ignore":
            return
        rules = await self._of(request.url)
        if rules.fault:
            raise RefusedError(Fault(rules.fault.code, request.url, rules.fault.found))
        if rules.parsed is not None and not rules.parsed.can_fetch(request.url, self._agent):
            raise RefusedError(Fault("robots-forbids", request.url, "a rule against it in robots.txt"))

    async def sitemaps(self, url: str) -> list[str]:
        """List the sitemaps that robots.txt of a URL's host names, in its order, at most 50."""
        rules = await self._of(url)
        return list(rules.parsed.sitemaps)[:SITEMAPS_MAX] if rules.parsed is not None else []

    async def _of(self, url: str) -> Rules:
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._rules:
            self._rules[address] = asyncio.ensure_future(self._ask(address))
        return await asyncio.shield(self._rules[address])

    async def _ask(self, address: str) -> Rules:
        request = Request(address, callback=NO_CALLBACK, dont_filter=True, meta={"robots": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, it closes the source
            return Rules(fault=_unreadable(fault_of(error, address), address))
        return self._read(response, address)

    def _read(self, response: Response, address: str) -> Rules:
        if 400 <= response.status < 500:
            return Rules()
        if response.status != 200:
            return Rules(fault=Fault("robots-unreadable", address, f"status {response.status} at {address}"))
        parsed = Protego.parse(response.body[:READ_MAX].decode("utf-8-sig", "replace"))
        self._slow(float(parsed.crawl_delay(self._agent) or 0), address)
        return Rules(parsed)

    def _slow(self, delay: float, address: str) -> None:
        if not delay > 0:  # also not-a-number
            return
        if delay > CRAWL_DELAY_MAX_S:
            self._ledger.note(Fault("crawl-delay-capped", address, f"Crawl-delay: {delay:g}"), Severity.INFO)
        gate = self._crawler.get_downloader_middleware(Gate)
        gate.slow(address, min(delay, CRAWL_DELAY_MAX_S))


def _unreadable(fault: Fault, address: str) -> Fault:
    """Keep a fault of the network and a limit of the run; any other is one of robots.txt."""
    if fault.code in NOT_ITS_OWN:
        return fault
    return Fault("robots-unreadable", address, f"{fault.code} at {address}: {fault.found}")

"""Ask again after a transient fault: twice, with growing pauses, and as long as the server wishes."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

from scrapy import Request
from scrapy.http import Response

from harvester.spiders.faults import Fault
from harvester.spiders.gate import Gate
from harvester.spiders.ledger import Ledger
from harvester.spiders.reasons import TRANSIENT, RefusedError, fault_of

TRIES = 2
STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 522, 524})
WAIT_MAX_S = 60.0


class Retries:
    """Sends a request again; the pause holds the whole host, so nothing else knocks meanwhile."""

    def __init__(self, ledger: Ledger, crawler: Any) -> None:
        self._ledger, self._crawler = ledger, crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it with the crawl's ledger."""
        return cls(crawler.spider.ledger, crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Repeat the request of a busy or broken server."""
        if response.status not in STATUSES or "stored" in request.meta:
            return response
        asked = retry_after(_text(response, "Retry-After"), datetime.now(UTC))
        if asked is not None and asked > WAIT_MAX_S and response.status in {429, 503}:
            fault = Fault("rate-limited", request.url, f"status {response.status}, Retry-After {asked:.0f} s")
            raise RefusedError(fault)
        if again := self._again(request, asked):
            return again
        if response.status == 429:
            raise RefusedError(Fault("rate-limited", request.url, "status 429, again and again"))
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Repeat a request that the network lost."""
        if fault_of(exception, request.url).code in TRANSIENT:
            return self._again(request, None)
        return None

    def _again(self, request: Request, asked: float | None) -> Request | None:
        tries = request.meta.get("tries", 0)
        if tries >= TRIES or self._ledger.stopped:
            return None
        pause = backoff(tries, self._ledger.source.politeness.delay_s) if asked is None else asked
        gate = self._crawler.get_downloader_middleware(Gate)
        gate.pause(request.url, pause)
        return request.replace(meta={**request.meta, "tries": tries + 1}, priority=request.priority + 1)


def backoff(tries: int, delay_s: float) -> float:
    """Give the pause before another try: 5 and 30 delays, a fifth more or less; short for delay 0."""
    first = 5 * delay_s if delay_s else 0.05
    return min(WAIT_MAX_S, first * float(6**tries) * random.uniform(0.8, 1.2))  # noqa: S311


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header.

    Args:
        value: Seconds or an HTTP date; may be empty or nonsense.
        now: Aware time to count a date from.

    Returns:
        Seconds, 0 for the past; None when there is nothing to read.

    >>> retry_after("120", datetime(2026, 1, 1, tzinfo=UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    >>> retry_after("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    30.0
    """
    text = value.strip()
    if text.isdecimal() and text.isascii():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())


def _text(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")

"""Answers that need no network, or only a question whether they changed.

An interrupted run's answers are used again; a stored answer's validators turn the request into a
conditional one, and a 304 brings the stored body back.
"""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy.http import Response

from catalogue.model import Fetched
from harvester.spiders.ask import Ask
from harvester.spiders.ledger import Ledger


class StoredAnswers:
    """Asks the sink before the network."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it with the crawl's ledger."""
        return cls(crawler.spider.ledger)

    def process_request(self, request: Request) -> Response | None:
        """Answer from an interrupted run, or make the request conditional."""
        ask: Ask | None = request.meta.get("ask")
        if ask is None or request.meta.get("redirect_times") or request.meta.get("tries"):
            return None
        if known := self._ledger.sink.known(ask.fingerprint):
            return _response(request, known)
        if ask.conditional and (validators := self._ledger.sink.validators(ask.fingerprint)):
            for name, value in zip(("If-None-Match", "If-Modified-Since"), validators, strict=True):
                if value and value.isprintable():
                    request.headers[name] = value
        return None

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Put the stored body in place of a 304."""
        ask: Ask | None = request.meta.get("ask")
        if response.status != 304 or ask is None:
            return response
        if stored := self._ledger.sink.unchanged(ask.fingerprint):
            self._ledger.not_modified += 1
            return _response(request, stored, response)
        if "If-None-Match" not in request.headers and "If-Modified-Since" not in request.headers:
            return response
        plain = request.replace(priority=request.priority + 1)  # the body is lost: ask for it anew
        for name in ("If-None-Match", "If-Modified-Since"):
            plain.headers.pop(name, None)
        plain.meta["tries"] = max(1, plain.meta.get("tries", 0))
        return plain


def _response(request: Request, stored: Fetched, wire: Response | None = None) -> Response:
    request.meta["stored"] = stored
    headers = wire.headers if wire is not None else {}
    return Response(stored.url, status=stored.status, headers=headers, body=stored.body, request=request)

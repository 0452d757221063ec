"""The walk that all spiders share: ask, judge the answer, keep it, go on; a fault ends in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal, Self

import scrapy
from scrapy import Request, signals
from scrapy.http import Response
from twisted.python.failure import Failure

from catalogue.model import Fetched
from catalogue.sources import Source
from harvester.guard import settled
from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.ledger import Ledger
from harvester.spiders.reasons import fault_of


class Walk(scrapy.Spider):
    """A spider of one source; subclasses say where to begin and how an answer leads on."""

    name = "walk"
    accept = "*/*"

    def __init__(self, source: Source, ledger: Ledger, **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        self.source, self.ledger = source, ledger

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> Self:
        """Build it and listen for bugs of ours."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.crashed, signals.spider_error)
        return spider

    def begin(self) -> Iterable[Ask]:
        """List the first questions."""
        raise NotImplementedError

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Read an answer, keep it, and list what to ask next.

        Raises:
            FaultError: The answer is not what it should be.
        """
        raise NotImplementedError

    def missed(self, ask: Ask, fault: Fault) -> Iterable[Ask]:
        """Take note that a page did not come; may ask for others instead."""
        (self.ledger.lost if ask.list_page else self.ledger.skipped)(fault)
        return ()

    # -- what subclasses use --------------------------------------------------------------------

    def keep(self, answer: Answer, role: Literal["dataset", "list"]) -> None:
        """Hand an answer to the sink."""
        fetched = Fetched(
            url=answer.url,
            body=answer.body,
            media_type=answer.media_type,
            charset=answer.charset,
            status=200,
            at=answer.at,
            role=role,
            sha256=answer.sha256,
        )
        ask = answer.ask
        self.ledger.keep(fetched, ask.fingerprint, answer.headers, ask.turn, ask.order)

    def settled(self, url: str) -> str:
        """Give the URL that will be asked for."""
        return settled(url, self.source)

    # -- what Scrapy calls ------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Ask the first questions."""
        for ask in self.begin():
            yield self._request(ask)

    def arrived(self, response: Response) -> Iterator[Request]:
        """Judge and read an answer."""
        ask: Ask = response.meta["ask"]
        try:
            if response.status != 200:
                raise FaultError(Fault(f"http-{response.status}", response.url, f"status {response.status}"))
            if ask.list_page and (fault := self.ledger.list_page(response.url)):
                raise FaultError(fault)
            following = list(self.read(_answer(ask, response)))
        except FaultError as error:
            following = list(self.missed(ask, error.fault))
        yield from map(self._request, following)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Take note of a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        ask: Ask = request.meta["ask"]
        assert failure.value is not None
        fault = fault_of(failure.value, request.url)
        yield from map(self._request, self.missed(ask, fault))

    def crashed(self, failure: Failure) -> None:
        """Remember a bug of ours, so that it ends the run instead of passing for a short list."""
        self.ledger.crash(failure.value)

    def _request(self, ask: Ask) -> Request:
        return Request(
            ask.url,
            callback=self.arrived,
            errback=self.failed,
            headers={"Accept": self.accept, "Accept-Language": "*"},
            dont_filter=True,
            meta={"ask": ask},
        )


def _answer(ask: Ask, response: Response) -> Answer:
    """Make an answer from Scrapy's response or from the stored document it stands for."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    stored: Fetched | None = response.meta.get("stored")
    if stored is not None:
        return Answer(
            ask=ask,
            url=stored.url,
            body=stored.body,
            media_type=stored.media_type,
            charset=stored.charset,
            at=stored.at,
            sha256=stored.sha256,
            headers=headers,
        )
    media_type, charset = split_media_type(headers.get("content-type", ""))
    return Answer(
        ask=ask,
        url=response.url,
        body=response.body,
        media_type=media_type,
        charset=charset,
        at=datetime.now(UTC),
        sha256=hashlib.sha256(response.body).hexdigest(),
        headers=headers,
        open_ended="partial" in response.flags,
    )


def split_media_type(value: str) -> tuple[str, str]:
    """Split a Content-Type header into media type and charset.

    >>> split_media_type('Text/Turtle; charset="UTF-8"')
    ('text/turtle', 'utf-8')
    >>> split_media_type("")
    ('', '')
    """
    media_type, *parameters = (part.strip() for part in value.partition(",")[0].split(";"))
    for parameter in parameters:
        name, _, text = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.lower(), text.strip().strip("\"'").lower()
    return media_type.lower(), ""

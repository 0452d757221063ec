"""One question to a source and its answer, as the spiders see them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """A page that a spider wants.

    Attributes:
        url: As first asked for, without fragment.
        order: Place in the list.
        turn: How often the list was restarted before; -1 for what stands outside of the list.
        nth: How often this very URL was asked for in this turn before.
        depth: Links between the start and this page.
        list_page: The list goes on through it; without it the list is not whole.
        conditional: A 304 is a useful answer.
    """

    url: str
    order: int = 0
    turn: int = 0
    nth: int = 0
    depth: int = 0
    list_page: bool = True
    conditional: bool = True

    @property
    def fingerprint(self) -> str:
        """Name of the question within a run, 64 hex digits."""
        key = f"GET {self.url}\n{self.turn}\n{self.nth}"
        return hashlib.sha256(key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with status 200.

    Attributes:
        ask: The question.
        url: Where the bytes came from, after redirects.
        body, media_type, charset, at, sha256: As in ``Fetched``.
        headers: Names in lower case, as they came over the wire in this crawl.
        open_ended: Only the end of the connection ended the body.
    """

    ask: Ask
    url: str
    body: bytes
    media_type: str
    charset: str
    at: datetime
    sha256: str
    headers: Mapping[str, str] = field(default_factory=dict)
    open_ended: bool = False

"""What a demo site is asked and what it answers: the whole interface between server and sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, already taken apart.

    Attributes:
        path: Path with percent-escapes resolved, starting with ``/``.
        query: Arguments in the order given; a name may occur more than once.
        base: URL of the site without a trailing slash.
        accept: The ``Accept`` header, may be empty.
    """

    path: str
    query: tuple[tuple[str, str], ...]
    base: str
    accept: str = ""

    def argument(self, name: str, default: str = "") -> str:
        """First value of a query argument.

        >>> Ask("/", (("page", "2"), ("page", "3")), "").argument("page")
        '2'
        """
        return next((value for key, value in self.query if key == name), default)

    def number(self, name: str, default: int) -> int:
        """A query argument as a whole number; anything else is the default."""
        value = self.argument(name)
        return int(value) if value.isdecimal() else default


@dataclass(frozen=True, slots=True)
class Answer:
    """One response; the server adds length and, unless ``lasting`` is false, an ETag."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True


class Site(Protocol):
    """A site answers a request, or says that there is nothing at that path."""

    def answer(self, ask: Ask) -> Answer | None:
        """Give the answer; None where the path is unknown, which the server turns into a 404."""
        ...


def preferred(accept: str, offers: Sequence[str]) -> str:
    """Choose a media type by an ``Accept`` header; the first offer when nothing is named.

    Args:
        accept: Header value, may be empty.
        offers: Media types the site can give, best first, not empty.

    >>> preferred("text/html;q=0.3, application/rdf+xml", ["text/turtle", "application/rdf+xml"])
    'application/rdf+xml'
    >>> preferred("*/*", ["text/turtle", "application/rdf+xml"])
    'text/turtle'
    """
    best, best_weight = offers[0], 0.0
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        for offer in offers:
            named = name in {offer, "*/*", offer.partition("/")[0] + "/*"}
            if named and weight > best_weight:
                best, best_weight = offer, weight
                break
    return best


def robots(ask: Ask, *, sitemap: bool = False) -> Answer:
    """Give the site's robots.txt: everything is allowed but ``/admin/``."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    if sitemap:
        lines += ["", f"Sitemap: {ask.base}/sitemap.xml"]
    return Answer(("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")

"""Content negotiation: what a reader accepts, best first."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

LONGEST = 1_000


def accepted(header: str) -> list[tuple[str, float]]:
    """List the media ranges of an Accept header with their weights, as written.

    >>> accepted("text/turtle;q=0.9, */*;q=0.1")
    [('text/turtle', 0.9), ('*/*', 0.1)]
    """
    found = []
    for part in header[:LONGEST].split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                weight = _weight(value)
        if name:
            found.append((name.lower(), weight))
    return found


def _weight(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def choose(header: str, offered: Sequence[str]) -> str | None:
    """Choose one of the media types offered; the first where weights are equal; None where none fits.

    >>> choose("application/ld+json, text/html;q=0.5", ["text/html", "text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> choose("image/png", ["text/html"]) is None
    True
    >>> choose("", ["text/html"])
    'text/html'
    """
    ranges = accepted(header) or [("*/*", 1.0)]
    best, weight = None, 0.0
    for name in offered:
        quality = _quality(name, ranges)
        if quality > weight:
            best, weight = name, quality
    return best


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Give the weight of the most exact range that covers a media type."""
    for wanted in (name, name.partition("/")[0] + "/*", "*/*"):
        for found, weight in ranges:
            if found == wanted:
                return weight
    return 0.0


def prefers_html(request: Request) -> bool:
    """Tell whether an error should be a page: a browser asked, and not for the API."""
    path = request.scope["path"]
    if path.startswith("/api/") or path in {"/healthz", "/readyz", "/metrics"}:
        return False
    header = request.headers.get("accept", "").lower()
    offered = ["text/html", "application/problem+json", "application/json"]
    return "text/html" in header and choose(header, offered) == "text/html"

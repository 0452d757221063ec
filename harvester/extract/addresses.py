"""Addresses (IRIs) as providers write them: which may be used, and what is wrong with the others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BAD = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0]")
REFUSED: Final = frozenset({"javascript", "vbscript", "data", "file", "about", "blob"})
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.I)


@lru_cache(maxsize=1 << 15)
def fault(address: str) -> str | None:
    """Say what is wrong with an absolute IRI, None when it may be used.

    >>> fault("https://example.org/a") is None
    True
    >>> fault("http://exa mple.org/"), fault("javascript:alert(1)"), fault("www.example.org")
    ('a space or a forbidden character', 'the scheme javascript', 'no scheme such as https:')
    """
    scheme = _SCHEME.match(address)
    if scheme is None:
        return "no scheme such as https:"
    name = scheme[0][:-1].lower()
    if name in REFUSED:
        return f"the scheme {name}"
    if _BAD.search(address):
        return "a space or a forbidden character"
    rest = address[scheme.end() :]
    if name in {"http", "https"}:
        return _fault_of_web(address, rest)
    return None if rest else "nothing after the scheme"


def _fault_of_web(address: str, rest: str) -> str | None:
    if not rest.startswith("//"):
        return "no // after the scheme"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "a host that cannot be read"
    if not host:
        return "no host"
    after = rest[2 + len(parts.netloc) :]
    return "a bracket outside the host" if "[" in after or "]" in after else None


def is_web(address: str) -> bool:
    """Say whether this is an http or https address that may be used."""
    return address[:8].lower().startswith(("http://", "https://")) and fault(address) is None


def absolute(address: str, base: str) -> str:
    """Resolve a relative address against the page it stood on; absolute ones stay as they are.

    >>> absolute("/data/1.zip", "https://example.org/page")
    'https://example.org/data/1.zip'
    """
    address = address.strip()
    if _SCHEME.match(address) or not address:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def doi(text: str) -> str | None:
    """Give a DOI as an https address, None when the text is not one.

    >>> doi("doi:10.7937/K9/TCIA.2016.ELN8YGLE")
    'https://doi.org/10.7937/K9/TCIA.2016.ELN8YGLE'
    """
    found = _DOI.fullmatch(text.strip())
    return f"https://doi.org/{found[1]}" if found else None

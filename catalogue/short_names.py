"""Short names of IRIs and names of blank nodes, as every syntax takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from catalogue.terms import encoded

_LOCAL: Final = re.compile(r"[A-Za-z_](?:[\w-]*[\w])?|[0-9][\w-]*", re.ASCII)
_PREFIX: Final = re.compile(r"[A-Za-z](?:[\w-]*\w)?|", re.ASCII)
_LABEL: Final = re.compile(r"[A-Za-z0-9_][\w-]*", re.ASCII)
_ODD: Final = re.compile(r"[^A-Za-z0-9-]")
_MOST: Final = 16_384  # short names that are kept from one text to the next


def names_of(prefixes: Mapping[str, str]) -> ShortNames:
    """Give the short names that some prefixes make, the same ones for the same prefixes."""
    key = tuple(prefixes.items())
    names = _names(key)
    if len(names.short) > _MOST:
        _names.cache_clear()  # whoever is writing with the old ones goes on with them
        names = _names(key)
    return names


@lru_cache(maxsize=16)
def _names(prefixes: tuple[tuple[str, str], ...]) -> ShortNames:
    return ShortNames(prefixes)


class ShortNames:
    """Short names of IRIs, each made once."""

    def __init__(self, prefixes: tuple[tuple[str, str], ...]) -> None:
        self.namespaces = {
            namespace: prefix for prefix, namespace in reversed(prefixes) if _PREFIX.fullmatch(prefix)
        }
        self.address = {prefix: namespace for namespace, prefix in self.namespaces.items()}
        self.short: dict[str, str] = {}
        self.prefix: dict[str, str | None] = {}

    def name(self, term: str) -> str:
        """How an IRI is written; ``prefix`` then has what this needs."""
        if term in self.short:
            return self.short[term]
        name = encoded(term[1:-1])
        cut = max(name.rfind("#"), name.rfind("/")) + 1
        prefix = self.namespaces.get(name[:cut])
        if prefix is not None and not _LOCAL.fullmatch(name, cut):
            prefix = None
        self.prefix[term] = prefix
        self.short[term] = short = f"<{name}>" if prefix is None else f"{prefix}:{name[cut:]}"
        return short


def blank(term: str) -> str:
    """A blank node by its name, letters that a syntax may refuse in it as numbers."""
    name = term[2:]
    if _LABEL.fullmatch(name):
        return term
    return "_:x" + _ODD.sub(lambda found: f"_{ord(found[0]):x}_", name)

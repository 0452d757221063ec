"""One object for one IRI: finding it in a table then needs no comparison letter by letter."""

from __future__ import annotations

from typing import Final, TypeVar

from rdflib import URIRef
from rdflib.term import Node

_MOST: Final = 50_000
"""Terms that are kept; a hostile description cannot fill the memory with properties of its own."""
_known: Final[dict[Node, Node]] = {}

Term = TypeVar("Term", bound=Node)


def shared(term: Term) -> Term:
    """Give the first object that was asked for with this IRI; any other term comes back as it is.

    >>> shared(URIRef("https://a.org/")) is shared(URIRef("https://a.org/"))
    True
    """
    if not isinstance(term, URIRef):
        return term
    found = _known.get(term)
    if found is None:
        if len(_known) >= _MOST:
            return term
        found = _known[term] = term
    return found  # type: ignore[return-value]

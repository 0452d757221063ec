"""Write statements as RDF/XML, through the parser's own writer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from catalogue.short_names import blank
from catalogue.statements import Statements
from catalogue.terms import address, clean_literal, encoded, without_halves
from ontologies.namespaces import PREFIXES

_NAMELESS: Final = "oxprefix: "  # how the writer begins an element without a name


def rdfxml(statements: Statements) -> str:
    """Write statements as RDF/XML, one element a node.

    An IRI that no syntax can hold is percent-encoded, control characters are left out, and so is a
    statement whose property ends in nothing that XML could name an element by.
    """
    lines = [
        f"{_clean(subject)} {_clean(predicate)} {_clean(value)} .\n"
        for subject, own in statements.said.items()
        for predicate, values in own.items()
        if _has_name(predicate)
        for value in values
    ]
    triples = parse(input=without_halves("".join(lines)), format=RdfFormat.N_TRIPLES, lenient=True)
    return _written(triples, dict(PREFIXES))


def _written(triples: Iterable[Quad], prefixes: dict[str, str]) -> str:
    body = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes)
    assert body is not None
    return body.decode()


@lru_cache(maxsize=4096)
def _has_name(predicate: str) -> bool:
    """Whether XML has a name for an element of this property."""
    node = NamedNode("https://w3id.org/messor/ns#x")
    (term,) = [
        one.predicate
        for one in parse(
            input=f"<a:a> {_clean(predicate)} <a:a> .\n", format=RdfFormat.N_TRIPLES, lenient=True
        )
    ]
    assert isinstance(term, NamedNode)
    return _NAMELESS not in _written([Quad(node, term, node)], {})


def _clean(term: str) -> str:
    if term[0] == "<":
        return _address(term)
    if term[0] == "_":
        return blank(term)
    return clean_literal(term) if "\\u" in term else term


@lru_cache(maxsize=16_384)
def _address(term: str) -> str:
    return address(encoded(term[1:-1]))

"""Descriptions from schema.org in RDF that is no JSON: Turtle, RDF/XML, N-Triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from catalogue.model import Description, Extraction, Fetched, Finding
from harvester.extract.closure import TYPE, Index, closure, index_by_subject, ntriples
from harvester.extract.gather import gather
from harvester.extract.json_values import many
from harvester.extract.schema_nodes import plain_name
from harvester.extract.schema_org import describe_node
from harvester.rdf_reader import Read, Subject, Term
from ontologies.namespaces import curie, iri

DATASETS: Final = frozenset(
    NamedNode(f"{scheme}://schema.org/{name}")
    for scheme in ("http", "https")
    for name in ("Dataset", "MedicalDataset")
)
_FIRST: Final = NamedNode(iri("rdf:first"))
_REST: Final = NamedNode(iri("rdf:rest"))
_DEEPEST: Final = 8
_LONGEST: Final = 1000


def read_schema_rdf(source: str, fetched: Fetched, read: Read) -> Extraction:
    """Give the schema.org datasets among triples that were read, in document order.

    Each is read by the rules for JSON-LD; its triples are kept beside, as for DCAT.
    """
    index = index_by_subject(read.triples)
    ends = {subject for subject, statements in index.items() if _is_dataset(statements)}
    found = [one for one in index if one in ends]
    made = (_describe(source, fetched, one, f"$[{number}]", index, ends) for number, one in enumerate(found))
    return gather(made, read.findings)


def _is_dataset(statements: Iterable[tuple[NamedNode, Term]]) -> bool:
    return any(predicate == TYPE and value in DATASETS for predicate, value in statements)


def _describe(
    source: str, fetched: Fetched, dataset: Subject, place: str, index: Index, ends: set[Subject]
) -> Description | Finding:
    done = describe_node(source, fetched, _node(dataset, index, (dataset,), ends), place, {})
    if isinstance(done, Finding):
        return done
    return replace(done, graph=ntriples(closure(dataset, index, ends - {dataset}), index, {}))


def _node(subject: Subject, index: Index, above: tuple[Subject, ...], ends: set[Subject]) -> dict[str, Any]:
    """Give a node as JSON-LD would nest it."""
    node: dict[str, Any] = {"@id": subject.value} if isinstance(subject, NamedNode) else {}
    for predicate, value in index[subject]:
        key = "@type" if predicate == TYPE else _name(predicate.value)
        made: Any = _value(value, index, above, ends)
        if predicate == TYPE:
            made = plain_name(value.value) if isinstance(value, NamedNode) else ""
        held = node.get(key)
        if held is None:
            node[key] = made
        else:
            node[key] = [*many(held), *many(made)]
    return node


def _name(predicate: str) -> str:
    name = plain_name(predicate)
    return name if name != predicate else curie(predicate) or predicate


def _value(value: Term, index: Index, above: tuple[Subject, ...], ends: set[Subject]) -> Any:
    if isinstance(value, Literal):
        return {"@value": value.value, "@language": value.language} if value.language else value.value
    if isinstance(value, Triple):
        return ""
    if any(predicate == _FIRST for predicate, _ in index.get(value, ())):
        return [_value(one, index, above, ends) for one in _list(value, index)]
    if value in index and value not in above and value not in ends and len(above) < _DEEPEST:
        return _node(value, index, (*above, value), ends)
    return {"@id": value.value} if isinstance(value, NamedNode) else {}


def _list(start: NamedNode | BlankNode, index: Index) -> list[Term]:
    """Give the members of an RDF list; one that never ends is cut."""
    found: list[Term] = []
    spot: Term = start
    while isinstance(spot, (NamedNode, BlankNode)) and spot in index and len(found) < _LONGEST:
        statements = dict(index[spot])
        if _FIRST in statements:
            found.append(statements[_FIRST])
        spot = statements.get(_REST, Literal(""))
    return found

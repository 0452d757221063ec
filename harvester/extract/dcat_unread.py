"""What a description in RDF holds that no claim speaks of: kept in its graph, reported where unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from harvester.extract.closure import TYPE, Index
from harvester.extract.draft import Draft
from harvester.extract.node_names import Statement
from harvester.extract.unread import Audit, Leaf, is_watched, tell, unread_findings
from harvester.rdf_reader import Subject, Term
from ontologies.namespaces import curie


def report_statements(
    draft: Draft, nodes: Iterable[Subject], own: Index, walked: Iterable[Statement]
) -> None:
    """Add a finding for each property of a vocabulary that nobody here knows; its triples stay in the graph.

    Args:
        nodes: Of the dataset, itself first.
        own: Their statements.
        walked: Those that became claims.
    """
    nodes = list(nodes)
    unknown = [
        Leaf(predicate.value, predicate.value, _text(value))
        for node, predicate, value in _values(nodes, own)
        if curie(predicate.value) is None
    ]
    unread_findings(draft, unknown, "the triple is kept")
    if is_watched():
        tell(draft, _audit(nodes, own, walked, unknown))


def _audit(nodes: list[Subject], own: Index, walked: Iterable[Statement], unknown: list[Leaf]) -> Audit:
    """Sort the values: in a claim, in the graph only, of an unknown vocabulary."""
    claimed = {(one.property, one.value) for one in walked}
    read: list[Leaf] = []
    kept: list[Leaf] = []
    for _, predicate, value in _values(nodes, own):
        name = curie(predicate.value)
        if name is not None:
            (read if (name, value) in claimed else kept).append(Leaf(name, name, _text(value)))
    return Audit(tuple(read), (), tuple(unknown), tuple(kept))


def _values(nodes: list[Subject], own: Index) -> Iterator[tuple[Subject, NamedNode, Term]]:
    """Give the statements that say a value: the class of a node and the way to another one are none."""
    inside = set(nodes)
    for node in nodes:
        for predicate, value in own[node]:
            if predicate != TYPE and value not in inside and not isinstance(value, (BlankNode, Triple)):
                yield node, predicate, value


def _text(value: Term) -> str:
    return "" if isinstance(value, Triple) else value.value

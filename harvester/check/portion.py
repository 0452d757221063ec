"""One dataset's share of a batch: its nodes under names of their own.

Datasets that are checked together must not see each other: a publisher's address that two of them describe
would have two names. So every node that a dataset describes gets a name that only this dataset uses, and a
result finds its way home by that name. Terms are brought to their canonical spelling on the way.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.term import Node

from ontologies.namespaces import canonical, curie, iri

TRIPLES = 20_000
"""A dataset with more triples is checked in part: checking them all would stall the batch."""
NODES = 1_000
"""The same for nodes with properties of their own; each costs up to 40 rules."""
NEAREST_TRIPLES = 2_000
"""What is checked of such a dataset: whole nodes, those nearest to the dataset first."""
NEAREST_NODES = 100
VALUES = 50
"""And of one property of one of its nodes, the first values."""

_LISTS = "http://publications.europa.eu/resource/authority/"
_LISTS_TLS = _LISTS.replace("http:", "https:")
_OTHERS = frozenset(
    URIRef(iri(f"dcat:{kind}")) for kind in ("Dataset", "DatasetSeries", "Catalog", "CatalogRecord")
)
_DATASET = URIRef(iri("dcat:Dataset"))


@dataclass(slots=True)
class Portion:
    """What is checked of one dataset.

    Attributes:
        dataset: The dataset under its name in the batch.
        said: Property and value pairs of everything described, renamed, by node.
        names: The own name of each renamed node.
        parents: How each renamed node is reached: the node before it, and the property as a CURIE.
        whole: False when the dataset was too large and only the nearest nodes are here.
        size: Triples that were seen.
    """

    dataset: URIRef
    said: dict[Node, list[tuple[Node, Node]]] = field(default_factory=dict)
    names: dict[Node, Node] = field(default_factory=dict)
    parents: dict[Node, tuple[Node, str]] = field(default_factory=dict)
    whole: bool = True
    size: int = 0

    def path_to(self, node: Node) -> str:
        """How a node is reached from the dataset: ``dcat:distribution/spdx:checksum``; empty for itself."""
        steps: list[str] = []
        while node in self.parents:
            node, step = self.parents[node]
            steps.append(step)
        return "/".join(reversed(steps))


def portion(number: int, dataset: str, graph: Graph, targeted: frozenset[Node]) -> Portion:
    """Take what is said about one dataset out of its graph.

    Only nodes that are reached from the dataset count; other datasets, series and catalogues are not
    entered, and neither are the codes of the EU lists, whose labels are not the provider's business.

    Args:
        number: Place of the dataset in the batch; its nodes are named after it.
        dataset: Its IRI.
        graph: Left as it is.
        targeted: Properties whose values are checked even when nothing else is said about them.
    """
    walk = _Walk(number, graph, targeted)
    full = walk.take(URIRef(dataset), TRIPLES, NODES, None)
    if full.whole:
        return full
    part = walk.take(URIRef(dataset), NEAREST_TRIPLES, NEAREST_NODES, VALUES)
    part.whole, part.size = False, full.size
    return part


class _Walk:
    """A breadth-first walk through one dataset's graph."""

    def __init__(self, number: int, graph: Graph, targeted: frozenset[Node]) -> None:
        self.number = number
        self.graph = graph
        self.targeted = targeted

    def take(self, root: URIRef, triples: int, nodes: int, values: int | None) -> Portion:
        new = Portion(URIRef(f"{root}~{self.number}"))
        new.names[new.dataset] = root
        given: dict[Node, Node] = {root: new.dataset}
        queue: deque[Node] = deque([root])
        taken = 0
        while queue:
            node = queue.popleft()
            said = self._said(node, triples, values)
            new.size += len(said)
            if (new.size > triples or taken >= nodes) and (taken or values is None):
                new.whole = False
                if values is None:
                    return new
                self._leave_out(new, given[node], said)
                continue
            taken += 1
            self._add(new, given, queue, node, said)
        if not any(p == RDF.type and o in _OTHERS for p, o in new.said[new.dataset]):
            new.said[new.dataset].append((RDF.type, _DATASET))
        return new

    def _leave_out(self, new: Portion, name: Node, said: list[tuple[Node, Node]]) -> None:
        """Keep a node's classes, so that what points to it is right, but report nothing about it."""
        new.said[name] = [pair for pair in said if pair[0] == RDF.type]
        del new.names[name]

    def _said(self, node: Node, limit: int, values: int | None) -> list[tuple[Node, Node]]:
        """What is said of a node; a few more than ``limit`` when there is more and no cap on values."""
        pairs = self.graph.predicate_objects(node)
        if values is None:
            return [pair for _, pair in zip(range(limit + 1), pairs, strict=False)]
        by_property: dict[Node, list[Node]] = {}
        for predicate, value in pairs:
            by_property.setdefault(predicate, []).append(value)
        return [
            (predicate, value)
            for predicate, all_values in by_property.items()
            for value in (
                heapq.nsmallest(values, all_values, key=str) if len(all_values) > values else all_values
            )
        ]

    def _add(
        self,
        new: Portion,
        given: dict[Node, Node],
        queue: deque[Node],
        node: Node,
        said: list[tuple[Node, Node]],
    ) -> None:
        subject = given[node]
        pairs = new.said.setdefault(subject, [])
        for predicate, value in said:
            term = _term(predicate)
            entered = (
                value if predicate == RDF.type else self._enter(new, given, queue, (subject, term), value)
            )
            pairs.append((term, entered))

    def _enter(
        self, new: Portion, given: dict[Node, Node], queue: deque[Node], step: tuple[Node, Node], value: Node
    ) -> Node:
        """Give a value its name in the batch, and follow it when something is said about it."""
        if value in given:
            return given[value]
        if isinstance(value, BNode):
            name: Node = BNode(f"m{self.number}x{len(given)}")
        elif isinstance(value, URIRef):
            if value.startswith(_LISTS) or value.startswith(_LISTS_TLS):
                return URIRef(value.replace(_LISTS_TLS, _LISTS, 1))
            name = URIRef(f"{value}~{self.number}")
        else:
            return value
        described = self._describes(value)
        if not described and isinstance(value, URIRef) and step[1] not in self.targeted:
            return value
        given[value] = name
        new.names[name] = value
        new.parents[name] = (step[0], _short(step[1]))
        if described:
            queue.append(value)
        return name

    def _describes(self, node: Node) -> bool:
        return next(self.graph.predicate_objects(node), None) is not None and not any(
            kind in _OTHERS for kind in self.graph.objects(node, RDF.type)
        )


def described(portions: list[Portion]) -> Iterator[tuple[Node, int]]:
    """Every renamed node with the place of its dataset in the batch."""
    for place, one in enumerate(portions):
        for node in one.names:
            yield node, place


@lru_cache(maxsize=4096)
def _term(predicate: Node) -> URIRef:
    return URIRef(canonical(str(predicate)))


@lru_cache(maxsize=4096)
def _short(predicate: Node) -> str:
    return curie(str(predicate)) or f"<{predicate}>"

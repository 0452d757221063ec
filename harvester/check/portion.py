"""What is checked of one dataset: the nodes reached from it, in canonical spelling, within bounds."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from catalogue.reached import Reached
from harvester.check.shared import shared
from ontologies.namespaces import CONCEPT, canonical, curie, iri
from ontologies.spellings import current

TRIPLES: Final = 20_000
"""A dataset with more triples is checked in part: checking them all would stall the batch."""
NODES: Final = 1_000
"""The same for nodes with properties of their own; each costs up to 40 rules."""
NEAREST_TRIPLES: Final = 2_000
"""What is checked of such a dataset: whole nodes, those nearest to the dataset first."""
NEAREST_NODES: Final = 100
VALUES: Final = 50
"""And of one property of one of its nodes, the first values."""
SCANNED: Final = 100_000
"""Triples of one node that are looked at to find those; the rest is only known to be there."""

_LISTS: Final = (
    "http://publications.europa.eu/resource/authority/",
    "https://hdeu-dcat.data.health.europa.eu/",
)
_OTHERS: Final = frozenset(
    URIRef(iri(f"dcat:{kind}")) for kind in ("Dataset", "DatasetSeries", "Catalog", "CatalogRecord")
)
_TYPE: Final = shared(RDF.type)
_DATASET: Final = shared(URIRef(iri("dcat:Dataset")))
_CLASSED: Final = frozenset(
    {*_OTHERS, *(URIRef(iri(name)) for name in ("dcat:Distribution", "dcat:DataService"))}
)


@dataclass(slots=True)
class Portion:
    """What is checked of one dataset.

    Attributes:
        root: The dataset.
        said: Distinct values by property, of everything described.
        parents: How each node is reached: the node before it, and the property as a CURIE.
        left_out: Nodes of which only the classes are here, because the dataset was too large.
        outdated: Place, found and right spelling of terms that were brought up to date, each once.
        whole: False when the dataset was too large and only the nearest nodes are here.
        size: Triples that were seen.
    """

    root: Node
    said: dict[Node, dict[Node, list[Node]]] = field(default_factory=dict)
    parents: dict[Node, tuple[Node, str]] = field(default_factory=dict)
    left_out: set[Node] = field(default_factory=set)
    outdated: dict[tuple[str, str, str], None] = field(default_factory=dict)
    whole: bool = True
    size: int = 0

    def path_to(self, node: Node) -> str:
        """How a node is reached from the dataset: ``dcat:distribution/spdx:checksum``; empty for itself."""
        steps: list[str] = []
        while node != self.root and node in self.parents:
            node, step = self.parents[node]
            steps.append(step)
        return "/".join(reversed(steps))


def portion(root: Node, graph: Reached) -> Portion:
    """Take what is said about one dataset out of its graph.

    Only nodes that are reached from the dataset count; other datasets, series and catalogues are not
    entered, and neither are the codes of the official lists, whose labels are not the provider's business.

    Args:
        root: The dataset; or a catalogue, a series, a distribution by itself.
        graph: Left as it is.
    """
    full = _take(root, graph, TRIPLES, NODES, None)
    if full.whole:
        return full
    part = _take(root, graph, NEAREST_TRIPLES, NEAREST_NODES, VALUES)
    part.whole, part.size = False, full.size
    return part


def _take(root: Node, graph: Reached, triples: int, nodes: int, values: int | None) -> Portion:
    new = Portion(root)
    queue: deque[Node] = deque([root])
    entered: set[Node] = {root}
    while queue:
        node = queue.popleft()
        pairs = _pairs(graph, node, triples, values)
        new.size += len(pairs)
        full = new.size > triples or len(new.said) >= nodes
        if full and new.said:
            new.whole = False
            if values is None:
                return new
            new.said[node] = {_TYPE: [shared(value) for predicate, value in pairs if predicate == _TYPE]}
            new.left_out.add(node)
            continue
        _add(new, graph, queue, entered, node, pairs)
        if full and values is None:
            new.whole = False
            return new
    kinds = new.said[root].setdefault(_TYPE, [])
    if _CLASSED.isdisjoint(kinds):
        kinds.append(_DATASET)
    return new


def _pairs(graph: Reached, node: Node, limit: int, values: int | None) -> list[tuple[Node, Node]]:
    """What is said of a node; a few more than ``limit`` when there is more and no cap on values."""
    said = graph.predicate_objects(node)
    if values is None:
        return list(islice(said, limit + 1))
    by_property: dict[Node, list[Node]] = {}
    for predicate, value in islice(said, SCANNED):
        by_property.setdefault(predicate, []).append(value)
    return [
        (predicate, value)
        for predicate, found in by_property.items()
        for value in (heapq.nsmallest(values, found, key=str) if len(found) > values else found)
    ]


def _add(
    new: Portion,
    graph: Reached,
    queue: deque[Node],
    entered: set[Node],
    node: Node,
    pairs: list[tuple[Node, Node]],
) -> None:
    own: dict[Node, dict[Node, None]] = {}
    for predicate, value in pairs:
        term, short, renamed = _term(predicate)
        if renamed:
            new.outdated[_place(new, node, short), str(predicate), str(term)] = None
        if not isinstance(value, Literal):
            if term is _TYPE:
                value = shared(value)  # noqa: PLW2901
            else:
                value = _enter(new, graph, queue, entered, (node, short), value)  # noqa: PLW2901
        if term in own:
            own[term][value] = None
        else:
            own[term] = {value: None}
    new.said[node] = {term: _without_ours(list(found)) for term, found in own.items()}


def _without_ours(values: list[Node]) -> list[Node]:
    """Leave out our own concept where it stands beside the provider's code: it is no second answer."""
    if len(values) == 1:
        return values
    rest = [one for one in values if not (isinstance(one, URIRef) and one.startswith(CONCEPT))]
    return rest or values


def _enter(
    new: Portion, graph: Reached, queue: deque[Node], entered: set[Node], step: tuple[Node, str], value: Node
) -> Node:
    """Follow a value when something is said about it; give it in its current spelling."""
    if isinstance(value, URIRef):
        right, listed = _current(value)
        if right is not None:
            new.outdated[_place(new, *step), str(value), str(right)] = None
            value = right
        if listed:
            return value
    if value not in entered:
        new.parents.setdefault(value, step)
        if _describes(graph, value):
            entered.add(value)
            queue.append(value)
    return value


def _place(new: Portion, node: Node, step: str) -> str:
    before = new.path_to(node)
    return f"{before}/{step}" if before else step


def _describes(graph: Reached, node: Node) -> bool:
    return next(iter(graph.predicate_objects(node)), None) is not None and not any(
        kind in _OTHERS for kind in graph.objects(node, _TYPE)
    )


@lru_cache(maxsize=4096)
def _term(predicate: Node) -> tuple[URIRef, str, bool]:
    """A property in its canonical spelling, as a CURIE, and whether that is another spelling."""
    name = canonical(str(predicate))
    return shared(URIRef(name)), curie(name) or f"<{name}>", name != str(predicate)


@lru_cache(maxsize=65_536)
def _current(value: URIRef) -> tuple[URIRef | None, bool]:
    """The current spelling where it is another one, and whether it is a code of an official list."""
    right = current(str(value))
    return None if right == str(value) else URIRef(right), right.startswith(_LISTS)

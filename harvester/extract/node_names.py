"""The walk through an RDF description: every statement, with a name for each nested node."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, NamedNode

from harvester.extract.closure import TYPE, Index
from harvester.rdf_reader import Subject, Term
from ontologies.namespaces import curie

# An object with statements of its own becomes a node under these; elsewhere an IRI stays an IRI.
NAMES: Final[Mapping[str, str]] = {
    "dcat:distribution": "dist",
    "adms:sample": "sample",
    "dct:publisher": "publisher",
    "dcat:contactPoint": "contact",
    "healthdcatap:hdab": "hdab",
    "dct:creator": "creator",
    "dct:contributor": "contributor",
    "dct:rightsHolder": "rights-holder",
    "geodcatap:custodian": "custodian",
    "dct:temporal": "temporal",
    "dct:spatial": "spatial",
    "dct:provenance": "provenance",
    "dct:rights": "rights",
    "foaf:page": "page",
    "adms:identifier": "identifier",
    "dcat:accessService": "service",
    "spdx:checksum": "checksum",
    "prov:qualifiedAttribution": "attribution",
    "prov:agent": "agent",
    "prov:wasGeneratedBy": "activity",
    "dcat:qualifiedRelation": "relation",
    "dqv:hasQualityAnnotation": "quality",
    "healthdcatap:retentionPeriod": "retention",
    "healthdcatap:analytics": "analytics",
    "cv:contactPoint": "contact",
    "odrl:hasPolicy": "policy",
}
SINGLE: Final = frozenset({"publisher", "contact", "hdab"})
"""Names without a number for the first one."""

DEEPEST_NODE: Final = 6

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Statement(NamedTuple):
    """One statement of the walk.

    Attributes:
        node: Name of the node it is about, empty for the dataset.
        path: CURIEs from the dataset to that node, joined by ``/``.
        property: CURIE of the predicate.
        value: The object.
        opens: Name of the node the object becomes; empty when it is a value.
    """

    node: str
    path: str
    property: str
    value: Term
    opens: str


def node_name(property_: str) -> str:
    """Give the name a node gets from the property that leads to it.

    >>> node_name("dcat:distribution"), node_name("dqv:hasQualityMeasurement")
    ('dist', 'has-quality-measurement')
    """
    return NAMES.get(property_) or _HUMP.sub("-", property_.partition(":")[2]).lower()


def numbering() -> Callable[[str, str], str]:
    """Make a function that names nodes: parent node and stem in, ``#dist-1`` out."""
    counts: dict[str, int] = {}

    def name(parent: str, stem: str) -> str:
        full = f"{parent}-{stem}" if parent else f"#{stem}"
        counts[full] = counts.get(full, 0) + 1
        return full if stem in SINGLE and counts[full] == 1 else f"{full}-{counts[full]}"

    return name


def walk(dataset: Subject, index: Index) -> Iterator[Statement]:
    """Visit the statements of a dataset and its nested nodes in the order of the index.

    ``rdf:type`` and predicates without a known namespace are passed over. A node that is reached
    twice is entered once.
    """
    name = numbering()
    seen: set[Subject] = {dataset}
    stack: list[tuple[Subject, str, str, int]] = [(dataset, "", "", 0)]
    while stack:
        subject, node, path, level = stack.pop()
        inner: list[tuple[Subject, str, str, int]] = []
        for predicate, value in index.get(subject, ()):
            property_ = curie(predicate.value)
            if property_ is None or predicate == TYPE:
                continue
            opens = ""
            if _is_node(property_, value, index) and level < DEEPEST_NODE and value not in seen:
                opens = name(node, node_name(property_))
                seen.add(value)  # type: ignore[arg-type]  # _is_node: no literal
                inner.append((value, opens, f"{path}{property_}/", level + 1))  # type: ignore[arg-type]
            yield Statement(node, path, property_, value, opens)
        stack.extend(reversed(inner))


def _is_node(property_: str, value: Term, index: Index) -> bool:
    if isinstance(value, BlankNode):
        return value in index
    return isinstance(value, NamedNode) and property_ in NAMES and value in index

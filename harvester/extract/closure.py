"""What a document says about one dataset: every triple that can be reached from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from harvester.extract.addresses import fault
from harvester.extract.tags import language_tag
from harvester.extract.text import is_placeholder
from harvester.rdf_reader import Subject, Term
from ontologies.namespaces import PREFIXES, iri

TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
DATASET: Final = NamedNode(PREFIXES["dcat"] + "Dataset")
SERIES: Final = NamedNode(PREFIXES["dcat"] + "DatasetSeries")
CATALOG: Final = NamedNode(PREFIXES["dcat"] + "Catalog")
ABOUT: Final = frozenset(
    NamedNode(iri(name))
    for name in ("foaf:primaryTopic", "dcat:servesDataset", "dqv:computedOn", "oa:hasTarget")
)
"""Properties that lead from something to the dataset it is about."""
NAMED: Final = frozenset({NamedNode(iri("dct:identifier")), NamedNode(iri("dcat:landingPage"))})
"""Properties that a dataset without an IRI is known by."""
MOST_NODES: Final = 20_000
"""Nodes of one dataset; a document of vocabularies around it is not walked without end."""

Statements = Sequence[tuple[NamedNode, Term]]
Index = Mapping[Subject, Statements]
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def index_by_subject(triples: Iterable[tuple[Subject, NamedNode, Term]]) -> Index:
    """Give each subject's statements, in document order."""
    index: dict[Subject, list[tuple[NamedNode, Term]]] = defaultdict(list)
    for subject, predicate, value in triples:
        index[subject].append((predicate, value))
    return index


def datasets(index: Index) -> list[Subject]:
    """List the datasets of a document in its order; catalogues and series are none."""
    found = []
    for subject, statements in index.items():
        kinds = {value for predicate, value in statements if predicate == TYPE}
        if DATASET in kinds and not kinds & {SERIES, CATALOG}:
            found.append(subject)
    return found


def borders(index: Index) -> set[Subject]:
    """Give the nodes where one dataset's closure ends: datasets, series and catalogues.

    A dataset or series without any name of its own is no border: it cannot be stored by itself, so it belongs
    to whoever speaks of it.
    """
    ends = {DATASET, SERIES, CATALOG}
    found = set()
    for subject, statements in index.items():
        kinds = {value for predicate, value in statements if predicate == TYPE} & ends
        named = isinstance(subject, NamedNode) or any(
            predicate in NAMED and isinstance(value, (NamedNode, Literal)) and not is_placeholder(value.value)
            for predicate, value in statements
        )
        if kinds and (named or CATALOG in kinds):
            found.add(subject)
    return found


def about(index: Index) -> Mapping[Term, list[Subject]]:
    """Give what speaks of each dataset without being named by it: records, services, annotations."""
    found: dict[Term, list[Subject]] = defaultdict(list)
    for subject, statements in index.items():
        for predicate, value in statements:
            if predicate in ABOUT and subject not in found[value]:
                found[value].append(subject)
    return found


def closure(
    dataset: Subject, index: Index, ends: set[Subject], speakers: Iterable[Subject] = ()
) -> list[Subject]:
    """List the nodes that belong to a dataset, itself first, breadth first.

    Args:
        ends: Nodes that are named but not entered.
        speakers: What speaks of it (``about``); it belongs to it too.
    """
    seen: dict[Subject, None] = {dataset: None}
    queue: list[Subject] = [dataset]
    for one in speakers:
        if one not in ends and one not in seen:
            seen[one] = None
            queue.append(one)
    for node in queue:
        for predicate, value in index[node]:
            if predicate == TYPE or isinstance(value, (Literal, Triple)) or value in seen or value in ends:
                continue
            if value in index and len(seen) < MOST_NODES:
                seen[value] = None
                queue.append(value)
    return queue


def ntriples(nodes: Iterable[Subject], index: Index, names: Mapping[str, str]) -> str:
    """Write the statements of some nodes as sorted N-Triples.

    Blank nodes get the names their claims have (``#dist-1`` is ``_:dist-1``), the others are numbered
    in the order they are met, so the same description gives the same text wherever it stands in
    its document. An IRI that N-Triples cannot hold becomes a literal, as datatype it is
    dropped; as subject or predicate its forbidden letters are percent-encoded.

    Args:
        names: Node names without ``#``, by the blank node's label in the document.
    """
    labels = {label: BlankNode(name) for label, name in names.items()}
    lines = set()
    for node in nodes:
        for predicate, value in index[node]:
            subject = _subject(node, labels)
            lines.add(f"{subject} {_encoded(predicate)} {_object(predicate, value, labels)} .\n")
    return "".join(sorted(lines))


def _subject(node: Subject, labels: dict[str, BlankNode]) -> Subject:
    if isinstance(node, BlankNode):
        return labels.setdefault(node.value, BlankNode(f"b{len(labels)}"))
    return _encoded(node) if isinstance(node, NamedNode) else node


def _object(predicate: NamedNode, value: Term, labels: dict[str, BlankNode]) -> Term:
    if isinstance(value, BlankNode):
        return labels.setdefault(value.value, BlankNode(f"b{len(labels)}"))
    if isinstance(value, NamedNode):
        if predicate == TYPE:
            return _encoded(value)
        return Literal(value.value) if fault(value.value) else value
    if isinstance(value, Literal):
        bad = language_tag(value.language) is None if value.language else fault(value.datatype.value)
        return Literal(value.value) if bad else value
    return value


def _encoded(node: NamedNode) -> NamedNode:
    if not _FORBIDDEN.search(node.value):
        return node
    return NamedNode(_FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", node.value))

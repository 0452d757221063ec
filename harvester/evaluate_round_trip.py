"""RDF in, record, RDF out: which triples come back, and why the others do not.

Three steps are compared, blank nodes by canonical labels: the document's triples about a dataset with
``Description.graph``, that with ``catalogue.rdf.to_graph``, that with what each syntax gives when read again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import rdflib
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from catalogue.assemble import DOUBTED
from catalogue.model import Description, Fetched, Finding
from catalogue.rdf import Form, serialise, to_graph
from catalogue.rdf_source import SourceGraph
from catalogue.rdf_terms import ONCE
from catalogue.terms import node
from harvester.extract.addresses import is_web
from harvester.extract.closure import Index, about, borders, closure, datasets, index_by_subject
from harvester.extract.dcat import from_triples
from harvester.extract.measured import without_measurements
from harvester.mapping.fdp_defaults import DOUBTFUL
from harvester.mapping.normalise import normalise
from harvester.rdf_reader import Subject, read_rdf
from ontologies.namespaces import curie

OURS: Final = "https://catalogue.invalid/dataset/"
"""Start of the IRI of a dataset that has none."""

DIFFERENCES: Final[Mapping[str, str]] = {
    "no-dataset": "The document describes no dataset: a catalogue, a service or a vocabulary alone.",
    "outside": "The triple is about a catalogue, a series or something no dataset of the document leads to: "
    "the record is one of datasets.",
    "no-identifier": "The dataset has no identifier and no IRI, so it cannot be stored; the finding says so.",
    "identifier-twice": "Two datasets of the document have one identifier; the first is kept, "
    "the finding says so.",
    "iri-as-text": "An address that is none (a space, no scheme, file:, javascript:) is kept as text; the "
    "finding says so.",
    "tag-or-datatype": "A language tag or datatype that is none is left out, its text is kept.",
    "official-word": "In a property that takes one value (licence, access right, frequency, format, media "
    "type) the word of the EU's table stands for the provider's own, which stays in the record's graph and "
    "evidence.",
    "default": "A licence, access right or language that a FAIR Data Point filled in by itself is not given "
    "on as the dataset's own; it stays in the record's graph, and the finding says so.",
    "measured": "What another Messor measured of a description is not the provider's statement; whoever "
    "harvests it measures anew.",
    "no-xml-name": "RDF/XML cannot write a property whose name ends in no XML name; Turtle and JSON-LD can.",
}
"""Why a triple may differ, by name."""

_XML_NAME: Final = re.compile(r"[^\W\d][\w.-]*$")
_FORMS: Final[Mapping[Form, RdfFormat]] = {
    "turtle": RdfFormat.TURTLE,
    "json-ld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
_REFUSED: Final = {"identifier-missing": "no-identifier", "identifier-twice": "identifier-twice"}
_SYNTAX_ERRORS: Final = frozenset({"rdf-broken", "dtd-refused", "too-deep", "not-rdf"})


@dataclass(slots=True)
class Trip:
    """What became of one document.

    Attributes:
        triples: Of the document.
        datasets: Stored.
        differs: Triples that do not come back as they were, by the name of the reason.
        lost: Triples that do not come back, without a reason that is known; empty when all is well.
        broken: Findings of a document that does not parse; nothing else is compared then.
    """

    triples: int = 0
    datasets: int = 0
    differs: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    broken: tuple[Finding, ...] = ()


def round_trip(name: str, body: bytes, media: str, *, syntaxes: Iterable[Form] = ("turtle",)) -> Trip:
    """Send one document through the record and compare.

    Args:
        name: Of the document, part of its address.
        body: The bytes.
        media: Media type.
        syntaxes: In which the result is written and read again.
    """
    digest = hashlib.sha256(body).hexdigest()
    at = datetime(1970, 1, 1, tzinfo=UTC)
    fetched = Fetched(f"https://file.invalid/{name}", body, media, "", 200, at, "dataset", digest)
    read = read_rdf(fetched)
    trip = Trip(triples=len(read.triples))
    trip.broken = tuple(one for one in read.findings if one.code in _SYNTAX_ERRORS)
    if trip.broken:
        return trip
    extraction = from_triples("trip", fetched, read)
    triples = without_measurements(read.triples)
    trip.differs["measured"] += len(read.triples) - len(triples)
    index = index_by_subject(triples)
    inside = _nodes(index)
    covered = {node for nodes in inside.values() for node in nodes}
    trip.differs["outside" if inside else "no-dataset"] += sum(
        len(index[node]) for node in index if node not in covered
    )
    stored = {one.iri or one.identifier: one for one in extraction.descriptions}
    trip.datasets = len(stored)
    refused = [one.code for one in extraction.findings if one.code in _REFUSED]
    left = list(extraction.descriptions)
    unstored: list[list[Subject]] = []
    for dataset, nodes in inside.items():
        wanted = _about(nodes, index)
        description = next((one for one in left if _is_of(one, dataset, wanted)), None)
        if description is None:
            unstored.append(nodes)
            continue
        covered.difference_update(nodes)
        left.remove(description)
        _compare(trip, description, wanted, tuple(syntaxes))
    for number, nodes in enumerate(unstored):
        gone = _about([one for one in nodes if one in covered], index)
        if number < len(refused):
            trip.differs[_REFUSED[refused[number]]] += len(gone)
        else:
            trip.lost += [str(one) for one in gone]
    return trip


def _about(nodes: Iterable[Subject], index: Index) -> set[Triple]:
    return {_triple(node, predicate, value) for node in nodes for predicate, value in index[node]}


def _nodes(index: Index) -> dict[Subject, list[Subject]]:
    ends, inverse = borders(index), about(index)
    return {one: closure(one, index, ends, inverse.get(one, ())) for one in datasets(index)}


def _is_of(description: Description, dataset: Subject, wanted: set[Triple]) -> bool:
    if isinstance(dataset, NamedNode):
        return f"<{dataset.value}> " in description.graph and (
            description.iri == dataset.value or description.iri is None
        )
    return len(wanted) == description.graph.count("\n") and description.iri is None


def _compare(trip: Trip, description: Description, wanted: set[Triple], syntaxes: tuple[Form, ...]) -> None:
    kept = {
        Triple(one.subject, one.predicate, one.object)
        for one in parse(input=description.graph, format=RdfFormat.N_TRIPLES, lenient=True)
    }
    before, after = _canonical(wanted), _canonical(kept)
    _explain(trip, before - after, after - before)
    description = normalise(description)
    iri = description.iri or OURS + hashlib.sha256(description.identifier.encode()).hexdigest()[:12]
    result = to_graph(description.claims, iri=iri, graph=description.graph)
    given = set(result)
    doubted = {claim.value for claim in description.claims if claim.rule == DOUBTED}
    for statement in SourceGraph(description.graph, iri, description.claims).statements:
        triple = tuple(node(term) for term in statement)
        if triple not in given:
            _replaced(trip, result, triple, doubted)
    for form in syntaxes:
        _reread(trip, result, form)


def _explain(trip: Trip, gone: set[Triple], new: set[Triple]) -> None:
    """Name the reason for each triple that the description's graph writes otherwise."""
    texts = Counter(one.object.value for one in new if isinstance(one.object, Literal))
    for one in gone:
        value = one.object
        if isinstance(value, (NamedNode, Literal)) and texts[value.value] > 0:
            texts[value.value] -= 1
            trip.differs["iri-as-text" if isinstance(value, NamedNode) else "tag-or-datatype"] += 1
        else:
            trip.lost.append(str(one))


def _replaced(
    trip: Trip, result: rdflib.Graph, triple: tuple[rdflib.term.Node, ...], doubted: set[str]
) -> None:
    subject, predicate, value = triple
    property_ = curie(str(predicate))
    others = {str(one) for one in result.objects(subject, predicate)} - {str(value)}
    if str(subject) in doubted or (property_ in DOUBTFUL and str(value) in doubted):
        trip.differs["default"] += 1
    elif property_ in ONCE and any(is_web(one) for one in others):
        trip.differs["official-word"] += 1
    else:
        trip.lost.append(" ".join(one.n3() for one in triple))


def _reread(trip: Trip, result: rdflib.Graph, form: Form) -> None:
    text = serialise(result, form)
    again = {
        Triple(one.subject, one.predicate, one.object)
        for one in parse(input=text, format=_FORMS[form], lenient=True)
    }
    plain = result.serialize(format="nt", encoding="utf-8")
    first = set()
    for one in parse(input=plain, format=RdfFormat.N_TRIPLES, lenient=True):
        if form == "xml" and not _XML_NAME.search(one.predicate.value):
            trip.differs["no-xml-name"] += 1
        else:
            first.add(Triple(one.subject, one.predicate, one.object))
    trip.lost += [f"{form}: {one}" for one in _canonical(first) - _canonical(again)]


def _canonical(triples: Iterable[Triple]) -> set[Triple]:
    dataset = Dataset(Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {Triple(one.subject, one.predicate, one.object) for one in dataset}


def _triple(node: Subject, predicate: NamedNode, value: object) -> Triple:
    assert isinstance(node, (NamedNode, BlankNode, Triple))
    assert isinstance(value, (NamedNode, BlankNode, Literal, Triple))
    return Triple(node, predicate, value)

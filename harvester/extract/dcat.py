"""Descriptions from RDF in DCAT terms: one a ``dcat:Dataset``, with every triple it came with."""

from __future__ import annotations

from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from catalogue.model import Description, Extraction, Fetched, Finding, Severity
from harvester.extract.closure import (
    Index,
    about,
    borders,
    closure,
    datasets,
    index_by_subject,
    ntriples,
)
from harvester.extract.dcat_unread import report_statements
from harvester.extract.draft import Draft
from harvester.extract.gather import gather
from harvester.extract.measured import without_measurements
from harvester.extract.node_names import Statement, walk
from harvester.extract.text import is_placeholder
from harvester.rdf_reader import Read, Subject, read_rdf
from ontologies.namespaces import PREFIXES, curie, iri

_TEXTS = (
    "dct:title dct:description dct:alternative dct:abstract dcat:keyword rdfs:label rdfs:comment foaf:name "
    "vcard:fn vcard:organization-name vcard:organization-unit skos:prefLabel adms:versionNotes "
    "dct:bibliographicCitation dct:tableOfContents healthdcatap:populationCoverage "
    "healthdcatap:publisherNote healthdcatap:publishernote"
)
_DATES = "dct:issued dct:modified dct:created dct:date dct:available dcat:startDate dcat:endDate"
_NUMBERS = (
    "healthdcatap:numberOfUniqueIndividuals healthdcatap:numberOfRecords healthdcatap:minTypicalAge "
    "healthdcatap:maxTypicalAge dcat:byteSize messor:numberOfImages messor:numberOfSeries "
    "messor:numberOfDatasets"
)
TEXTS: Final = frozenset(_TEXTS.split())
DATES: Final = frozenset(_DATES.split())
NUMBERS: Final = frozenset(_NUMBERS.split())
_SCHEMA_DATASET: Final = NamedNode("https://schema.org/Dataset"), NamedNode("http://schema.org/Dataset")
_IDENTIFIER: Final = iri("dct:identifier")
_LANDING: Final = iri("dcat:landingPage")


def read_dcat(source: str, fetched: Fetched) -> Extraction:
    """Give the datasets of an RDF document in its order.

    A document whose end could not be reached gives none, because its last dataset would be a
    part of itself; a broken statement in the middle costs that statement and is reported.
    """
    return from_triples(source, fetched, read_rdf(fetched))


def from_triples(source: str, fetched: Fetched, read: Read) -> Extraction:
    """Give the datasets among triples that were read; see ``read_dcat``."""
    if not read.whole:
        return Extraction((), read.findings)
    index = index_by_subject(without_measurements(read.triples))
    found = datasets(index)
    if not found and not read.findings:
        none = Finding(
            "no-dataset", Severity.INFO, fetched.url, f"{len(read.triples)} triples", "a dcat:Dataset",
            "Only nodes with the type dcat:Dataset are harvested.",
        )  # fmt: skip
        return Extraction((), (none,))
    ends, speakers = borders(index), about(index)
    results = []
    for dataset in found:
        nodes = closure(dataset, index, ends, speakers.get(dataset, ()))
        results.append(_describe(source, fetched, dataset, nodes, index))
    return gather(results, read.findings)


def names_schema_dataset(read: Read) -> bool:
    """Say whether the triples name a schema.org dataset (and so want the other reader)."""
    return any(
        value in _SCHEMA_DATASET for _, predicate, value in read.triples if predicate.value.endswith("#type")
    )


def _describe(
    source: str, fetched: Fetched, dataset: Subject, nodes: list[Subject], index: Index
) -> Description | Finding:
    draft = Draft(source, fetched, "dcat")
    own = {node: index[node] for node in nodes}
    names = {dataset.value: "dataset"} if isinstance(dataset, BlankNode) else {}
    walked = list(walk(dataset, own))
    for statement in walked:
        _claim(draft, statement)
        if statement.opens and isinstance(statement.value, BlankNode):
            names[statement.value.value] = statement.opens.removeprefix("#")
    report_statements(draft, nodes, own, walked)
    address = dataset.value if isinstance(dataset, NamedNode) else None
    identifier = _identifier(dataset, own)
    done = draft.finish(identifier, address, place=f"{fetched.url} {address or 'a dataset without an IRI'}")
    if isinstance(done, Finding):
        return done
    return Description(
        source=done.source,
        identifier=done.identifier,
        iri=done.iri,
        format=done.format,
        claims=done.claims,
        graph=ntriples(nodes, own, names),
        document=done.document,
        url=done.url,
        findings=done.findings,
    )


def _identifier(dataset: Subject, index: Index) -> str | None:
    values = {_IDENTIFIER: "", _LANDING: ""}
    for predicate, value in index[dataset]:
        if (
            predicate.value in values
            and not values[predicate.value]
            and not isinstance(value, (BlankNode, Triple))
        ):
            text = value.value.strip()
            if not is_placeholder(text):
                values[predicate.value] = text
    if values[_IDENTIFIER]:
        return values[_IDENTIFIER]
    return dataset.value if isinstance(dataset, NamedNode) else values[_LANDING]


def _claim(draft: Draft, statement: Statement) -> None:
    property_, value, node = statement.property, statement.value, statement.node
    path = statement.path + property_
    rule = f"dcat.{property_.partition(':')[2]}"
    if statement.opens:
        draft.add(property_, statement.opens, path, "", kind="node", node=node, rule=rule)
        if isinstance(value, NamedNode):
            draft.iri("owl:sameAs", value.value, path, node=statement.opens, rule="dcat.node-iri")
    elif isinstance(value, NamedNode):
        draft.iri(property_, value.value, path, node=node, rule=rule)
    elif isinstance(value, Literal):
        _literal(draft, property_, value, path, node, rule)


def _literal(draft: Draft, property_: str, value: Literal, path: str, node: str, rule: str) -> None:
    if property_ in DATES:
        draft.date(property_, value.value, path, node=node, rule=rule)
    elif property_ in NUMBERS:
        draft.number(property_, value.value, path, node=node, rule=rule)
    elif property_ in TEXTS or value.language:
        draft.text(property_, value.value, path, language=value.language, node=node, rule=rule)
    else:
        kind = value.datatype.value
        datatype = None if kind == PREFIXES["xsd"] + "string" else curie(kind)
        draft.literal(property_, value.value, path, datatype=datatype, node=node, rule=rule)

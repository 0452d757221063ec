"""Graphs for other programs: one dataset, and the catalogue in pages, as Turtle, JSON-LD and RDF/XML."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from catalogue import datasets
from catalogue.assemble import assemble
from catalogue.gauges_rdf import IN_TOTALS, Measured, add_gauge, add_total, define, totals
from catalogue.gauges_said import measure_dataset
from catalogue.listing import Entry
from catalogue.model import Dataset, DatasetState
from catalogue.rdf import Form, serialise
from catalogue.statements import Statements
from catalogue.store import Handle
from catalogue.terms import address, literal
from catalogue.turtle import blocks, document
from catalogue.written import bodies
from ontologies.namespaces import iri
from search_api.desk import Desk
from search_api.quality import keys_of
from search_api.safe import web_link

PAGE = 100


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its name for the writer, its media type, its name for people."""

    name: Form
    media_type: str
    label: str


FORMATS: Mapping[str, Format] = {
    "ttl": Format("turtle", "text/turtle", "Turtle"),
    "jsonld": Format("json-ld", "application/ld+json", "JSON-LD"),
    "rdf": Format("xml", "application/rdf+xml", "RDF/XML"),
}


def term(curie: str) -> URIRef:
    """Give a term of the namespace table."""
    return URIRef(iri(curie))


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on every page of the catalogue.

    Attributes:
        public_url: Where the pages are.
        title, description: Of the catalogue, in English.
        gauges: Keys of the gauges whose totals are given.
    """

    public_url: str
    title: str
    description: str
    gauges: Sequence[str]


def dataset_graph(dataset: Dataset, public_url: str, gauges: Sequence[str] = ()) -> Statements:
    """Give a dataset's graph as published, the record that says where it came from, what was measured."""
    graph = _own_graph(dataset)
    record = add_record(graph, dataset, public_url)
    if gauges and dataset.state is not DatasetState.GONE:
        _say(graph, record, ("rdfs:seeAlso", address(f"{public_url}/gauges.ttl")))
        measured = _measured(dataset, public_url)
        for gauge in measure_dataset(dataset, gauges).values():
            add_gauge(graph, measured, gauge)
    return graph


def _measured(dataset: Dataset | Entry, public_url: str) -> Measured:
    page = f"{public_url}/datasets/{quote(dataset.id)}"
    return Measured(dataset.iri, page, f"{public_url}/about#publisher")


def _own_graph(dataset: Dataset) -> Statements:
    """Give a dataset's graph without what a curator rejected or replaced."""
    return assemble(dataset.claims, iri=dataset.iri, graph=dataset.graph, without=dataset.shadowed)


def add_record(graph: Statements, dataset: Dataset | Entry, public_url: str) -> str:
    """Add a ``dcat:CatalogRecord``: what it is about, where it was read, when it changed here."""
    record = address(f"{public_url}/datasets/{quote(dataset.id)}#record")
    _say(
        graph,
        record,
        ("rdf:type", _named("dcat:CatalogRecord")),
        ("foaf:primaryTopic", address(dataset.iri)),
        ("dct:identifier", literal(dataset.id)),
        ("dct:issued", _typed(dataset.first_seen.isoformat(), "xsd:dateTime")),
        ("dct:modified", _typed(dataset.changed_at.isoformat(), "xsd:dateTime")),
    )
    if source := web_link(dataset.url):
        _say(graph, record, ("dct:source", address(source)))
    return record


def _say(graph: Statements, subject: str, *facts: tuple[str, str]) -> None:
    for name, value in facts:
        graph.add(subject, _named(name), value)


def _named(curie: str) -> str:
    return address(iri(curie))


def _typed(words: str, datatype: str) -> str:
    return literal(words, datatype=iri(datatype))


def dataset_response(request: Request, desk: Desk, dataset: Dataset, suffix: str) -> Response:
    """Answer with a dataset's graph; 410 for one that is gone."""
    status = 410 if dataset.state is DatasetState.GONE else 200
    body = serialise(dataset_graph(dataset, desk.public_url, keys_of(desk)), FORMATS[suffix].name)
    page = f"{desk.public_url}/datasets/{quote(dataset.id)}"
    others = [
        f'<{page}.{name}>; rel="alternate"; type="{one.media_type}"'
        for name, one in FORMATS.items()
        if name != suffix
    ]
    links = ", ".join([f'<{page}>; rel="alternate"; type="text/html"', *others])
    return tagged(request, body.encode(), FORMATS[suffix].media_type, status, {"Link": links})


def tagged(
    request: Request,
    body: bytes,
    media_type: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with an entity tag, or 304 to whoever has these bytes already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    sent = {"ETag": tag, "Vary": "Accept", "Access-Control-Allow-Origin": "*", **(headers or {})}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if status == 200 and tag in known:
        return Response(status_code=304, headers=sent)
    return Response(body, status, sent, media_type)


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of the catalogue: the starts of all pages by keyset, and which one this is."""

    starts: Sequence[str]
    place: int
    total: int


def write_page(
    connection: Handle, entries: Sequence[Entry], paging: Paging, cover: Cover, suffix: str
) -> str:
    """Write one page of the catalogue.

    Args:
        connection: To the record; what it keeps in Turtle is not written again.
        entries: Datasets of this page.
        paging: Which page.
        cover: What stands on every page.
        suffix: Of the format: the pages link to one another in it.

    Returns:
        A ``dcat:Catalog`` with its datasets, a record and the totals of the gauges each, and a
        ``hydra:PartialCollectionView``.
    """
    graph = _frame(entries, cover)
    _add_view(graph, paging, f"{cover.public_url}/catalog.{suffix}")
    define(graph, cover.gauges, parts=False)
    keys = [one.id for one in entries]
    kept = bodies(connection, keys)
    points = {key: {gauge: one.points[gauge] for gauge in cover.gauges} for key, one in kept.items()}
    texts = {key: one.body for key, one in kept.items()}
    anew = keys if suffix != "ttl" else [key for key in keys if key not in kept]
    own: list[Statements] = []
    for dataset in datasets.many(connection, anew):
        if dataset.id not in points:
            gauges = measure_dataset(dataset, cover.gauges)
            points[dataset.id] = {key: gauge.total for key, gauge in gauges.items()}
        if suffix == "ttl":
            texts[dataset.id] = blocks(_own_graph(dataset))
        else:
            own.append(_own_graph(dataset))
    measured = {entry.id: _measured(entry, cover.public_url) for entry in entries if entry.id in points}
    if suffix == "ttl":
        said = [totals(one, points[key]) for key, one in measured.items()]
        return document([blocks(graph), *(texts[key] for key in keys if key in texts)], said, IN_TOTALS)
    for one in own:
        graph.join(one)
    for key, what in measured.items():
        for name, value in points[key].items():
            add_total(graph, what, name, value)
    return serialise(graph, FORMATS[suffix].name)


def gauges_graph(gauges: Sequence[str]) -> Statements:
    """Give what the gauges measure, indicator by indicator."""
    graph = Statements()
    define(graph, gauges)
    return graph


def _frame(entries: Sequence[Entry], cover: Cover) -> Statements:
    """The catalogue itself and a record a dataset."""
    graph, public_url = Statements(), cover.public_url
    catalogue = address(f"{public_url}/catalog")
    publisher = address(f"{public_url}/about#publisher")
    _say(
        graph,
        catalogue,
        ("rdf:type", _named("dcat:Catalog")),
        ("dct:title", literal(cover.title, "en")),
        ("dct:description", literal(cover.description, "en")),
        ("dct:publisher", publisher),
        ("foaf:homepage", address(f"{public_url}/")),
    )
    _say(graph, publisher, ("rdf:type", _named("foaf:Agent")), ("foaf:name", literal(cover.title, "en")))
    for entry in entries:
        record = add_record(graph, entry, public_url)
        _say(graph, catalogue, ("dcat:dataset", address(entry.iri)), ("dcat:record", record))
    return graph


def _add_view(graph: Statements, paging: Paging, page: str) -> None:
    """Add the paging, in the words of Hydra that harvesters look for."""
    pages = [address(f"{page}?page={quote(start)}" if start else page) for start in paging.starts]
    here, place = pages[paging.place], paging.place
    _say(
        graph,
        here,
        ("rdf:type", _named("hydra:PartialCollectionView")),
        ("rdf:type", _named("hydra:PagedCollection")),
        ("hydra:totalItems", _typed(str(paging.total), "xsd:integer")),
        ("hydra:itemsPerPage", _typed(str(PAGE), "xsd:integer")),
        ("hydra:first", pages[0]),
        ("hydra:last", pages[-1]),
    )
    if place + 1 < len(pages):
        _say(graph, here, ("hydra:next", pages[place + 1]))
    if place:
        _say(graph, here, ("hydra:previous", pages[place - 1]))

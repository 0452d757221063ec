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


def dataset_graph(dataset: Dataset, public_url: str) -> Statements:
    """Give a dataset's graph as published, and the record that says where it came from."""
    graph = _own_graph(dataset)
    add_record(graph, dataset, public_url)
    return graph


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
    body = serialise(dataset_graph(dataset, desk.public_url), FORMATS[suffix].name)
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
    connection: Handle,
    entries: Sequence[Entry],
    paging: Paging,
    public_url: str,
    words: tuple[str, str],
    suffix: str,
) -> str:
    """Write one page of the catalogue.

    Args:
        connection: To the record; what it keeps in Turtle is not written again.
        entries: Datasets of this page.
        paging: Which page.
        public_url: Where the pages are.
        words: Title and description of the catalogue, in English.
        suffix: Of the format: the pages link to one another in it.

    Returns:
        A ``dcat:Catalog`` with its datasets, a record each, and a ``hydra:PartialCollectionView``.
    """
    graph = _frame(entries, public_url, words)
    _add_view(graph, paging, f"{public_url}/catalog.{suffix}")
    keys = [one.id for one in entries]
    if suffix != "ttl":
        for dataset in datasets.many(connection, keys):
            graph.join(_own_graph(dataset))
        return serialise(graph, FORMATS[suffix].name)
    found = bodies(connection, keys)
    for dataset in datasets.many(connection, [key for key in keys if key not in found]):
        found[dataset.id] = blocks(_own_graph(dataset))
    return document([blocks(graph), *(found[key] for key in keys if key in found)])


def _frame(entries: Sequence[Entry], public_url: str, words: tuple[str, str]) -> Statements:
    """The catalogue itself and a record a dataset."""
    graph = Statements()
    catalogue = address(f"{public_url}/catalog")
    publisher = address(f"{public_url}/about#publisher")
    title, description = words
    _say(
        graph,
        catalogue,
        ("rdf:type", _named("dcat:Catalog")),
        ("dct:title", literal(title, "en")),
        ("dct:description", literal(description, "en")),
        ("dct:publisher", publisher),
        ("foaf:homepage", address(f"{public_url}/")),
    )
    _say(graph, publisher, ("rdf:type", _named("foaf:Agent")), ("foaf:name", literal(title, "en")))
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

"""Graphs for other programs: one dataset, and the catalogue in pages, as Turtle, JSON-LD and RDF/XML."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Identifier
from starlette.requests import Request
from starlette.responses import Response

from catalogue.model import Dataset, DatasetState
from catalogue.rdf import Form, serialise, to_graph
from ontologies.namespaces import PREFIXES, iri
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


def dataset_graph(dataset: Dataset, public_url: str) -> Graph:
    """Give a dataset's graph as published, and the record that says where it came from."""
    graph = _own_graph(dataset)
    add_record(graph, dataset, public_url)
    return graph


def _own_graph(dataset: Dataset) -> Graph:
    """Give a dataset's graph without what a curator rejected or replaced."""
    return to_graph(dataset.claims, iri=dataset.iri, graph=dataset.graph, without=dataset.shadowed)


def add_record(graph: Graph, dataset: Dataset, public_url: str) -> URIRef:
    """Add a ``dcat:CatalogRecord``: what it is about, where it was read, when it changed here."""
    record = URIRef(f"{public_url}/datasets/{quote(dataset.id)}#record")
    facts: list[tuple[str, Identifier]] = [
        ("foaf:primaryTopic", URIRef(dataset.iri)),
        ("dct:identifier", Literal(dataset.id)),
        ("dct:issued", _time(dataset.first_seen.isoformat())),
        ("dct:modified", _time(dataset.changed_at.isoformat())),
    ]
    if source := web_link(dataset.url):
        facts.append(("dct:source", URIRef(source)))
    graph.add((record, RDF.type, term("dcat:CatalogRecord")))
    for name, value in facts:
        graph.add((record, term(name), value))
    return record


def _time(text: str) -> Literal:
    return Literal(text, datatype=term("xsd:dateTime"))


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


def catalogue_graph(
    datasets: Sequence[Dataset], paging: Paging, public_url: str, suffix: str, words: tuple[str, str]
) -> Graph:
    """Give one page of the catalogue.

    Args:
        datasets: Of this page.
        paging: Which page.
        public_url: Where the pages are.
        suffix: Of the format: the pages link to one another in it.
        words: Title and description of the catalogue, in English.

    Returns:
        A ``dcat:Catalog`` with its datasets, a record each, and a ``hydra:PartialCollectionView``.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True)
    catalogue = URIRef(f"{public_url}/catalog")
    publisher = URIRef(f"{public_url}/about#publisher")
    title, description = words
    for name, value in (
        ("dct:title", Literal(title, lang="en")),
        ("dct:description", Literal(description, lang="en")),
        ("dct:publisher", publisher),
        ("foaf:homepage", URIRef(f"{public_url}/")),
    ):
        graph.add((catalogue, term(name), value))
    graph.add((catalogue, RDF.type, term("dcat:Catalog")))
    graph.add((publisher, RDF.type, term("foaf:Agent")))
    graph.add((publisher, term("foaf:name"), Literal(title, lang="en")))
    for dataset in datasets:
        for triple in _own_graph(dataset):
            graph.add(triple)
        graph.add((catalogue, term("dcat:dataset"), URIRef(dataset.iri)))
        record = add_record(graph, dataset, public_url)
        graph.add((catalogue, term("dcat:record"), record))
    _add_view(graph, paging, f"{public_url}/catalog.{suffix}")
    return graph


def _add_view(graph: Graph, paging: Paging, address: str) -> None:
    """Add the paging, in the words of Hydra that harvesters look for."""
    pages = [URIRef(f"{address}?page={quote(start)}" if start else address) for start in paging.starts]
    here = pages[paging.place]
    graph.add((here, RDF.type, term("hydra:PartialCollectionView")))
    graph.add((here, RDF.type, term("hydra:PagedCollection")))
    total = Literal(str(paging.total), datatype=term("xsd:integer"))
    graph.add((here, term("hydra:totalItems"), total))
    graph.add((here, term("hydra:itemsPerPage"), Literal(str(PAGE), datatype=term("xsd:integer"))))
    graph.add((here, term("hydra:first"), pages[0]))
    graph.add((here, term("hydra:last"), pages[-1]))
    if paging.place + 1 < len(pages):
        graph.add((here, term("hydra:next"), pages[paging.place + 1]))
    if paging.place:
        graph.add((here, term("hydra:previous"), pages[paging.place - 1]))

"""A concept of the vocabulary: page, and Turtle or JSON-LD by suffix or Accept."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from rdflib import RDF, Graph, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from catalogue.rdf import serialise
from indexer.document import CONCEPT_FACETS
from ontologies.compiled import code_iri
from ontologies.concept import LANGUAGES, Concept
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme
from search_api.desk import Desk, desk_of
from search_api.graphs import FORMATS, tagged, term
from search_api.labels import concept_label
from search_api.negotiation import choose
from search_api.problem import Problem
from search_api.reader import Reader, reader_of
from search_api.safe import web_link
from search_api.survey import Row

router = APIRouter(include_in_schema=False)
HTML = "text/html"
MOST = 10


@router.get("/concepts/{name}.{suffix}")
def concept_as(request: Request, name: str, suffix: str) -> Response:
    """Give a concept in the format of a suffix."""
    if suffix not in FORMATS:
        raise _unknown(request, f"{name}.{suffix}")
    return _graph_response(request, _concept_or_404(request, name), suffix)


@router.get("/concepts/{name}")
def concept_page(request: Request, name: str) -> Response:
    """Show a concept, or give its graph to a program that accepts one."""
    concept = _concept_or_404(request, name)
    offered = [HTML, *(one.media_type for one in FORMATS.values())]
    wanted = choose(request.headers.get("accept", ""), offered)
    if wanted is None:
        say = reader_of(request).say
        accept = request.headers.get("accept", "")[:80]
        raise Problem(
            406,
            say("problem.406.detail", accept=accept),
            hint=say("problem.406.hint", offered=", ".join(offered)),
            more={"offered": offered},
            headers={"Vary": "Accept"},
        )
    if wanted != HTML:
        suffix = next(key for key, one in FORMATS.items() if one.media_type == wanted)
        return _graph_response(request, concept, suffix)
    return _page(request, desk_of(request), concept)


def _concept_or_404(request: Request, name: str) -> Concept:
    found = scheme().concepts.get(name)
    if found is None:
        raise _unknown(request, name)
    return found


def _unknown(request: Request, name: str) -> Problem:
    say = reader_of(request).say
    return Problem(404, say("problem.404.concept", id=name[:60]), hint=say("problem.404.hint"))


def _page(request: Request, desk: Desk, concept: Concept) -> Response:
    reader = reader_of(request)
    facet = concept.kind.replace("-", "_")
    having = _having(desk, concept.id)
    label = concept_label(concept.id, reader)
    return desk.pages.render(
        request,
        "concept.html",
        title=label.text,
        concept=concept,
        label=label,
        lines=_ancestry(concept.id, reader),
        broader=_named(concept.broader, reader),
        part_of=_named(concept.part_of, reader),
        narrower=_named(scheme().children(concept.id), reader),
        related=_named(concept.related, reader),
        replaced_by=_named((concept.replaced_by,) if concept.replaced_by else (), reader),
        labels=[
            (
                language,
                reader.name_of(language),
                concept.labels.get(language, ""),
                concept.alt.get(language, ()),
            )
            for language in LANGUAGES
            if language in concept.labels
        ],
        codes=[(one, web_link(code_iri(one.vocabulary, one.value))) for one in concept.codes],
        having=having[:MOST],
        total=len(having),
        search=f"/?{facet}={concept.id}" if facet in CONCEPT_FACETS else "",
        formats={name: one.label for name, one in FORMATS.items()},
    )


def _having(desk: Desk, name: str) -> list[Row]:
    """List the datasets that have the concept or something below it."""
    below = {name, *scheme().descendants(name)}
    return [row for row in desk.survey.rows() if not below.isdisjoint(row.document.all_concepts())]


def _named(names: tuple[str, ...], reader: Reader) -> list[tuple[str, Any]]:
    known = scheme().concepts
    return [(name, concept_label(name, reader)) for name in names if name in known]


def _ancestry(name: str, reader: Reader) -> list[tuple[str, Any]]:
    """Give the way from the top to a concept by the first parent of each."""
    way = [name]
    while (parents := scheme().parents(way[-1])) and parents[0] not in way:
        way.append(parents[0])
    return _named(tuple(reversed(way)), reader)


def _graph_response(request: Request, concept: Concept, suffix: str) -> Response:
    page = f"{desk_of(request).public_url}/concepts/{concept.id}"
    links = {"Link": f'<{page}>; rel="alternate"; type="text/html"'}
    body = serialise(concept_graph(concept), FORMATS[suffix].name).encode()
    return tagged(request, body, FORMATS[suffix].media_type, headers=links)


def concept_graph(concept: Concept) -> Graph:
    """Give a concept in SKOS: labels, parents, children, codes."""
    graph = Graph()
    node = URIRef(concept.iri)
    graph.add((node, RDF.type, term("skos:Concept")))
    for language, label in concept.labels.items():
        graph.add((node, term("skos:prefLabel"), Literal(label, lang=language)))
    for name, labels in (("skos:altLabel", concept.alt), ("skos:hiddenLabel", concept.hidden)):
        for language, many in labels.items():
            for label in many:
                graph.add((node, term(name), Literal(label, lang=language)))
    if concept.definition:
        graph.add((node, term("skos:definition"), Literal(concept.definition, lang="en")))
    if concept.notation:
        graph.add((node, term("skos:notation"), Literal(concept.notation)))
    links = {
        "skos:broader": concept.broader, "dct:isPartOf": concept.part_of, "skos:related": concept.related,
        "skos:narrower": scheme().children(concept.id),
        "dct:isReplacedBy": (concept.replaced_by,) if concept.replaced_by else (),
    }  # fmt: skip
    for name, others in links.items():
        for other in others:
            graph.add((node, term(name), URIRef(CONCEPT + other)))
    for code in concept.codes:
        address = URIRef(code_iri(code.vocabulary, code.value))
        graph.add((node, term(f"skos:{code.relation}Match"), address))
    return graph

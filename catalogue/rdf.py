"""From claims to a graph of rdflib, and from a graph to text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Final, Literal

import rdflib

from catalogue.assemble import assemble
from catalogue.model import Claim
from catalogue.statements import Statements
from catalogue.terms import encoded, node, text
from catalogue.turtle import turtle
from ontologies.namespaces import PREFIXES

# A date such as "soon" is reported as a finding; rdflib's own warning of it would only fill the log.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
rdflib.NORMALIZE_LITERALS = False  # a literal is kept as it was written, and 1E999999999 is not computed

Node = rdflib.term.Node
Triple = tuple[Node, Node, Node]

Form = Literal["turtle", "json-ld", "xml"]
FORMS: Final[tuple[Form, ...]] = ("turtle", "json-ld", "xml")
"""Syntaxes that a graph is written in, as rdflib names them."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_graph(
    claims: Iterable[Claim], *, iri: str, graph: str = "", without: Iterable[Claim] = ()
) -> rdflib.Graph:
    """Give what ``catalogue.assemble`` says as a graph of rdflib, with short names bound."""
    return graph_of(assemble(claims, iri=iri, graph=graph, without=without))


def graph_of(statements: Statements) -> rdflib.Graph:
    """Give statements as a graph of rdflib."""
    result = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace, override=True)
    for subject, predicate, value in statements:
        result.add((node(subject), node(predicate), node(value)))
    return result


def statements_of(graph: rdflib.Graph) -> Statements:
    """Give a graph of rdflib as statements."""
    return Statements((text(subject), text(predicate), text(value)) for subject, predicate, value in graph)


def serialise(graph: rdflib.Graph | Statements, format: Form) -> str:  # noqa: A002
    """Write a graph as text.

    An IRI that no syntax can hold is percent-encoded, control characters are left out; in RDF/XML a
    statement whose predicate has no XML name is left out. Never raises for what a graph holds.
    """
    if format == "turtle":
        if isinstance(graph, Statements):
            return turtle(graph)
        return turtle(statements_of(graph), {prefix: str(name) for prefix, name in graph.namespaces()})
    if isinstance(graph, Statements):
        graph = graph_of(graph)
    clean = rdflib.Graph()
    for prefix, namespace in graph.namespaces():
        clean.bind(prefix, namespace, override=True)
    for subject, predicate, value in graph:
        clean.add((_clean(subject), _clean(predicate), _clean(value)))
    if format == "xml":
        for predicate in {one for one in clean.predicates() if not _has_xml_name(clean, one)}:
            clean.remove((None, predicate, None))
        return clean.serialize(format="xml")
    return clean.serialize(format="json-ld", auto_compact=True, indent=1, ensure_ascii=False)


def _clean(term: Node) -> Node:
    if isinstance(term, rdflib.URIRef):
        return rdflib.URIRef(encoded(term))
    if isinstance(term, rdflib.Literal) and _NOT_XML.search(term):
        words = _NOT_XML.sub("", term)
        return rdflib.Literal(words, lang=term.language, datatype=term.datatype)
    return term


def _has_xml_name(graph: rdflib.Graph, predicate: Node) -> bool:
    try:
        graph.namespace_manager.compute_qname_strict(str(predicate))
    except ValueError:
        return False
    return True

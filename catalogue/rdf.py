"""From claims to a graph of rdflib, and from a graph to text."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final, Literal

import rdflib

from catalogue.assemble import assemble
from catalogue.jsonld import jsonld
from catalogue.model import Claim
from catalogue.rdfxml import rdfxml
from catalogue.statements import Statements
from catalogue.terms import node, text
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
    if isinstance(graph, Statements):
        statements, prefixes = graph, PREFIXES
    else:
        statements = statements_of(graph)
        prefixes = {prefix: str(name) for prefix, name in graph.namespaces()}
    if format == "turtle":
        return turtle(statements, prefixes)
    return jsonld(statements) if format == "json-ld" else rdfxml(statements)

"""From claims to a graph in DCAT-AP 3 and HealthDCAT-AP terms, and from a graph to text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Final, Literal

import rdflib

from catalogue.model import Claim, Layer
from catalogue.rdf_json_ld import to_json_ld
from catalogue.rdf_source import SourceGraph
from catalogue.rdf_terms import CLASSES, DATATYPES, ONCE, WRAPS
from catalogue.rdf_turtle import NAME
from ontologies.namespaces import PREFIXES
from ontologies.namespaces import iri as expand

# A date such as "soon" is reported as a finding; rdflib's own warning of it would only fill the log.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
rdflib.NORMALIZE_LITERALS = False  # a literal is kept as it was written, and 1E999999999 is not computed

Node = rdflib.term.Node
Triple = tuple[Node, Node, Node]

Form = Literal["turtle", "json-ld", "xml"]
FORMS: Final[tuple[Form, ...]] = ("turtle", "json-ld", "xml")
"""Syntaxes that a graph is written in, as rdflib names them."""

DOUBTED: Final = "fdp.default"
"""Rule of a claim that software filled in: its triples are not said to be the dataset's own."""

_TYPE: Final = rdflib.RDF.type
_QUOTE: Final = 300  # characters of the original that evidence keeps
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_FORMS: Final = {
    "xsd:nonNegativeInteger": re.compile(r"\d+"),
    "xsd:decimal": re.compile(r"[+-]?\d+(\.\d+)?"),
    "xsd:duration": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    "xsd:boolean": re.compile(r"true|false|1|0"),
}


def to_graph(
    claims: Iterable[Claim], *, iri: str, graph: str = "", without: Iterable[Claim] = ()
) -> rdflib.Graph:
    """Say in DCAT-AP terms what the claims say, together with the provider's own triples.

    Args:
        claims: Of one dataset, may be empty. Inferred ones count only where nobody stated the property.
            Node names become ``<iri>#dist-1``, or the provider's own node where the claim was read from
            the provider's RDF.
        iri: Of the dataset; the only dataset in the result.
        graph: ``Description.graph``; its dataset gets ``iri`` too.
        without: Claims that a curator rejected or replaced: the triples they came from are left out. So are
            those of ``DOUBTED`` claims, here or among ``claims``.

    Returns:
        A graph in which every node of ours has an IRI and a class.
    """
    every = list(claims)
    without = [*without, *(claim for claim in every if claim.rule == DOUBTED)]
    said = _without_guesses([claim for claim in every if claim.rule != DOUBTED])
    source = SourceGraph(graph, iri, said)
    result = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace, override=True)
    for triple in source.triples:
        result.add(triple)
    for claim in without:
        value = _object(claim, iri, source)
        _take_out(result, _node(claim.node, iri, source), claim, value)
        if (
            claim.rule == DOUBTED
            and not isinstance(value, rdflib.Literal)
            and (None, None, value) not in result
        ):
            result.remove((value, None, None))
    given = {(triple[0], triple[1]) for triple in source.triples}
    result.add((rdflib.URIRef(iri), _TYPE, rdflib.URIRef(expand("dcat:Dataset"))))
    wrapped = 0
    for claim in said:
        subject, predicate = _node(claim.node, iri, source), _predicate(claim)
        if claim.rule.startswith("dcat.") and claim.layer == Layer.STATED and (subject, predicate) in given:
            continue  # the provider's own triple says it
        if claim.rule == "dcat.node-iri":
            continue
        if claim.kind == "literal" and claim.property in WRAPS:
            wrapped += 1
            _wrap(result, subject, claim, f"{iri}#{WRAPS[claim.property].name}-text-{wrapped}")
            continue
        value = _object(claim, iri, source)
        if claim.property in ONCE and claim.rule.startswith("authority."):
            _take_out(result, subject, claim)
        result.add((subject, predicate, value))
        if claim.kind == "node" and claim.property in CLASSES and claim.value not in source.nodes:
            result.add((value, _TYPE, rdflib.URIRef(expand(CLASSES[claim.property]))))
    return result


def serialise(graph: rdflib.Graph, format: Form) -> str:  # noqa: A002
    """Write a graph as text.

    An IRI that no syntax can hold is percent-encoded, control characters are left out; in RDF/XML a
    statement whose predicate has no XML name is left out. Never raises for what a graph holds.
    """
    clean = rdflib.Graph()
    for prefix, namespace in graph.namespaces():
        clean.bind(prefix, namespace, override=True)
    for subject, predicate, value in graph:
        clean.add((_clean(subject), _clean(predicate), _clean(value)))
    if format == "xml":
        for predicate in {one for one in clean.predicates() if not _has_xml_name(clean, one)}:
            clean.remove((None, predicate, None))
    if format == "json-ld":
        return to_json_ld(clean)
    return clean.serialize(format=NAME if format == "turtle" else format)


def _without_guesses(claims: list[Claim]) -> list[Claim]:
    """Leave out inferred claims where somebody said what the property is."""
    said = {(claim.node, claim.property) for claim in claims if claim.layer != Layer.INFERRED}
    return [
        claim for claim in claims if claim.layer != Layer.INFERRED or (claim.node, claim.property) not in said
    ]


def _node(name: str, iri: str, source: SourceGraph) -> Node:
    if not name:
        return rdflib.URIRef(iri)
    return source.nodes.get(name) or rdflib.URIRef(iri + name)


def _predicate(claim: Claim) -> rdflib.URIRef:
    return rdflib.URIRef(expand(claim.property))


def _object(claim: Claim, iri: str, source: SourceGraph) -> Node:
    if claim.kind == "node":
        return _node(claim.value, iri, source)
    if claim.kind == "iri" and not _FORBIDDEN.search(claim.value):
        return rdflib.URIRef(claim.value)
    return _literal(claim)


def _literal(claim: Claim) -> rdflib.Literal:
    if claim.language and _LANGUAGE.fullmatch(claim.language):
        return rdflib.Literal(claim.value, lang=claim.language, normalize=False)
    kind = claim.datatype
    if kind is None:
        wanted = DATATYPES.get(claim.property, "")
        kind = wanted if wanted and _FORMS[wanted].fullmatch(claim.value) else None
    return rdflib.Literal(
        claim.value, datatype=rdflib.URIRef(expand(kind)) if kind else None, normalize=False
    )


def _wrap(result: rdflib.Graph, subject: Node, claim: Claim, address: str) -> None:
    """Make a node of words where the property wants one."""
    node = rdflib.URIRef(address)
    result.add((subject, _predicate(claim), node))
    result.add((node, _TYPE, rdflib.URIRef(expand(CLASSES[claim.property]))))
    result.add((node, rdflib.URIRef(expand(WRAPS[claim.property].property)), _literal(claim)))


def _take_out(result: rdflib.Graph, subject: Node, claim: Claim, value: Node | None = None) -> None:
    """Take out the triples that a claim was read from: its value, or what the provider wrote for it."""
    said = claim.evidence.quote if claim.evidence else ""
    for one in list(result.objects(subject, _predicate(claim))):
        if one == value or (said and str(one)[:_QUOTE] == said):
            result.remove((subject, _predicate(claim), one))


def _clean(term: Node) -> Node:
    if isinstance(term, rdflib.URIRef):
        if not _FORBIDDEN.search(term):
            return term
        return rdflib.URIRef(
            _FORBIDDEN.sub(lambda found: "".join(f"%{byte:02X}" for byte in _bytes(found[0])), term)
        )
    if isinstance(term, rdflib.Literal) and _NOT_XML.search(term):
        text = _NOT_XML.sub("", term)
        return rdflib.Literal(text, lang=term.language, datatype=term.datatype, normalize=False)
    return term


def _has_xml_name(graph: rdflib.Graph, predicate: Node) -> bool:
    try:
        graph.namespace_manager.compute_qname_strict(str(predicate))
    except ValueError:
        return False
    return True


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "replace")

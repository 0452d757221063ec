"""From claims to statements in DCAT-AP 3 and HealthDCAT-AP terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from catalogue.model import Claim, Layer
from catalogue.rdf_source import SourceGraph
from catalogue.rdf_terms import CLASSES, DATATYPES, ONCE, WRAPS
from catalogue.statements import Statements
from catalogue.terms import DATASET, FORBIDDEN, TYPE, address, literal, words_of
from ontologies.namespaces import iri as expand

DOUBTED: Final = "fdp.default"
"""Rule of a claim that software filled in: its triples are not said to be the dataset's own."""

_QUOTE: Final = 300  # characters of the original that evidence keeps
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_PLAIN: Final = ("xsd:string", "rdf:langString")
_FORMS: Final = {
    "xsd:nonNegativeInteger": re.compile(r"\d+"),
    "xsd:decimal": re.compile(r"[+-]?\d+(\.\d+)?"),
    "xsd:duration": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    "xsd:boolean": re.compile(r"true|false|1|0"),
}


def assemble(
    claims: Iterable[Claim], *, iri: str, graph: str = "", without: Iterable[Claim] = ()
) -> Statements:
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
        Statements in which every node of ours has an IRI and a class; the provider's come first.
    """
    every = list(claims)
    without = [*without, *(claim for claim in every if claim.rule == DOUBTED)]
    said = _without_guesses([claim for claim in every if claim.rule != DOUBTED])
    source = SourceGraph(graph, iri, said)
    result = Statements(source.statements)
    given = {node: frozenset(own) for node, own in result.said.items()}
    for claim in without:
        value = _object(claim, iri, source)
        _take_out(result, _node(claim.node, iri, source), claim, value)
        if claim.rule == DOUBTED:
            result.forget(value)
    result.add(address(iri), TYPE, DATASET)
    wrapped = 0
    for claim in said:
        rule = claim.rule
        if rule == "dcat.node-iri":
            continue
        subject, predicate = _node(claim.node, iri, source), _term(claim.property)
        if rule.startswith("dcat.") and claim.layer == Layer.STATED and predicate in given.get(subject, ()):
            continue  # the provider's own triple says it
        if claim.kind == "literal" and claim.property in WRAPS:
            wrapped += 1
            _wrap(result, subject, claim, f"{iri}#{WRAPS[claim.property].name}-text-{wrapped}")
            continue
        value = _object(claim, iri, source)
        if claim.property in ONCE and rule.startswith("authority."):
            _take_out(result, subject, claim)
        result.add(subject, predicate, value)
        if claim.kind == "node" and claim.property in CLASSES and claim.value not in source.nodes:
            result.add(value, TYPE, _term(CLASSES[claim.property]))
    return result


def _without_guesses(claims: list[Claim]) -> list[Claim]:
    """Leave out inferred claims where somebody said what the property is."""
    if not any(claim.layer == Layer.INFERRED for claim in claims):
        return claims
    said = {(claim.node, claim.property) for claim in claims if claim.layer != Layer.INFERRED}
    return [
        claim for claim in claims if claim.layer != Layer.INFERRED or (claim.node, claim.property) not in said
    ]


def _node(name: str, iri: str, source: SourceGraph) -> str:
    if not name:
        return address(iri)
    return source.nodes.get(name) or address(iri + name)


@lru_cache(maxsize=4096)
def _term(curie: str) -> str:
    return address(expand(curie))


def _object(claim: Claim, iri: str, source: SourceGraph) -> str:
    if claim.kind == "node":
        return _node(claim.value, iri, source)
    if claim.kind == "iri" and not FORBIDDEN.search(claim.value):
        return address(claim.value)
    return _literal(claim)


def _literal(claim: Claim) -> str:
    if claim.language and _LANGUAGE.fullmatch(claim.language):
        return literal(claim.value, claim.language.lower())  # as RDF 1.1 compares tags
    kind = claim.datatype
    if kind is None:
        wanted = DATATYPES.get(claim.property, "")
        kind = wanted if wanted and _FORMS[wanted].fullmatch(claim.value) else None
    return literal(claim.value, datatype=expand(kind) if kind and kind not in _PLAIN else None)


def _wrap(result: Statements, subject: str, claim: Claim, name: str) -> None:
    """Make a node of words where the property wants one."""
    node = address(name)
    result.add(subject, _term(claim.property), node)
    result.add(node, TYPE, _term(CLASSES[claim.property]))
    result.add(node, _term(WRAPS[claim.property].property), _literal(claim))


def _take_out(result: Statements, subject: str, claim: Claim, value: str | None = None) -> None:
    """Take out the triples that a claim was read from: its value, or what the provider wrote for it."""
    said = claim.evidence.quote if claim.evidence else ""
    predicate = _term(claim.property)
    for one in result.values(subject, predicate):
        if one == value or (said and words_of(one)[:_QUOTE] == said):
            result.discard(subject, predicate, one)

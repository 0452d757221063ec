"""The claims of a description in official words: authority tables and the domain scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from catalogue.assemble import DOUBTED
from catalogue.model import Claim, Description, Finding, Layer, Severity
from harvester.mapping.fdp_defaults import doubt
from harvester.mapping.values import KINDS, Resolved, concept, keyword_concept, official
from ontologies.errors import cut
from ontologies.spellings import current

# Words that no table knows go here instead: the property wants a term, and these were only words.
_ELSEWHERE: Final = {
    "dcat:theme": "dcat:keyword",
    "dct:accessRights": "dct:rights",
    "dct:type": "dc:type",
    "dct:format": "dc:format",
    "dct:language": "dc:language",
    "dct:relation": "dc:relation",
    "dct:source": "dc:source",
    "dct:isReferencedBy": "dct:bibliographicCitation",
}
_PLACES: Final = frozenset({"skos:prefLabel", "rdfs:label", "owl:sameAs", "foaf:name"})
_WORDS: Final = frozenset({"dcat:keyword", "schema:measurementTechnique"})
_UNKNOWN: Final = {
    "dct:license": (
        "licence-unknown", Severity.WARNING, "a licence of the EU table, such as CC BY 4.0",
        "Name the licence by its address or its usual short name.",
    ),
    "eucaim:hasCondition": (
        "concept-unknown", Severity.INFO, "a cancer type of the scheme",
        "Use a usual name or a code (NCIt, ICD-O).",
    ),
    "eucaim:hasImageBodyPart": (
        "concept-unknown", Severity.INFO, "a body part of the scheme", "Use a usual name or a code (UBERON)."
    ),
    "eucaim:hasImageModality": (
        "concept-unknown", Severity.INFO, "a modality of the scheme", "Use the DICOM code, such as MR."
    ),
}  # fmt: skip


def normalise(description: Description) -> Description:
    """Put stated values into official words.

    A value that the table knows by another spelling is replaced by the table's IRI; what the provider
    wrote is the quote of its evidence, and stays in the graph of a source that is RDF.

    Returns:
        The description with its claims in the same order, and a finding for each value nobody knows.
    """
    description = doubt(description)
    claims: list[Claim] = []
    findings = list(description.findings)
    countries = _bare_countries(description)
    for claim in description.claims:
        if claim.node in countries or (claim.kind == "node" and claim.value in countries):
            if claim.node:
                claims.extend(_place(claim))
            continue
        claims.extend(_official(claim, description.format, findings))
    return replace(description, claims=tuple(dict.fromkeys(claims)), findings=tuple(findings))


def _official(claim: Claim, format_: str, findings: list[Finding]) -> Iterator[Claim]:
    if claim.kind == "node" or claim.rule == DOUBTED:
        yield claim
    elif claim.property in KINDS:
        yield from _concept(claim, findings)
    elif claim.property in _WORDS:
        yield claim
        yield from _keyword(claim)
    elif claim.property == "dc:coverage" or (claim.property in _PLACES and _is_place(claim.node)):
        yield claim
        yield from _place(claim)
    else:
        yield _term(claim, format_, findings)


def _term(claim: Claim, format_: str, findings: list[Finding]) -> Claim:
    found = official(claim.property, claim.value) or _today(claim)
    if found:
        return claim if claim.value == found.iri else _as(claim, found)
    if claim.property in _UNKNOWN:
        findings.append(_unknown(claim))
    if claim.kind == "literal" and format_ != "dcat":
        return replace(claim, property=_ELSEWHERE.get(claim.property, claim.property))
    return claim


def _today(claim: Claim) -> Resolved | None:
    """Give the address that a list of codes has today, for one of its older hosts, schemes or codes."""
    address = current(claim.value) if claim.value[:4].lower() == "http" else claim.value
    return Resolved(address, "authority.spelling") if address != claim.value else None


def _concept(claim: Claim, findings: list[Finding]) -> Iterator[Claim]:
    found = concept(claim.property, claim.value, claim.language)
    if found is None:
        yield claim
        findings.append(_unknown(claim))
        return
    yield claim if claim.value == found.iri else _as(claim, found)


def _keyword(claim: Claim) -> Iterator[Claim]:
    found = (
        keyword_concept(claim.value, claim.language) if claim.kind == "literal" and not claim.node else None
    )
    if found:
        made = replace(_as(claim, found[1]), property=found[0])
        # The word is stated; that it says what the images are of is our reading.
        yield replace(made, layer=Layer.INFERRED, confidence=0.9)


def _place(claim: Claim) -> Iterator[Claim]:
    found = official("dct:spatial", claim.value)
    if found:
        yield replace(_as(claim, found), property="dct:spatial", node="")


def _bare_countries(description: Description) -> set[str]:
    """Give the place nodes that say no more than a country's name: the country itself stands for them."""
    if description.format == "dcat":
        return set()
    nodes: dict[str, list[Claim]] = {}
    for claim in description.claims:
        if _is_place(claim.node):
            nodes.setdefault(claim.node, []).append(claim)
    return {
        node
        for node, about in nodes.items()
        if all(one.property in _PLACES and official("dct:spatial", one.value) for one in about)
    }


def _is_place(node: str) -> bool:
    return node.startswith("#spatial-") and node.count("-") == 1


def _as(claim: Claim, found: Resolved) -> Claim:
    evidence = claim.evidence
    if evidence is not None and not evidence.quote:
        evidence = replace(evidence, quote=claim.value[:300])
    return replace(
        claim, value=found.iri, kind="iri", language=None, datatype=None, rule=found.rule, evidence=evidence
    )


def _unknown(claim: Claim) -> Finding:
    code, severity, expected, hint = _UNKNOWN[claim.property]
    place = claim.evidence.path if claim.evidence else claim.property
    return Finding(code, severity, place, cut(claim.value), expected, f"{hint} The value was kept as it is.")

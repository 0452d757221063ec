"""Findings about properties that DCAT or DCMI Metadata Terms do not have, with the one that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from rdflib.term import Node

from catalogue.model import Finding, Severity
from harvester.check.portion import Portion
from ontologies.findings import explain
from ontologies.namespaces import curie

# DCAT 3 with the names it gives for inverse properties; DCMI Metadata Terms of 2020.
_DCAT: Final = """
accessService accessURL bbox byteSize catalog centroid compressFormat contactPoint dataset distribution
downloadURL endDate endpointDescription endpointURL first hadRole hasCurrentVersion hasVersion inCatalog
inSeries isDistributionOf isVersionOf keyword landingPage last mediaType next nextVersion packageFormat prev
previousVersion qualifiedRelation record resource seriesMember servesDataset service
spatialResolutionInMeters startDate temporalResolution theme themeTaxonomy version
"""
_DCT: Final = """
abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available
bibliographicCitation conformsTo contributor coverage created creator date dateAccepted dateCopyrighted
dateSubmitted description educationLevel extent format hasFormat hasPart hasVersion identifier
instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf issued language
license mediator medium modified provenance publisher references relation replaces requires rights
rightsHolder source spatial subject tableOfContents temporal title type valid
"""
_TERMS: Final = {"dcat": frozenset(_DCAT.split()), "dct": frozenset(_DCT.split())}
_NEAR: Final = 0.8


def unknown_terms(share: Portion) -> Iterator[Finding]:
    """Give one finding for each such property and place, in the order of the places."""
    found: dict[str, str] = {}
    for node, said in share.said.items():
        for predicate in said:
            if name := _unknown(predicate):
                before = share.path_to(node)
                found[f"{before}/{name}" if before else name] = name
    meaning = explain("term-unknown")
    for place, name in sorted(found.items()):
        right = meant(name)
        hint = f"Write {right}." if right else meaning.todo
        expected = right or "a property of DCAT or DCMI Metadata Terms"
        yield Finding("term-unknown", Severity.WARNING, place, name, expected, hint)


@lru_cache(maxsize=4096)
def _unknown(predicate: Node) -> str:
    """CURIE of a property that does not exist; empty for every other."""
    name = curie(str(predicate)) or ""
    prefix, _, term = name.partition(":")
    return name if prefix in _TERMS and term not in _TERMS[prefix] else ""


def meant(name: str) -> str:
    """Give the property that is meant by one that does not exist; empty when that is not plain.

    >>> meant("dcat:issued"), meant("dcat:endPointURL"), meant("dct:banana")
    ('dct:issued', 'dcat:endpointURL', '')
    """
    prefix, _, term = name.partition(":")
    order = sorted(_TERMS, key=lambda one: one != prefix)
    for other in order:
        if term in _TERMS[other]:
            return f"{other}:{term}"
    for other in order:
        small = {one.lower(): one for one in _TERMS[other]}
        if close := get_close_matches(term.lower(), sorted(small), n=1, cutoff=_NEAR):
            return f"{other}:{small[close[0]]}"
    return ""

"""What a curator typed, as the value it means: a number, a date, a concept, a code, an address, a text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from catalogue import facts
from catalogue.model import Claim
from ontologies.authority import table
from ontologies.concept import LANGUAGES
from ontologies.scheme import scheme
from search_api.problem import Problem
from search_api.reader import Reader
from search_api.safe import web_link
from search_api.values import DATES, NUMBERS

CONCEPT_KINDS = {facts.CANCER_TYPE: "cancer-type", facts.BODY_PART: "body-part", facts.MODALITY: "modality"}
TABLES = {
    "dct:accessRights": "access-right", "dct:license": "licence", "dct:spatial": "country",
    "dct:language": "language", "dcat:theme": "data-theme", "dct:format": "file-type",
    "dct:accrualPeriodicity": "frequency", "dct:type": "dataset-type",
}  # fmt: skip
FIGURES = frozenset({facts.SUBJECTS, facts.STUDIES, facts.IMAGES, facts.SERIES,
                     "healthdcatap:minTypicalAge", "healthdcatap:maxTypicalAge"})  # fmt: skip
EXAMPLES = {
    "cancer-type": "breast cancer", "body-part": "liver", "modality": "MR", "access-right": "restricted",
    "licence": "CC BY 4.0", "country": "Bulgaria", "language": "English",
}  # fmt: skip


def kind_of_new(property_: str, language: str) -> Claim:
    """Give the shape of a value that is added: its kind and datatype follow from the property."""
    if property_ in CONCEPT_KINDS or property_ in TABLES or property_ == "dcat:landingPage":
        return Claim(property_, "", kind="iri")
    if property_ in FIGURES:
        return Claim(property_, "", datatype="xsd:integer")
    return Claim(property_, "", language=language if language in LANGUAGES else None)


def typed(claim: Claim, text: str, reader: Reader) -> Claim:
    """Give the claim with the value that the text means.

    Raises:
        Problem: 422, when the text means nothing for this property.
    """
    if claim.kind == "iri" or claim.property in CONCEPT_KINDS:
        return replace(claim, value=_address(claim.property, text, reader), kind="iri", language=None)
    if claim.datatype in NUMBERS or claim.property in FIGURES:
        digits = re.sub(r"[\s.,'’\u00a0\u202f]", "", text)
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
            raise _wrong("decide.not-number", text, reader, "1200")
        return replace(claim, value=str(int(digits)), datatype=claim.datatype or "xsd:integer")
    if claim.datatype in DATES:
        try:
            date.fromisoformat(text[:10])
        except ValueError:
            raise _wrong("decide.not-date", text, reader, "2026-11-02") from None
        return replace(claim, value=text[:10], datatype="xsd:date")
    return replace(claim, value=text)


def _address(property_: str, text: str, reader: Reader) -> str:
    kind = CONCEPT_KINDS.get(property_, "")
    name = TABLES.get(property_, "")
    known = scheme()
    if kind:
        found = known.find(text, reader.language, kind)
        codes = [one for one in known.matches(text) if known.concepts[one].kind == kind]
        concept = known.by_iri(text) or known.concepts.get(text)
        if concept and concept.kind == kind:
            return concept.iri
        if found or codes:
            return known.concepts[found[0].id if found else codes[0]].iri
    elif name and (official := table(name).find(text)):
        return official
    link = web_link(text)
    if link and not kind:
        return link
    raise _wrong("decide.not-known", text, reader, EXAMPLES.get(kind or name, "https://example.org/"))


def _wrong(key: str, text: str, reader: Reader, example: str) -> Problem:
    return Problem(422, reader.say(key, value=text[:80]), hint=reader.say("decide.fix", example=example))

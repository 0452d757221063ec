"""Which fact each claim is, for measuring: claims of one page in the words of a truth line.

How each fact is read stands in ``docs/understanding.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from string import ascii_uppercase
from typing import Any, Final

from catalogue import facts
from catalogue.model import Claim, Description, Extraction, Layer
from catalogue.overlay import overlay
from harvester.understand.page_kind import CATALOGUE, DATASET, PLATFORM, kind_of
from ontologies.authority import table
from ontologies.scheme import scheme

Facts = dict[str, Any]
"""A truth line's ``facts`` or what was claimed in its place: lists, numbers, words."""

LISTS: Final = ("cancerType", "bodyPart", "modality", "country", "language", "ageGroup")
NUMBERS: Final[Mapping[str, str]] = {
    "subjects": facts.SUBJECTS,
    "images": facts.IMAGES,
    "studies": facts.STUDIES,
    "series": facts.SERIES,
    "slides": "messor:numberOfSlides",
    "datasets": "messor:numberOfDatasets",
    "centres": "messor:numberOfCentres",
}
FIELDS: Final = (*LISTS, *NUMBERS, "access", "years", "annotated", "datasetsDescribed")
ACCESS: Final[Mapping[str, str]] = {
    "PUBLIC": "open",
    "OPEN_DATA": "open",
    "RESTRICTED": "restricted",
    "NON_PUBLIC": "non-public",
}
AGES: Final = ("adult", "adolescent", "paediatric", "older-adult", "newborn", "screening-participants")
POPULATION: Final = "messor:population"
ANNOTATED: Final = "messor:annotated"
_TWO: Final = 2
_LONG_CODES: Final = frozenset({"SEG", "RTSTRUCT", "RTDOSE", "RTPLAN", "RTIMAGE", "DMS"})
# A stained slide is microscopy; angiography by CT or MR is CT or MR.
_AS: Final[Mapping[str, tuple[str, ...]]] = {
    "histological-staining": ("SM",),
    "haematoxylin-eosin": ("SM",),
    "immunohistochemistry": ("SM",),
    "ct-angiography": ("CT",),
    "mr-angiography": ("MR",),
    "endoscopic-ultrasound": ("US",),
    "optical-coherence-tomography": ("OPT",),
    "spect-ct": ("CT", "NM"),
    "single-photon-emission-computed-tomography": ("NM",),
}
# The EU writes EL and UK where ISO 3166 has GR and GB.
_OTHER_CODES: Final = frozenset({"EL", "UK"})


def page_facts(extraction: Extraction) -> tuple[Facts, dict[tuple[str, str], float], list[Facts]]:
    """Give what was understood of a page.

    Returns:
        The page's facts; the confidence of each inferred value by field and value as text; and the facts
        of each dataset when there are several, in the page's order.
    """
    whole = [one for one in extraction.descriptions if kind_of(one) in {PLATFORM, CATALOGUE}]
    datasets = [one for one in extraction.descriptions if kind_of(one) == DATASET]
    read = [_facts(one) for one in datasets]
    top = [_facts(one) for one in whole]
    sure: dict[tuple[str, str], float] = {}
    for _, confidence in (*read, *top):
        for key, value in confidence.items():
            sure[key] = max(sure.get(key, 0.0), value)
    page: Facts = {}
    if len(datasets) == 1 and not whole:
        page = dict(read[0][0])
    else:
        for found, _ in top:
            page.update(found)
        for name in LISTS:
            union = [value for found, _ in (*top, *read) for value in found.get(name, ())]
            if union:
                page[name] = list(dict.fromkeys(union))
    page["datasetsDescribed"] = len(datasets)
    return page, sure, [found for found, _ in read] if len(datasets) > 1 else []


def _facts(description: Description) -> tuple[Facts, dict[tuple[str, str], float]]:
    claims = overlay(description.claims, ()).published
    found: Facts = {}
    sure: dict[tuple[str, str], float] = {}

    def take(name: str, value: Any, claim: Claim) -> None:
        if name in LISTS:
            if value not in found.setdefault(name, []):
                found[name].append(value)
        else:
            found.setdefault(name, value)
        if claim.layer is Layer.INFERRED:
            key = (name, str(value))
            sure[key] = max(sure.get(key, 0.0), claim.confidence)

    for claim in claims:
        if claim.node:
            continue
        for name, value in _values(claim):
            take(name, value, claim)
    years = _years(claims)
    if years:
        take("years", years[0], years[1])
    return found, sure


def _values(claim: Claim) -> Iterable[tuple[str, Any]]:
    for name, property_ in NUMBERS.items():
        if claim.property == property_ and claim.value.isdecimal():
            yield name, int(claim.value)
    read = _READERS.get(claim.property)
    if read:
        yield from ((name, value) for name, value in read(claim.value) if value is not None)


def _concept(name: str) -> Callable[[str], Iterable[tuple[str, Any]]]:
    def read(value: str) -> Iterable[tuple[str, Any]]:
        concept = scheme().by_iri(value)
        if concept:
            yield name, concept.id

    return read


def _modality(value: str) -> Iterable[tuple[str, Any]]:
    concept = scheme().by_iri(value)
    for code in dicom_codes(concept.id) if concept else ():
        yield "modality", code


def _age(value: str) -> Iterable[tuple[str, Any]]:
    concept = scheme().by_iri(value)
    if concept and concept.id in AGES:
        yield "ageGroup", concept.id


_READERS: Final[Mapping[str, Callable[[str], Iterable[tuple[str, Any]]]]] = {
    facts.CANCER_TYPE: _concept("cancerType"),
    facts.BODY_PART: _concept("bodyPart"),
    facts.MODALITY: _modality,
    POPULATION: _age,
    "dct:accessRights": lambda value: [("access", ACCESS.get(value.rpartition("/")[2]))],
    "dct:spatial": lambda value: [("country", country_code(value))],
    "dct:language": lambda value: [("language", language_code(value))],
    ANNOTATED: lambda value: [("annotated", value == "true")],
    "eucaim:hasAnnotationLabel": lambda _: [("annotated", True)],
}


def _years(claims: Iterable[Claim]) -> tuple[list[int], Claim] | None:
    nodes: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        if claim.node.startswith("#temporal") and claim.property in {"dcat:startDate", "dcat:endDate"}:
            nodes.setdefault(claim.node, {})[claim.property] = claim
    for found in nodes.values():
        start, end = found.get("dcat:startDate"), found.get("dcat:endDate")
        if start and end and start.value[:4].isdecimal() and end.value[:4].isdecimal():
            return [int(start.value[:4]), int(end.value[:4])], start
    return None


@lru_cache(maxsize=4096)
def dicom_codes(concept: str) -> tuple[str, ...]:
    """Give the DICOM codes a modality stands for: its own, else those of what it is a kind of.

    >>> dicom_codes("low-dose-ct"), dicom_codes("pet-ct")
    (('CT',), ('CT', 'PT'))
    """
    known = scheme().concepts[concept]
    if concept in _AS:
        return _AS[concept]
    if len(known.notation) == _TWO or known.notation in _LONG_CODES:
        return (known.notation,)
    return tuple(sorted({code for parent in known.broader for code in dicom_codes(parent)}))


def country_code(value: str) -> str | None:
    """Give the ISO 3166 code of two letters of a country's IRI, code or name; None when it is none."""
    iri = table("country").find(value)
    return _short("country").get(iri or "")


def language_code(value: str) -> str | None:
    """Give the ISO 639-1 code of a language's IRI, code or name; None when it is none."""
    iri = table("language").find(value)
    code = _short("language").get(iri or "")
    return code.lower() if code else None


@lru_cache(maxsize=2)
def _short(name: str) -> Mapping[str, str]:
    """Give the code of two letters of each IRI of a table."""
    found: dict[str, str] = {}
    for first, second in product(ascii_uppercase, repeat=2):
        code = first + second
        iri = table(name).find(code) if name == "language" or code not in _OTHER_CODES else None
        if iri:
            found.setdefault(iri, code)
    return found

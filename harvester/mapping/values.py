"""One value in the words of the EU authority tables or of the domain scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from harvester.understand.lexicon import not_images
from ontologies.authority import table
from ontologies.concept import Found
from ontologies.scheme import scheme

TABLES: Final[Mapping[str, str]] = {
    "dcat:theme": "data-theme",
    "dct:accessRights": "access-right",
    "dct:language": "language",
    "dct:license": "licence",
    "dct:format": "file-type",
    "dct:accrualPeriodicity": "frequency",
    "dct:spatial": "country",
    "dct:type": "dataset-type",
    "adms:status": "distribution-status",
    "dcatap:availability": "planned-availability",
}
"""Properties whose values stand in an authority table."""

KINDS: Final[Mapping[str, str]] = {
    "eucaim:hasCondition": "cancer-type",
    "eucaim:hasImageBodyPart": "body-part",
    "eucaim:hasImageModality": "modality",
}
"""Properties whose values are concepts of the domain scheme, and of which kind."""

PROPERTIES: Final[Mapping[str, str]] = {kind: property_ for property_, kind in KINDS.items()}

MEDIA: Final = "http://www.iana.org/assignments/media-types/"
_MEDIA = re.compile(r"([a-z]+/[a-z0-9][a-z0-9.+-]*)(?:\s*;.*)?", re.I)
_MEDIA_IRI = re.compile(r"https?://(?:www\.)?iana\.org/assignments/media-types/([^\s#]+)", re.I)
_TRAILING = re.compile(r"\s*\([^()]*\)\s*$")
_SHORT = 2
_ABBREVIATION = 5
_URL = re.compile(r"https?://[^\s<>()\[\]\"]+")
_LINK = re.compile(r"\[([^\[\]]+)\]\(")
_LONGEST = 400


class Resolved(NamedTuple):
    """A value in official words: the IRI, and the rule that found it (``authority.licence``)."""

    iri: str
    rule: str


@lru_cache(maxsize=1 << 14)
def official(property_: str, value: str) -> Resolved | None:
    """Find the official IRI a value of a property means.

    Args:
        property_: CURIE.
        value: IRI, code, label or synonym in any language.

    Returns:
        IRI and rule; None when the property has no table or the value is not in it.

    >>> official("dct:accessRights", "upon request").iri.rpartition("/")[2]
    'RESTRICTED'
    >>> official("dcat:mediaType", "text/csv; charset=utf-8").iri
    'http://www.iana.org/assignments/media-types/text/csv'
    >>> official("dct:license", "ask us") is None
    True
    """
    if len(value) > _LONGEST:
        return None
    if property_ == "dcat:mediaType":
        found = _MEDIA_IRI.fullmatch(value) or _MEDIA.fullmatch(value)
        return Resolved(MEDIA + found[1].lower(), "authority.media-type") if found else None
    name = TABLES.get(property_)
    if name is None:
        return None
    for form in (value, *_inside(property_, value)):
        iri = table(name).find(form)
        if iri:
            return Resolved(iri, f"authority.{name}")
    return None


def _inside(property_: str, value: str) -> list[str]:
    """Give what a value holds beside itself: the one address or the link text of a licence, a bare right."""
    if property_ == "dct:accessRights":
        return [re.sub(r"\s+access$", "", value, flags=re.IGNORECASE)]
    if property_ == "dct:license":
        urls = {one.rstrip(".,;") for one in _URL.findall(value)}
        names = _LINK.findall(value)
        return [*(urls if len(urls) == 1 else ()), *(names if len(names) == 1 else ())]
    return []


@lru_cache(maxsize=1 << 14)
def concept(property_: str, value: str, language: str | None = None) -> Resolved | None:
    """Find the concept of the domain scheme that a stated value names.

    Args:
        property_: CURIE, one of ``KINDS``.
        value: Label, synonym, DICOM or other code, or IRI of the concept here or elsewhere.

    Returns:
        IRI and rule; None when it names none.
    """
    kind = KINDS.get(property_)
    if kind is None or len(value) > _LONGEST:
        return None
    known = scheme()
    own = known.by_iri(value)
    if own is not None:
        return Resolved(own.iri, f"scheme.{kind}") if own.kind == kind else None
    candidates = [one for one in known.matches(value) if known.concepts[one].kind == kind]
    if not candidates and "://" not in value:
        candidates = _by_label(value, language, kind)
    return Resolved(known.concepts[candidates[0]].iri, f"scheme.{kind}") if candidates else None


def _by_label(value: str, language: str | None, kind: str) -> list[str]:
    """Look a label up as it stands, without a trailing bracket, and (for cancers) with its bare site."""
    forms = [value, _TRAILING.sub("", value)]
    if kind == "cancer-type":
        forms.append(f"{value} cancer")
    for form in forms:
        found = scheme().find(form, language, kind)
        if found:
            return [found[0].id]
    return []


def _means(one: Found, text: str, language: str | None) -> bool:
    """Say whether a keyword is that label: an abbreviation must be one of its own language or of English."""
    if one.match == "folded" or one.id in not_images(scheme()):
        return False
    own = one.language in {language, "en"} or not text.isascii()
    return own or len(text) > _ABBREVIATION


@lru_cache(maxsize=1 << 14)
def keyword_concept(text: str, language: str | None = None) -> tuple[str, Resolved] | None:
    """Find the cancer, body part or modality that a keyword is the label of.

    Two letters count only as capitals: ``MR`` is a modality, ``mr`` a form of address.

    Returns:
        Property, and the concept's IRI with the rule; None when the keyword is no label.
    """
    if len(text) > 100 or (len(text) <= _SHORT and not text.isupper()):
        return None
    for kind, property_ in PROPERTIES.items():
        found = [one for one in scheme().find(text, language, kind) if _means(one, text, language)]
        if found:
            return property_, Resolved(scheme().concepts[found[0].id].iri, "scheme.keyword")
    return None

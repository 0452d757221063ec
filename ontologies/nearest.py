"""The right value for a wrong one: which list a property takes its values from, and what is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ontologies.authority import TABLES, table
from ontologies.namespaces import PREFIXES
from ontologies.scheme import scheme
from ontologies.shaping import ValueList, value_lists

LISTS: Final[Mapping[str, str]] = {
    "adms:status": "distribution-status",
    "cv:frequency": "frequency",
    "dcat:mediaType": "file-type",
    "dcat:theme": "data-theme",
    "dcatap:availability": "planned-availability",
    "dct:accessRights": "access-right",
    "dct:accrualPeriodicity": "frequency",
    "dct:format": "file-type",
    "dct:language": "language",
    "dct:license": "licence",
    "dct:spatial": "country",
    "dct:conformsTo": "standard",
    "healthdcatap:hasCodingSystem": "coding-system",
    "healthdcatap:healthCategory": "healthcategories",
    "healthdcatap:healthTheme": "health-theme",
}
"""Where a property takes its values from: a table of ``ontologies/tables`` or a list of ``lists.toml``."""

_KINDS: Final = {
    "eucaim:hasCondition": "cancer-type",
    "eucaim:hasImageBodyPart": "body-part",
    "eucaim:hasImageModality": "modality",
}
_NEAR: Final = 0.75


class Right(NamedTuple):
    """A value of a list, and its name."""

    address: str
    label: str


def list_for(path: str, patterns: Collection[str], codes: Iterable[str]) -> ValueList | None:
    """Find the list that a shape asks for, by its own words, else by the property.

    Args:
        path: CURIE of the property.
        patterns: Of the shape; may be empty.
        codes: Addresses that the shape lists; may be empty.
    """
    lists = value_lists()
    first = next(iter(codes), "")
    for one in lists.values():
        if first and one.start and first.startswith(one.start):
            return one
        if one.form and one.form in patterns:
            return one
        if one.start and any(one.start in pattern.replace("[.]", ".") for pattern in patterns):
            return one
    return lists.get(LISTS.get(path, ""))


def list_start(path: str) -> str:
    """How every address of a property's list begins; empty where there is no such list.

    >>> list_start("dcat:theme")
    'http://publications.europa.eu/resource/authority/data-theme/'
    """
    one = value_lists().get(LISTS.get(path, ""))
    return one.start if one else ""


@lru_cache(maxsize=4096)
def nearest(path: str, text: str, language: str = "en") -> Right | None:
    """Give the value of the property's list that a text means; None when that is not plain.

    Args:
        path: CURIE of the property.
        text: A word in any language, a code, an address of another host.
        language: Of the label.

    >>> nearest("dcat:theme", "Gesundheit", "de").label
    'Gesundheit'
    >>> nearest("healthdcatap:healthTheme", "cancer").address.rpartition("/")[2]
    'CANCER_DISEASE'
    >>> nearest("dcat:keyword", "cancer") is None
    True
    """
    text = text.strip()
    if not text:
        return None
    if path in _KINDS:
        return _concept(path, text, language)
    name = LISTS.get(path, "")
    if name in TABLES:
        found = table(name).find(text)
        return Right(found, table(name).label(found, language)) if found else None
    return _code(name, text) if name in value_lists() else None


def _code(name: str, text: str) -> Right | None:
    """Compare a text with the codes of a list, whole words first."""
    one = value_lists()[name]
    word = _plain(text.rstrip("/").rpartition("/")[2].rpartition("#")[2])
    codes = {_plain(code): code for code in one.codes}
    if not word or not codes:
        return None
    if word in codes:
        key = word
    else:
        parts = [key for key in codes if len(word) > 3 and word in key.split()]
        close = parts if len(parts) == 1 else get_close_matches(word, codes, n=1, cutoff=_NEAR)
        if not close:
            return None
        key = close[0]
    return Right(one.start + codes[key], key)


def _concept(path: str, text: str, language: str) -> Right | None:
    """The EUCAIM code of a word or code that our scheme of concepts knows."""
    words = scheme()
    found = words.find(text, None, _KINDS[path])
    names = words.matches(text) or [one.id for one in found]
    for name in names:
        concept = words.concepts[name]
        label = concept.labels.get(language) or concept.labels.get("en", name)
        for code in concept.codes:
            if code.vocabulary.lower() == "eucaim":
                address = code.value if code.value.startswith("http") else PREFIXES["eucaim"] + code.value
                return Right(address, label)
    return None


@cache
def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()

"""One concept of the domain scheme, and how a label was found to mean it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LANGUAGES: tuple[str, ...] = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""The official languages of the European Union, BCP 47, in alphabetical order."""

KINDS: tuple[str, ...] = (
    "cancer-type",
    "body-part",
    "modality",
    "data-kind",
    "population",
    "study-design",
    "access",
    "condition-of-use",
    "legal-basis",
    "health-category",
)
"""Kinds of concept; each is one SKOS scheme and one file."""

MatchKind = Literal["preferred", "alternative", "hidden", "folded"]


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier of the same (or a near) idea in another vocabulary.

    Attributes:
        relation: ``exact``, ``close`` or ``broad`` (the outside code is broader).
        vocabulary: Upper case short name: ``NCIT``, ``ICD10``, ``DICOM``, ``UBERON`` ....
        value: The code as that vocabulary writes it.
    """

    relation: str
    vocabulary: str
    value: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its words.

    Attributes:
        id: Kebab-case, unique over all kinds; the end of its IRI.
        iri: Stable for ever.
        kind: One of ``KINDS``.
        notation: Short code (a DICOM modality, an ICD-10 block), may be empty.
        definition: One English sentence.
        labels: Preferred label by language, one each in the 24 languages.
        alt: Synonyms by language; may lack a language.
        hidden: Misspellings and stems (ending in ``-``) by language; may lack a language.
        broader: Ids of parents of the same kind, kind-of.
        part_of: Ids of wholes, body parts only.
        related: Ids of other kinds (a cancer type's body parts).
        codes: Identifiers elsewhere.
        replaced_by: Id of the concept to use instead when this one is deprecated, else empty.
    """

    id: str
    iri: str
    kind: str
    notation: str
    definition: str
    labels: Mapping[str, str]
    alt: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...]
    part_of: tuple[str, ...]
    related: tuple[str, ...]
    codes: tuple[Code, ...]
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that a label means: ``match`` says how well, ``language`` whose label it was."""

    id: str
    match: MatchKind
    language: str
    label: str

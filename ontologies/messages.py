"""Findings of the rule books in the 24 languages of the Union, keyed by constraint and property.

``messages/<language>.toml`` holds a sentence for each constraint and a name for each mandatory or recommended
property; what a language lacks is said in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from ontologies.errors import VocabularyError
from ontologies.moments import strict
from ontologies.nearest import list_start, nearest

FOLDER: Final = Path(__file__).parent / "messages"
_TAGS: Final = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
LANGUAGES: Final = tuple(map(str, _TAGS.split(" ")))
"""The 24 official languages of the Union."""

_BY_CODE: Final[Mapping[str, str]] = {
    "too-many-values": "too_many",
    "value-not-in-list": "not_in_list",
    "value-required": "required_value",
    "literal-not-iri": "not_iri",
    "iri-not-literal": "not_text",
    "wrong-class": "wrong_class",
    "wrong-datatype": "wrong_datatype",
    "date-unreadable": "bad_date",
    "english-missing": "english_missing",
    "variables-missing": "conditional",
    "address-outdated": "outdated",
    "term-unknown": "unknown_term",
    "address-local": "bad_address",
    "iri-invalid": "bad_address",
    "graph-too-large": "too_large",
    "no-datasets": "no_datasets",
    "no-dataset": "no_datasets",
    "rdf-broken": "unreadable",
    "xml-broken": "unreadable",
    "json-broken": "unreadable",
    "json-ld-broken": "unreadable",
    "not-xml": "unreadable",
}
_ABSENT: Final = re.compile(r"-(missing|incomplete|unreachable)$")
_LINE: Final = re.compile(r"line (\d+)(?: column (\d+))?")
_NUMBER: Final = re.compile(r"\d+")
_CLASS: Final = re.compile(r"\b\w+:[A-Z]\w+")
_ADDED: Final = frozenset({"missing", "missing_recommended", "conditional", "one_of"})
_CURIE: Final = re.compile(r"^\w+:\w+$")


class Told(Protocol):
    """What a sentence needs of a finding (``catalogue.model.Finding`` fits)."""

    @property
    def code(self) -> str:
        """Permanent, kebab-case."""

    @property
    def place(self) -> str:
        """A property, a line, an address; may be empty."""

    @property
    def found(self) -> str:
        """What was there; may be empty."""

    @property
    def expected(self) -> str:
        """What should be there; may be empty."""

    @property
    def hint(self) -> str:
        """What to do; may be empty."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language.

    Attributes:
        language: Its tag.
        sentences: Templates by constraint.
        names: Property names by CURIE.
    """

    language: str
    sentences: Mapping[str, str]
    names: Mapping[str, str]


@cache
def messages(language: str) -> Catalogue:
    """Load the words of a language; of one that is not here, English.

    Raises:
        VocabularyError: The file is damaged.

    >>> messages("de").names["dct:title"]
    'Titel'
    >>> messages("tlh").language
    'en'
    """
    tag = language.partition("-")[0].lower()
    if tag not in LANGUAGES:
        tag = "en"
    try:
        read = tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
        return Catalogue(tag, read["sentences"], read["names"])
    except (OSError, ValueError, KeyError) as error:
        raise VocabularyError(
            f"messages/{tag}.toml cannot be read: {error}", hint="Restore the file from the release."
        ) from error


def name_of(property_: str, language: str = "en") -> str:
    """Name a property; one without a name is called by its CURIE.

    >>> name_of("dct:publisher", "fr"), name_of("ex:unheard")
    ('Éditeur', 'ex:unheard')
    """
    own = messages(language).names
    return own.get(property_) or messages("en").names.get(property_, property_)


def constraint_of(code: str) -> str:
    """The key of the sentence for a code; empty when the catalogues have none.

    >>> constraint_of("title-missing"), constraint_of("robots-forbids")
    ('missing', '')
    """
    return _BY_CODE.get(code) or ("missing" if _ABSENT.search(code) else "")


def translated(finding: Told, language: str) -> str:
    """Say a finding in a language; empty when the catalogues have no sentence for its code.

    >>> from types import SimpleNamespace as Case
    >>> translated(Case(code="value-not-in-list", place="dcat:theme", found="Gesundheit", expected="",
    ...                 hint=""), "de")[:60]
    '„Thema“: „Gesundheit“ steht nicht in der amtlichen Liste. Sc'
    """
    said, advice = statement(finding, language)
    before = finding.place if said and "/" in finding.place and "://" not in finding.place else ""
    return " ".join(filter(None, (said, advice, before and f"({before})")))


def statement(finding: Told, language: str) -> tuple[str, str]:
    """Say what is wrong, and what to do about it, in a language.

    Returns:
        Two texts; the first is empty when the catalogues have no sentence for the code, the second when the
        first says it all.
    """
    key = constraint_of(finding.code)
    if not key:
        return "", ""
    words = messages(language).sentences
    path = finding.place.rpartition("/")[2] if "://" not in finding.place else ""
    choices = path.split("|")
    fields = {
        "name": name_of(choices[0].lstrip("^"), language),
        "names": ", ".join(dict.fromkeys(name_of(one, language) for one in choices)),
        "other": name_of("healthdcatap:hasStructuredData", language),
        "found": finding.found,
        "expected": finding.expected.removeprefix("a value of type "),
        "most": _first(_NUMBER, finding.expected, "1"),
        "right": finding.expected,
        **_line(finding.place),
    }
    if key == "missing" and len(choices) > 1:
        key = "one_of"
    if key == "missing" and getattr(finding, "severity", "") == "warning":
        key = "missing_recommended"
    if key == "unreadable" and fields["line"] == "?":
        return f"{words['violation']}: {finding.found}", ""
    return words[key].format(**fields), _advice(key, finding, path, language)


def _advice(key: str, finding: Told, path: str, language: str) -> str:
    words = messages(language).sentences
    if key in {"not_in_list", "not_iri"}:
        shown = finding.found.partition("; ")[0].partition(" at ")[0]
        right = nearest(path, shown.rpartition(" (")[0] or shown, language)
        if right:
            return words["write"].format(right=right.address, label=right.label)
        start = list_start(path) if key == "not_in_list" else ""
        return words["write"].format(right=f"{start}…", label=name_of(path, language)) if start else ""
    if key == "wrong_class" and (class_ := _CLASS.search(finding.expected)):
        return words["add"].format(property=f"rdf:type {class_[0]}")
    if key == "unknown_term" and _CURIE.match(finding.expected):
        return words["write"].format(right=finding.expected, label=name_of(finding.expected, language))
    if key == "bad_date" and (written := strict(finding.found)):
        return words["write"].format(right=written, label=name_of(path, language))
    if key == "too_many":
        return words["keep_one"]
    if key == "outdated":
        return words["write"].format(right=finding.expected, label=name_of(path, language))
    if key == "required_value":
        return words["add"].format(property=finding.expected)
    if key == "english_missing" and _CURIE.match(path):
        return words["add"].format(property=f"{path} (en)")
    if key in _ADDED and all(_CURIE.match(one) for one in path.split("|")):
        return words["add"].format(property=" / ".join(path.split("|")))
    return ""


def _line(place: str) -> dict[str, str]:
    found = _LINE.search(place)
    return {"line": found[1] if found else "?", "column": (found and found[2]) or "?"}


def _first(pattern: re.Pattern[str], text: str, otherwise: str) -> str:
    found = pattern.search(text)
    return found[0] if found else otherwise

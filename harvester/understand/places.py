"""Countries in running text: names and adjectives in all languages, by their beginnings.

What a text's own language calls a country comes first (CLDR's names, and adjectives by hand); then a table
of all languages together, for names in a text of another language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel import Locale

from harvester.understand.words import Word, fold, words
from ontologies.concept import LANGUAGES

_PREFIX: Final = 3
_NONE: Final = "NONE"
"""Row of words that begin like a country and are none ("San Francisco")."""

_TERRITORIES: Final = {
    "AT": "AUT", "BE": "BEL", "BG": "BGR", "HR": "HRV", "CY": "CYP", "CZ": "CZE", "DK": "DNK", "EE": "EST",
    "FI": "FIN", "FR": "FRA", "DE": "DEU", "GR": "GRC", "HU": "HUN", "IE": "IRL", "IT": "ITA", "LV": "LVA",
    "LT": "LTU", "LU": "LUX", "MT": "MLT", "NL": "NLD", "PL": "POL", "PT": "PRT", "RO": "ROU", "SK": "SVK",
    "SI": "SVN", "ES": "ESP", "SE": "SWE", "GB": "GBR", "NO": "NOR", "CH": "CHE", "IS": "ISL", "TR": "TUR",
    "UA": "UKR", "RS": "SRB", "IL": "ISR", "US": "USA", "CA": "CAN", "CN": "CHN", "JP": "JPN", "AU": "AUS",
    "IN": "IND", "BR": "BRA", "RU": "RUS", "BY": "BLR", "BA": "BIH", "MK": "MKD", "AL": "ALB", "ME": "MNE",
    "MX": "MEX", "AR": "ARG", "CO": "COL", "KR": "KOR", "NZ": "NZL", "ZA": "ZAF", "EG": "EGY", "SG": "SGP",
    "TW": "TWN", "VN": "VNM", "TH": "THA", "PK": "PAK", "NG": "NGA", "KE": "KEN", "IR": "IRN", "SA": "SAU",
}  # fmt: skip
_ARTICLES: Final = frozenset({"an", "l", "il", "it", "is", "iċ", "id", "in", "ir", "ix", "iż", "iz"})
_VOWELS: Final = "aeiouyáéíóúýàèìòùâêîôûäëïöüåæøāēīūąęėįųõăаеиоуъыэюяіїαεηιουωάέήίόύώς"
_LEAST: Final = 4
_REST: Final = 6
_MUTATED: Final = {
    "b": ("bh", "mb"), "c": ("ch", "gc"), "d": ("dh", "nd"), "f": ("fh", "bhf"), "g": ("gh", "ng"),
    "p": ("ph", "bp"), "s": ("sh", "ts"), "t": ("th", "dt"), "m": ("mh",),
}  # fmt: skip
"""First letters of Irish words behind articles, numbers and prepositions."""


class Place(NamedTuple):
    """A country named: ISO 3166 code of three letters, numbers of its first and last word."""

    code: str
    first: int
    last: int


def places(split: Sequence[Word], first: int, last: int, language: str = "en") -> Iterator[Place]:
    """Find countries among the words ``first`` to ``last`` of a text of this language."""
    for number in range(first, last + 1):
        for code, parts in _starting(split[number].text, language):
            end = number + len(parts) - 1
            if end <= last and all(
                _fits(split[number + at].text, part) for at, part in enumerate(parts) if at
            ):
                if code != _NONE:
                    yield Place(code, number, end)
                break


def _fits(word: str, part: str) -> bool:
    return word == part[:-1] if part.endswith("!") else word.startswith(part)


@lru_cache(maxsize=1 << 15)
def _starting(word: str, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if word in _no_place(language):
        return ()
    own = [
        one
        for one in _own(language).get(word[:_PREFIX], ())
        if _fits(word, one[1][0]) and len(word) <= len(one[1][0]) + _REST
    ]
    every = [one for one in _table().get(word[:_PREFIX], ()) if _fits(word, one[1][0])]
    none = [one for one in every if one[0] == _NONE]
    return (*none, *_longest(own), *_longest(every))


@cache
def _no_place(language: str) -> frozenset[str]:
    """Give the words that begin like a country and are none: "finns" means "there are" in Swedish."""
    return frozenset(_file("places_adjectives.toml")["none"].get(language, "").split())


def _longest(found: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted(found, key=lambda one: -sum(map(len, one[1])))


@cache
def _own(language: str) -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Give what one language calls the countries, by the first letters."""
    if language not in LANGUAGES:
        return {}
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    names = Locale.parse(language).territories
    for territory, code in _TERRITORIES.items():
        parts = [one.text for one in words(names.get(territory, ""))]
        while parts and parts[0] in _ARTICLES:
            parts.pop(0)
        if parts:
            _put(table, code, [_stem(part, language) for part in parts], language)
    raw = _file("places_adjectives.toml")
    for code, many in zip(raw["order"].split(), raw[language].split(), strict=True):
        for stem in many.split(","):
            _put(table, code, [fold(stem)], language)
    return table


def _put(
    table: dict[str, list[tuple[str, tuple[str, ...]]]], code: str, parts: list[str], language: str
) -> None:
    forms = [parts[0]]
    if language == "ga":
        forms += [one + parts[0][1:] for one in _MUTATED.get(parts[0][0], ())]
        if parts[0][0] in "aeiouáéíóú":
            forms += ["h" + parts[0], "n" + parts[0]]
    for form in forms:
        table.setdefault(form.rstrip("!")[:_PREFIX], []).append((code, (form, *parts[1:])))


def _stem(name: str, language: str) -> str:
    """Give what all cases of a name share; a name that leaves too little must stand as it is."""
    stem = name
    if language == "lt" and len(name) > _LEAST and name.endswith("s"):
        stem = name[:-2]
    if language == "lv":
        stem = name.rstrip("s")
    stem = stem.rstrip(_VOWELS)
    return stem if len(stem) >= _LEAST else f"{name}!"


@cache
def _table() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code, text in _file("places.toml").items():
        for phrase in text.split():
            whole = phrase.endswith("!")
            parts = [one.text for one in words(fold(phrase.rstrip("!").replace("_", " ")))]
            if whole:
                parts[-1] += "!"
            if len(parts[0].rstrip("!")) >= 2:
                table.setdefault(parts[0].rstrip("!")[:_PREFIX], []).append((code, tuple(parts)))
    return table


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))

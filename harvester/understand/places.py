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

_ISO: Final = """
AD AND AE ARE AF AFG AG ATG AL ALB AM ARM AO AGO AR ARG AT AUT AU AUS AZ AZE BA BIH BB BRB BD BGD BE BEL BF
BFA BG BGR BH BHR BI BDI BJ BEN BO BOL BR BRA BW BWA BY BLR BZ BLZ CA CAN CD COD CF CAF CG COG CH CHE CI CIV
CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV CY CYP CZ CZE DE DEU DJ DJI DK DNK DO DOM DZ DZA EC ECU EE
EST EG EGY ER ERI ES ESP ET ETH FI FIN FJ FJI FO FRO FR FRA GA GAB GB GBR GE GEO GH GHA GL GRL GM GMB GN GIN
GQ GNQ GR GRC GT GTM GY GUY HK HKG HN HND HR HRV HT HTI HU HUN ID IDN IE IRL IL ISR IN IND IQ IRQ IR IRN IS
ISL IT ITA JM JAM JO JOR JP JPN KE KEN KG KGZ KH KHM KP PRK KR KOR KW KWT KZ KAZ LA LAO LB LBN LI LIE LK LKA
LR LBR LS LSO LT LTU LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE MG MDG MK MKD ML MLI MM MMR MN MNG MR
MRT MT MLT MU MUS MV MDV MW MWI MX MEX MY MYS MZ MOZ NA NAM NE NER NG NGA NI NIC NL NLD NO NOR NP NPL NZ NZL
OM OMN PA PAN PE PER PG PNG PH PHL PK PAK PL POL PS PSE PT PRT PY PRY QA QAT RO ROU RS SRB RU RUS RW RWA SA
SAU SD SDN SE SWE SG SGP SI SVN SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SV SLV SY SYR TG TGO TH THA TJ TJK
TM TKM TN TUN TR TUR TT TTO TW TWN TZ TZA UA UKR UG UGA US USA UY URY UZ UZB VE VEN VN VNM YE YEM ZA ZAF ZM
ZMB ZW ZWE
"""
_TERRITORIES: Final = dict(zip(_ISO.split()[::2], _ISO.split()[1::2], strict=True))
"""ISO 3166: two letters to three."""

_ALIKE: Final = frozenset(
    {"TD", "GE", "GN", "JO", "ML", "OM", "NE", "CU", "MC", "LA", "TO", "PS", "SM", "LR", "TG", "PE"}
)
"""Countries whose names are other words in some language too: only as they stand, or not at all."""

_ARTICLES: Final = frozenset({"an", "l", "il", "it", "is", "iċ", "id", "in", "ir", "ix", "iż", "iz"})
_VOWELS: Final = "aeiouyáéíóúýàèìòùâêîôûäëïöüåæøāēīūąęėįųõăаеиоуъыэюяіїαεηιουωάέήίόύώς"
_LEAST: Final = 5
_WORDS: Final = 4
_LABELS: Final = (
    "land", "länd", "stát", "štát", "país", "paese", "paesi", "nazion", "countr", "maa", "riik", "riigid",
    "ország", "kraj", "krajin", "zem", "držav", "šal", "valst", "țar", "ţar", "χώρ", "χωρ", "страна",
    "държава", "държави", "tír", "pajjiż", "pays", "origin", "herkunft", "origine", "provenienz",
)  # fmt: skip
"""Beginnings of the words for country, as the names of fields."""

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


def codes(text: str, split: Sequence[Word], first: int, last: int) -> Iterator[Place]:
    """Find ISO codes in the value of a field named country: "Countries: HU, RO, AT"."""
    if not split[first].text.startswith(_LABELS):
        return
    for number in range(first + 1, last + 1):
        written = text[split[number].start : split[number].end]
        code = _TERRITORIES.get(written) if len(written) == 2 else None
        if code is None and len(written) == 3 and written in _TERRITORIES.values():
            code = written
        if code:
            yield Place(code, number, number)


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
        if parts and len(parts) <= _WORDS:
            whole = territory in _ALIKE
            _put(table, code, [f"{part}!" if whole else _stem(part, language) for part in parts], language)
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

"""The language of the data where a text names it: "Language of the reports: German", "written in Greek"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import Locale

from harvester.understand.places import places
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.words import fold
from ontologies.concept import LANGUAGES

_ROOT: Final = "http://publications.europa.eu/resource/authority/language/"
_WORDS: Final = (
    "език", "jazyk", "sprog", "sprache", "γλώσσ", "γλωσσ", "language", "idioma", "lengua", "keel", "kiel",
    "kieli", "langue", "teang", "dteang", "jezik", "nyelv", "lingua", "kalb", "valod", "lingwa", "taal",
    "język", "języ", "língua", "limb", "språk",
)  # fmt: skip
"""Beginnings of the words for language."""

_OF_COUNTRY: Final = {
    "BGR": "BUL", "CZE": "CES", "DNK": "DAN", "DEU": "DEU", "GRC": "ELL", "GBR": "ENG",
    "ESP": "SPA", "EST": "EST", "FIN": "FIN", "FRA": "FRA", "IRL": "GLE", "HRV": "HRV",
    "HUN": "HUN", "ITA": "ITA", "LTU": "LIT", "LVA": "LAV", "MLT": "MLT", "NLD": "NLD",
    "POL": "POL", "PRT": "POR", "ROU": "RON", "SVK": "SLK", "SVN": "SLV", "SWE": "SWE",
    "NOR": "NOR",
}  # fmt: skip
_CODES: Final = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST",
    "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV",
    "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
_ENGLISH: Final = (
    "english", "englisch", "engelsk", "engels", "engl", "angielsk", "angličtin", "anglick", "angl", "inglés",
    "inglese", "inglês", "ingles", "anglais", "englez", "angol", "английск", "αγγλικ", "inglise", "béarla",
    "mbéarla", "engleski", "angļu", "anglų", "ingliż", "englanni",
)  # fmt: skip
_ADVERBS: Final = {
    "cs": {"čes": "CES", "slovensk": "SLK"}, "sk": {"slovensk": "SLK", "čes": "CES"},
    "de": {"deutsch": "DEU"}, "ga": {"gaeilge": "GLE", "ngaeilge": "GLE"}, "es": {"castellano": "SPA"},
    "bg": {"българск": "BUL"}, "nl": {"nederlands": "NLD"}, "sl": {"slovensk": "SLV"},
    "hr": {"hrvatsk": "HRV"}, "fi": {"suomen": "FIN", "suome": "FIN", "ruotsin": "SWE"},
    "et": {"eestikeel": "EST", "venekeel": "RUS"},
}  # fmt: skip
_IN_WORDS: Final = """
in på en em auf na v ve u w po στα σε στην bil bl bi fil an au as i mb om til pe în le la ar par на tal by
"""
_IN: Final = frozenset(_IN_WORDS.split())
_ENDS: Final = (
    "ul",
    "ül",
    "ksi",
    "kieli",
    "keel",
    "nyelv",
    "talig",
    "sprachig",
    "sprogede",
    "språkig",
    "glish",
)
_NEAR: Final = 9
_REACH: Final = 5
_SHORTEST: Final = 4
_TRIM: Final = 2


def spoken(one: Reading) -> Iterator[tuple[str, int, int]]:
    """Give IRI and span of each language in which something is said to be written."""
    for sentence in one.sentences:
        if sentence.standing != HELD:
            continue
        first = last = None
        marks = [
            place
            for place in range(sentence.first, sentence.last + 1)
            if one.split[place].text.startswith(_WORDS)
        ]
        if marks:
            first, last = max(sentence.first, marks[0] - 3), min(sentence.last, marks[-1] + _NEAR)
            yield from _between(one, first, last, set(marks))
        else:
            yield from _written(one, sentence)


def _written(one: Reading, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Read "reports in Maltese and English", "Befunde, auf Deutsch verfasst"."""
    words = [cue for cue in sentence.cues if cue.name == "written"]
    things = [cue for cue in sentence.cues if cue.name == "report"]
    done: set[int] = set()
    for cue in words:
        first, last = max(sentence.first, cue.first - 3), min(sentence.last, cue.last + _REACH)
        done.update(range(first, last + 1))
        yield from _between(one, first, last, set())
    for cue in things:
        for place in range(cue.last + 1, min(sentence.last, cue.last + _REACH) + 1):
            if place in done or ";" in one.split[place].gap:
                break
            if one.split[place - 1].text in _IN or one.split[place].text.endswith(_ENDS):
                last = min(sentence.last, place + 3)
                done.update(range(place, last + 1))
                found = list(_between(one, place, last, set()))
                if found and found[0][1] == one.split[place].start:
                    yield from found
                break


def _between(one: Reading, first: int, last: int, marks: set[int]) -> Iterator[tuple[str, int, int]]:
    taken: set[int] = set(marks)
    for place in places(one.split, first, last, one.language):
        code = _OF_COUNTRY.get(place.code)
        if code == "SLK" and one.language in {"sl", "hr"}:
            code = "SLV"
        if code and place.first not in taken:
            taken.update(range(place.first, place.last + 1))
            yield _ROOT + code, one.split[place.first].start, one.split[place.last].end
    for number in range(first, last + 1):
        code = None if number in taken else _named(one.split[number].text, one.language)
        if code:
            yield _ROOT + code, one.split[number].start, one.split[number].end


def _named(word: str, language: str) -> str | None:
    """Give the language that a word names, in the text's language or in English."""
    if word.startswith(_ENGLISH):
        return "ENG"
    for known in (_names(language), _names("en")):
        for stem, code in known.items():
            if word.startswith(stem) and len(word) <= len(stem) + 6:
                return code
    return None


@cache
def _names(language: str) -> Mapping[str, str]:
    """Give the beginnings of the names that CLDR has for the 24 languages, the longest first."""
    names = Locale.parse(language).languages
    found = dict(_ADVERBS.get(language, {}))
    for tag in LANGUAGES:
        name = fold(names.get(tag, ""))
        if name and " " not in name:
            stem = name if len(name) <= _SHORTEST else name[: max(_SHORTEST, len(name) - _TRIM)]
            found.setdefault(stem, _CODES[tag])
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

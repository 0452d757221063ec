"""The language of the data where a text names it: "Language of the reports: German"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from harvester.understand.places import places
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD

_ROOT: Final = "http://publications.europa.eu/resource/authority/language/"
_WORDS: Final = (
    "език",
    "jazyk",
    "sprog",
    "sprache",
    "γλώσσ",
    "language",
    "idioma",
    "lengua",
    "keel",
    "kiel",
    "kieli",
    "langue",
    "teanga",
    "teang",
    "jezik",
    "nyelv",
    "lingua",
    "kalb",
    "valod",
    "lingwa",
    "taal",
    "język",
    "języ",
    "língua",
    "limb",
    "språk",
)
_OF_COUNTRY: Final = {
    "BGR": "BUL", "CZE": "CES", "DNK": "DAN", "DEU": "DEU", "GRC": "ELL", "GBR": "ENG",
    "ESP": "SPA", "EST": "EST", "FIN": "FIN", "FRA": "FRA", "IRL": "GLE", "HRV": "HRV",
    "HUN": "HUN", "ITA": "ITA", "LTU": "LIT", "LVA": "LAV", "MLT": "MLT", "NLD": "NLD",
    "POL": "POL", "PRT": "POR", "ROU": "RON", "SVK": "SLK", "SVN": "SLV", "SWE": "SWE",
    "NOR": "NOR",
}  # fmt: skip
_ENGLISH: Final = (
    "english",
    "englisch",
    "engelsk",
    "engels",
    "engl",
    "angielsk",
    "angličtin",
    "anglick",
    "angl",
    "inglés",
    "inglese",
    "inglês",
    "ingles",
    "anglais",
    "englez",
    "angol",
    "английск",
    "αγγλικ",
    "inglise",
    "béarla",
    "engleski",
    "angļu",
    "anglų",
    "ingliż",
)
_NEAR: Final = 9


def spoken(one: Reading) -> Iterator[tuple[str, int, int]]:
    """Give IRI and span of each language that a sentence about language names."""
    for sentence in one.sentences:
        if sentence.standing != HELD:
            continue
        marks = [
            place
            for place in range(sentence.first, sentence.last + 1)
            if one.split[place].text.startswith(_WORDS)
        ]
        if not marks:
            continue
        first, last = max(sentence.first, marks[0] - 3), min(sentence.last, marks[-1] + _NEAR)
        for place in places(one.split, first, last):
            code = _OF_COUNTRY.get(place.code)
            if code == "SLK" and one.language in {"sl", "hr"}:
                code = "SLV"
            if code:
                yield _ROOT + code, one.split[place.first].start, one.split[place.last].end
        for number in range(first, last + 1):
            if one.split[number].text.startswith(_ENGLISH) and number not in marks:
                yield _ROOT + "ENG", one.split[number].start, one.split[number].end

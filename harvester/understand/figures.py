"""Numbers with what they count: "over 200 000 images of about 20 000 people"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harvester.extract.numerals import LARGEST, NUMERAL, digits
from harvester.understand.number_words import FACTORS, MEASURES, NAMES, STOPS, YEARLY
from harvester.understand.units import IMAGES, PEOPLE, STUDIES, unit_at
from harvester.understand.words import Word

_NEAR: Final = 4
_DECIMAL = re.compile(r"(?<![\w.,])(\d{1,9})(?:[.,](\d{1,9}))?\s*-?\s*([^\W\d_]+)\b")
_PLANNED = re.compile(
    r"\b(?:will|plan(?:s|ned)?|aims?|goal|target|expect(?:s|ed)?|foreseen|intend(?:s|ed)?|ultimately|"
    r"geplant|sollen|soll|ziel|objectif|prévu|objetivo|previsto|obiettivo|цел|планира|предвижда|ще)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\n](?=\s|$)")
_BARE: Final = {"studies": 0.4, "study": 0.4, "scan": 0.6, "scans": 0.6, "cases": 0.7, "case": 0.7}


@dataclass(frozen=True, slots=True)
class Figure:
    """A count.

    Attributes:
        property: CURIE of what is counted.
        value: Whole number, 1 or more.
        start, end: Half-open span in the text, number and noun.
        confidence: 0..1; under 0.5 a person must look.
    """

    property: str
    value: int
    start: int
    end: int
    confidence: float


def figures(text: str, split: Sequence[Word]) -> list[Figure]:
    """Find counts in a text, in order of their numbers.

    Args:
        text: Any language of the 24.
        split: ``words(text)``.
    """
    starts = {word.start: number for number, word in enumerate(split)}
    return [
        one
        for start, end, value, year in _numbers(text)
        if (one := _counted(text, split, starts, start, end, value, year)) is not None
    ]


def _numbers(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Give start, end, value of each number, and whether it looks like a year."""
    done = -1
    for found in NUMERAL.finditer(text):
        start, end = found.span()
        if start < done or (start and text[start - 1] in "-–#№$€£" and text[start - 2 : start - 1].strip()):
            continue
        value = digits(found[0])
        scaled = _DECIMAL.match(text, start)
        factor = FACTORS.get(scaled[3].lower()) if scaled else None
        if scaled and factor and found[0].isdigit():
            value, end = int(float(f"{scaled[1]}.{scaled[2] or 0}") * factor + 0.5), scaled.end()
        done = end
        if 0 < value < LARGEST:
            yield start, end, value, found[0].isdigit() and len(found[0]) == 4 and 1900 <= value <= 2100
    for scaled in _DECIMAL.finditer(text):
        factor = FACTORS.get(scaled[3].lower())
        if scaled[2] and factor:
            yield scaled.start(), scaled.end(), round(float(f"{scaled[1]}.{scaled[2]}") * factor), False


def _counted(
    text: str, split: Sequence[Word], starts: dict[int, int], start: int, end: int, value: int, year: bool
) -> Figure | None:
    first = starts.get(start)
    if first is None:
        return None
    before = split[first - 1].text if first and not split[first].breaks else ""
    if before in NAMES or (year and before in YEARLY):
        return None
    after = next((number for number in range(first, len(split)) if split[number].start >= end), len(split))
    if _is_measure(text, split, after, end):
        return None
    found = _behind(split, after)
    if found is None:
        named = _label(text, split, first, start) if first else None
        return Figure(named[0], value, split[named[1]].start, end, 0.85) if named else None
    property_, last, words = found
    confidence = _confidence(split, last, words, property_)
    if year and words > 0:
        confidence = min(confidence, 0.4)
    if _PLANNED.search(text, _sentence(text, start), start):
        confidence = min(confidence, 0.3)
    return Figure(property_, value, start, split[last].end, confidence)


def _behind(split: Sequence[Word], after: int) -> tuple[str, int, int] | None:
    """Look for the noun behind a number: property, number of its last word, words between."""
    for place in range(after, min(len(split), after + _NEAR)):
        if split[place].breaks or split[place].text[0].isdigit():
            return None
        unit = unit_at(split, place)
        if unit:
            property_, last = unit.property, place + unit.length - 1
            # "200 patient images": the last noun of the phrase is what is counted.
            follow = (
                unit_at(split, last + 1) if last + 1 < len(split) and not split[last + 1].breaks else None
            )
            if follow and property_ in {PEOPLE, IMAGES, STUDIES} and split[last + 1].gap == " ":
                return follow.property, last + follow.length, place - after
            return property_, last, place - after
        if split[place].text in STOPS:
            return None
    return None


def _label(text: str, split: Sequence[Word], first: int, start: int) -> tuple[str, int] | None:
    """Look for the noun before a number: "Patients: 200", "number of images = 4 000"."""
    gap = text[split[first - 1].end : start].strip()
    if gap not in {":", "=", "(", "(~", ": ~", ": >", "|", "\t"} and not gap.startswith((":", "=")):
        return None
    place = first - 1
    if split[place].text == "n" and place:
        place -= 1
    for at in range(place, max(-1, place - 2), -1):
        unit = unit_at(split, at)
        if unit and at + unit.length - 1 == place:
            return unit.property, at
    return None


def _is_measure(text: str, split: Sequence[Word], after: int, end: int) -> bool:
    follows = text[end : end + 2].lstrip()[:1]
    return follows in {"%", "€", "°", "$"} or (after < len(split) and split[after].text in MEASURES)


def _confidence(split: Sequence[Word], last: int, words: int, property_: str) -> float:
    bare = _BARE.get(split[last].text)
    if bare is not None and property_ == STUDIES and words == 0:
        return bare
    return 0.9 if words == 0 else 0.8 if words == 1 else 0.7


def _sentence(text: str, start: int) -> int:
    """Give where the sentence of a place begins, at most 300 characters before."""
    at = max(0, start - 300)
    for found in _SENTENCE.finditer(text, at, start):
        at = found.end()
    return at

"""Years of collection and ages of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from harvester.understand.sentences import HELD, Sentence
from harvester.understand.words import Word

_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"
_PERIOD = re.compile(
    rf"(?:(?<![\d.,/])|(?<=\b\d\d/)|(?<=\b\d/))(?<!\d-)({_YEAR})(?!\d)(?:[./-]\d\d?(?:[./-]\d\d?)?)?([^\d\n;!?]{{0,4}}\s?(?:[^\W\d]|[\s.’'\-–—/,(]|(?<=\s)\d\d?(?=[.\s])){{0,40}}?)"
    rf"(?<!\d)(?:\d\d?[./])?({_YEAR})(?![\d])(?!\s*(?:€|%|euro))"
)
_LISTED = re.compile(rf"(?<![\w.,/-])({_YEAR})((?:,\s*{_YEAR})+,?\s+[^\W\d]{{1,4}}\s+)({_YEAR})(?!\d)")
_SINGLE = re.compile(rf"(?<![\w.,/-])({_YEAR})(?![\w/]|[.,]\d)(?:-[^\W\d]+)?")
_DASH = re.compile(r"^[^\w]{0,5}$")
_SHORT_PERIOD = re.compile(rf"(?<![\w.,/-])({_YEAR})\s?[-–—/]\s?(\d\d)(?![\w-])")
_MONEY = re.compile(
    r"€|\$|£|\beur\b|\beuro|евро|ευρώ|eur[oaiu]\w*|\bкr\b|\bkč\b|\bkr\b|\bzł\b|forint|grant|lei\b|лв", re.I
)
_RANGE = re.compile(
    r"(?<![\w.,])(\d{1,3})\s*(?:[-–—]|\W+[^\W\d]{1,12}(?:\W+[^\W\d]{1,5}){0,2}\W+)(\d{1,3})(?![\w]|[.,]\d)"
)
_DASHED = re.compile(r"(?<![\w.,])(\d{1,3})\s*[-–—]\s*(\d{1,3})(?![\w]|[.,]\d)")
_FROM = re.compile(r"(?:≥|>=|>|⩾)\s*(\d{1,2})(?![\d.,])|(?<![\w.,])(\d{1,2})\s*\+")
_OLDEST: Final = 120
_BETWEEN: Final = 7
_YOUNG: Final = 21
_GROWN: Final = 16
_FIRST_YOUTH: Final = 13
_SCHOOL: Final = 8
_FULL_AGE: Final = 17


class Period(NamedTuple):
    """From year to year, with the span of the words and whether it was one year only."""

    first: int
    last: int
    start: int
    end: int
    single: bool


class Ages(NamedTuple):
    """An age group (id of the concept) with the span of the words and how sure it is."""

    concept: str
    start: int
    end: int
    confidence: float


def periods(text: str, made: Sequence[Sentence], strong: set[int]) -> list[Period]:
    """Find the years of collection, the best first.

    Args:
        text: The text.
        made: Its sentences.
        strong: Numbers of sentences that speak of images or people; others come after them.
    """
    found: list[tuple[int, Period]] = []
    for number, one in enumerate(made):
        if one.standing != HELD:
            continue
        line = text[one.start : one.end]
        if "20" not in line and "19" not in line:
            continue
        if not _may(line) and number not in strong:
            continue
        two = _PERIOD.finditer(line) if _may(line) else ()
        lists = [(int(hit[1]), int(hit[3]), hit.span()) for hit in _LISTED.finditer(line)]
        if lists:  # "2015, 2016, 2017 and 2018"
            first, last, (start, end) = lists[0]
            if first < last:
                found.append((0, Period(first, last, one.start + start, one.start + end, False)))
                continue
        spans = [*two, *_SHORT_PERIOD.finditer(line)]
        if not spans and number not in strong:
            continue
        money = bool(_MONEY.search(line))
        weight = (0 if number in strong else 1) + (3 if money else 0)
        done = False
        for match in spans:
            between = match[2] if match.lastindex == 3 else "-"
            last = int(match[3]) if match.lastindex == 3 else int(match[1][:2] + match[2])
            first = int(match[1])
            if first <= last <= first + 60 and _joins(between):
                rank = weight if _DASH.match(between) or len(between.split()) <= 4 else weight + 1
                found.append(
                    (rank, Period(first, last, one.start + match.start(), one.start + match.end(), False))
                )
                done = True
        if not done and not money and number in strong:
            for match in _SINGLE.finditer(line):
                value = int(match[1])
                found.append(
                    (
                        weight + 4,
                        Period(value, value, one.start + match.start(), one.start + match.end(), True),
                    )
                )
    found.sort(key=lambda pair: pair[0])
    return [period for _, period in found]


def has_period(line: str) -> bool:
    """Say whether a sentence names years from and to, and no money."""
    return _may(line) and bool(_PERIOD.search(line)) and not _MONEY.search(line)


def _may(line: str) -> bool:
    """Say quickly whether two years may stand in a line."""
    return line.count("20") + line.count("19") > 1


def _joins(between: str) -> bool:
    return between.count(",") == 0 and between.count("(") == 0 and len(between.split()) <= _BETWEEN


def ages(text: str, split: Sequence[Word], made: Sequence[Sentence]) -> list[Ages]:
    """Find age groups: by their words and by limits of age."""
    found: list[Ages] = []
    for one in made:
        if one.standing != HELD:
            continue
        for cue in one.cues:
            concept = {"adult": "adult", "child": "paediatric", "youth": "adolescent"}.get(cue.name)
            if concept and cue.first not in one.denied:
                found.append(Ages(concept, split[cue.first].start, split[cue.last].end, 0.95))
        marks = [cue for cue in one.cues if cue.name == "age"]
        if marks:
            found.extend(_limits(text, split, one, marks))
    return found


def _limits(text: str, split: Sequence[Word], one: Sentence, marks: Sequence[object]) -> list[Ages]:
    spots = [(split[mark.first].start, split[mark.last].end) for mark in marks]  # type: ignore[attr-defined]
    found: list[Ages] = []
    line = text[one.start : one.end]
    for match in (*_DASHED.finditer(line), *_ranges(line)):
        low, high = int(match[1]), int(match[2])
        start, end = one.start + match.start(), one.start + match.end()
        near = any(begin <= end + 14 and stop >= start - 25 for begin, stop in spots)
        if near and low < high <= _OLDEST and not 1900 <= high <= 2100:
            found.extend(Ages(concept, start, end, 0.9) for concept in groups(low, high))
    found.extend(_ends(text, split, one, spots))
    return found


def _ranges(line: str) -> Iterator[re.Match[str]]:
    """Find ranges, also where a number before could begin one: "800 people between 50 and 74"."""
    match = _RANGE.search(line)
    while match:
        yield match
        match = _RANGE.search(line, match.start(2))


def _ends(
    text: str, split: Sequence[Word], one: Sentence, spots: Sequence[tuple[int, int]]
) -> Iterator[Ages]:
    """Read one end of an age: "over 18 years", "jünger als 18 Jahre", "≥ 18 years"."""
    for cue in one.cues:
        denied = cue.first in one.denied
        if (cue.name == "older" and not denied) or cue.name == "younger":
            for place in range(cue.last + 1, min(one.last, cue.last + 2) + 1):
                written = split[place].text
                if written.isdigit() and len(written) < 3:
                    # "Nobody under 18" means people from 18 on.
                    side = "older" if denied and int(written) >= _GROWN else cue.name
                    if not denied or side == "older":
                        yield from _end_of(int(written), side, split[place].start, split[place].end, spots)
                    break
        if cue.name == "elders" and cue.first not in one.denied:
            for place in range(cue.first - 1, max(one.first, cue.first - 3) - 1, -1):
                written = split[place].text
                if written.isdigit() and len(written) < 3:
                    yield from _end_of(int(written), "older", split[place].start, split[place].end, spots)
                    break
    for match in _FROM.finditer(text, one.start, one.end):
        yield from _end_of(int(match[1] or match[2]), "older", *match.span(), spots)


def _end_of(age: int, which: str, start: int, end: int, spots: Sequence[tuple[int, int]]) -> Iterator[Ages]:
    if not any(begin <= end + 14 and stop >= start - 25 for begin, stop in spots):
        return
    if which == "older" and _GROWN <= age < _OLDEST:
        yield Ages("adult", start, end, 0.9)
    elif which == "younger" and _FIRST_YOUTH <= age <= _YOUNG:
        yield Ages("paediatric", start, end, 0.9)


def groups(low: int, high: int) -> list[str]:
    """Give the age groups that a range of ages stands for.

    >>> groups(5, 24), groups(45, 69), groups(0, 17)
    (['paediatric', 'adolescent'], ['adult'], ['paediatric'])
    """
    if low >= _GROWN:
        return ["adult"]
    found = ["paediatric"] if low < _FIRST_YOUTH else []
    if high > _FULL_AGE or (high >= _FIRST_YOUTH and low >= _SCHOOL):
        found.append("adolescent")
    return found + (["adult"] if high >= 30 else [])

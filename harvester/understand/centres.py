"""Hospitals that are counted apart and belong together: "two in Germany and one in Italy"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harvester.understand.figure import Figure
from harvester.understand.negation import ANDS
from harvester.understand.numbers import Numeral
from harvester.understand.places import places
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.units import CENTRES
from harvester.understand.words import Word

_NEAR: Final = 6
MOST_CENTRES: Final = 3_000
"""More hospitals than a dataset has; such a number is a telephone."""

_FEW_CENTRES: Final = 60
_NOT_HELD: Final = 9
"""Rank of a figure that is denied, planned or somebody else's."""


def summed(
    text: str, split: Sequence[Word], found: Sequence[Figure], known: Sequence[Numeral], language: str
) -> list[Figure]:
    """Add counts of hospitals that stand side by side: "two in Germany and one in Italy"."""
    result: list[Figure] = []
    for one in found:
        last = result[-1] if result else None
        if last and one.property == last.property == CENTRES and one.start < last.end:
            continue  # "aon ospidéal amháin" says one twice
        if (
            last
            and one.property == last.property == CENTRES
            and one.sentence == last.sentence
            and one.first - last.last <= _NEAR
            and last.rank < _NOT_HELD > one.rank
            and not any(mark in text[last.start : one.start] for mark in "(:")
        ):
            result[-1] = replace(last, value=last.value + one.value, end=one.end, last=one.last)
        else:
            result.append(one)
    taken = {one.first for one in found}
    return [
        replace(one, value=one.value + _elsewhere(text, split, one, known, taken, language))
        if one.property == CENTRES and one.rank < _NOT_HELD
        else one
        for one in result
        if one.property != CENTRES or one.value <= MOST_CENTRES
    ]


def _elsewhere(
    text: str, split: Sequence[Word], one: Figure, known: Sequence[Numeral], taken: set[int], language: str
) -> int:
    """Count hospitals whose noun is left out: "tre afdelinger i Danmark og én i Norge"."""
    more = parts = 0
    near = slice(
        bisect_left(known, one.first - _NEAR - 4, key=_place),
        bisect_right(known, one.last + _NEAR + 2, key=_place),
    )
    for number in known[near]:
        if number.first in taken or number.year or number.value > _FEW_CENTRES:
            continue
        if one.first - number.last > _NEAR - 1:
            continue
        between = text[min(number.end, one.end) : max(number.start, one.start)]
        if (
            any(mark in between for mark in ":(.;\n")
            and number.first > one.last
            and not _is_listed(text, one)
        ):
            continue
        if number.first == one.last + 1 and more + number.value <= one.value:
            return 0  # "two hospitals, one in Malta and the other in Cyprus"
        beside = number.first and split[number.first - 1].text in ANDS
        joined = beside or split[number.first].gap == ", " or number.last < one.first
        end = min(number.last + 4, len(split) - 1)
        if joined and "\n" not in between and any(places(split, number.last + 1, end, language)):
            more, parts = more + number.value, parts + 1
    return 0 if more == one.value and parts > 1 else more  # "five centres, three in Ireland and two in Spain"


def told(
    split: Sequence[Word], found: Sequence[Figure], made: Sequence[Sentence], language: str
) -> list[Figure]:
    """Count hospitals that a phrase counts: "one centre in each country", "taken in our clinic"."""
    result = list(found)
    known = False
    for number, one in enumerate(result):
        if one.property != CENTRES or one.rank >= _NOT_HELD:
            continue
        known = True
        sentence = made[one.sentence]
        if one.value == 1 and sentence.has("each"):
            named = {place.code for place in places(split, sentence.first, sentence.last, language)}
            result[number] = replace(one, value=max(1, len(named)))
    if not known:
        result.extend(_ours(split, found, made))
    return result


def _ours(split: Sequence[Word], found: Sequence[Figure], made: Sequence[Sentence]) -> list[Figure]:
    """Give one hospital where the writer's own is said to have made the data."""
    counting = {one.sentence for one in found if one.rank < _NOT_HELD}
    for number, sentence in enumerate(made):
        if sentence.standing != HELD or not sentence.has("ours"):
            continue
        if number not in counting and not sentence.has("collected") and not _is_dated(split, sentence):
            continue
        cue = next(cue for cue in sentence.cues if cue.name == "ours")
        if cue.first not in sentence.denied:
            start, end = split[cue.first].start, split[cue.last].end
            return [Figure(CENTRES, 1, start, end, 0.8, 1, number, cue.first, cue.last)]
    return []


def _is_dated(split: Sequence[Word], sentence: Sentence) -> bool:
    said = (split[place].text for place in range(sentence.first, sentence.last + 1))
    return any(word.isdecimal() and len(word) == 4 and word.startswith(("19", "20")) for word in said)


def _place(number: Numeral) -> int:
    return number.first


def _is_listed(text: str, one: Figure) -> bool:
    return ":" in text[one.start : one.end]

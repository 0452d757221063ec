"""Counts whose noun is left out: a sum in brackets, examinations called by their method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harvester.understand.figure import Figure
from harvester.understand.lexicon import Match
from harvester.understand.numbers import Numeral
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.units import IMAGES, PEOPLE, SLIDES, STUDIES
from harvester.understand.words import Word

_SUMS: Final = frozenset({PEOPLE, IMAGES, STUDIES, SLIDES})
_PARTS: Final = 4
_LEAST: Final = 20
_NOT_HELD: Final = 9
_METHODS: Final = 25
"""Fewer than this of a method may be machines, or sequences of one examination."""

_GLASS: Final = frozenset(
    {"whole-slide-imaging", "microscopy", "photography", "dermoscopy", "fundus-photography", "video"}
)
"""Methods whose single pieces are images, not examinations."""


def sums(
    found: Sequence[Figure], numbers: Sequence[Numeral], made: Sequence[Sentence], place: Sequence[int]
) -> list[Figure]:
    """Take the sum of the numbers before it: "1,706 adults from Peru and 940 from Chile (2,646 in all)".

    The noun may be left out; that the numbers add up says that they belong together.
    """
    by_place = {one.first: one for one in found if one.rank < _NOT_HELD}
    result = list(found)
    for at, number in enumerate(numbers):
        if number.year or number.ranged or number.value < _LEAST or number.first in by_place:
            continue
        before = _before(numbers, at, place)
        for length in range(2, len(before) + 1):
            parts = before[-length:]
            counted = [by_place[one.first] for one in parts if one.first in by_place]
            if sum(one.value for one in parts) != number.value or not counted:
                continue
            if counted[0].property in _SUMS and made[place[number.first]].standing == HELD:
                result.append(
                    replace(
                        counted[0], value=number.value, start=number.start, end=number.end, rank=0,
                        sentence=place[number.first], first=number.first, last=number.last,
                    )
                )  # fmt: skip
            break
    return sorted(result, key=lambda one: one.first)


def _before(numbers: Sequence[Numeral], at: int, place: Sequence[int]) -> list[Numeral]:
    """Give the numbers before one, in its sentence, that may be its parts."""
    here = place[numbers[at].first]
    return [
        one
        for one in numbers[max(0, at - _PARTS) : at]
        if place[one.first] == here and not one.year and one.value > 1
    ]


def examinations(
    found: Sequence[Figure],
    numbers: Sequence[Numeral],
    made: Sequence[Sentence],
    place: Sequence[int],
    matches: Sequence[Match],
    split: Sequence[Word],
) -> list[Figure]:
    """Count examinations that are called by their method: "387 MRI of 141 patients"."""
    if any(one.property in {STUDIES, SLIDES} and one.rank < _NOT_HELD for one in found):
        return list(found)
    taken = {one.first for one in found}
    methods = {one.first: one for one in matches if one.kind == "modality" and one.concept not in _GLASS}
    result = list(found)
    for number in numbers:
        method = methods.get(number.last + 1)
        if method is None or number.first in taken or number.year or number.ranged:
            continue
        if number.value < _METHODS or split[method.first].breaks:
            continue
        sentence = made[place[number.first]]
        if sentence.standing == HELD and number.first not in sentence.denied and not sentence.has("part"):
            result.append(
                Figure(
                    STUDIES, number.value, number.start, method.end, 0.7, 4,
                    place[number.first], number.first, method.last,
                )
            )  # fmt: skip
            break
    return sorted(result, key=lambda one: one.first)

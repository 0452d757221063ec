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
from harvester.understand.units import CENTRES
from harvester.understand.words import Word

_NEAR: Final = 6
MOST_CENTRES: Final = 3_000
"""More hospitals than a dataset has; such a number is a telephone."""

_FEW_CENTRES: Final = 60


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
            and last.rank < 9 > one.rank
            and not any(mark in text[last.start : one.start] for mark in "(:")
        ):
            result[-1] = replace(last, value=last.value + one.value, end=one.end, last=one.last)
        else:
            result.append(one)
    taken = {one.first for one in found}
    return [
        replace(one, value=one.value + _elsewhere(text, split, one, known, taken, language))
        if one.property == CENTRES and one.rank < 9
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
        beside = number.first and split[number.first - 1].text in ANDS
        joined = beside or split[number.first].gap == ", " or number.last < one.first
        end = min(number.last + 4, len(split) - 1)
        if joined and "\n" not in between and any(places(split, number.last + 1, end, language)):
            more, parts = more + number.value, parts + 1
    return 0 if more == one.value and parts > 1 else more  # "five centres, three in Ireland and two in Spain"


def _place(number: Numeral) -> int:
    return number.first


def _is_listed(text: str, one: Figure) -> bool:
    return ":" in text[one.start : one.end]

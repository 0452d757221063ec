"""Two phrases in one clause, and how often a clause denies: "commercial use is not excluded" denies twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from harvester.understand.cues import Cue
from harvester.understand.negation import HARMLESS, TURNS
from harvester.understand.numbers import Numeral
from harvester.understand.reading import Reading
from harvester.understand.sentences import Sentence

NEAR: Final = 10
"""Words between two phrases that belong together."""

_MONTHS: Final = re.compile(
    r"месец|měsíc|måned|monat|maand|månad|μήν|μην|month|mes(?:es)?$|kuu|mois$|mh?í$|mh?íonna$|mjesec|hónap|mes[ei]$"
    r"|mėnes|mēnes|xhur$|xahar$|miesi|mes$|mês$|lun[iă]|mesiac|mesec"
)
_YEARS: Final = re.compile(
    r"годин|let[aáy]?$|ro[kc](?:y|u|ů|ov|i|ami)?$|år|jahr|έτ|ετ|χρόν|χρον|year|año|aasta|vuo[tds]|ans?$|année"
    r"|m?bh?lia[in]n?a?|godin|év|ann[oi]$|met[aųu]|gad[aiu]|sena$|snin$|jaar|lat$|lata$|anos?$|ani$|leto"
)
_LONGEST: Final = 200


class Term(NamedTuple):
    """Something said of how data are handled or may be used; ``node`` as in a claim."""

    property: str
    value: str
    start: int
    end: int
    rule: str
    confidence: float
    kind: Literal["literal", "iri", "node"] = "iri"
    datatype: str | None = None
    node: str = ""
    rank: int = 1


def near(sentence: Sentence, cue: Cue, *names: str, reach: int = NEAR) -> bool:
    """Say whether a phrase of one of these classes stands within some words of a phrase."""
    return sentence.has(*names) and any(
        other.name in names and other.first - cue.last <= reach and cue.first - other.last <= reach
        for other in sentence.cues
    )


def denials(one: Reading, sentence: Sentence, cue: Cue, *names: str) -> int:
    """Count how often the clause of a phrase turns its meaning: 0, 1 by "not" or "excluded", 2 by both.

    Args:
        names: Classes that forbid, beside the words for "not" and "without".
    """
    if not sentence.has("no", "without", *names):
        return 0
    first, last = _clause(one, sentence, cue)
    said: set[int] = set()
    for other in sentence.cues:
        own = other.first <= cue.last and other.last >= cue.first
        if own or not first <= other.first <= last:
            continue
        after = other.last + 1
        harmless = after <= sentence.last and one.split[after].text in HARMLESS
        ahead = other.name == "without" and other.last < cue.first
        if (other.name == "no" or ahead) and not harmless:
            said.update(range(other.first, other.last + 1))
    forbidden = any(
        other.name in names
        and first <= other.first <= last
        and said.isdisjoint(range(other.first, other.last + 1))
        and (other.first > cue.last or other.last < cue.first)
        for other in sentence.cues
    )
    return bool(said) + forbidden


def _clause(one: Reading, sentence: Sentence, cue: Cue) -> tuple[int, int]:
    first, last = cue.first, cue.last
    while first > sentence.first and not _ends(one, first):
        first -= 1
    while last < sentence.last and not _ends(one, last + 1):
        last += 1
    return first, last


def _ends(one: Reading, place: int) -> bool:
    word = one.split[place]
    return (word.breaks and ":" not in word.gap and "|" not in word.gap) or word.text in TURNS


def durations(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[tuple[str, int, int]]:
    """Give times such as "36 months" near a phrase, as ISO 8601 (``P36M``) with their span, nearest first."""
    found = []
    for numeral in _numerals(one, sentence):
        distance = max(numeral.first - cue.last, cue.first - numeral.last)
        if distance > NEAR or numeral.value > _LONGEST or _stops(one, numeral, cue):
            continue
        for place in range(numeral.last + 1, min(numeral.last + 3, sentence.last + 1)):
            word = one.split[place]
            unit = "M" if _MONTHS.match(word.text) else "Y" if _YEARS.match(word.text) else ""
            if unit and not (word.breaks and "(" not in word.gap):
                found.append((distance, f"P{numeral.value}{unit}", numeral.start, word.end))
                break
    for _, value, start, end in sorted(found):
        yield value, start, end


def _stops(one: Reading, numeral: Numeral, cue: Cue) -> bool:
    """Say whether a full stop stands between, even one that ends no sentence for the splitter."""
    first, last = sorted((numeral.first, cue.first))
    return any(". " in one.split[place].gap for place in range(first + 1, last + 1))


def years(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[tuple[int, int, int]]:
    """Give years behind a phrase, or in front of it, with their span."""
    for numeral in _numerals(one, sentence):
        distance = max(numeral.first - cue.last, cue.first - numeral.last)
        if numeral.year and distance <= NEAR:
            yield numeral.value, numeral.start, numeral.end


def _numerals(one: Reading, sentence: Sentence) -> Iterator[Numeral]:
    at = bisect_left(one.numbers, sentence.first, key=lambda number: number.first)
    while at < len(one.numbers) and one.numbers[at].first <= sentence.last:
        yield one.numbers[at]
        at += 1


def span(one: Reading, cue: Cue) -> tuple[int, int]:
    """Give the span of a phrase in the text."""
    return one.split[cue.first].start, one.split[cue.last].end

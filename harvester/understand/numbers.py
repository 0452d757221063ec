"""Numbers in a text, in digits and in words: "200 000", "1,4 Mio.", "fünfhundertzwanzig", "two thousand"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from harvester.extract.numerals import LARGEST, NUMERAL, digits
from harvester.understand.number_words import FACTORS
from harvester.understand.words import Word

GLUED: Final = frozenset({"da", "de", "et", "fi", "hu", "it", "nl", "sv", "ro", "bg", "lv", "sk", "sl", "cs"})
"""Languages that write a number as one word."""

_JOINER_WORDS: Final = "and und og en y et e i și ir un ja och agus is in u и και"
_JOINERS: Final = frozenset(_JOINER_WORDS.split())
_GLUE: Final[Mapping[str, str]] = {"de": "und", "nl": "en", "da": "og", "sl": "in"}
_DECIMAL = re.compile(r"(?<![\w.,])(\d{1,9})(?:[.,](\d{1,9}))?\s*-?\s*([^\W\d_]+)\b")
_UNIT = re.compile(r"\s*-?\s*([^\W\d_]+)\b")
_RANGE = re.compile(r"\d\s*[-–—]\s*\Z")
_HALVES: Final[Mapping[str, float]] = {
    **dict.fromkeys(("kvarts", "quarter", "viertel", "quart", "cuarto", "quarto", "kwart"), 0.25),
    **dict.fromkeys(
        [
            "half",
            "halv",
            "halve",
            "halben",
            "halbe",
            "demi",
            "medio",
            "meio",
            "mezzo",
            "pół",
            "půl",
            "pol",
            "polovic",
            "половин",
            "μισό",
            "fél",
            "puoli",
            "pool",
            "pola",
            "pusė",
            "nofs",
            "jumătate",
            "pus",
            "leath",
        ],
        0.5,
    ),
    **dict.fromkeys(
        [
            "pusotra",
            "pusotru",
            "anderthalb",
            "másfél",
            "półtora",
            "poldruhého",
            "półtorej",
            "pusantro",
            "eineinhalb",
        ],
        1.5,
    ),
}
_HUNDRED, _THOUSAND = 100, 1000


class Numeral(NamedTuple):
    """A number.

    Attributes:
        value: Whole, 1 or more.
        first, last: Numbers of its words.
        start, end: Half-open span in the text.
        year: Whether it looks like a year.
        spelled: Whether it was written in words.
        ranged: Whether it is an end of a range: "1 150-1 200".
        scaled: Whether "thousand" or "million" stands behind its digits.
    """

    value: int
    first: int
    last: int
    start: int
    end: int
    year: bool
    spelled: bool = False
    ranged: bool = False
    scaled: bool = False


def numerals(text: str, split: Sequence[Word], language: str) -> list[Numeral]:
    """Find the numbers of a text in order.

    >>> from harvester.understand.words import words
    >>> text = "two thousand three hundred of 5,214"
    >>> [one.value for one in numerals(text, words(text), "en")]
    [2300, 5214]
    """
    found = [*_digits(text, split), *_spelled(split, language)]
    found.sort(key=lambda one: one.start)
    kept: list[Numeral] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        kept.append(one)
    return kept


def _digits(text: str, split: Sequence[Word]) -> Iterator[Numeral]:
    starts = {word.start: number for number, word in enumerate(split) if word.text[0].isdigit()}
    if not starts:
        return
    done = -1
    for found in NUMERAL.finditer(text):
        start, end = found.span()
        if start < done or start not in starts:
            continue
        if start and text[start - 1] in "#№$€£" and text[start - 2 : start - 1].strip():
            continue
        value = digits(found[0])
        # "12 2016": a space that parts two numbers, not thousands.
        scaled = _DECIMAL.match(text, start)
        factor = FACTORS.get(scaled[3].lower()) if scaled else None
        if scaled is None or factor is None:
            after = _UNIT.match(text, end)
            factor = FACTORS.get(after[1].lower()) if after and not found[0].isdigit() else None
            if after and factor:
                value, end = value * factor, after.end()
        elif found[0].isdigit():
            value, end = round(float(f"{scaled[1]}.{scaled[2] or 0}") * factor), scaled.end()
        done = end
        if 0 < value < LARGEST:
            yield _made(text, split, starts[start], start, end, value, found[0])
    for scaled in _DECIMAL.finditer(text):
        factor = FACTORS.get(scaled[3].lower())
        if scaled[2] and factor and scaled.start() in starts:
            value = round(float(f"{scaled[1]}.{scaled[2]}") * factor)
            yield _made(text, split, starts[scaled.start()], scaled.start(), scaled.end(), value, scaled[0])


def _made(
    text: str, split: Sequence[Word], first: int, start: int, end: int, value: int, written: str
) -> Numeral:
    last = first
    while last + 1 < len(split) and split[last + 1].start < end:
        last += 1
    year = written.isdigit() and len(written) == 4 and 1900 <= value <= 2100
    ranged = bool(re.match(r"\s*[-–—]\s*\d", text[end : end + 4])) or bool(
        _RANGE.search(text[max(0, start - 4) : start])
    )
    return Numeral(value, first, last, start, end, year, ranged=ranged, scaled=text[end - 1].isalpha())


def _spelled(split: Sequence[Word], language: str) -> Iterator[Numeral]:
    place = 0
    while place < len(split):
        if not _may_begin(split[place].text, language):
            place += 1
            continue
        half = _HALVES.get(split[place].text)
        behind = place + 1 if half else place
        if half and behind < len(split) and split[behind].text in {"a", "de", "di"}:
            behind += 1
        values = _of_word(split[behind].text, language) if behind < len(split) else None
        if half and values and values[0] >= _THOUSAND:
            start, end = split[place].start, split[behind].end
            yield Numeral(int(half * values[0]), place, behind, start, end, False, spelled=True)
            place = behind + 1
            continue
        values = _of_word(split[place].text, language)
        if values is None:
            place += 1
            continue
        first, last = place, place
        while last + 1 < len(split) and split[last + 1].gap in {" ", "-"}:
            more = _of_word(split[last + 1].text, language)
            if more is not None:
                values, last = values + more, last + 1
            elif (
                split[last + 1].text in _JOINERS
                and last + 2 < len(split)
                and (more := _of_word(split[last + 2].text, language)) is not None
                and more[0] < values[-1]
                and values[-1] >= 20
            ):
                values, last = values + more, last + 2
            else:
                break
        place = last + 1
        value = _sum(values)
        if value is not None and not (first == last and values[0] in {_THOUSAND, 1_000_000}):
            start, end = split[first].start, split[last].end
            yield Numeral(value, first, last, start, end, False, spelled=True)


@lru_cache(maxsize=1 << 15)
def _may_begin(word: str, language: str) -> bool:
    return word in _HALVES or _of_word(word, language) is not None


def _sum(values: Sequence[int]) -> int | None:
    if set(values) == {1}:
        return 1  # "un único centro"
    total = current = 0
    before = LARGEST
    for value in values:
        if value >= _THOUSAND:
            total += max(current, 1) * value
            current = 0
        elif value == _HUNDRED and 0 < current < _HUNDRED:
            current *= value
        elif value == 10 and 2 <= before <= 9:
            current += before * 9  # "kolmekymmentä": three tens
        elif value == 20 and before == 4:
            current += 76  # quatre-vingts
        else:
            current += value
        before = value
    total += current
    return total or None


@lru_cache(maxsize=1 << 15)
def _of_word(word: str, language: str) -> tuple[int, ...] | None:
    exact, prefixes = _table().get(language, ({}, ()))
    known = exact.get(word)
    if known is not None:
        return (known,) if known else None
    for prefix, value in prefixes:
        if word.startswith(prefix) and len(word) <= len(prefix) + 4:
            return (value,)
    if language not in GLUED or len(word) < 6:
        return None
    return _glued(word, language)


def _glued(word: str, language: str) -> tuple[int, ...] | None:
    """Read a number that is one word; None unless all of it is read."""
    exact, prefixes = _table()[language]
    atoms = [*exact.items(), *prefixes]
    glue = _GLUE.get(language, "")

    def read(rest: str, depth: int) -> tuple[int, ...] | None:
        if not rest:
            return ()
        if depth > 8:
            return None
        for atom, value in atoms_sorted:
            if value and rest.startswith(atom):
                behind = read(rest[len(atom) :], depth + 1)
                if behind is not None:
                    return (value, *behind)
        if glue and depth and rest.startswith(glue):
            return read(rest[len(glue) :], depth + 1)
        # a case ending may follow the last part
        return () if depth and rest in _ENDINGS.get(language, ()) else None

    atoms_sorted = sorted(atoms, key=lambda one: -len(one[0]))
    return read(word, 0)


_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "fi": ("sta", "stä", "ssa", "ssä", "lta", "ltä", "n", "a", "ä", "lla", "llä"),
    "et": ("s", "st", "l", "lt", "le", "t", "t"),
    "hu": ("an", "en", "at", "et", "öt", "ból", "ből"),
    "de": ("er", "en", "e"),
    "da": ("e",),
    "lv": ("i", "iem", "us"),
}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[dict[str, int], tuple[tuple[str, int], ...]]]:
    raw = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))
    table = {}
    for language, text in raw.items():
        exact: dict[str, int] = {}
        prefixes: list[tuple[str, int]] = []
        for pair in text.split():
            word, _, value = pair.partition("=")
            if word.endswith("*"):
                prefixes.append((word[:-1], int(value)))
            else:
                exact[word] = int(value)
        prefixes.sort(key=lambda one: -len(one[0]))
        table[language] = (exact, tuple(prefixes))
    return table

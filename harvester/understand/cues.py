"""Phrases that say how a sentence is meant: denied, planned, somebody else's, a part, an age, a right.

The phrases stand in ``cues/*.toml``, by class and language. A phrase is words; ``*`` ends a word that may
go on, ``...`` stands for up to three words.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from harvester.understand.words import Word, fold, words

FOLDER: Final = Path(__file__).parent / "cues"
ANY: Final = "any"
"""What stands for all languages: BI-RADS is written alike everywhere."""

_GAP: Final = "..."
_SOON: Final = "202*"
_GAP_WORDS: Final = 3
_PREFIX: Final = 2
_KEPT: Final = 1 << 15


class Cue(NamedTuple):
    """A phrase found: its class and the numbers of its first and last word."""

    name: str
    first: int
    last: int


class Cues:
    """The phrases of one language and of English.

    Args:
        language: BCP 47 primary tag.
    """

    def __init__(self, language: str) -> None:
        self._exact: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._prefix: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._known: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        self._denying = _denying_verb(language)
        self._plain = language == "el"  # the accent moves when the ending changes
        for name, said in phrases(language):
            phrase = tuple(map(unaccented, said)) if self._plain else said
            first = phrase[0]
            if first.endswith("*"):
                self._prefix.setdefault(first[:_PREFIX], []).append((name, phrase))
            else:
                self._exact.setdefault(first, []).append((name, phrase))

    def find(self, split: Sequence[Word]) -> list[Cue]:
        """Find all phrases, in order of their first word."""
        found: list[Cue] = []
        if self._plain:
            split = [word._replace(text=unaccented(word.text)) for word in split]
        found.extend(Cue("no", place, place) for place, word in enumerate(split) if self._denying(word.text))
        known = self._known
        for place, word in enumerate(split):
            starting = known.get(word.text)
            for name, phrase in self._starting(word.text) if starting is None else starting:
                last = place if len(phrase) == 1 else _match(split, place, phrase)
                if last is not None:
                    found.append(Cue(name, place, last))
        found.sort(key=lambda cue: cue.first)
        return found

    def _starting(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        known = self._known.get(word)
        if known is None:
            known = (
                *self._exact.get(word, ()),
                *(one for one in self._prefix.get(word[:_PREFIX], ()) if word.startswith(one[1][0][:-1])),
            )
            if len(self._known) < _KEPT:
                self._known[word] = known
        return known


def _denying_verb(language: str) -> Callable[[str], bool]:
    """Give the test for verbs that deny by their prefix: "neukládáme", "neperduotas", "neprasījām"."""
    ends = _VERBS.get(language)
    if ends is None:
        return lambda word: False

    @lru_cache(maxsize=_KEPT)
    def denies(word: str) -> bool:
        return (
            word.startswith("ne") and len(word) > 6 and word.endswith(ends) and not word.startswith(_NO_VERBS)
        )

    return denies


_VERBS: Final = {
    "cs": ("áme", "íme", "eme", "ují", "ají", "ejí", "uje", "ali", "ili", "eli", "aly", "ily", "eny", "ány"),
    "sk": ("áme", "íme", "eme", "ujú", "ajú", "ejú", "uje", "ali", "ili", "eli", "ené", "ané"),
    "lt": ("tas", "tos", "ta", "ti", "iama", "iami", "iamos", "ami", "amos", "ama", "ėme", "ome"),
    "lv": ("jām", "ām", "ja", "ta", "ti", "tas", "ts", "tie", "jam"),
}
_NO_VERBS: Final = (
    "neuro", "neiro", "nefro", "nephr", "nerv", "nekro", "neo", "nemoc", "nej", "neta", "nezáv", "nedáv",
    "nepri", "nealko", "nesmulk", "nesīk", "negl", "nevel", "nedaud", "neatkar", "nepieciešam", "nemal",
    "nehodg", "nepriklaus",
)  # fmt: skip
"""Beginnings of words with that syllable that deny nothing."""


@lru_cache(maxsize=_KEPT)
def unaccented(word: str) -> str:
    """Give a word without its accents and with one form of sigma.

    >>> unaccented("σημειώσεις")
    'σημειωσεισ'
    """
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.replace("ς", "σ"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _match(split: Sequence[Word], place: int, phrase: Sequence[str]) -> int | None:
    at = place + 1
    number = 1
    while number < len(phrase):
        part = phrase[number]
        if part == _GAP:
            number += 1
            ahead = phrase[number]
            at = next(
                (one for one in range(at, min(at + _GAP_WORDS + 1, len(split))) if _fits(split[one], ahead)),
                len(split),
            )
            part = ahead
        if at >= len(split) or not _fits(split[at], part) or "\n" in split[at].gap:
            return None
        at += 1
        number += 1
    return at - 1


def _fits(word: Word, part: str) -> bool:
    return word.text.startswith(part[:-1]) if part.endswith("*") else word.text == part


def phrases(language: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Give class and words of every phrase of a language."""
    for name, by_language in _table().items():
        for phrase in f"{by_language.get(language, '')};{by_language.get(ANY, '')}".split(";"):
            for spelled in _years(phrase):
                parts = tuple(_parts(spelled))
                if parts:
                    yield name, parts


def _years(phrase: str) -> Iterable[str]:
    """Write a phrase with a year to come once for each of the next years."""
    phrase = phrase.strip()
    if not phrase.endswith(_SOON):
        return [phrase]
    return [phrase.removesuffix(_SOON) + str(year) for year in range(2026, 2032)]


def _parts(phrase: str) -> Iterable[str]:
    for part in phrase.split():
        if part == _GAP:
            yield part
            continue
        star = part.endswith("*")
        pieces = [word.text for word in words(fold(part.rstrip("*")))]
        for number, piece in enumerate(pieces):
            yield piece + "*" if star and number == len(pieces) - 1 else piece


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        table.update(tomllib.loads(file.read_text("utf-8")))
    return table


@lru_cache(maxsize=32)
def cues(language: str) -> Cues:
    """Give the phrases of one of the 24 languages; read once a process."""
    return Cues(language)

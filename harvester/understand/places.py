"""Countries in running text: names and adjectives in all languages, by their beginnings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from harvester.understand.words import Word, fold, words

_PREFIX: Final = 3
_NONE: Final = "NONE"
"""Row of words that begin like a country and are none ("San Francisco")."""


class Place(NamedTuple):
    """A country named: ISO 3166 code of three letters, numbers of its first and last word."""

    code: str
    first: int
    last: int


def places(split: Sequence[Word], first: int, last: int) -> Iterator[Place]:
    """Find countries among the words ``first`` to ``last``."""
    for number in range(first, last + 1):
        for code, parts in _starting(split[number].text):
            end = number + len(parts) - 1
            if end <= last and all(
                _fits(split[number + at].text, part) for at, part in enumerate(parts) if at
            ):
                if code != _NONE:
                    yield Place(code, number, end)
                break


def _fits(word: str, part: str) -> bool:
    return word == part[:-1] if part.endswith("!") else word.startswith(part)


@lru_cache(maxsize=1 << 15)
def _starting(word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [one for one in _table().get(word[:_PREFIX], ()) if _fits(word, one[1][0])]
    return tuple(sorted(found, key=lambda one: -sum(map(len, one[1]))))


@lru_cache(maxsize=1)
def _table() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    raw = tomllib.loads((Path(__file__).parent / "places.toml").read_text("utf-8"))
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code, text in raw.items():
        for phrase in text.split():
            whole = phrase.endswith("!")
            parts = [one.text for one in words(fold(phrase.rstrip("!").replace("_", " ")))]
            if whole:
                parts[-1] += "!"
            if len(parts[0].rstrip("!")) >= 2:
                table.setdefault(parts[0].rstrip("!")[:_PREFIX], []).append((code, tuple(parts)))
    return table

"""A key that stands twice in one JSON object: parsers keep the last value and forget the others unsaid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from catalogue.model import Finding, Severity
from ontologies.errors import cut

MOST: Final = 20
"""Findings of one document."""

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"(\s*+:)?|[{}\[\]]', re.DOTALL)


def keys_twice(place: str, text: str) -> list[Finding]:
    r"""Report each key of a JSON document that its object has already, with line and column.

    Args:
        place: Address of the document.
        text: Well-formed JSON; of anything else nothing is reported.

    >>> [one.place for one in keys_twice("a.json", '{"id": 1,\n "x": {"id": 2}, "id": 3}')]
    ['a.json line 2 column 18']
    """
    repeats = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal repeats
        repeats = repeats or len({key for key, _ in pairs}) < len(pairs)

    try:
        json.loads(text, strict=False, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return []
    return [_finding(place, text, key, at) for key, at in islice(_spots(text), MOST)] if repeats else []


def _spots(text: str) -> Iterator[tuple[str, int]]:
    seen: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark in "{[":
            seen.append(set())
        elif mark in "}]":
            seen.pop()
        elif token[1]:
            key = json.loads(token[0][: -len(token[1])], strict=False)
            if key in seen[-1]:
                yield key, token.start()
            seen[-1].add(key)


def _finding(place: str, text: str, key: str, at: int) -> Finding:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Finding(
        "key-twice", Severity.WARNING, f"{place} line {line} column {column}", cut(key),
        "each key once in an object", "Only the last value counts; make a list of them, or delete one.",
    )  # fmt: skip

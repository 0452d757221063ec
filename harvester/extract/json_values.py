"""Values in JSON: one or many, with the path of each, and where JSON breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from catalogue.model import Fetched, Finding, Severity
from harvester.extract.depth import json_too_deep
from ontologies.errors import cut

_COMMA = re.compile(r"\s*[;,|]\s*")


def many(value: Any) -> list[Any]:
    """Give a list: the value itself when it is one, none for nothing.

    >>> many("a"), many(None), many(["a", "b"])
    (['a'], [], ['a', 'b'])
    """
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def values(value: Any, path: str, *, split: bool = False) -> Iterator[tuple[Any, str]]:
    """Give each value with its path.

    Args:
        split: Whether one text may hold several values separated by comma, semicolon or bar.

    >>> list(values(["a", "b"], "$.x")), list(values("en, es", "$.y", split=True))
    ([('a', '$.x[0]'), ('b', '$.x[1]')], [('en', '$.y'), ('es', '$.y')])
    """
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield one, f"{path}[{number}]"
    elif split and isinstance(value, str) and "://" not in value:
        yield from ((part, path) for part in _COMMA.split(value.strip().strip("{}")) if part)
    elif value is not None:
        yield value, path


def loaded(fetched: Fetched, text: str) -> tuple[Any, Finding | None]:
    """Read a JSON document: its value, or None with the finding that says where it breaks."""
    try:
        value = json.loads(text, strict=False)
        if not json_too_deep(value):
            return value, None
    except RecursionError:
        pass
    except ValueError as error:
        return None, broken("not-json", fetched, text, error)
    return None, Finding(
        "too-deep", Severity.VIOLATION, fetched.url, "", "JSON that nests less", "Flatten it."
    )


def broken(code: str, fetched: Fetched, text: str, error: ValueError, start: int = 0) -> Finding:
    """Make the finding for JSON that does not parse, with line, column and the words there.

    Args:
        text: The whole document.
        error: From ``json.loads`` of ``text[start:]`` or a part of it.
        start: Where that part begins in the document.
    """
    at = start + (error.pos if isinstance(error, json.JSONDecodeError) else 0)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    place = f"{fetched.url} line {line} column {column}"
    around = text[max(0, at - 20) : at + 40]
    return Finding(
        code,
        Severity.VIOLATION,
        place,
        cut(around),
        "well-formed JSON",
        f"{reason}. Mend this place, or check the address.",
    )

"""How deep a document nests, found without building it: parsers die of depth, they do not raise."""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 100
"""Levels a document may nest; real descriptions stay under 20."""

_TURTLE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'|<(?!<)[^<>\"{}|^`\\\s]*>|#[^\n]*|<<|>>|[\[\](){}]",
    re.S,
)
_OPEN = frozenset({"[", "(", "{", "<<"})
_CLOSE = frozenset({"]", ")", "}", ">>"})


def turtle_too_deep(text: str) -> bool:
    """Say whether brackets of a Turtle, TriG or N-Triples text nest deeper than ``DEEPEST``.

    >>> turtle_too_deep("[ " * 200), turtle_too_deep('<a> <b> "[[[" .')
    (True, False)
    """
    if text.count("[") + text.count("(") + text.count("{") + text.count("<<") <= DEEPEST:
        return False
    level = 0
    for found in _TURTLE.finditer(text):
        token = found[0]
        if token in _OPEN:
            level += 1
            if level > DEEPEST:
                return True
        elif token in _CLOSE:
            level = max(0, level - 1)
    return False


def json_too_deep(value: object, level: int = 0) -> bool:
    """Say whether a read JSON value nests deeper than ``DEEPEST``."""
    if level > DEEPEST:
        return True
    if isinstance(value, dict):
        return any(json_too_deep(one, level + 1) for one in value.values() if isinstance(one, (dict, list)))
    if isinstance(value, list):
        return any(json_too_deep(one, level + 1) for one in value if isinstance(one, (dict, list)))
    return False

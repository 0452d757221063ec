"""Words of a text with their places, folded for comparison without moving any."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_SAME: Final = str.maketrans(
    {
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "İ": "I",
        "\u00a0": " ",
    }
)
_WORD = re.compile(r"[^\W_]+")
# Behind these a list or a sentence goes on or ends: no label reaches over them.
_STOP = re.compile(r"[.,;:()\[\]{}/|!?\n•·\"„“”«»]")


class Word(NamedTuple):
    """One word.

    Attributes:
        text: Folded.
        start, end: Half-open span in the text.
        gap: What stands between the word before and this one, folded.
        breaks: Whether a comma, bracket, full stop or line end stands in the gap.
    """

    text: str
    start: int
    end: int
    gap: str
    breaks: bool


def fold(text: str) -> str:
    """Give lower case with one kind of dash and apostrophe, as many characters as before.

    >>> fold("Prostate–CANCER"), len(fold("İzmir"))
    ('prostate-cancer', 5)
    """
    return text.translate(_SAME).lower()


def words(text: str) -> list[Word]:
    """Split a text into words, in order.

    >>> [(word.text, word.breaks) for word in words("MRI, CT-scans")]
    [('mri', False), ('ct', True), ('scans', False)]
    """
    folded = fold(text)
    found = []
    last = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        gap = folded[last:start]
        found.append(Word(match[0], start, end, gap, gap != " " and _breaks(gap)))
        last = end
    return found


@lru_cache(maxsize=1 << 10)
def _breaks(gap: str) -> bool:
    return _STOP.search(gap) is not None


def split_label(label: str) -> tuple[str, ...]:
    """Give the folded words of a label.

    >>> split_label("Non-small cell lung cancer")
    ('non', 'small', 'cell', 'lung', 'cancer')
    """
    return tuple(_WORD.findall(fold(label)))

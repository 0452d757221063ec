"""Fold text for comparison: one form for letters that readers take as the same."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_DASH: dict[int, str | None] = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_DASH |= dict.fromkeys(map(ord, "’‘ʼ`´"), "'")
_DASH |= {0x00AD: None, 0x200B: None, 0xFEFF: None, 0x0345: None}
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ"})


def case(text: str) -> str:
    """Give lower case with one kind of dash, apostrophe and space, accents kept.

    >>> case("Non–Hodgkin  Lymphoma")
    'non-hodgkin lymphoma'
    """
    plain = unicodedata.normalize("NFC", text).translate(_DASH).casefold().replace("ς", "σ")
    return _SPACE.sub(" ", plain).strip()


def plain(text: str) -> str:
    """Give ``case`` without accents and with plain letters, for a second, weaker comparison.

    >>> plain("Œsophage"), plain("μαστός"), plain("prostată")
    ('oesophage', 'μαστοσ', 'prostata')
    """
    apart = unicodedata.normalize("NFD", case(text).translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

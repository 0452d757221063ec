"""Whole numbers as people write them."""

from __future__ import annotations

import re
from typing import Final

LARGEST: Final = 10**12
"""Nothing a catalogue counts is larger; what is, is an identifier or a mistake."""

_LONGEST: Final = 16

# Groups of three behind a space, dot, comma or apostrophe; or plain digits.
_GROUPED = r"\d{1,3}(?:(?P<gap>[ \u00a0\u2009\u202f.,'’])\d{3})(?:(?P=gap)\d{3})*"
NUMERAL: Final = re.compile(rf"(?<![\w.,])(?:{_GROUPED}|\d+)(?![\w]|[.,]\d)")
_WHOLE = re.compile(rf"[~≈><≥≤+ca. ]*({_GROUPED}|\d+)(?:[.,]0+)?\s*\+?")


def digits(numeral: str) -> int:
    """Give the number of a grouped numeral, ``LARGEST`` for anything longer.

    >>> digits("200’000"), digits("1.250.000"), digits("36")
    (200000, 1250000, 36)
    """
    plain = re.sub(r"\D", "", numeral)
    return int(plain) if len(plain) < _LONGEST else LARGEST


def whole(text: object) -> int | None:
    """Read a field that should hold one whole number, None when it does not.

    >>> whole("1,234"), whole(" 12 500 "), whole(42.0), whole("about 7"), whole("-3")
    (1234, 12500, 42, None, None)
    """
    if isinstance(text, bool):
        return None
    if isinstance(text, (int, float)):
        return int(text) if 0 <= text < LARGEST and text == int(text) else None
    found = _WHOLE.fullmatch(str(text)[:64].strip())
    if found is None:
        return None
    number = digits(found[1])
    return number if number < LARGEST else None

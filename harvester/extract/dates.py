"""Dates as providers write them, read without guessing."""

from __future__ import annotations

import re
from datetime import date, datetime

_YEAR = re.compile(r"[12]\d{3}")
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"([12]\d{3})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?([12]\d{3})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/([12]\d{3})")
_TIME = re.compile(
    r"([12]\d{3}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2}|UTC)?"
)


def read_date(text: str) -> tuple[str, str] | None:
    """Read a year, a month, a day or a time.

    Day and month are never guessed: ``03/04/2021`` could be either and is refused, ``25/04/2021``
    and ``25.4.2021`` can only be one day.

    Returns:
        Lexical form and the CURIE of its datatype; None when it cannot be read.

    >>> read_date("2021-4-25"), read_date("2012-05-10T21:04"), read_date("2019")
    (('2021-04-25', 'xsd:date'), ('2012-05-10T21:04:00', 'xsd:dateTime'), ('2019', 'xsd:gYear'))
    >>> read_date("2021-02-30") is None, read_date("soon") is None
    (True, True)
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return text, "xsd:gYear"
    if _MONTH.fullmatch(text):
        return text, "xsd:gYearMonth"
    if found := _DAY.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if (found := _SLASHES.fullmatch(text)) and int(found[1]) > 12:
        return _day(found[3], found[2], found[1])
    if found := _TIME.fullmatch(text):
        return _time(found)
    return None


def _day(year: str, month: str, day: str) -> tuple[str, str] | None:
    try:
        return date(int(year), int(month), int(day)).isoformat(), "xsd:date"
    except ValueError:
        return None


def _time(found: re.Match[str]) -> tuple[str, str] | None:
    zone = (found[5] or "").replace("UTC", "Z")
    if len(zone) == 5:
        zone = zone[:3] + ":" + zone[3:]
    fraction = (found[4] or "").replace(",", ".")
    lexical = f"{found[1]}T{found[2]}:{found[3] or '00'}{fraction}{zone}"
    try:
        datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3] or '00'}{zone.replace('Z', '+00:00')}")
    except ValueError:
        return None
    return lexical, "xsd:dateTime"


def read_period(text: str) -> tuple[str | None, str | None] | None:
    """Read a span such as ``2011/2020`` or ``2015-01-01/..`` into start and end.

    Returns:
        Two texts for ``read_date``, None where the span is open; None when it is no span.

    >>> read_period("2011-03/2020"), read_period("../2020"), read_period("2011")
    (('2011-03', '2020'), (None, '2020'), ('2011', '2011'))
    >>> read_period("for ever") is None
    True
    """
    parts = [
        part.strip()
        for part in re.split(r"\s*/\s*|\s+(?:to|–|—|-)\s+|(?<=^\d{4})[-–](?=\d{4}$)", text.strip())
    ]
    if len(parts) == 1 and read_date(parts[0]):
        return parts[0], parts[0]
    if len(parts) != 2:
        return None
    ends = [None if part in {"", ".."} else part for part in parts]
    if ends == [None, None] or any(end is not None and read_date(end) is None for end in ends):
        return None
    return ends[0], ends[1]

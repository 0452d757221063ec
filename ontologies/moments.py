"""A date or time in the notation of XML Schema, from the looser ones of ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

# A fraction of an hour or minute is left alone: Python takes it for one of a second.
_PLAIN: Final = re.compile(r"\d{4}-?\d\d-?\d\d([T ]\d\d:?\d\d(:?\d\d([.,]\d+)?)?)?(Z|[+-]\d\d:?\d\d)?")


def strict(text: str) -> str:
    """Write a day or a moment as xsd:date or xsd:dateTime do; empty when it cannot be read.

    >>> strict("2009-05-19 14:39:22-06:00"), strict("20090519"), strict("20090621T0545Z")
    ('2009-05-19T14:39:22-06:00', '2009-05-19', '2009-06-21T05:45:00Z')
    >>> strict("soon"), strict("2019-13-04"), strict("2010-02-18T16.2333")
    ('', '', '')
    """
    text = text.strip()
    if not _PLAIN.fullmatch(text):
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if "T" not in text and " " not in text:
        return moment.date().isoformat()
    return moment.isoformat().replace("+00:00", "Z")

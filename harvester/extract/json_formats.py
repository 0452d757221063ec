"""Which format a JSON document without ``@context`` of linked data is in."""

from __future__ import annotations

import json
from typing import Final, Literal

from harvester.extract.datacite import is_datacite
from harvester.extract.dats import is_dats

Format = Literal["datacite", "dats", ""]
_HINTS: Final = ('"titles"', '"primaryPublications"', '"identifierSource"', '"distributions"', "dats")


def json_format(text: str) -> Format:
    """Say whether a JSON document is DataCite's or DATS; empty when it is neither, or broken.

    >>> json_format('{"doi": "10.1/a", "titles": [{"title": "A"}]}'), json_format('{"title": "A"}')
    ('datacite', '')
    """
    if not any(hint in text for hint in _HINTS):
        return ""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ""
    return "datacite" if is_datacite(value) else "dats" if is_dats(value) else ""

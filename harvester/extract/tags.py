"""Language tags as providers write them."""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8}){0,4}")
_THREE = (
    "bul:bg ces:cs cze:cs dan:da deu:de ger:de ell:el gre:el eng:en spa:es est:et fin:fi fra:fr fre:fr "
    "gle:ga hrv:hr hun:hu ita:it lit:lt lav:lv mlt:mt nld:nl dut:nl pol:pl por:pt ron:ro rum:ro slk:sk "
    "slo:sk slv:sl swe:sv nor:no nob:nb nno:nn isl:is ice:is cat:ca eus:eu baq:eu glg:gl ukr:uk rus:ru "
    "tur:tr srp:sr"
)
THREE_LETTERS: Final = dict(pair.split(":") for pair in _THREE.split())
_REFUSED = frozenset({"und", "mul", "zxx", "mis", "x-none", "none", "default", "null"})


def language_tag(text: str | None) -> str | None:
    """Give a BCP 47 tag: hyphen, lower-case language, two letters where there are two.

    >>> language_tag("en_GB"), language_tag("eng"), language_tag("DE"), language_tag('"><script>')
    ('en-GB', 'en', 'de', None)
    """
    if not text:
        return None
    tag = text.strip().replace("_", "-").partition(".")[0]
    if tag.lower() in _REFUSED or not _TAG.fullmatch(tag):
        return None
    primary, _, rest = tag.partition("-")
    primary = THREE_LETTERS.get(primary.lower(), primary.lower())
    if len(primary) > 3:
        return None
    parts = [{2: str.upper, 4: str.title}.get(len(part), str.lower)(part) for part in rest.split("-") if part]
    return "-".join((primary, *parts))

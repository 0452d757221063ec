"""JSON-LD blocks of a page, found in its text: a parser's tree may cut what is nested deeply."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from catalogue.model import Fetched, Finding
from harvester.extract.json_values import broken

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.S | re.I)
_TYPE = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json", re.I)
_WRAPPING = re.compile(r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
                       r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*\Z")  # fmt: skip


class Block(NamedTuple):
    """One JSON-LD value of a page and its path (``script[2]``)."""

    value: Any
    path: str


def json_ld_blocks(fetched: Fetched, text: str) -> tuple[list[Block], list[Finding]]:
    """Read all JSON-LD blocks of a page in its order; broken ones give findings.

    Args:
        text: The page.

    Returns:
        Blocks, and a finding with line, column and quote for each that does not parse.
    """
    page = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text) if "<!--" in text else text
    blocks, findings, number = [], [], 0
    for script in _SCRIPT.finditer(page):
        if not _TYPE.search(script[1]):
            continue
        number += 1
        # The block itself comes from the page as it was: a string in it may hold <!-- and -->.
        start, inner = script.start(2), text[script.start(2) : script.end(2)]
        inner = _WRAPPING.sub(lambda found: " " * len(found[0]), inner)
        try:
            blocks.append(Block(json.loads(inner, strict=False), f"script[{number}]"))
        except ValueError as error:
            if inner.strip():
                findings.append(broken("json-ld-broken", fetched, text, error, start))
        except RecursionError as error:
            findings.append(broken("json-ld-broken", fetched, text, ValueError(str(error)), start))
    return blocks, findings

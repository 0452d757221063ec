"""Values that no catalogue can use are cut before a parser meets them: a token of 20 MB stops it."""

from __future__ import annotations

import re
from typing import Final

from catalogue.model import Fetched, Finding, Severity
from harvester.extract.text import LONGEST

_QUOTED: Final = re.compile(
    r'"""(?P<long>[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*)"""|"(?P<short>[^"\\\n]*(?:\\.[^"\\\n]*)*)"', re.S
)
_BETWEEN_TAGS: Final = re.compile(rf">(?P<long>[^<>]{{{LONGEST},}})<")


def shorten(fetched: Fetched, text: str) -> tuple[str, list[Finding]]:
    """Cut quoted values and text between tags that are longer than ``LONGEST``.

    Args:
        fetched: The document, for the findings.
        text: Turtle, N-Triples, RDF/XML or JSON-LD.

    Returns:
        The text with every such value cut, and a finding for each; the text itself when it is short.
    """
    findings: list[Finding] = []
    if len(text) <= LONGEST:
        return text, findings

    def cut(found: re.Match[str]) -> str:
        group = "long" if found["long"] is not None else "short"
        value = found[group]
        if len(value) <= LONGEST:
            return found[0]
        findings.append(
            Finding(
                "text-too-long",
                Severity.WARNING,
                fetched.url,
                f"{len(value)} characters",
                f"at most {LONGEST} characters",
                "The text was cut. Put long documents behind a link.",
            )
        )
        kept = value[:LONGEST].rpartition(" ")[0] or value[:LONGEST]
        # An escape or an entity must not be cut in two.
        kept = re.sub(r"(?:\\[uU]?[0-9a-fA-F]{0,8}|&[#\w]{0,10})\Z", "", kept)
        start, end = found.span(group)
        return found[0][: start - found.start()] + kept + found[0][end - found.start() :]

    pattern = _BETWEEN_TAGS if text.lstrip()[:1] == "<" and "</" in text[-200:] else _QUOTED
    return pattern.sub(cut, text), findings

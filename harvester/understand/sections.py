"""Datasets that stand one below the other in prose: "A) Melanoma ... B) Basal cell carcinoma ...".

A block begins with a number, a letter, a dot, a code or a name with a letter ("Set B – Meningioma."). The
blocks are datasets when nearly all of them count something and name a disease or an examination; the rules
of a call for access are numbered too, but only one of them counts patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harvester.understand.figure import Figure
from harvester.understand.reading import Reading, read
from harvester.understand.tables import Cell, Table
from harvester.understand.units import CENTRES, DATASETS

LEAST: Final = 3
"""Blocks that make a list of datasets; two where the text says that there are two."""

_FEWER: Final = 2
_LONGEST: Final = 2_500
_SHARE: Final = 0.75
_MOST: Final = 60
_BEGIN = re.compile(
    r"""\s*(?:
        \(?(?P<number>\d{1,2})[.)]\s+(?=[^\W\d])    # 1. or 1)
      | \(?(?P<letter>[A-ZА-ЯΑ-Ω])[.)]\s+           # A) or A.
      | (?P<dot>[•*·▪◦–-])\s+
      | (?P<named>[^\W\d_]{3,20}\ (?:[A-ZА-ЯΑ-Ω]|\d{1,2}|[IVX]{1,4}))\s?[–—:.)-]\s
      | (?P<code>(?=[^\s:.(]*[A-ZА-ЯΑ-Ω])[A-ZА-ЯΑ-Ω0-9][A-ZА-ЯΑ-Ω0-9_/-]{1,24})\s?(?:[–—:.(-]\s?)
    )""",
    re.VERBOSE,
)


def sections(text: str, language: str) -> Iterator[Table]:
    """Find blocks of prose that are a dataset each, as a table of one column without a head.

    Args:
        text: Of a page, lines kept.
        language: One of the 24.
    """
    for kind in ("number", "letter", "named", "code", "dot"):
        blocks = _blocks(text, kind)
        if not _FEWER <= len(blocks) <= _MOST:
            continue
        readings = [read(block.text, language) for block in blocks]
        described = [block for block, one in zip(blocks, readings, strict=True) if _describes(one)]
        enough = LEAST if not _said(text, language, len(described)) else _FEWER
        if len(described) >= enough and len(described) >= _SHARE * len(blocks):
            last = described[-1]
            end = last.start + len(last.text)
            yield Table((), tuple((one,) for one in described), (), described[0].start, end)
            return


def _blocks(text: str, kind: str) -> list[Cell]:
    """Cut a text before every line that begins in one way; a block ends at an empty line if it has a body."""
    found: list[Cell] = []
    at = 0
    open_: list[int] = []
    for line in [*text.split("\n"), ""]:
        begins = _BEGIN.match(line)
        if begins and begins[kind]:
            if open_:
                found.append(_cut(text, open_))
            open_ = [at, at + len(line)]
        elif not line.strip():
            if open_:
                found.append(_cut(text, open_))
            open_ = []
        elif open_:
            open_[1] = at + len(line)
        at += len(line) + 1
    return [one for one in found if len(one.text) <= _LONGEST]


def _cut(text: str, span: Sequence[int]) -> Cell:
    start, end = span
    begins = _BEGIN.match(text, start)
    bare = begins is not None and not (begins["named"] or begins["code"])
    if begins is not None and bare:
        start = begins.end()
    return Cell(text[start:end].rstrip(), start)


def _describes(one: Reading) -> bool:
    """Say whether a block counts something and names what was found or how it was seen."""
    counted = any(_counts(figure) for figure in one.figures)
    named = any(match.kind in {"cancer-type", "modality"} and one.held(match) for match in one.matches)
    return counted and named


def _counts(figure: Figure) -> bool:
    return figure.rank < 9 and figure.property not in {CENTRES, DATASETS}


def _said(text: str, language: str, count: int) -> bool:
    return any(
        figure.property == DATASETS and figure.value == count for figure in read(text, language).figures
    )

"""Datasets that stand one below the other in prose: "A) Melanoma ... B) Basal cell carcinoma ...".

A block begins with a number, a letter, a dot, a code or a name with a letter ("Set B – Meningioma."). The
blocks are datasets when nearly all of them count something and name a disease or an examination; the rules
of a call for access are numbered too, but only one of them counts patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from harvester.understand.reading import Reading, read
from harvester.understand.tables import Cell, Table
from harvester.understand.units import CENTRES, DATASETS, IMAGES, PEOPLE, SLIDES

LEAST: Final = 3
"""Blocks that make a list of datasets; two where the text says that there are two."""

_FEWER: Final = 2
_NEITHER: Final = frozenset({CENTRES, DATASETS})
_COUNTED: Final = frozenset({PEOPLE, SLIDES, IMAGES})
_LONGEST: Final = 2_500
_SHARE: Final = 0.66
_MOST: Final = 60
_HEADING: Final = 7
_BEGIN = re.compile(
    r"""\s*(?:
        \(?(?P<number>\d{1,2})[.)]\s+(?=[^\W\d])    # 1. or 1)
      | (?P<roman>[IVX]{1,4})[.)]\s+
      | \(?(?P<letter>[A-ZА-ЯΑ-Ω])[.)]\s+           # A) or A.
      | \(?(?P<small>[a-zа-яα-ωč])\)\s+             # a) or (a)
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
    whole: Reading | None = None
    for kind in ("number", "small", "roman", "letter", "named", "code", "dot", "heading"):
        blocks = _headed(text) if kind == "heading" else _blocks(text, kind)
        if not _FEWER <= len(blocks) <= _MOST:
            continue
        whole = whole or read(text, language)
        named = [_named_in(whole, block) for block in blocks]
        described = [block for block, one in zip(blocks, named, strict=True) if one.counted and one.seen]
        told = any(figure.property == DATASETS and figure.value == len(described) for figure in whole.figures)
        apart = kind not in {"number", "heading", "dot"} and len(described) == len(blocks)
        if not (told or apart or _differ(named)):
            continue
        share = _SHARE if kind != "heading" else 0.0
        if len(described) >= (_FEWER if told else LEAST) and len(described) >= share * len(blocks):
            rows = described if kind == "heading" else blocks
            end = rows[-1].start + len(rows[-1].text)
            yield Table((), tuple((one,) for one in rows), (), rows[0].start, end)
            return


class Named(NamedTuple):
    """What a block names: if it counts anything, if people or images; diseases; with examinations."""

    counted: bool
    people: bool
    ill: frozenset[str]
    seen: frozenset[str]


def _named_in(whole: Reading, block: Cell) -> Named:
    end = block.start + len(block.text)
    figures = [
        figure.property
        for figure in whole.figures
        if block.start <= figure.start < end and figure.rank < 9 and figure.property not in _NEITHER
    ]
    held = [match for match in whole.matches if block.start <= match.start < end and whole.held(match)]
    ill = frozenset(match.concept for match in held if match.kind == "cancer-type")
    seen = frozenset(match.concept for match in held if match.kind == "modality")
    return Named(bool(figures), bool(_COUNTED.intersection(figures)), ill, ill | seen)


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


def _headed(text: str) -> list[Cell]:
    """Cut a text at its short lines without a full stop; each with the lines up to the next one."""
    found: list[Cell] = []
    start = end = at = 0
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        short = (
            0 < len(bare.split()) <= _HEADING and bare[-1] not in ".;:,?!" and not bare.startswith(("-", "|"))
        )
        if short or at >= len(text):
            if end > start and "\n" in text[start:end].strip():
                found.append(Cell(text[start:end].strip(), start))
            start = at
        end = at + len(line)
        at += len(line) + 1
    return [one for one in found if len(one.text) <= _LONGEST]


def _differ(named: Sequence[Named]) -> bool:
    """Say whether three blocks count people, slides or images, and no two name the same diseases."""
    counted = [one for one in named if one.people]
    kinds = [one.ill for one in counted if one.ill]
    return len(counted) >= LEAST and len(kinds) >= _FEWER and len(set(kinds)) == len(kinds)


def _cut(text: str, span: Sequence[int]) -> Cell:
    start, end = span
    begins = _BEGIN.match(text, start)
    bare = begins is not None and not (begins["named"] or begins["code"])
    if begins is not None and bare:
        start = begins.end()
    return Cell(text[start:end].rstrip(), start)

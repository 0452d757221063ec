"""Tables in a page's text: lines of cells between bars, the first one naming the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harvester.understand.reading import Reading, read
from harvester.understand.units import unit_at, unit_inside
from harvester.understand.words import words

LEAST_ROWS: Final = 2
_LEAST_COLUMNS: Final = 3
_NUMBER = re.compile(r"^\W*\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and where its words begin in the text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header.

    Attributes:
        head: Names of the columns.
        rows: Cells of each row that describes a dataset.
        totals: The row of sums, empty when there is none.
        start, end: Half-open span of its lines in the text.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    start: int
    end: int


def tables(text: str, language: str) -> Iterator[Table]:
    """Find tables of datasets: three columns or more, two rows or more, a concept in most rows."""
    block: list[tuple[int, str]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        cells = _is_row(line)
        if cells:
            block.append((at, line))
        elif block:
            made = _table(block, language)
            if made:
                yield made
            block = []
        at += len(line) + 1


def _is_row(line: str) -> bool:
    return line.count("|") >= _LEAST_COLUMNS or line.count("\t") >= _LEAST_COLUMNS - 1


def _table(block: Sequence[tuple[int, str]], language: str) -> Table | None:
    rows = [_cells(at, line) for at, line in block]
    rows = [
        row
        for row in rows
        if len(row) >= _LEAST_COLUMNS and not set("".join(cell.text for cell in row)) <= set("-: ")
    ]
    if len(rows) <= LEAST_ROWS:
        return None
    head, body = rows[0], rows[1:]
    if any(_NUMBER.match(cell.text) for cell in head[1:]):
        return None
    totals: tuple[Cell, ...] = ()
    if len(body) > LEAST_ROWS and _is_total(body[-1], language):
        totals, body = body[-1], body[:-1]
    named = sum(1 for row in body if any(True for cell in row if _named(cell.text, language)))
    counted = sum(1 for cell in head if _counts(cell.text))
    if named * 2 < len(body) or (counted == 0 and named < len(body)):
        return None
    start, (last, line) = block[0][0], block[-1]
    return Table(head, tuple(body), totals, start, last + len(line))


def _cells(at: int, line: str) -> tuple[Cell, ...]:
    mark = "|" if "|" in line else "\t"
    cells: list[Cell] = []
    start = 0
    for part in line.split(mark):
        cells.append(Cell(part.strip(), at + start + len(part) - len(part.lstrip())))
        start += len(part) + 1
    if mark == "|":
        cells = cells[1:] if cells and not cells[0].text else cells
        cells = cells[:-1] if cells and not cells[-1].text else cells
    return tuple(cells)


def _named(cell: str, language: str) -> bool:
    return bool(cell) and bool(read(cell, language).matches)


def _counts(cell: str) -> bool:
    split = words(cell)
    return any(unit_at(split, place) or unit_inside(word.text) for place, word in enumerate(split))


def _is_total(row: Sequence[Cell], language: str) -> bool:
    one: Reading = read(row[0].text or " ", language)
    return any(sentence.has("total") for sentence in one.sentences) or not row[0].text

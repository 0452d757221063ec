"""Tables in a page's text: lines of cells between bars, the first one naming the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harvester.understand.reading import Reading, read
from harvester.understand.units import IMAGES, PEOPLE, unit_at, unit_inside
from harvester.understand.words import words

LEAST_ROWS: Final = 2
_LEAST_COLUMNS: Final = 3
_LEAST_ITEMS: Final = 3
_LONGEST_ITEM: Final = 600
_ITEM = re.compile(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)]|[A-Z]\)|[^\s:]{1,40}(?: [^\s:]{1,20}){0,4}\s?[:–-]\s)")
_LONGEST_CELL: Final = 45
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


def items(text: str, language: str) -> Iterator[Table]:
    """Find lists of datasets: three lines or more side by side, each with a count and concepts of its own."""
    block: list[Cell] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if line.strip() and _is_item(line, language):
            start = at + len(line) - len(line.lstrip("-*•·– 0123456789.)("))
            block.append(Cell(text[start : at + len(line)], start))
        else:
            if len(block) >= _LEAST_ITEMS:
                yield Table(
                    (),
                    tuple((cell,) for cell in block),
                    (),
                    block[0].start,
                    block[-1].start + len(block[-1].text),
                )
            block = []
        at += len(line) + 1


def _is_item(line: str, language: str) -> bool:
    if not _ITEM.match(line) or len(line) > _LONGEST_ITEM:
        return False
    one = read(line, language)
    counted = any(figure.property in {PEOPLE, IMAGES} and figure.rank < 9 for figure in one.figures)
    ill = any(match.kind == "cancer-type" and one.held(match) for match in one.matches)
    seen = any(match.kind == "modality" and one.held(match) for match in one.matches)
    return counted and ill and seen


def _is_row(line: str) -> bool:
    if line.count("|") >= _LEAST_COLUMNS or line.count("\t") >= _LEAST_COLUMNS - 1:
        return True
    many = line.count(";")
    return many >= _LEAST_COLUMNS and len(line) <= _LONGEST_CELL * (many + 1)


def _table(block: Sequence[tuple[int, str]], language: str) -> Table | None:
    if not any(mark in block[0][1] for mark in "|\t") and len({line.count(";") for _, line in block}) > 1:
        return None  # sentences with semicolons, no table
    rows = [_cells(at, line) for at, line in block]
    rows = [
        row
        for row in rows
        if len(row) >= _LEAST_COLUMNS and not set("".join(cell.text for cell in row)) <= set("-: ")
    ]
    if len(rows) <= LEAST_ROWS:
        return None
    rows = _upright(rows)
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


def _upright(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Turn a table whose datasets stand side by side: what is counted is named in its first column."""
    width = len(rows[0])
    if any(len(row) != width for row in rows) or any(_counts(cell.text) for cell in rows[0][1:]):
        return rows
    if sum(1 for row in rows[1:] if _counts(row[0].text)) < LEAST_ROWS:
        return rows
    return [tuple(row[column] for row in rows) for column in range(width)]


def _cells(at: int, line: str) -> tuple[Cell, ...]:
    mark = "|" if "|" in line else "\t" if "\t" in line else ";"
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

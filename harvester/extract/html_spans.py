"""Cells of a page's table that reach over several rows or columns, written into each of them."""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "\x03"
"""Stands around ``columns x rows`` at the beginning of a cell that spans."""

_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,3})", re.I)
_CELL = re.compile(rf"\s*{MARK}(\d+)x(\d+){MARK}")
_MOST: Final = 100


def span_of(attributes: str) -> str:
    """Give the mark of a cell's span; empty when it spans nothing.

    >>> span_of(' rowspan="2"') == MARK + "1x2" + MARK, span_of(' class="a"')
    (True, '')
    """
    found = {name.lower(): min(int(number), _MOST) for name, number in _SPAN.findall(attributes)}
    columns, rows = found.get("col", 1) or 1, found.get("row", 1) or 1
    return f"{MARK}{columns}x{rows}{MARK}" if (columns, rows) != (1, 1) else ""


def spread(text: str) -> str:
    """Write every spanning cell into the rows and columns it reaches over.

    Two rows of headings become one: "Number" over "patients" and "images" gives "Number patients" and
    "Number images".
    """
    if MARK not in text:
        return text
    lines: list[str] = []
    below: dict[int, tuple[int, str]] = {}
    first: list[str] | None = None
    for line in text.split("\n"):
        if not line.lstrip().startswith("|"):
            below, first = {}, None
            lines.append(line.replace(MARK, ""))
            continue
        inherited = bool(below)
        cells, below = _row(line.strip().strip("|").split("|"), below)
        if first is not None and inherited and len(cells) == len(first):
            lines[-1] = _line(_joined(first, cells))
            first = None
            continue
        first = cells if not lines or not lines[-1].startswith("|") else None
        lines.append(_line(cells))
    return "\n".join(lines)


def _row(cells: list[str], below: dict[int, tuple[int, str]]) -> tuple[list[str], dict[int, tuple[int, str]]]:
    made: list[str] = []
    rest: dict[int, tuple[int, str]] = {}

    def inherit() -> None:
        while len(made) in below:
            left, text = below[len(made)]
            if left > 1:
                rest[len(made)] = (left - 1, text)
            made.append(text)

    for cell in cells:
        inherit()
        found = _CELL.match(cell)
        columns, rows = (int(found[1]), int(found[2])) if found else (1, 1)
        text = cell[found.end() if found else 0 :].strip()
        for _ in range(columns):
            if rows > 1:
                rest[len(made)] = (rows - 1, text)
            made.append(text)
    inherit()
    return made, rest


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    return [one if one == two else f"{one} {two}".strip() for one, two in zip(upper, lower, strict=True)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"

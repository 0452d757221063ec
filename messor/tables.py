"""Tables on the terminal: as wide as the terminal on one, plain tab-separated lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

LONG = 12
"""A text column wider than this may leave a table that is too wide; its cells follow as lines."""


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows under heads on stdout; numbers stand right.

    On a terminal a cell is never broken over lines: columns without anything in them are left out, and
    what is too wide follows below the table, a line a cell.
    """
    listed = [["" if cell is None else cell for cell in row] for row in rows]
    if not sys.stdout.isatty():
        lines: list[list[object]] = [[*heads], *listed]
        for line in lines:
            print("\t".join(" ".join(str(cell).split()) for cell in line))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    cells: list[list[str]] = [[_shown(cell) for cell in row] for row in listed]
    numbers = [bool(listed) and all(isinstance(row[at], int | float) for row in listed)
               for at in range(len(heads))]  # fmt: skip
    kept, below, gap = arrange(heads, cells, numbers, console.width)
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, show_edge=False,
                  padding=(0, gap - 1, 0, 0), pad_edge=False)  # fmt: skip
    for at in kept:
        table.add_column(heads[at], justify="right" if numbers[at] else "left", no_wrap=True)
    for row in cells:
        table.add_row(*(Text(row[at]) for at in kept))
    console.print(table)
    for row in cells:
        for at in below:
            if row[at]:
                console.print(Text(f"{row[0]}  {heads[at]}: {row[at]}"), soft_wrap=True)


def arrange(
    heads: Sequence[str], cells: Sequence[Sequence[str]], numbers: Sequence[bool], width: int
) -> tuple[list[int], list[int], int]:
    """Say which columns stand in the table, which follow below it, and the gap between columns.

    >>> arrange(["key", "n", "note"], [["a", "1", "x" * 90], ["b", "2", ""]], [False, True, False], 80)
    ([0, 1], [2], 2)
    >>> arrange(["key", "n", "note"], [["a", "1", ""], ["b", "2", ""]], [False, True, False], 80)
    ([0, 1], [], 2)
    """
    from rich.cells import cell_len

    kept = [at for at in range(len(heads)) if at == 0 or not cells or any(row[at] for row in cells)]
    wide = {at: max(cell_len(text) for text in (heads[at], *(row[at] for row in cells))) for at in kept}
    below: list[int] = []
    gap = 2
    while sum(wide[at] + gap for at in kept) - gap > width:
        if gap == 2:
            gap = 1
            continue
        gap = 2
        long = [at for at in kept[1:] if not numbers[at] and wide[at] > LONG]
        if not long:
            break
        kept.remove(long[-1])
        below.insert(0, long[-1])
    return kept, below, gap


def _shown(cell: object) -> str:
    text = f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)
    return " ".join(text.split())

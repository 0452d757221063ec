"""Tables on the terminal: Rich on a terminal, plain tab-separated lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows under heads on stdout; numbers stand right."""
    listed = [["" if cell is None else cell for cell in row] for row in rows]
    if not sys.stdout.isatty():
        lines: list[list[object]] = [[*heads], *listed]
        for row in lines:
            print("\t".join(" ".join(str(cell).split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left")
    for number, head in enumerate(heads):
        right = bool(listed) and all(isinstance(row[number], int | float) for row in listed)
        table.add_column(head, justify="right" if right else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row))
    Console().print(table)

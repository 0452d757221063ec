"""Progress of a harvest: Rich bars on a terminal, plain lines otherwise, both on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any

EVERY_S = 2.0


class Bars:
    """One bar a source; ``tell`` may be called from any thread."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._bars: Any = None
        self._tasks: dict[str, Any] = {}
        self._told: dict[str, float] = {}

    def __enter__(self) -> Bars:
        if sys.stderr.isatty() and self._keys:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(),
                       TimeElapsedColumn())  # fmt: skip
            self._bars = Progress(*columns, console=Console(stderr=True))
            self._bars.start()
            self._tasks = {key: self._bars.add_task(key, total=None) for key in self._keys}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def tell(self, key: str, done: int, total: int | None) -> None:
        """Show how many datasets of a source are in."""
        if self._bars is not None:
            self._bars.update(self._tasks[key], completed=done, total=total or None)
        elif time.monotonic() - self._told.get(key, -EVERY_S) >= EVERY_S:
            self._told[key] = time.monotonic()
            of = f" of {total}" if total else ""
            sys.stderr.write(f"{key}: {done}{of} datasets\n")

"""Open the newest whole generation under a folder, and write the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import structlog

from catalogue.errors import SearchIndexError
from indexer.engine import Written, guard, no_index
from indexer.files import FORMAT, generations, glance, prune, publish, seal, unopened, verify, writing
from indexer.shelf import Entry
from indexer.shelving import write_shelf

R = TypeVar("R")
log = structlog.get_logger(__name__)

Opener = Callable[[Path, Mapping[str, Any], tuple[str, ...]], R]
Filler = Callable[[Path, list[Entry], int], Mapping[str, Any]]


class Generations(Generic[R]):
    """The generations under one folder; threads may share it.

    Args:
        root: The folder.
        opener: Makes a reader of a verified generation's folder, its manifest and warnings.
    """

    def __init__(self, root: Path, opener: Opener[R]) -> None:
        self.root = root
        self._opener = opener
        self._lock = threading.Lock()
        self._open: tuple[int, R] | None = None

    def live(self) -> tuple[int, str]:
        """Give the newest generation's number and model; 0 and "" when there is none of this format."""
        newest = next(iter(generations(self.root)), 0)
        facts = glance(self.root / str(newest)) if newest else {}
        return (newest, str(facts.get("model", ""))) if facts.get("format") == FORMAT else (0, "")

    def reader(self) -> R:
        """Give a reader of the newest undamaged generation; the one that is open while none is newer."""
        with self._lock:
            present = generations(self.root)
            if self._open and present and self._open[0] == present[0]:
                return self._open[1]
            if not present:
                self._open = None
                raise no_index(self.root)
            self._open = (present[0], self._first_whole(present))
            return self._open[1]

    def _first_whole(self, present: list[int]) -> R:
        warnings: list[str] = []
        failure: SearchIndexError | None = None
        for generation in present:
            folder = self.root / str(generation)
            try:
                return self._opener(folder, verify(folder), tuple(warnings))
            except (SearchIndexError, ValueError, KeyError, OSError) as caught:
                error = caught if isinstance(caught, SearchIndexError) else unopened(folder, caught)
                log.warning("index.damaged", folder=str(folder), error=error.message)
                warnings.append(f"Index generation {generation} is damaged; an older one answers.")
                failure = failure or error
        assert failure is not None
        raise failure

    def facts(self, name: str) -> set[str]:
        """Give what the manifests of all generations say under a name."""
        told = (glance(self.root / str(number)).get(name) for number in generations(self.root))
        return {str(one) for one in told if one}

    def documents(self) -> int:
        """Count the documents of the newest whole generation, 0 when there is none."""
        for generation in generations(self.root):
            try:
                return int(verify(self.root / str(generation))["documents"])
            except SearchIndexError:
                continue
        return 0

    def write(self, entries: Iterable[Entry], model: str, reason: str, fill: Filler) -> Written:
        """Write a generation aside, seal it and rename it into place.

        Args:
            entries: All documents.
            model: Name of the embedding model.
            reason: As in ``Engine.write``.
            fill: Adds the engine's own files to the folder, given the entries by id and the
                generation's number; returns its part of the manifest.
        """
        with writing(self.root) as aside:
            everything = sorted(entries, key=lambda entry: entry.id.encode())
            guard(self.documents(), len(everything), reason)
            generation = next(iter(generations(self.root)), 0) + 1
            facts = write_shelf(aside, everything, model)
            facts |= fill(aside, everything, generation)
            refused = tuple((str(key), str(why)) for key, why in facts.get("refused", ()))
            written = datetime.now(UTC).isoformat(timespec="seconds")
            seal(
                aside,
                {**facts, "format": FORMAT, "generation": generation, "written": written, "reason": reason},
            )
            publish(self.root, aside, generation)
            prune(self.root)
        log.info("index.written", generation=generation, documents=len(everything))
        return Written(generation, refused)

    def close(self) -> None:
        """Let go of the open generation."""
        with self._lock:
            self._open = None

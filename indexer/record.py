"""What the index needs of the record, behind a small protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from catalogue import changes, datasets
from catalogue.model import Change, Dataset
from catalogue.store import Store

AT_ONCE = 200
TAKEN = 50_000
"""Changes read at once; each is three small values."""


class Record(Protocol):
    """Datasets, the change log, and how far this reader has come in it."""

    def position(self) -> tuple[int, str]:
        """Give the last change that was applied and the generation it went into; 0 and "" at first."""
        ...

    def changes(self) -> Sequence[Change]:
        """List unread changes, oldest first; there may be more after them."""
        ...

    def some(self, ids: Sequence[str]) -> Iterator[Dataset]:
        """Give datasets by id, tombstones too; unknown ids are left out."""
        ...

    def all(self) -> Iterator[Dataset]:
        """Give all datasets that are not gone."""
        ...

    def done(self, seq: int, generation: str) -> None:
        """Say that changes up to ``seq`` are in a generation."""
        ...


class StoreRecord:
    """The record itself.

    Args:
        store: The open record.
        reader: Name of the engine, which is this reader's name in the change log.
    """

    def __init__(self, store: Store, reader: str) -> None:
        self._store = store
        self._reader = reader

    def position(self) -> tuple[int, str]:
        """As the protocol says."""
        with self._store.read() as connection:
            return changes.position(connection, self._reader)

    def changes(self) -> Sequence[Change]:
        """As the protocol says."""
        with self._store.read() as connection:
            return changes.take(connection, self._reader, TAKEN)

    def some(self, ids: Sequence[str]) -> Iterator[Dataset]:
        """As the protocol says."""
        for first in range(0, len(ids), AT_ONCE):
            with self._store.read() as connection:
                found = datasets.many(connection, ids[first : first + AT_ONCE])
            yield from found

    def all(self) -> Iterator[Dataset]:
        """As the protocol says."""
        with self._store.read() as connection:
            yield from datasets.walk(connection)

    def done(self, seq: int, generation: str) -> None:
        """As the protocol says."""
        with self._store.write() as connection:
            changes.done(connection, self._reader, seq, generation)

"""Vectors kept by (hash of the text, model), so that only new text is ever encoded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from catalogue.errors import SearchIndexError
from indexer.encoder import Encoder
from indexer.wordlist import Array

FILE = "vectors.sqlite"
AT_ONCE = 500
"""Hashes asked for in one statement; SQLite's oldest limit on parameters is 999."""
BATCH = 64
"""Texts encoded between two writes: what a killed run has to do again."""


class VectorCache:
    """A SQLite file of vectors; damaged or lost, it is filled again.

    Args:
        file: Made when it is not there.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, model: str, hashes: Sequence[str]) -> dict[str, Array]:
        """Give the vectors that are kept, by hash; a vector of another length than its bytes is lost."""
        found: dict[str, Array] = {}
        with self._open() as connection:
            for first in range(0, len(hashes), AT_ONCE):
                part = list(hashes[first : first + AT_ONCE])
                marks = ",".join("?" * len(part))
                rows = connection.execute(
                    f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({marks})",  # noqa: S608
                    [model, *part],
                )
                for key, value in rows:
                    vector = np.frombuffer(value, np.float32)
                    if abs(float(np.linalg.norm(vector)) - 1) < 1e-3:
                        found[key] = vector
        return found

    def put(self, model: str, vectors: Mapping[str, Array]) -> None:
        """Keep vectors of length 1 by the hash of their text."""
        with self._open() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (hash, model, vector) VALUES (?, ?, ?)",
                [(key, model, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()],
            )

    def fill(self, encoder: Encoder, texts: Mapping[str, str]) -> tuple[dict[str, Array], int]:
        """Give a vector for each text, encoding those that are new.

        Args:
            encoder: The model.
            texts: Text by its hash; empty texts get no vector.

        Returns:
            Vectors by hash, and how many were encoded now.
        """
        wanted = {key: text for key, text in texts.items() if text.strip()}
        found = self.get(encoder.name, list(wanted))
        new = [key for key in wanted if key not in found]
        for first in range(0, len(new), BATCH):
            part = new[first : first + BATCH]
            rows = encoder.encode([wanted[key] for key in part], following=len(new) - first - len(part))
            fresh = dict(zip(part, rows, strict=True))
            self.put(encoder.name, fresh)
            found |= fresh
        return found, len(new)

    @contextmanager
    def _open(self) -> Iterator[Any]:
        import pysqlite3

        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = self._prepared(pysqlite3)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except (OSError, pysqlite3.OperationalError) as error:
            raise SearchIndexError(
                f"the vector cache cannot be used: {error}",
                hint="Make its folder writable or free some space.",
                identifier=str(self._file),
            ) from error

    def _prepared(self, module: Any) -> Any:
        """Open the file with its table; one that is no database is started anew."""
        connection = self._connect(module)
        try:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (hash TEXT NOT NULL, model TEXT NOT NULL, "
                "vector BLOB NOT NULL, PRIMARY KEY (hash, model)) WITHOUT ROWID"
            )
        except module.DatabaseError as error:
            connection.close()
            if isinstance(error, module.OperationalError):
                raise
            self._file.unlink()
            return self._prepared(module)
        return connection

    def _connect(self, module: Any) -> Any:
        return module.connect(str(self._file), timeout=30)

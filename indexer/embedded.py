"""The embedded engine: tantivy for words, faiss for vectors, files under one folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from indexer.embedded_query import Queries
from indexer.embedded_write import fill, open_vectors, open_words
from indexer.engine import Written
from indexer.filters import Filters
from indexer.generations import Generations
from indexer.shelf import Entry, Shelf
from indexer.wordlist import Array


class EmbeddedReader:
    """One generation on disk, as the ``Reader`` protocol says."""

    def __init__(self, folder: Path, facts: Mapping[str, Any], warnings: tuple[str, ...]) -> None:
        self.shelf = Shelf(folder, facts)
        self.warnings = warnings
        index = open_words(folder)
        self._searcher = index.searcher()
        self._queries = Queries(index.schema)
        self._vectors = open_vectors(folder) if facts["dimension"] else None
        self._encoded: Array = np.any(self.shelf.vectors, axis=1)

    def by_words(self, terms: Mapping[str, float], filters: Filters, limit: int) -> list[int]:
        """As the protocol says."""
        return self._search(self._queries.words(terms, filters), limit) if terms else []

    def by_concepts(self, concepts: Iterable[str], filters: Filters, limit: int) -> list[int]:
        """As the protocol says."""
        wanted = list(concepts)
        return self._search(self._queries.concepts(wanted, filters), limit) if wanted else []

    def by_vector(self, vector: Array, filters: Filters, limit: int) -> list[int]:
        """As the protocol says."""
        if self._vectors is None or len(vector) != self._vectors.d or not np.isfinite(vector).all():
            return []
        import faiss

        allowed = np.flatnonzero(self.shelf.allowed(filters) & self._encoded).astype(np.int64)
        if not len(allowed):
            return []
        parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        row = np.ascontiguousarray(vector, np.float32)[None, :]
        _, found = self._vectors.search(row, min(limit, len(allowed)), params=parameters)
        return [int(number) for number in found[0] if number >= 0]

    def browse(self, filters: Filters, offset: int, limit: int) -> tuple[int, list[int]]:
        """As the protocol says."""
        numbers = np.flatnonzero(self.shelf.allowed(filters))
        ordered = self.shelf.sorted_by(filters.sort, numbers)
        return len(numbers), [int(number) for number in ordered[offset : offset + limit]]

    def facet(self, name: str, filters: Filters) -> dict[str, int]:
        """As the protocol says."""
        return self.shelf.facet(name, np.flatnonzero(self.shelf.allowed(filters)))

    def _search(self, query: Any, limit: int) -> list[int]:
        size = min(limit, max(1, len(self.shelf)))
        addresses = [address for _, address in self._searcher.search(query, size, count=False).hits]
        return [int(number) for number in self._searcher.fast_field_values("number", addresses)]


class EmbeddedEngine:
    """Generations of tantivy and faiss files under one folder."""

    name = "embedded"

    def __init__(self, root: Path) -> None:
        self._generations: Generations[EmbeddedReader] = Generations(root, EmbeddedReader)

    def live(self) -> tuple[int, str]:
        """As the protocol says."""
        return self._generations.live()

    def reader(self) -> EmbeddedReader:
        """As the protocol says."""
        return self._generations.reader()

    def write(self, entries: Iterable[Entry], *, model: str, reason: str = "") -> Written:
        """As the protocol says."""
        return self._generations.write(entries, model, reason, fill)

    def close(self) -> None:
        """As the protocol says."""
        self._generations.close()

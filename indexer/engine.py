"""What a search engine must do for us; embedded and OpenSearch do it alike.

An engine finds candidates and applies filters. It does not rank: scores come from the shelf, so the
order is the same on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from catalogue.errors import SearchIndexError
from catalogue.settings import Settings
from indexer.files import REBUILD
from indexer.filters import Filters
from indexer.shelf import Entry, Shelf
from indexer.wordlist import Array

LEAST_SHARE = 0.5
"""A new index with a smaller share of the live one's documents needs a reason."""
DEPTH = 200
"""Candidates an arm gives."""


@dataclass(frozen=True, slots=True)
class Written:
    """A new generation; ``refused`` holds (document id, why) of single documents, mostly none."""

    generation: int
    refused: tuple[tuple[str, str], ...] = ()


class Reader(Protocol):
    """One generation, for as long as a search takes; it does not change under the search.

    All document numbers are those of ``shelf``.
    """

    @property
    def shelf(self) -> Shelf:
        """Documents, forward index and vectors of the generation."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader of the page must know (an older generation answers); mostly empty."""
        ...

    def by_words(self, terms: Mapping[str, float], filters: Filters, limit: int) -> list[int]:
        """List documents that have one of these weighted terms, best by the engine's BM25 first."""
        ...

    def by_vector(self, vector: Array, filters: Filters, limit: int) -> list[int]:
        """List documents that have a vector by cosine to one of length 1, nearest first."""
        ...

    def by_concepts(self, concepts: Iterable[str], filters: Filters, limit: int) -> list[int]:
        """List documents that have one of these concepts or something below it, most of them first."""
        ...

    def browse(self, filters: Filters, offset: int, limit: int) -> tuple[int, list[int]]:
        """Count all documents and list some in the filters' order (``relevance``: newest first)."""
        ...

    def facet(self, name: str, filters: Filters) -> dict[str, int]:
        """Count a facet's values over all documents that pass the filters."""
        ...


class Engine(Protocol):
    """A place where generations are written and read."""

    @property
    def name(self) -> str:
        """``embedded`` or ``opensearch``; also the change log's name of this reader."""
        ...

    def live(self) -> tuple[int, str]:
        """Give the newest generation's number and model without loading it; 0 and "" when there is none."""
        ...

    def reader(self) -> Reader:
        """Give the newest whole generation; cheap while none is newer.

        Raises:
            SearchIndexError: There is none, or none is undamaged.
        """
        ...

    def write(self, entries: Iterable[Entry], *, model: str, reason: str = "") -> Written:
        """Write all documents as a new generation and switch readers to it.

        Args:
            entries: All documents, in any order.
            model: Name of the embedding model.
            reason: Why the index may shrink to nothing or below half, when it may.

        Returns:
            The new generation's number, and the documents the engine refused; the others are in.

        Raises:
            SearchIndexError: The folder or server refuses, another process is writing, or the index
                would shrink without a reason. What was live stays live.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def open_engine(settings: Settings) -> Engine:
    """Give the engine that the settings name; nothing is loaded or connected yet.

    Raises:
        SearchIndexError: The setting names no engine.
    """
    name = settings.text("engine")
    if name == "embedded":
        from indexer.embedded import EmbeddedEngine

        return EmbeddedEngine(settings.home / "index")
    if name == "opensearch":
        from indexer.opensearch import OpenSearchEngine

        return OpenSearchEngine.from_settings(settings)
    raise SearchIndexError(
        f"engine is '{name}', not embedded or opensearch",
        hint="Set engine to one of the two in messor.toml or MESSOR_ENGINE.",
    )


def guard(before: int, after: int, reason: str) -> None:
    """Refuse to replace a live index by an empty or much smaller one without a reason.

    >>> guard(100, 60, "")
    >>> guard(100, 10, "")
    Traceback (most recent call last):
    catalogue.errors.SearchIndexError: the new index would hold 10 documents, the live one holds 100
      -> If that is right, say why: messor index --rebuild --reason "…".
    """
    if before and not reason and (after == 0 or after < before * LEAST_SHARE):
        raise SearchIndexError(
            f"the new index would hold {after} documents, the live one holds {before}",
            hint='If that is right, say why: messor index --rebuild --reason "…".',
        )


def no_index(place: Path | str) -> SearchIndexError:
    """Say that nothing was indexed yet."""
    return SearchIndexError("there is no search index yet", hint=REBUILD, identifier=str(place))

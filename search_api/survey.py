"""One pass over the record, kept and brought up to date by the change log.

Statistics, concept pages, finding pages and the review queue ask for all datasets at once. Texts are
not kept: only facets, numbers, findings and what a curator should look at.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from catalogue import datasets, decisions, listing
from catalogue.gauges import KEYS
from catalogue.gauges_said import Marks, marks_of, measure_dataset
from catalogue.model import Dataset, DatasetState
from catalogue.overlay import Decision
from catalogue.store import Store
from indexer.document import Document, flatten
from indexer.filters import Filters
from indexer.statistics import Statistics, statistics
from indexer.why import title_of
from search_api.tasks import Task, tasks_of

AT_ONCE = 200
MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Row:
    """One dataset.

    Attributes:
        document: Without its texts.
        language: Of the title; empty where nobody knows.
        first_seen: ISO date.
        codes: Codes of its findings, each once.
        tasks: What a curator should look at.
        marks: What it got, by gauge.
    """

    document: Document
    language: str
    first_seen: str
    codes: tuple[str, ...]
    tasks: tuple[Task, ...]
    marks: Mapping[str, Marks]


class Survey:
    """All datasets that are not gone; threads share it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._seq = -1
        self._rows: dict[str, Row] = {}
        self._statistics: dict[str, Statistics] = {}
        self._titles: dict[str, str] = {}

    def rows(self) -> list[Row]:
        """List the datasets by id, as the record stands now."""
        with self._lock:
            self._refresh()
            return list(self._rows.values())

    def ids(self) -> Collection[str]:
        """Give the ids of the datasets, to look one up."""
        with self._lock:
            self._refresh()
            return self._rows.keys()

    def seq(self) -> int:
        """Give the number of the change-log line up to which the rows are fresh."""
        with self._lock:
            self._refresh()
            return self._seq

    def statistics(self, filters: Filters) -> Statistics:
        """Give the figures of the datasets that pass the filters."""
        rows = self.rows()
        key = repr((sorted(filters.chosen()), filters.ranges()))
        with self._lock:
            kept = self._statistics.get(key)
        if kept is None:
            kept = statistics((row.document for row in rows), filters)
            with self._lock:
                if len(self._statistics) >= MOST_KEPT:
                    self._statistics.clear()
                self._statistics[key] = kept
        return kept

    def source_titles(self) -> dict[str, str]:
        """Name the sources of the record by key."""
        self.rows()
        with self._lock:
            return self._titles

    def _refresh(self) -> None:
        with self._store.read() as connection:
            newest = listing.newest_change(connection)
            if newest == self._seq:
                return
            rows = dict(self._rows) if 0 <= self._seq < newest else {}
            for found in self._changed(connection, rows):
                decided = decisions.of_datasets(connection, [one.id for one in found])
                for one in found:
                    if one.state is not DatasetState.GONE:
                        rows[one.id] = _row(one, decided.get(one.id, []))
            self._titles = {row.key: row.title for row in listing.source_rows(connection)}
        # Readers of the old rows keep them: nothing is changed in place.
        self._rows = dict(sorted(rows.items()))
        self._statistics.clear()
        self._seq = newest

    def _changed(self, connection: Any, rows: dict[str, Row]) -> Iterator[Sequence[Dataset]]:
        """Give the changed datasets in batches, all at first; their old rows are dropped."""
        if not rows:
            yield from batched(datasets.walk(connection))
            return
        _, ids = listing.changed_after(connection, self._seq)
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            for key in some:
                rows.pop(key, None)
            yield datasets.many(connection, some)


def batched(found: Iterator[Dataset]) -> Iterator[Sequence[Dataset]]:
    """Give datasets a few hundred at a time."""
    while some := list(islice(found, AT_ONCE)):
        yield some


def _row(dataset: Dataset, decided: Sequence[Decision]) -> Row:
    document = flatten(dataset)
    language = title_of(document, "en")[1]
    bare = replace(document, texts={}, encode="")
    codes = tuple(dict.fromkeys(finding.code for finding in dataset.findings))
    language = "" if language == "und" else language
    return Row(
        bare,
        language,
        dataset.first_seen.date().isoformat(),
        codes,
        tasks_of(dataset, document.title, decided),
        {key: marks_of(gauge) for key, gauge in measure_dataset(dataset, KEYS).items()},
    )

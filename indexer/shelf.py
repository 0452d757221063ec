"""The shelf: what both engines keep beside their index, by document number.

Documents as lines, a forward index (which terms, how often in which field), facet values, numbers,
vectors and nearest neighbours. Everything a score needs is here, so the order of hits does not depend
on the engine. Document numbers follow the ids, so a tie by number is a tie by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np

from indexer.document import NUMBERS, Document, from_json
from indexer.filters import NOT_STATED, Filters
from indexer.grams import Grams
from indexer.wordlist import Array, WordList, load_array

FIELDS = ("title", "text", "keywords", "labels", "publisher")
"""Fields of the forward index, in the order of the columns of ``Forward.counts``."""
NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One document ready to be written.

    Attributes:
        line: The document's JSON.
        id: Of the document.
        terms: By term, how often it stands in each of ``FIELDS``.
        lengths: Words in each of ``FIELDS``.
        vector: float32 of length 1, or None when it was not encoded.
    """

    line: bytes
    id: str
    terms: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]
    vector: Array | None


@dataclass(frozen=True, slots=True)
class Forward:
    """Terms by document.

    Attributes:
        start: int64 (n + 1): the terms of document i stand at ``start[i]:start[i + 1]``.
        term: int32, term numbers, ascending within a document.
        counts: uint16 (…, fields), how often.
        lengths: float32 (n, fields), words.
        averages: float64 (fields,), mean length of those documents that have the field.
        df: int32, by term number the documents that have it.
    """

    start: Array
    term: Array
    counts: Array
    lengths: Array
    averages: Array
    df: Array

    @property
    def size(self) -> int:
        """Number of documents."""
        return len(self.start) - 1

    def rows(self, numbers: Array) -> tuple[Array, Array]:
        """Give (row of ``numbers``, place in ``term``) for all terms of these documents, in order."""
        first, last = self.start[numbers], self.start[numbers + 1]
        lengths = last - first
        rows = np.repeat(np.arange(len(numbers)), lengths)
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return rows, np.repeat(first, lengths) + offsets


@dataclass(frozen=True, slots=True)
class Members:
    """A facet: which values each document has.

    Attributes:
        values: The values, sorted.
        start: int64 (n + 1).
        value: int32, numbers of values.
    """

    values: tuple[str, ...]
    start: Array
    value: Array

    def of(self, number: int) -> list[str]:
        """List the values of one document."""
        return [self.values[value] for value in self.value[self.start[number] : self.start[number + 1]]]

    def having(self, chosen: Iterable[str]) -> Array:
        """Give a bool by document: does it have one of these values? ``NOT_STATED``: has it none?"""
        wanted = set(chosen)
        size = len(self.start) - 1
        numbers = [number for number, value in enumerate(self.values) if value in wanted]
        found = np.zeros(size, bool)
        rows = np.repeat(np.arange(size), np.diff(self.start))
        found[rows[np.isin(self.value, numbers)]] = True
        if NOT_STATED in wanted:
            found |= np.diff(self.start) == 0
        return found

    def count(self, numbers: Array) -> dict[str, int]:
        """Count the values among some documents, ``NOT_STATED`` where there is none."""
        first, last = self.start[numbers], self.start[numbers + 1]
        lengths = last - first
        places = np.repeat(first - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
        counted = np.bincount(self.value[places], minlength=len(self.values))
        found = {self.values[number]: int(counted[number]) for number in np.flatnonzero(counted)}
        if missing := int((lengths == 0).sum()):
            found[NOT_STATED] = missing
        return found


@lru_cache(maxsize=10_000)
def shared(row: tuple[int, ...]) -> tuple[int, ...]:
    """Give one object for equal rows of counts: most of the millions in an index are ``(0, 1, 0, 0, 0)``."""
    return row


class Shelf:
    """A shelf read in place; it never changes, so threads may share it.

    Attributes:
        generation: Its number.
        facts: The manifest: counts, model, languages.
    """

    def __init__(self, folder: Path, facts: Mapping[str, Any]) -> None:
        self.generation = int(facts["generation"])
        self.facts = facts
        self.terms = WordList(folder, "terms")
        self.ids = WordList(folder, "ids")
        self.grams = Grams(folder, self.terms)
        self.forward = Forward(
            start=load_array(folder / "start.npy"),
            term=load_array(folder / "term.npy"),
            counts=load_array(folder / "counts.npy"),
            lengths=load_array(folder / "lengths.npy"),
            averages=np.array(facts["averages"], np.float64),
            df=load_array(folder / "df.npy"),
        )
        starts, flat = load_array(folder / "set_start.npy"), load_array(folder / "set_value.npy")
        ends = np.cumsum(starts[:, -1])
        self.members = {
            name: Members(tuple(values), start, flat[end - start[-1] : end])
            for (name, values), start, end in zip(facts["sets"], starts, ends, strict=True)
        }
        self.numbers = load_array(folder / "numbers.npy")
        self.fresh = load_array(folder / "fresh.npy")
        self.title_rank = load_array(folder / "title_rank.npy")
        self.vectors = load_array(folder / "vectors.npy")
        self.neighbours = load_array(folder / "neighbours.npy")
        self._lines = load_array(folder / "lines.npy")
        file = folder / "documents.jsonl"
        self._text: Array = np.memmap(file, np.uint8, "r") if len(self) else np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return self.forward.size

    @property
    def model(self) -> str:
        """Name of the embedding model, empty when nothing was encoded."""
        return str(self.facts["model"])

    @property
    def languages(self) -> tuple[str, ...]:
        """Language tags of the texts, the most frequent first."""
        return tuple(self.facts["languages"])

    def line(self, number: int) -> bytes:
        """Give the JSON of a document."""
        return self._text[self._lines[number] : self._lines[number + 1] - 1].tobytes()

    def document(self, number: int) -> Document:
        """Give a document."""
        return from_json(self.line(number))

    def entry(self, number: int) -> Entry:
        """Give back what was written, so that an unchanged document is neither analysed nor encoded."""
        part = slice(int(self.forward.start[number]), int(self.forward.start[number + 1]))
        counts = self.forward.counts[part].tolist()
        names = (self.terms[term] for term in self.forward.term[part])
        vector = np.array(self.vectors[number]) if self.vectors.shape[1] else None
        return Entry(
            line=self.line(number),
            id=self.ids[number],
            terms={intern(name): shared(tuple(row)) for name, row in zip(names, counts, strict=True)},
            lengths=tuple(int(length) for length in self.forward.lengths[number]),
            vector=vector if vector is not None and vector.any() else None,
        )

    def entries(self) -> Iterator[Entry]:
        """Give all entries, by id."""
        return (self.entry(number) for number in range(len(self)))

    def allowed(self, filters: Filters) -> Array:
        """Give a bool by document: do the filters let it through?"""
        mask = np.ones(len(self), bool)
        for name, values in filters.chosen():
            members = self.members[f"{name}+"] if f"{name}+" in self.members else self.members[name]
            mask &= members.having(value for value in values if value != NOT_STATED) | (
                self.members[name].having([NOT_STATED]) if NOT_STATED in values else False
            )
        for name, least, most in filters.ranges():
            column = self.numbers[:, NUMBERS.index(name)]
            mask &= column >= (least or 0)  # a number not stated is NaN, which no comparison lets through
            if most is not None:
                mask &= column <= most
        return mask

    def facet(self, name: str, numbers: Array) -> dict[str, int]:
        """Count a facet's values among some documents.

        A concept counts with everything below it, as its filter would find it; only concepts that some
        of these documents name themselves are listed.
        """
        own = self.members[name].count(numbers)
        if f"{name}+" not in self.members:
            return own
        closed = self.members[f"{name}+"].count(numbers)
        return {value: count if value == NOT_STATED else closed[value] for value, count in own.items()}

    def sorted_by(self, order: str, numbers: Array) -> Array:
        """Sort documents: ``newest``, ``subjects`` (most first) or ``title``; ties by id."""
        numbers = np.sort(numbers)
        if order == "title":
            key = self.title_rank[numbers].astype(np.float64)
        elif order == "subjects":
            key = -np.nan_to_num(self.numbers[numbers, NUMBERS.index("subjects")], nan=-1.0)
        else:
            key = -self.fresh[numbers].astype(np.float64)
        ordered: Array = numbers[np.argsort(key, kind="stable")]
        return ordered

"""Write a shelf: analyse documents and lay their arrays out."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np

from indexer.analysis import count
from indexer.document import CONCEPT_FACETS, FACETS, NUMBERS, Document, from_json
from indexer.grams import write_grams
from indexer.shelf import FIELDS, NEIGHBOURS, Entry, shared
from indexer.wordlist import Array, write_words
from ontologies.fold import plain

MOST_COUNT = 65_535
BLOCK = 1024
"""Documents whose neighbours are sought at once: 1,024 rows of float32 scores."""


def analyse(document: Document, vector: Array | None) -> Entry:
    """Count the terms of a document by field.

    Where it has several languages, a term's count is its largest in one of them and a field's length
    the longest: a translation must neither inflate counts nor make a document look long.
    """
    counts: dict[str, list[int]] = {}
    lengths = [0] * len(FIELDS)
    publisher = " ".join(document.facets.get("publisher", ()))
    for language, text in [*document.texts.items(), ("und", None)]:
        parts = (
            (text.title, text.description, " . ".join(text.keywords), " . ".join(text.labels), "")
            if text
            else ("", "", "", "", publisher)
        )
        for field, part in enumerate(parts):
            counted = count(part, language)
            lengths[field] = max(lengths[field], counted.total())
            for term, number in counted.items():
                row = counts.setdefault(term, [0] * len(FIELDS))
                row[field] = max(row[field], min(number, MOST_COUNT))
    return Entry(
        line=document.to_json().encode(),
        id=document.id,
        terms={intern(term): shared(tuple(row)) for term, row in counts.items()},
        lengths=tuple(lengths),
        vector=vector,
    )


def write_shelf(folder: Path, entries: Iterable[Entry], model: str) -> dict[str, Any]:
    """Write everything but the manifest.

    Args:
        folder: Exists and is empty.
        entries: In any order, no id twice.
        model: Name of the model the vectors come from.

    Returns:
        What the manifest says about the shelf.
    """
    ordered = sorted(entries, key=lambda entry: entry.id.encode())
    documents = [from_json(entry.line) for entry in ordered]
    write_words(folder, "ids", [entry.id for entry in ordered])
    _write_lines(folder, [entry.line for entry in ordered])
    averages = _write_forward(folder, ordered)
    dimension = _write_vectors(folder, [entry.vector for entry in ordered])
    languages = Counter(language for document in documents for language in document.texts)
    numbers = [[document.numbers.get(name, np.nan) for name in NUMBERS] for document in documents]
    np.save(folder / "numbers.npy", np.array(numbers, np.float64).reshape(len(ordered), len(NUMBERS)))
    np.save(folder / "fresh.npy", np.array([_days(document.fresh) for document in documents], np.int32))
    np.save(folder / "title_rank.npy", _title_rank([document.title for document in documents]))
    sets = member_values(documents)
    values = _write_members(folder, sets)
    return {
        "documents": len(ordered),
        "averages": averages,
        "model": model if dimension else "",
        "dimension": dimension,
        "languages": sorted(languages, key=lambda language: (-languages[language], language)),
        "sets": values,
    }


def member_values(documents: Sequence[Document]) -> dict[str, list[tuple[str, ...]]]:
    """Give, by set, the values of each document: facets, facets with what is above, all concepts."""
    sets: dict[str, list[tuple[str, ...]]] = {
        name: [document.facets.get(name, ()) for document in documents] for name in FACETS
    }
    for name in CONCEPT_FACETS:
        kind = name.replace("_", "-")
        sets[f"{name}+"] = [
            (*document.facets.get(name, ()), *document.ancestors.get(kind, ())) for document in documents
        ]
    sets["concept"] = [document.all_concepts() for document in documents]
    sets["concept+"] = [
        (*document.all_concepts(), *(one for ids in document.ancestors.values() for one in ids))
        for document in documents
    ]
    return sets


def _write_members(folder: Path, sets: Mapping[str, Sequence[Sequence[str]]]) -> list[list[Any]]:
    """Write all sets into two files; gives each set's name and values, in the order of its rows there."""
    named: list[list[Any]] = []
    starts: list[list[int]] = []
    flat = array("i")
    for name, rows in sets.items():
        values = sorted({value for row in rows for value in row})
        place = {value: position for position, value in enumerate(values)}
        named.append([name, values])
        starts.append([0, *accumulate(len(set(row)) for row in rows)])
        flat.extend(place[value] for row in rows for value in dict.fromkeys(row))
    np.save(folder / "set_start.npy", np.array(starts, np.int64))
    np.save(folder / "set_value.npy", np.array(flat, np.int32))
    return named


def _write_lines(folder: Path, lines: Sequence[bytes]) -> None:
    ends = np.zeros(len(lines) + 1, np.int64)
    ends[1:] = np.cumsum([len(line) + 1 for line in lines])
    np.save(folder / "lines.npy", ends)
    (folder / "documents.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))


def _write_forward(folder: Path, entries: Sequence[Entry]) -> list[float]:
    names = sorted({term for entry in entries for term in entry.terms}, key=str.encode)
    write_words(folder, "terms", names)
    write_grams(folder, names)
    place: Mapping[str, int] = {name: number for number, name in enumerate(names)}
    start, term, counts = array("q", [0]), array("i"), array("H")
    for entry in entries:
        row = sorted((place[name], values) for name, values in entry.terms.items())
        for number, values in row:
            term.append(number)
            counts.extend(values)
        start.append(len(term))
    terms = np.array(term, np.int32)
    lengths = np.array([entry.lengths for entry in entries], np.float32).reshape(len(entries), len(FIELDS))
    np.save(folder / "start.npy", np.array(start, np.int64))
    np.save(folder / "term.npy", terms)
    np.save(folder / "counts.npy", np.array(counts, np.uint16).reshape(-1, len(FIELDS)))
    np.save(folder / "lengths.npy", lengths)
    np.save(folder / "df.npy", np.bincount(terms, minlength=len(names)).astype(np.int32))
    filled = np.maximum((lengths > 0).sum(axis=0), 1)
    return [max(1.0, float(mean)) for mean in lengths.sum(axis=0, dtype=np.float64) / filled]


def _write_vectors(folder: Path, vectors: Sequence[Array | None]) -> int:
    """Write vectors and neighbours; a document without one gets a row of zeros.

    Raises:
        ValueError: A vector holds NaN or infinity, has not length 1, or dimensions differ.
    """
    dimension = next((len(vector) for vector in vectors if vector is not None), 0)
    matrix = np.zeros((len(vectors), dimension), np.float32)
    for number, vector in enumerate(vectors):
        if vector is None:
            continue
        if vector.shape != (dimension,) or not abs(float(np.linalg.norm(vector)) - 1) < 1e-3:
            raise ValueError(
                f"vector {number} of shape {vector.shape} is not of length 1, or not of {dimension}"
            )
        matrix[number] = vector
    np.save(folder / "vectors.npy", matrix)
    np.save(folder / "neighbours.npy", nearest(matrix))
    return dimension


def nearest(matrix: Array, count_: int = NEIGHBOURS) -> Array:
    """Find each row's nearest other rows by dot product, by brute force.

    Returns:
        int32 (n, ``count_``), nearest first, ties by number; -1 where there are not enough.
    """
    size = len(matrix)
    found = np.full((size, count_), -1, np.int32)
    kept = min(count_, size - 1)
    if kept < 1 or not matrix.shape[1]:
        return found
    real: Array = np.any(matrix, axis=1)
    for first in range(0, size, BLOCK):
        scores = matrix[first : first + BLOCK] @ matrix.T
        scores[:, ~real] = -np.inf
        here = np.arange(len(scores))
        scores[here, here + first] = -np.inf
        top = np.argpartition(-scores, kept - 1, axis=1)[:, :kept]
        top.sort(axis=1)
        order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1, kind="stable")
        top = np.take_along_axis(top, order, 1)
        lost = ~np.isfinite(np.take_along_axis(scores, top, 1)) | ~real[first : first + BLOCK, None]
        found[first : first + BLOCK, :kept] = np.where(lost, -1, top)
    return found


def _days(text: str) -> int:
    """Give days since 1970, 0 for a date that is not one; ``2024`` and ``2024-05`` are their first day."""
    try:
        return date.fromisoformat((text + "-01-01")[:10]).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return 0


def _title_rank(titles: Sequence[str]) -> Array:
    order = sorted(range(len(titles)), key=lambda number: (plain(titles[number]), number))
    rank = np.zeros(len(titles), np.int32)
    rank[order] = np.arange(len(titles))
    return rank

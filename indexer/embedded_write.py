"""Write and open the tantivy and faiss files of one generation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from catalogue.errors import SearchIndexError
from indexer.document import NUMBERS, from_json
from indexer.files import REBUILD
from indexer.filters import NOT_STATED
from indexer.shelf import FIELDS, Entry
from indexer.shelving import member_values
from indexer.wordlist import load_array

WORDS, VECTORS = "words", "vectors.faiss"
HEAP_BYTES = 64_000_000
TOKENIZER = "terms"


def fill(folder: Path, entries: list[Entry], generation: int) -> Mapping[str, Any]:
    """Write the two indices; the shelf is in the folder already."""
    _write_words(folder / WORDS, entries)
    _write_vectors(folder)
    return {"engine": "embedded"}


def open_words(folder: Path) -> Any:
    """Open the tantivy index of a verified generation."""
    import tantivy

    try:
        index = tantivy.Index.open(str(folder / WORDS))
    except (ValueError, OSError) as error:
        raise SearchIndexError(
            f"tantivy cannot open the word index: {error}", hint=REBUILD, identifier=str(folder)
        ) from error
    index.register_tokenizer(TOKENIZER, _tokenizer())
    return index


def open_vectors(folder: Path) -> Any:
    """Open the faiss index of a verified generation: only hashed files of ours are read."""
    import faiss

    try:
        return faiss.read_index(str(folder / VECTORS))
    except RuntimeError as error:
        raise SearchIndexError(
            f"faiss cannot open the vector index: {str(error)[:80]}", hint=REBUILD, identifier=str(folder)
        ) from error


def _tokenizer() -> Any:
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=False, indexed=True, fast=True)
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    for name in ("facet", "concept"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _write_words(folder: Path, entries: list[Entry]) -> None:
    import tantivy

    folder.mkdir()
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(TOKENIZER, _tokenizer())
    writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
    documents = [from_json(entry.line) for entry in entries]
    sets = member_values(documents)
    title = FIELDS.index("title")
    for number, (entry, document) in enumerate(zip(entries, documents, strict=True)):
        row = tantivy.Document()
        row.add_unsigned("number", number)
        row.add_text("title", " ".join(_repeated(entry, lambda counts: counts[title])))
        row.add_text("body", " ".join(_repeated(entry, lambda counts: sum(counts) - counts[title])))
        for name, rows in sets.items():
            field = "concept" if name == "concept+" else "facet"
            for value in dict.fromkeys(rows[number]):
                row.add_text(field, value if field == "concept" else f"{name}={value}")
            if not rows[number]:
                row.add_text("facet", f"{name}={NOT_STATED}")
        for name, amount in document.numbers.items():
            row.add_integer(name, amount)
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()


def _repeated(entry: Entry, amount: Any) -> list[str]:
    return [term for term, counts in entry.terms.items() for _ in range(amount(counts))]


def _write_vectors(folder: Path) -> None:
    """Write an exact inner-product index over the shelf's rows, so that row = document number."""
    matrix = load_array(folder / "vectors.npy")
    if matrix.shape[1]:
        import faiss

        index = faiss.IndexFlatIP(matrix.shape[1])
        index.add(np.ascontiguousarray(matrix, np.float32))
        faiss.write_index(index, str(folder / VECTORS))

"""Near words by their four-letter pieces: the way across spellings and alphabets for unknown words."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexer.wordlist import Array, WordList, load_array
from ontologies.fold import plain

SIZE = 4
LEAST_LIKENESS = 0.6
"""Dice coefficient under which two words have nothing to do with each other."""
MOST = 3
SHORTEST = 5

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхъыьэ", "abvgdeziiklmnoprstufhaiye", strict=True)),
        **dict(zip("αβγδεζηικλμνοπρστυφωξχ", "avgdeziiklmnoprstifoxh", strict=True)),
        "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya", "θ": "th", "ψ": "ps",
    }
)  # fmt: skip


def latin(word: str) -> str:
    """Give a word in plain Latin letters.

    >>> latin("глиобластом"), latin("νευροβλάστωμα")
    ('glioblastom', 'neirovlastoma')
    """
    return plain(word).translate(_LATIN)


def pieces(word: str) -> set[int]:
    """Give the hashes of a word's four-letter pieces, its beginning marked; empty for short words."""
    text = f"^{latin(word)}"
    if len(text) <= SHORTEST:
        return set()
    return {zlib.crc32(text[at : at + SIZE].encode()) for at in range(len(text) - SIZE + 1)}


def write_grams(folder: Path, terms: Iterable[str]) -> None:
    """Write which terms have which piece, sorted by piece, and how many pieces each term has."""
    hashes, numbers, sizes = array("L"), array("i"), array("H")
    for number, term in enumerate(terms):
        found = pieces(term) if term.isalpha() else set()
        sizes.append(len(found))
        hashes.extend(sorted(found))
        numbers.extend([number] * len(found))
    keys, values = np.array(hashes, np.uint32), np.array(numbers, np.int32)
    order = np.lexsort((values, keys))
    np.save(folder / "gram.npy", keys[order])
    np.save(folder / "gram_term.npy", values[order])
    np.save(folder / "gram_size.npy", np.array(sizes, np.uint16))


class Grams:
    """The pieces of a shelf's terms."""

    def __init__(self, folder: Path, terms: WordList) -> None:
        self._terms = terms
        self._keys: Array = load_array(folder / "gram.npy")
        self._values: Array = load_array(folder / "gram_term.npy")
        self._sizes: Array = load_array(folder / "gram_size.npy")

    def near(self, word: str) -> list[tuple[int, float]]:
        """List the terms most like a word with their likeness 0..1, at most three, best first."""
        wanted = sorted(pieces(word))
        if not wanted:
            return []
        low = np.searchsorted(self._keys, np.array(wanted, np.uint32), "left")
        high = np.searchsorted(self._keys, np.array(wanted, np.uint32), "right")
        hits = [self._values[first:last] for first, last in zip(low, high, strict=True)]
        terms, common = np.unique(np.concatenate(hits), return_counts=True)
        likeness = 2 * common / (len(wanted) + self._sizes[terms])
        order = np.lexsort((terms, -likeness))[:MOST]
        return [
            (int(terms[place]), float(likeness[place]))
            for place in order
            if likeness[place] >= LEAST_LIKENESS
        ]

"""A sorted list of strings on disk: found by bisection, read in place, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def load_array(file: Path) -> Array:
    """Map an array file read-only; an empty one, which cannot be mapped, is read."""
    with file.open("rb") as stream:
        np.lib.format.read_magic(stream)
        shape, _, _ = np.lib.format.read_array_header_1_0(stream)
    empty = 0 in shape
    loaded: Array = np.load(file, mmap_mode=None if empty else "r", allow_pickle=False)
    return loaded


def write_words(folder: Path, name: str, words: Sequence[str]) -> None:
    """Write strings, sorted by their UTF-8 bytes, as ``<name>.txt`` and ``<name>.npy``.

    Raises:
        ValueError: They are not sorted, or one stands twice.
    """
    encoded = [word.encode() for word in words]
    if any(left >= right for left, right in pairwise(encoded)):
        raise ValueError(f"{name}: words are not sorted")
    ends = np.zeros(len(encoded) + 1, np.int64)
    ends[1:] = np.cumsum([len(word) for word in encoded])
    np.save(folder / f"{name}.npy", ends)
    (folder / f"{name}.txt").write_bytes(b"".join(encoded))


class WordList:
    """The list as written by ``write_words``."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends = load_array(folder / f"{name}.npy")
        self._text: Array = (
            np.memmap(folder / f"{name}.txt", np.uint8, "r") if self._ends[-1] else np.zeros(0, np.uint8)
        )

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes(number).decode()

    def find(self, word: str) -> int:
        """Give the number of a string, -1 when it is not in the list."""
        sought = word.encode()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._bytes(low) == sought else -1

    def _bytes(self, number: int) -> bytes:
        return self._text[self._ends[number] : self._ends[number + 1]].tobytes()

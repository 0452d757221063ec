"""A count that a text names: "over 200 000 images"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A count.

    Attributes:
        property: CURIE of what is counted.
        value: Whole number, 1 or more.
        start, end: Half-open span in the text, number and noun.
        confidence: 0..1; under 0.5 a person must look.
        rank: Smaller is more likely the whole: 0 a stated total, 1 plain, 2 and more a part.
        sentence: Number of its sentence.
    """

    property: str
    value: int
    start: int
    end: int
    confidence: float
    rank: int = 1
    sentence: int = 0
    first: int = 0
    last: int = 0

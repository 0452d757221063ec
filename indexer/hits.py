"""What a search gives back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from indexer.query import Read


@dataclass(frozen=True, slots=True)
class Parts:
    """The score's parts, as weighed: ``words`` 0..1, then vector and concept times their weights."""

    words: float
    vector: float
    concept: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a dataset is a hit.

    Attributes:
        kind: ``words``, ``concept``, ``meaning`` or ``near`` (resembles better hits).
        sentence: Plain English, ready to show.
        words: Of the query, as typed.
        concept: Id of the query's concept.
        path: Concept ids from the dataset's own up to the query's, both included.
        label: Of the dataset's own concept, in the reader's language.
        quote: A sentence of the dataset, for ``meaning``.
    """

    kind: str
    sentence: str
    words: tuple[str, ...] = ()
    concept: str = ""
    path: tuple[str, ...] = ()
    label: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the half-open character spans to mark in it, in order, apart."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One dataset in a ranking.

    Attributes:
        id, iri, source: Of the dataset.
        title: As shown, with the words found; ``snippet`` likewise, from the description.
        score: What it was ranked by; scores of different queries or generations do not compare.
        parts: Of the first look.
        reasons: Strongest first; empty when nothing was asked.
        facets: The dataset's own values by facet name.
        numbers: ``subjects``, ``images``, ``studies``, ``series``, as far as stated.
        fresh: ISO date, as sorted by.
    """

    id: str
    iri: str
    source: str
    title: Marked
    snippet: Marked
    score: float
    parts: Parts
    reasons: tuple[Reason, ...]
    facets: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    fresh: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many of the hits have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet; counts are taken without its own filter, so that more of it can be chosen.

    Attributes:
        name: One of ``document.FACETS``.
        values: Most frequent first, ``not-stated`` last, at most 100.
        left_out: Values beyond these.
    """

    name: str
    values: tuple[FacetValue, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query.

    Attributes:
        total: Datasets found; with ``more`` there are others that match less well.
        more: An arm of the search was full.
        hits: Of this page.
        facets: In the order of ``document.FACETS``.
        read: What was understood, for chips.
        language: The query was read in.
        warnings: Sentences for the reader.
        generation: Of the index that answered.
    """

    total: int
    more: bool
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    read: tuple[Read, ...]
    language: str
    warnings: tuple[str, ...]
    generation: int


def plain(found: Found) -> dict[str, Any]:
    """Give an answer as plain values, for JSON; ``reasons`` are sentences, ``why`` their pieces."""
    return {
        "total": found.total,
        "more": found.more,
        "hits": [_plain_hit(hit) for hit in found.hits],
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "chosen": one.chosen}
                for one in facet.values
            ]
            for facet in found.facets
        },
        "read": [asdict(one) for one in found.read],
        "language": found.language,
        "warnings": list(found.warnings),
        "generation": found.generation,
    }


def _plain_hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "iri": hit.iri,
        "source": hit.source,
        "title": hit.title.text,
        "title_marks": [list(span) for span in hit.title.marks],
        "snippet": hit.snippet.text,
        "snippet_marks": [list(span) for span in hit.snippet.marks],
        "score": hit.score,
        "parts": asdict(hit.parts),
        "reasons": [reason.sentence for reason in hit.reasons],
        "why": [asdict(reason) for reason in hit.reasons],
        "facets": {name: list(values) for name, values in hit.facets.items()},
        "numbers": dict(hit.numbers),
        "date": hit.fresh,
    }

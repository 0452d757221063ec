"""Find candidates by three arms and rank them: the same on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.errors import ConfigError
from indexer.engine import DEPTH, Reader
from indexer.filters import Filters
from indexer.options import Options
from indexer.query import Understood
from indexer.rank import Scores, Wanted, group_idf, score, second_look, word_scores
from indexer.shelf import Shelf
from indexer.wording import Meant, meant
from indexer.wordlist import Array

SEMANTIC_OFF = "Search by meaning is off: "


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to be looked up in one generation.

    Attributes:
        read: The query as understood.
        meant: Its words as groups of terms.
        wanted: What the scores need.
        warnings: Sentences for the reader.
    """

    read: Understood
    meant: tuple[Meant, ...]
    wanted: Wanted
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Document numbers, best first, with their scores by row; ``more`` when an arm was full."""

    numbers: tuple[int, ...]
    rows: dict[int, int]
    scores: Scores
    more: bool


def plan(reader: Reader, read: Understood, options: Options) -> Plan:
    """Look words up and encode what the model understands of the query."""
    shelf = reader.shelf
    groups = meant(shelf, read, options.scheme())
    known = set(shelf.members["concept+"].values)
    concepts = tuple(concept for concept in read.concepts if concept in known)
    vector, warning = _vector(reader, read, options)
    wanted = Wanted(
        groups=tuple(one.group for one in groups),
        vector=vector,
        concepts=concepts,
        vector_weight=options.vector_weight * read.share,
        concept_weight=options.concept_weight,
    )
    return Plan(read, tuple(groups), wanted, (warning,) if warning else ())


def _vector(reader: Reader, read: Understood, options: Options) -> tuple[Array | None, str]:
    """Encode the query; a model that fails must never take the word search with it."""
    if options.encoder is None or not read.english or not options.vector_weight or not len(reader.shelf):
        return None, ""
    if not reader.shelf.model:
        return None, f"{SEMANTIC_OFF}the index holds no vectors."
    if reader.shelf.model != options.encoder.name:
        return None, f"{SEMANTIC_OFF}the index was made with another model; run 'messor index'."
    try:
        return options.encoder.encode([read.english])[0], ""
    except (ConfigError, OSError, RuntimeError, ValueError, MemoryError, ImportError):
        return None, f"{SEMANTIC_OFF}the embedding model could not be used."


def rank(reader: Reader, plan: Plan, filters: Filters, options: Options) -> Ranked:
    """Rank the documents that fit a query within filters.

    Who is a hit depends on the query alone, not on the filters: so a facet's counts hold when it is
    chosen.
    """
    shelf, wanted = reader.shelf, plan.wanted
    scores, more = _first_look(reader, plan, filters, options)
    if filters.chosen() or filters.ranges():
        everywhere, _ = _first_look(reader, plan, Filters(), options)
    else:
        everywhere = scores
    best = float(everywhere.total.max(initial=0.0))
    if options.feedback and not plan.read.literal and len(scores.numbers):
        scores = second_look(shelf, scores, wanted, shelf.allowed(filters))
    fits = _fits(shelf, scores, plan, best, options)
    order = [int(row) for row in scores.order() if fits[row]]
    numbers = tuple(int(scores.numbers[row]) for row in order)
    return Ranked(numbers, dict(zip(numbers, order, strict=True)), scores, more)


def _first_look(reader: Reader, plan: Plan, filters: Filters, options: Options) -> tuple[Scores, bool]:
    """Score the union of the three arms; tell whether one of them had more to give."""
    wanted = plan.wanted
    terms = {
        name: weight
        for one in plan.meant
        if one.own or not wanted.concepts
        for name, (_, weight) in zip(one.terms, one.group.terms, strict=True)
    }
    near = reader.by_vector(wanted.vector, filters, DEPTH) if wanted.vector is not None else []
    arms = [
        reader.by_words(terms, filters, DEPTH),
        reader.by_concepts(wanted.concepts, filters, DEPTH),
        near,
    ]
    more = any(len(arm) >= DEPTH for arm in arms[:2])
    if len(near) >= DEPTH:
        more |= _cosine(reader.shelf.vectors, near[-1], wanted.vector) >= options.floor
    return score(reader.shelf, np.array(sorted(set().union(*arms)), np.int64), wanted), more


def _fits(shelf: Shelf, scores: Scores, plan: Plan, best: float, options: Options) -> Array:
    """Tell which documents have enough of the query, or mean nearly the same, and are not far behind."""
    wanted = plan.wanted
    weights = group_idf(shelf.forward, wanted.groups) * np.array([one.weight for one in wanted.groups])
    present = word_scores(np.ceil(np.clip(scores.parts, 0, 1)), weights)
    fits: Array = (present >= options.cover) & (scores.words > 0)
    fits |= scores.concept >= options.cover
    fits |= (scores.vector >= options.floor) & (wanted.vector_weight > 0)
    first = scores.words + wanted.vector_weight * scores.vector + wanted.concept_weight * scores.concept
    return fits & (first >= options.cut * best)


def _cosine(vectors: Array, number: int, vector: Array | None) -> float:
    return float(vectors[number] @ vector) if vector is not None else 0.0


def matched(plan: Plan, scores: Scores, row: int) -> Sequence[Meant]:
    """List the words of the query that a document has."""
    return [one for one, part in zip(plan.meant, scores.parts[row], strict=True) if part > 0]

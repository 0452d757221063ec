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
from indexer.rank import Scores, Wanted, score, second_look
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
    if options.encoder is None or not read.english or not options.vector_weight:
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
    """Rank the documents that fit a query within filters."""
    shelf, wanted = reader.shelf, plan.wanted
    terms = {
        name: weight
        for one in plan.meant
        if one.own or not wanted.concepts
        for name, (_, weight) in zip(one.terms, one.group.terms, strict=True)
    }
    arms = [
        reader.by_words(terms, filters, DEPTH),
        reader.by_concepts(wanted.concepts, filters, DEPTH),
        reader.by_vector(wanted.vector, filters, DEPTH) if wanted.vector is not None else [],
    ]
    full = [len(arm) >= DEPTH for arm in arms]
    scores = score(shelf, np.array(sorted(set().union(*arms)), np.int64), wanted)
    if options.feedback and not plan.read.literal and len(scores.numbers):
        scores = second_look(shelf, scores, wanted, shelf.allowed(filters))
    fits = _fits(scores, plan, options)
    order = [row for row in scores.order() if fits[row]]
    near = arms[2][-1:] if full[2] else []
    more = (
        full[0] or full[1] or bool(near and _cosine(shelf.vectors, near[0], wanted.vector) >= options.floor)
    )
    numbers = tuple(int(scores.numbers[row]) for row in order)
    return Ranked(numbers, {int(scores.numbers[row]): int(row) for row in order}, scores, more)


def _fits(scores: Scores, plan: Plan, options: Options) -> Array:
    """Tell which documents have enough of the query, or mean nearly the same."""
    weights = np.array([one.group.weight for one in plan.meant])
    present = (scores.parts > 0) @ weights / weights.sum() if len(weights) else np.zeros(len(scores.numbers))
    fits: Array = (present >= options.cover) & (scores.words > 0)
    fits |= scores.concept >= options.cover
    fits |= (scores.vector >= options.floor) & (plan.wanted.vector_weight > 0)
    return fits


def _cosine(vectors: Array, number: int, vector: Array | None) -> float:
    return float(vectors[number] @ vector) if vector is not None else 0.0


def matched(plan: Plan, scores: Scores, row: int) -> Sequence[Meant]:
    """List the words of the query that a document has."""
    return [one for one, part in zip(plan.meant, scores.parts[row], strict=True) if part > 0]

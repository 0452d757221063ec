"""Score candidates: words, vector and concepts in one sum, then a second look.

F0 = Σ weight·idf·part / Σ weight·idf + vector_weight·cosine + concept_weight·concept: three scores that need
no other document, so an order does not change with the page or with who else is a candidate. F1 is F0 with
ten words and the mean vector of the first hits added to the query. F2 = 0.8·F1 + 0.2·mean F1 of the five
nearest documents. F = gate·F2 + (1 - gate)·F0, where the gate closes when F0 has a clear winner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from indexer.shelf import FIELDS, Forward, Shelf
from indexer.wordlist import Array

FIELD_WEIGHTS = np.array([2.0, 1.0, 0.5, 0.5, 0.2])
"""Of title, text, keywords, labels, publisher: where the evidence of relevance was found to sit."""
K1 = 1.2
B = 0.4
FEEDBACK_TERMS, FEEDBACK_SHARE, FEEDBACK_DOCUMENTS = 10, 0.2, 10
VECTOR_SHARE, VECTOR_DOCUMENTS = 0.3, 5
SMOOTHING, NEIGHBOURS_OF, SMOOTHED = 0.2, 50, 150
GATE = 0.4
"""Distance between the first two scores at which the second look is off."""
RRF_K = 60

assert len(FIELD_WEIGHTS) == len(FIELDS)


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the query: its terms mean the same, the best of them counts.

    Attributes:
        terms: Term numbers of the shelf, with a weight 0..1 each.
        weight: Of the word; 1 for a word of the query itself.
    """

    terms: tuple[tuple[int, float], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks of the scores.

    Attributes:
        groups: Words that the index knows. May be empty.
        vector: float32 of length 1, or None when the vector arm is off.
        concepts: Concept ids that some document has, itself or below. May be empty.
        vector_weight, concept_weight: Beside the word score, which lies in 0..1.
    """

    groups: tuple[Group, ...]
    vector: Array | None
    concepts: tuple[str, ...]
    vector_weight: float
    concept_weight: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of some documents, row by row.

    Attributes:
        numbers: int64, document numbers, ascending.
        total: float64, what is ranked by.
        words: 0..1.
        vector: Cosine, 0 where the arm is off or the document has no vector.
        concept: 0..1.
        parts: (n, groups) BM25F part of each group, 0..1.
    """

    numbers: Array
    total: Array
    words: Array
    vector: Array
    concept: Array
    parts: Array = field(repr=False)

    def order(self) -> Array:
        """Rows, best first, ties by document number (that is, by id)."""
        rows: Array = np.lexsort((self.numbers, -np.round(self.total, 9)))
        return rows


def idf(size: int, df: Array | float) -> Array:
    """Give ln(1 + (N - df + 0.5) / (df + 0.5)): never negative.

    >>> [round(float(idf(10, df)), 3) for df in (1, 5, 10)]
    [1.992, 0.693, 0.047]
    """
    held = np.asarray(df, np.float64)
    value: Array = np.log(1 + (size - held + 0.5) / (held + 0.5))
    return value


def term_parts(forward: Forward, places: Array, documents: Array) -> Array:
    """Give the BM25F part of each (document, term) place: tf' / (tf' + k1), below 1.

    Args:
        forward: The forward index.
        places: int64, positions in ``forward.term``.
        documents: int64, the document of each place.
    """
    norms = 1 - B + B * forward.lengths[documents] / forward.averages
    weighted = (forward.counts[places] * FIELD_WEIGHTS / np.maximum(norms, 1e-9)).sum(axis=1)
    part: Array = weighted / (weighted + K1)
    return part


def group_parts(forward: Forward, numbers: Array, groups: Sequence[Group]) -> Array:
    """Give (documents, groups): the best weighted part among a group's terms, 0 where none occurs."""
    found = np.zeros((len(numbers), len(groups)))
    pairs = sorted(
        (term, column, weight) for column, group in enumerate(groups) for term, weight in group.terms
    )
    if not pairs or not len(numbers):
        return found
    wanted = np.array([pair[0] for pair in pairs])
    rows, places = forward.rows(numbers)
    hit = np.isin(forward.term[places], wanted)
    rows, places = rows[hit], places[hit]
    parts = term_parts(forward, places, numbers[rows])
    terms = forward.term[places]
    for term, column, weight in pairs:
        own = terms == term
        np.maximum.at(found[:, column], rows[own], weight * parts[own])
    return found


def group_idf(forward: Forward, groups: Sequence[Group]) -> Array:
    """Give the idf of each group, as if its terms were one: their df added, at most N."""
    held = [min(forward.size, int(sum(forward.df[term] for term, _ in group.terms))) for group in groups]
    return idf(forward.size, np.array(held, np.float64))


def word_scores(parts: Array, weights: Array) -> Array:
    """Give the weighted mean of the parts; 0 when no word is known."""
    total = weights.sum()
    score: Array = parts @ weights / total if total > 0 else np.zeros(len(parts))
    return score


def concept_scores(shelf: Shelf, numbers: Array, concepts: Sequence[str]) -> Array:
    """Give the share of the asked concepts a document has, itself or below, rare ones weighing more."""
    score = np.zeros(len(numbers))
    weight = 0.0
    for concept in concepts:
        having = shelf.members["concept+"].having([concept])
        if held := int(having.sum()):
            value = float(idf(len(shelf), held))
            score += value * having[numbers]
            weight += value
    return score / weight if weight else score


def score(shelf: Shelf, numbers: Array, wanted: Wanted) -> Scores:
    """Score documents exactly, whichever arm found them: F0."""
    numbers = np.unique(np.asarray(numbers, np.int64))
    groups = wanted.groups
    weights = group_idf(shelf.forward, groups) * np.array([group.weight for group in groups])
    parts = group_parts(shelf.forward, numbers, groups)
    words = word_scores(parts, weights)
    cosine = np.zeros(len(numbers))
    if wanted.vector is not None and shelf.vectors.shape[1] == len(wanted.vector):
        cosine = (shelf.vectors[numbers] @ wanted.vector).astype(np.float64)
    concept = concept_scores(shelf, numbers, wanted.concepts)
    total = words + wanted.vector_weight * cosine + wanted.concept_weight * concept
    return Scores(numbers, total, words, cosine, concept, parts)


def second_look(shelf: Shelf, first: Scores, wanted: Wanted, allowed: Array) -> Scores:
    """Score again with the words, vectors and neighbours of the first hits: F.

    Args:
        shelf: Of the generation.
        first: F0 of the candidates.
        wanted: What was asked.
        allowed: bool by document number: neighbours that filters refuse do not join.

    Returns:
        Scores of the candidates and of the neighbours that joined; only ``total`` is the second
        look's, the other columns stay those of F0, which is what a reader is told.
    """
    if len(first.numbers) < 2:
        return first
    near = shelf.neighbours
    joined = near[first.numbers[first.order()[:NEIGHBOURS_OF]]].ravel()
    joined = joined[joined >= 0]
    numbers = np.union1d(first.numbers, joined[allowed[joined]])
    base = score(shelf, numbers, wanted)
    ranked = base.total[base.order()]
    gate = float(np.clip(1 - (ranked[0] - ranked[1]) / GATE, 0, 1))
    if gate == 0:
        return base
    richer, extra = _richer(shelf, base, wanted)
    again = _again(shelf, base, richer, extra)
    smooth = again.copy()
    rows = np.lexsort((numbers, -again))[:SMOOTHED]
    around = near[numbers[rows]]
    outside = np.setdiff1d(around[around >= 0], numbers)
    beyond = score(shelf, outside, wanted)
    known = np.concatenate([numbers, outside])
    values = np.concatenate([again, _again(shelf, beyond, richer, extra)])
    order = np.argsort(known)
    known, values = known[order], values[order]
    for row, neighbours in zip(rows, around, strict=True):
        real = neighbours[neighbours >= 0]
        if len(real):
            mean = values[np.searchsorted(known, real)].mean()
            smooth[row] = (1 - SMOOTHING) * again[row] + SMOOTHING * mean
    total = gate * smooth + (1 - gate) * base.total
    return Scores(numbers, total, base.words, base.vector, base.concept, base.parts)


def _richer(shelf: Shelf, base: Scores, wanted: Wanted) -> tuple[Wanted, tuple[Group, ...]]:
    """Give what was asked with the vector moved to the first hits, and their best terms as groups."""
    order = base.order()
    vector = wanted.vector
    if vector is not None and shelf.vectors.shape[1] == len(vector):
        mean = shelf.vectors[base.numbers[order[:VECTOR_DOCUMENTS]]].mean(axis=0)
        moved = vector + VECTOR_SHARE * mean
        vector = (moved / max(float(np.linalg.norm(moved)), 1e-9)).astype(np.float32)
    extra = feedback_groups(shelf.forward, base.numbers[order[:FEEDBACK_DOCUMENTS]], len(wanted.groups))
    return Wanted(wanted.groups, vector, wanted.concepts, wanted.vector_weight, wanted.concept_weight), extra


def feedback_groups(forward: Forward, numbers: Array, words: int) -> tuple[Group, ...]:
    """Choose the terms with the largest mean BM25F part times idf in some documents.

    Args:
        forward: The forward index.
        numbers: The first hits.
        words: Words in the query: the weights add up to a fifth of it.
    """
    if not words or not len(numbers):
        return ()
    rows, places = forward.rows(numbers)
    parts = term_parts(forward, places, numbers[rows])
    terms, inverse = np.unique(forward.term[places], return_inverse=True)
    mean = np.bincount(inverse, weights=parts) / len(numbers) * idf(forward.size, forward.df[terms])
    best = np.lexsort((terms, -mean))[:FEEDBACK_TERMS]
    share = mean[best] / max(float(mean[best].sum()), 1e-9) * FEEDBACK_SHARE * words
    return tuple(
        Group(((int(term), 1.0),), float(weight)) for term, weight in zip(terms[best], share, strict=True)
    )


def _again(shelf: Shelf, scores: Scores, richer: Wanted, extra: tuple[Group, ...]) -> Array:
    """Give F1 of documents whose F0 is known."""
    groups = (*richer.groups, *extra)
    parts = np.hstack([scores.parts, group_parts(shelf.forward, scores.numbers, extra)])
    weights = group_idf(shelf.forward, groups) * np.array([group.weight for group in groups])
    total = word_scores(parts, weights) + richer.concept_weight * scores.concept
    if richer.vector is not None and shelf.vectors.shape[1] == len(richer.vector):
        total = total + richer.vector_weight * (shelf.vectors[scores.numbers] @ richer.vector)
    return np.asarray(total, np.float64)


def reciprocal(rankings: Sequence[Sequence[int]], k: int = RRF_K) -> list[int]:
    """Merge rankings by reciprocal rank fusion; kept only to compare with in benchmarks.

    Args:
        rankings: Document numbers, best first, none twice.
        k: Damping, in ranks, 1 or more.

    Returns:
        Every number of any ranking, best first, ties by number.

    Source:
        Cormack, Clarke and Buettcher, SIGIR 2009; ``k = 60`` is theirs.

    >>> reciprocal([[1, 2], [2, 3]])
    [2, 1, 3]
    """
    total: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            total[number] = total.get(number, 0.0) + 1 / (k + rank)
    return sorted(total, key=lambda number: (-total[number], number))

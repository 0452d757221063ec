"""Search: understand the query, rank, explain, count facets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from catalogue.settings import Settings
from indexer.candidates import Plan, Ranked, matched, plan, rank
from indexer.document import CONCEPT_FACETS, FACETS, Document
from indexer.engine import Engine, Reader
from indexer.filters import NOT_STATED, Filters
from indexer.hits import Facet, FacetValue, Found, Hit, Marked, Parts, Reason
from indexer.options import Options, options_from
from indexer.quantities import Limit
from indexer.query import QueryError, Understood, understand
from indexer.why import (
    concept_reason,
    description_of,
    marks,
    meaning_reason,
    sentences,
    snippet,
    title_of,
    word_reason,
)

LARGEST_PAGE = 100
DEEPEST = 10_000
"""Hits that can be paged through; beyond, filters or the export serve better."""
MOST_VALUES = 100
QUOTED_HITS, QUOTED_SENTENCES = 5, 8
"""Hits found by meaning alone that get their nearest sentence, and sentences looked at in each."""
NO_PARTS = Parts(0.0, 0.0, 0.0)


def search(  # noqa: PLR0913  every argument is a control on the page
    engine: Engine,
    query: str,
    *,
    filters: Filters | None = None,
    page: int = 1,
    size: int = 20,
    language: str = "en",
    options: Options | None = None,
    settings: Settings | None = None,
    without: Collection[str] = (),
) -> Found:
    """Answer a query.

    An empty query finds everything, newest first. Limits and access rights read from the words hold
    besides the filters, until the reader takes them back by ``without``, or nothing at all would be left:
    then the answer goes without them and says so.

    Args:
        engine: Where the index is.
        query: Whatever was typed.
        filters: Chosen on the page; None for none.
        page: 1 and up.
        size: Hits on a page, 1 to 100.
        language: Of the reader, for titles and labels.
        options: Weights, encoder, limits; None reads them from the settings.
        settings: Where options come from; with neither, there is no vector arm.
        without: Keys of ``Read`` that must not be understood.

    Raises:
        QueryError: The query is too long or too deep, or the page lies beyond what can be shown.
        SearchIndexError: There is no index.
    """
    options = options or (options_from(settings) if settings else Options())
    _check_page(page, size)
    read = understand(
        query,
        words=options.scheme(),
        language=language,
        max_chars=options.max_chars,
        without=without,
        model_languages=options.model_languages,
    )
    filters = filters or Filters()
    found = _search(engine, read, _narrowed(filters, read), (page, size), language, options)
    wishes = [one for one in read.reads if one.kind != "concept"]
    if found.total or not wishes:
        return found
    others = _search(engine, read, filters, (page, size), language, options)
    if not others.total:
        return found
    said = " and ".join(f"“{one.text}”" for one in wishes)
    warning = f"No dataset that fits states {said}; these are the others."
    kept = tuple(one for one in others.read if one not in wishes)
    return replace(others, read=kept, warnings=(*others.warnings, warning))


def _search(
    engine: Engine,
    read: Understood,
    narrowed: Filters,
    paging: tuple[int, int],
    language: str,
    options: Options,
) -> Found:
    page, size = paging
    reader = engine.reader()
    warnings = (*reader.warnings, *read.warnings)
    if not read.words:
        return _everything(reader, read, narrowed, paging, language, options, warnings)
    planned = plan(reader, read, options)
    ranked = rank(reader, planned, narrowed, options)
    numbers: Sequence[int] = ranked.numbers
    if narrowed.sort != "relevance":
        numbers = [int(one) for one in reader.shelf.sorted_by(narrowed.sort, np.array(numbers, np.int64))]
    shown = numbers[(page - 1) * size : page * size]
    counts = {name: _facet_counts(reader, planned, ranked, narrowed, name, options) for name in FACETS}
    return Found(
        total=len(numbers),
        more=ranked.more,
        hits=_explained(reader, planned, ranked, shown, language, options),
        facets=_facets(counts, narrowed, options, language),
        read=read.reads,
        language=read.language,
        warnings=(*warnings, *planned.warnings),
        generation=reader.shelf.generation,
    )


def _check_page(page: int, size: int) -> None:
    if not 1 <= size <= LARGEST_PAGE:
        raise QueryError(
            f"a page of {size} hits was asked for, 1 to {LARGEST_PAGE} are given",
            hint="Ask for a smaller page.",
            code="page-size",
        )
    if page < 1 or page * size > DEEPEST:
        raise QueryError(
            f"page {page} lies beyond the first {DEEPEST} hits",
            hint="Narrow the search down, or take the whole catalogue from /catalog.ttl.",
            code="page-too-deep",
        )


def _narrowed(filters: Filters, read: Understood) -> Filters:
    """Add what was read from the words; what the page chose goes first."""
    values = dict(filters.values)
    if read.access and not values.get("access"):
        values["access"] = read.access

    def limit(name: Limit, chosen: int | None) -> int | None:
        return read.limits.get(name) if chosen is None else chosen

    return replace(
        filters,
        values=values,
        subjects_min=limit("subjects_min", filters.subjects_min),
        subjects_max=limit("subjects_max", filters.subjects_max),
        images_min=limit("images_min", filters.images_min),
    )


def _everything(
    reader: Reader,
    read: Understood,
    filters: Filters,
    paging: tuple[int, int],
    language: str,
    options: Options,
    warnings: tuple[str, ...],
) -> Found:
    page, size = paging
    total, numbers = reader.browse(filters, (page - 1) * size, size)
    counts = {name: reader.facet(name, filters.without(name)) for name in FACETS}
    return Found(
        total=total,
        more=False,
        hits=tuple(
            _hit(reader.shelf.document(number), (), (), language, 0.0, NO_PARTS) for number in numbers
        ),
        facets=_facets(counts, filters, options, language),
        read=read.reads,
        language=read.language,
        warnings=warnings,
        generation=reader.shelf.generation,
    )


def _facet_counts(
    reader: Reader, planned: Plan, ranked: Ranked, filters: Filters, name: str, options: Options
) -> dict[str, int]:
    if filters.values.get(name):
        ranked = rank(reader, planned, filters.without(name), replace(options, feedback=False))
    return reader.shelf.facet(name, np.array(sorted(ranked.numbers), np.int64))


def _facets(
    counts: Mapping[str, Mapping[str, int]], filters: Filters, options: Options, language: str
) -> tuple[Facet, ...]:
    words = options.scheme()
    facets = []
    for name, counted in counts.items():
        chosen = filters.values.get(name, ())
        listed = dict(counted) | {value: 0 for value in chosen if value not in counted}
        ranked = sorted((value == NOT_STATED, -count, value) for value, count in listed.items())
        order = [value for _, _, value in ranked]
        values = tuple(
            FacetValue(
                value,
                words.label(value, language) if name in CONCEPT_FACETS and value != NOT_STATED else value,
                listed[value],
                value in chosen,
            )
            for number, value in enumerate(order)
            if number < MOST_VALUES or value in chosen
        )
        facets.append(Facet(name, values, len(order) - len(values)))
    return tuple(facets)


def _explained(
    reader: Reader, planned: Plan, ranked: Ranked, shown: Sequence[int], language: str, options: Options
) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    alone: list[tuple[int, Document]] = []
    wanted, scores = planned.wanted, ranked.scores
    for number in shown:
        row = ranked.rows[number]
        document = reader.shelf.document(number)
        present = matched(planned, scores, row)
        reasons = _reasons(document, planned, [(one.word, one.terms) for one in present], options, language)
        terms = [name for one in present for name in one.terms]
        parts = Parts(
            round(float(scores.words[row]), 4),
            round(wanted.vector_weight * float(scores.vector[row]), 4),
            round(wanted.concept_weight * float(scores.concept[row]), 4),
        )
        if not reasons:
            alone.append((len(hits), document))
        hits.append(_hit(document, terms, reasons, language, round(float(scores.total[row]), 6), parts))
    for (place, _), quote in zip(alone, _nearest(planned, [one for _, one in alone], options), strict=True):
        hits[place] = replace(hits[place], reasons=(meaning_reason(quote),))
    return tuple(hits)


def _reasons(
    document: Document,
    planned: Plan,
    present: Sequence[tuple[str, Sequence[str]]],
    options: Options,
    language: str,
) -> list[Reason]:
    words = options.scheme()
    told = [concept_reason(document, concept, words, language) for concept in planned.wanted.concepts]
    found = [reason for reason in told if reason]
    by_words = word_reason(document, present, concepts=bool(found))
    return [*found, *([by_words] if by_words else [])]


def _nearest(planned: Plan, documents: Sequence[Document], options: Options) -> list[str]:
    """Give each document's sentence nearest to the query; the first one where that costs too much."""
    pools = [sentences(one, (*options.model_languages, *one.texts), QUOTED_SENTENCES) for one in documents]
    chosen = [pool[0] for pool in pools]
    vector, encoder = planned.wanted.vector, options.encoder
    if vector is not None and encoder is not None:
        some = pools[:QUOTED_HITS]
        flat = [sentence for pool in some for sentence in pool]
        closeness = encoder.encode(flat) @ vector if flat else np.zeros(0)
        start = 0
        for place, pool in enumerate(some):
            chosen[place] = pool[int(np.argmax(closeness[start : start + len(pool)]))]
            start += len(pool)
    return chosen


def _hit(
    document: Document,
    terms: Sequence[str],
    reasons: Sequence[Reason],
    language: str,
    score: float,
    parts: Parts,
) -> Hit:
    wanted = set(terms)
    title, title_language = title_of(document, language)
    description, its_language = description_of(document, language, wanted)
    return Hit(
        id=document.id,
        iri=document.iri,
        source=document.source,
        title=Marked(title, marks(title, title_language, wanted)),
        snippet=snippet(description, its_language, wanted),
        score=score,
        parts=parts,
        reasons=tuple(reasons),
        facets=dict(document.facets),
        numbers=dict(document.numbers),
        fresh=document.fresh,
    )

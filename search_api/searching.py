"""Search through the desk: what pages and API share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.hits import Found
from indexer.search import search
from search_api.asked import Asked, warnings_for
from search_api.desk import Desk


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and sentences about filters that cannot match."""

    found: Found
    warnings: tuple[str, ...]


def find(desk: Desk, asked: Asked, language: str) -> Answer:
    """Search; a hit that is no longer in the record is never shown.

    Args:
        asked: Query, filters, page.
        language: Of titles, labels and reasons.

    Raises:
        QueryError: The query or the page is refused.
        SearchIndexError: There is no index.
    """
    filters = asked.filters(asked.sort)
    found = search(
        desk.engine,
        asked.q,
        filters=filters,
        page=asked.page,
        size=asked.size,
        language=language,
        options=desk.options,
        without=asked.without,
    )
    held = desk.survey.ids()
    hits = tuple(hit for hit in found.hits if hit.id in held)
    return Answer(replace(found, hits=hits), (*found.warnings, *warnings_for(filters)))


def count(desk: Desk, asked: Asked) -> int:
    """Count the datasets of a search without showing them."""
    one = asked.model_copy(update={"size": 1, "page": 1})
    return find(desk, one, "en").found.total

"""The search page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from catalogue import listing
from catalogue.errors import SearchIndexError
from indexer.filters import SORTS
from indexer.search import DEEPEST
from search_api.asked import Asked, asked_of
from search_api.desk import Desk, desk_of
from search_api.reader import Reader, reader_of
from search_api.search_view import (
    advice,
    cards,
    chosen_chips,
    facet_views,
    near_concepts,
    page_numbers,
    read_chips,
)
from search_api.searching import find

router = APIRouter(include_in_schema=False)
EXAMPLES = (
    ("en", "MRI of brain tumours in children"),
    ("bg", "рак на гърдата"),
    ("de", "Prostata-MRT mit mindestens 500 Patienten"),
    ("es", "cáncer de pulmón TC acceso abierto"),
)


@router.get("/")
def search_page(request: Request) -> Response:
    """Show the box, what was found, and the ways to narrow it down."""
    desk = desk_of(request)
    reader = reader_of(request)
    asked = asked_of(request, desk.settings.integer("page_size"))
    title = reader.say("search.title.q", q=asked.q) if asked.q else reader.say("search.title")
    shown: dict[str, Any] = {"title": title, "asked": asked, "examples": EXAMPLES}
    shown["coverage"] = _coverage(desk, reader)
    try:
        answer = find(desk, asked, reader.language)
    except SearchIndexError as error:
        return desk.pages.render(
            request, "no_index.html", status=503, headers={"Retry-After": "60"}, error=error, **shown
        )
    found = answer.found
    empty = not found.hits and found.total == 0
    last = max(1, min(-(-found.total // asked.size), DEEPEST // asked.size))
    return desk.pages.render(
        request,
        "search.html",
        found=found,
        warnings=answer.warnings,
        cards=cards(found, desk, reader),
        facets=facet_views(found, asked, desk, reader),
        read=read_chips(found, asked, reader),
        chosen=chosen_chips(asked, desk, reader),
        advice=advice(asked, found, desk, reader) if empty else [],
        near=near_concepts(asked, found, reader) if empty else [],
        sorts=SORTS,
        last=last,
        pages=page_numbers(min(asked.page, last), last),
        noindex=_narrow(asked),
        **shown,
    )


def _narrow(asked: Asked) -> bool:
    """Tell whether robots should stay away: every combination of facets is a page."""
    return bool(asked.q or asked.pairs() or asked.page > 1)


def _coverage(desk: Desk, reader: Reader) -> dict[str, Any]:
    """Say what is in here and how fresh it is."""
    with desk.store.read() as connection:
        rows = listing.source_rows(connection)
        counted = listing.by_source(connection)
    fresh = max((row.last_complete_at for row in rows if row.last_complete_at), default="")
    total = sum(counted.values())
    return {
        "text": reader.say("search.coverage", n=total, shown=reader.number(total), sources=len(counted)),
        "fresh": fresh,
    }

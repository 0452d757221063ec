"""The statistics page: figures computed from the record, charts with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from indexer.filters import NOT_STATED
from indexer.statistics import Counts, Statistics
from search_api.asked import Narrowed, narrowed_of
from search_api.charts import Bar, bars, columns
from search_api.desk import Desk, desk_of
from search_api.labels import Label, facet_label, programme_label
from search_api.quality import dials, of_catalogue
from search_api.reader import Reader, reader_of

router = APIRouter(include_in_schema=False)
CHARTS = ("cancer_type", "modality", "country", "source", "body_part", "access")
MOST_BARS = 9
FOUR = ("datasets", "cancer_types", "images", "subjects")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the table behind it: rows of (label, address, datasets, images, people)."""

    name: str
    title: str
    drawing: Markup
    rows: tuple[tuple[Label, str, tuple[str, ...]], ...]
    rarer: int


@router.get("/statistics")
def statistics_page(request: Request) -> Response:
    """Show the four figures, then datasets by this and that."""
    desk = desk_of(request)
    reader = reader_of(request)
    narrowed = narrowed_of(request)
    counted = desk.survey.statistics(narrowed.filters())
    return desk.pages.render(
        request,
        "statistics.html",
        title=reader.say("statistics.title"),
        narrowed=[
            (reader.say(f"facet.{name}"), facet_label(name, value, reader, desk.source_title(value)))
            for name, values in narrowed.filters().chosen()
            for value in values
        ],
        parts=_parts(counted, desk, narrowed, reader),
        dials=dials(of_catalogue(desk, narrowed.filters()), reader),
        many=True,
        charts=[_chart(name, counted, narrowed, desk, reader) for name in CHARTS],
        growth=_growth(desk, narrowed, reader),
        noindex=bool(narrowed.pairs()),
    )


def _parts(counted: Statistics, desk: Desk, narrowed: Narrowed, reader: Reader) -> list[dict[str, Any]]:
    """Give the four figures of each programme and of all that belongs to none, and of the whole."""
    parts = []
    programmes = counted.by["programme"]
    for name in programmes:
        if len(programmes) > 1 or name != NOT_STATED:
            title = (
                reader.say("statistics.rest") if name == NOT_STATED else programme_label(name, reader).text
            )
            parts.append({"title": title, "figures": _four(programmes[name], reader)})
    order = (reader.say("statistics.rest"), reader.say("programme.sample"))
    parts.sort(key=lambda part: (part["title"] == order[0], part["title"] != order[1]))
    whole = {"title": reader.say("statistics.whole"), "figures": _four(counted.total, reader)}
    return [*parts, whole] if len(parts) != 1 else parts


def _four(counts: Counts, reader: Reader) -> list[dict[str, str]]:
    plain = counts.plain()
    figures = []
    for name in FOUR:
        note = ""
        if name in counts.saying:
            shown, total = reader.number(counts.saying[name]), reader.number(counts.datasets)
            note = reader.say("statistics.saying", n=counts.saying[name], shown=shown, all=total)
        figures.append(
            {
                "number": reader.number(plain[name]),
                "name": reader.say(f"figure.{name}", n=plain[name]),
                "note": note,
                "key": name,
            }
        )
    return figures


def _chart(facet: str, counted: Statistics, narrowed: Narrowed, desk: Desk, reader: Reader) -> Chart:
    values = counted.by[facet]
    title = reader.say("statistics.by", name=reader.say(f"facet.{facet}").lower())
    rows = tuple(_row(facet, value, counts, narrowed, desk, reader) for value, counts in values.items())
    drawn = [
        Bar(label.text, counts.datasets, reader.number(counts.datasets), href, label.language)
        for (label, href, _), counts in zip(rows, values.values(), strict=True)
    ]
    shown = drawn if len(drawn) <= MOST_BARS + 1 else drawn[:MOST_BARS]
    return Chart(
        facet,
        title,
        bars(f"chart-{facet}", title, reader.say("statistics.desc"), shown),
        rows,
        len(drawn) - len(shown),
    )


def _row(
    facet: str, value: str, counts: Counts, narrowed: Narrowed, desk: Desk, reader: Reader
) -> tuple[Label, str, tuple[str, ...]]:
    label = facet_label(facet, value, reader, desk.source_title(value))
    kept = [pair for pair in narrowed.pairs() if pair[0] != facet]
    lang = [("lang", reader.language)] if reader.chosen else []
    href = "/?" + urlencode([*kept, (facet, value), *lang])
    figures = (counts.datasets, counts.numbers["images"], counts.numbers["subjects"])
    return label, href, tuple(reader.number(one) for one in figures)


def _growth(desk: Desk, narrowed: Narrowed, reader: Reader) -> dict[str, Any] | None:
    """Draw how many datasets were known at the end of each month; only of the whole catalogue."""
    if narrowed.pairs():
        return None
    months: Mapping[str, int] = Counter(row.first_seen[:7] for row in desk.survey.rows())
    if not months:
        return None
    names = sorted(months)
    known = list(accumulate(months[name] for name in names))
    values = [Bar(name, total, reader.number(total)) for name, total in zip(names, known, strict=True)]
    title = reader.say("statistics.growth")
    return {
        "title": title,
        "drawing": columns("chart-growth", title, reader.say("statistics.growth.desc"), values),
        "rows": [(bar.label, bar.shown) for bar in values],
    }

"""Gauges for pages and API: of one dataset, of those that pass filters, of each source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from catalogue.gauges import EUCAIM, KEYS, MQA, Gain, Gauge
from catalogue.gauges_said import Marks, measure_dataset, tally
from catalogue.model import Dataset
from indexer.filters import Filters
from indexer.statistics import passing
from ontologies.gauging import Indicator
from ontologies.messages import messages, name_of
from ontologies.profiles import named
from search_api.desk import Desk
from search_api.labels import Label
from search_api.reader import Reader

WIDTH = 200
ASKED = "reachable"


@dataclass(frozen=True, slots=True)
class Work:
    """What is missing and what it would bring.

    Attributes:
        name: Of the property, in the reader's language where there is a name.
        note: What is asked of it beyond being there, and where; may be empty.
        property: CURIE; empty where the gauge is about the whole description.
        points: What would be won, of many datasets on average.
        datasets: How many lack it.
        share: Of those that were measured, 0..100.
    """

    name: Label
    note: str
    property: str
    points: str
    datasets: str
    share: int


@dataclass(frozen=True, slots=True)
class Dial:
    """One gauge as a page shows it.

    Attributes:
        key: Of the gauge.
        points, most: As the reader writes numbers.
        rating: ``excellent``, ``good``, ``sufficient`` or ``bad``.
        drawing: A bar; the same numbers stand beside it.
        work: What is missing, the largest gain first.
        unknown: Points that could not be measured; empty for none.
    """

    key: str
    points: str
    most: str
    rating: str
    drawing: Markup
    work: tuple[Work, ...]
    unknown: str


def keys_of(desk: Desk) -> tuple[str, ...]:
    """Gauges to show: EUCAIM's only where its profile is asked for by the settings."""
    asked = named(desk.settings.text("profiles"))
    return tuple(key for key in KEYS if key != EUCAIM or not asked or EUCAIM in asked)


def of_dataset(desk: Desk, dataset: Dataset) -> dict[str, Gauge]:
    """Measure one dataset as it is published here."""
    return measure_dataset(dataset, keys_of(desk))


def of_catalogue(desk: Desk, filters: Filters) -> dict[str, Gauge]:
    """Give the gauges of the datasets that pass the filters; empty when none does."""
    passes = passing(filters)
    rows = [row for row in desk.survey.rows() if passes(row.document)]
    found = {key: tally(key, (row.marks[key] for row in rows)) for key in keys_of(desk)}
    return {key: gauge for key, gauge in found.items() if gauge is not None}


def by_source(desk: Desk, key: str = MQA) -> dict[str, Gauge]:
    """Give one gauge of each source that has a dataset."""
    marks: dict[str, list[Marks]] = {}
    for row in desk.survey.rows():
        marks.setdefault(row.document.source, []).append(row.marks[key])
    found = {source: tally(key, some) for source, some in marks.items()}
    return {source: gauge for source, gauge in found.items() if gauge is not None}


def unknown_of(gauge: Gauge) -> list[Indicator]:
    """List what nobody measured: whether addresses answer is only known where they were asked."""
    return [one.indicator for one in gauge.scores if one.indicator.test == ASKED and not one.points]


def work_of(gauge: Gauge) -> list[Gain]:
    """List what is missing, the largest gain first; what nobody measured is no work."""
    unknown = unknown_of(gauge)
    return [one for one in gauge.work() if one.indicator not in unknown]


def dials(gauges: Mapping[str, Gauge], reader: Reader) -> list[Dial]:
    """Lay gauges out for a page."""
    return [_dial(key, gauge, reader) for key, gauge in gauges.items()]


def _dial(key: str, gauge: Gauge, reader: Reader) -> Dial:
    unknown = sum(one.points for one in unknown_of(gauge))
    return Dial(
        key,
        reader.number(round(gauge.total)),
        reader.number(gauge.scale.most),
        gauge.rating.lower(),
        _bar(gauge.share),
        tuple(_work(work_of(gauge), gauge.datasets, reader)),
        reader.number(unknown) if unknown else "",
    )


def _bar(share: float) -> Markup:
    return Markup(
        '<svg class="dial" viewBox="0 0 {width} 8" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">'
        '<rect class="ground" width="{width}" height="8" rx="4"/>'
        '<rect class="bar" width="{length}" height="8" rx="4"/></svg>'
    ).format(width=WIDTH, length=round(WIDTH * min(max(share, 0.0), 1.0), 1))


def _work(gains: Iterable[Gain], datasets: int, reader: Reader) -> Iterable[Work]:
    for gain in gains:
        indicator = gain.indicator
        notes = [reader.say("quality.at.distribution")] if indicator.at == "distribution" else []
        if indicator.test not in {"given", "conforms"}:
            notes.append(reader.say(f"quality.test.{indicator.test}"))
        property_ = indicator.properties[0] if indicator.properties else ""
        points = round(gain.points, 1)
        yield Work(
            _name(property_, reader),
            " · ".join(notes),
            property_,
            reader.number(int(points) if points == int(points) else points),
            reader.number(gain.datasets),
            round(100 * gain.datasets / datasets),
        )


def _name(property_: str, reader: Reader) -> Label:
    if not property_:
        return Label(reader.say("quality.conforms"), reader.page_language)
    translated = property_ in messages(reader.language).names
    language = reader.language if translated else "en"
    found = name_of(property_, language)
    return Label(found, language if found != property_ else "")

"""What the search page shows: cards, facets, chips, and what to do when nothing was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.document import CONCEPT_FACETS
from indexer.filters import NOT_STATED
from indexer.hits import Facet, Found, Hit, Reason
from indexer.query import Read
from indexer.shelf import Shelf
from ontologies.scheme import scheme
from search_api.asked import NUMBERS, Asked
from search_api.desk import Desk
from search_api.labels import Label, access_label, concept_label, facet_label
from search_api.reader import Reader
from search_api.safe import marked
from search_api.searching import count
from search_api.similar import language_of

OPEN_VALUES = 7
OPEN_FACETS = ("cancer_type", "body_part", "modality", "access")
FIGURES = ("subjects", "images", "studies")
MOST_ADVICE, MOST_NEAR, MOST_MODALITIES = 5, 8, 3


@dataclass(frozen=True, slots=True)
class Card:
    """One hit.

    Attributes:
        title, text: With marks.
        figures: (key, number, number as shown), those that are stated.
        access: Code in lower case, or ``unknown``.
    """

    id: str
    title: Markup
    title_language: str
    text: Markup
    text_language: str
    holder: str
    countries: tuple[Label, ...]
    source: str
    figures: tuple[tuple[str, int, str], ...]
    modalities: tuple[Label, ...]
    cancers: tuple[Label, ...]
    access: str
    access_label: Label
    reasons: tuple[Reason, ...]
    parts: tuple[str, str, str] | None


def cards(found: Found, desk: Desk, reader: Reader) -> list[Card]:
    """Make a card of each hit, in order."""
    shelf = desk.engine.reader().shelf
    return [_card(hit, shelf, desk, reader) for hit in found.hits]


def _card(hit: Hit, shelf: Shelf, desk: Desk, reader: Reader) -> Card:
    title_language, text_language = language_of(shelf, hit.id, hit.title.text, reader)
    access = hit.facets.get("access", ("unknown",))[0].lower()
    return Card(
        id=hit.id,
        title=marked(hit.title.text, hit.title.marks),
        title_language=title_language,
        text=marked(hit.snippet.text, hit.snippet.marks),
        text_language=text_language,
        holder=next(iter(hit.facets.get("publisher", ())), ""),
        countries=_labels(hit, "country", reader),
        source=desk.source_title(hit.source),
        figures=tuple(
            (name, hit.numbers[name], reader.number(hit.numbers[name]))
            for name in FIGURES
            if name in hit.numbers
        ),
        modalities=_labels(hit, "modality", reader)[:MOST_MODALITIES],
        cancers=_labels(hit, "cancer_type", reader)[:MOST_MODALITIES],
        access=access,
        access_label=access_label(access, reader),
        reasons=hit.reasons,
        parts=_parts(hit, reader) if hit.score else None,
    )


def _labels(hit: Hit, facet: str, reader: Reader) -> tuple[Label, ...]:
    return tuple(facet_label(facet, value, reader) for value in hit.facets.get(facet, ()))


def _parts(hit: Hit, reader: Reader) -> tuple[str, str, str]:
    parts = hit.parts
    return (
        reader.number(round(parts.words, 2)),
        reader.number(round(parts.vector, 2)),
        reader.number(round(parts.concept, 2)),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its label, count, and the address that adds or removes it."""

    value: str
    label: Label
    count: str
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the values in view, those behind "more", and "not stated" at the end."""

    name: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    not_stated: Choice | None
    open: bool
    left_out: int


def facet_views(found: Found, asked: Asked, desk: Desk, reader: Reader) -> list[FacetView]:
    """Arrange the facets; one that nobody states is left out."""
    return [view for facet in found.facets if (view := _facet_view(facet, asked, desk, reader))]


def _facet_view(facet: Facet, asked: Asked, desk: Desk, reader: Reader) -> FacetView | None:
    choices = [
        Choice(
            one.value,
            facet_label(facet.name, one.value, reader, desk.source_title(one.value)),
            reader.number(one.count),
            one.chosen,
            asked.without_value(facet.name, one.value)
            if one.chosen
            else asked.with_value(facet.name, one.value),
        )
        for one in facet.values
    ]
    stated = [one for one in choices if one.value != NOT_STATED]
    missing = next((one for one in choices if one.value == NOT_STATED), None)
    if not stated and not (missing and missing.chosen):
        return None
    chosen = [one for one in stated if one.chosen]
    order = [*chosen, *(one for one in stated if not one.chosen)]
    is_open = facet.name in OPEN_FACETS or bool(chosen) or bool(missing and missing.chosen)
    return FacetView(
        facet.name, tuple(order[:OPEN_VALUES]), tuple(order[OPEN_VALUES:]), missing, is_open, facet.left_out
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the search: what it is, and the address without it."""

    name: str
    label: Label
    url: str


def read_chips(found: Found, asked: Asked, reader: Reader) -> list[tuple[Read, Label, str]]:
    """List what was read from the query, each with the address that takes it back."""
    return [(one, _read_label(one, reader), asked.with_value("without", one.key)) for one in found.read]


def _read_label(one: Read, reader: Reader) -> Label:
    if one.kind == "concept":
        return concept_label(one.value, reader)
    if one.kind == "access":
        return facet_label("access", one.value, reader)
    name = one.key.partition(":")[2]
    shown = reader.number(int(one.value)) if one.value.isdecimal() else one.value
    return Label(reader.say(f"search.number.{name}", value=shown), reader.page_language)


def chosen_chips(asked: Asked, desk: Desk, reader: Reader) -> list[Chip]:
    """List what the reader chose, each with the address without it."""
    own = reader.page_language
    chips = []
    for name, value in asked.pairs():
        if name in NUMBERS:
            text = reader.say(f"search.number.{name}", value=reader.number(int(value)))
            chips.append(Chip(reader.say("facet.numbers"), Label(text, own), asked.without_names(name)))
        else:
            label = facet_label(name, value, reader, desk.source_title(value))
            chips.append(Chip(reader.say(f"facet.{name}"), label, asked.without_value(name, value)))
    return chips


@dataclass(frozen=True, slots=True)
class Advice:
    """A way out of an empty answer: what to leave away and how many datasets there are then."""

    name: str
    label: Label
    url: str
    count: int


def advice(asked: Asked, found: Found, desk: Desk, reader: Reader) -> list[Advice]:
    """Say which single filter or reading stands in the way, the most helpful first."""
    ways: list[tuple[str, Label, Asked]] = []
    for name, value in asked.pairs():
        label = (
            Label(reader.number(int(value)))
            if name in NUMBERS
            else facet_label(name, value, reader, desk.source_title(value))
        )
        kept = None if name in NUMBERS else [one for one in getattr(asked, name) if one != value]
        title = reader.say(f"facet.{name}") if name not in NUMBERS else reader.say("facet.numbers")
        ways.append((title, label, asked.model_copy(update={name: kept})))
    for one in found.read:
        if one.kind != "concept":
            without = [*asked.without, one.key]
            ways.append(
                (
                    reader.say("search.read"),
                    _read_label(one, reader),
                    asked.model_copy(update={"without": without}),
                )
            )
    listed = [Advice(name, label, less.url(), count(desk, less)) for name, label, less in ways[:MOST_ADVICE]]
    helpful = sorted((one for one in listed if one.count), key=lambda one: -one.count)
    if not helpful and len(ways) > 1:
        bare = Asked.model_validate({"q": asked.q, "lang": asked.lang})
        text = Label(reader.say("empty.filters"), reader.page_language)
        helpful = [Advice(reader.say("search.filters"), text, bare.url(), count(desk, bare))]
    return [one for one in helpful if one.count]


def near_concepts(asked: Asked, found: Found, reader: Reader) -> list[tuple[str, Label]]:
    """List concepts beside and above what was asked for, as (address, label)."""
    known = scheme()
    meant = [one.value for one in found.read if one.kind == "concept"]
    meant += [value for name in CONCEPT_FACETS for value in getattr(asked, name)]
    near: dict[str, None] = {}
    for concept in meant:
        for name in (*known.parents(concept), *known.siblings(concept), *known.children(concept)):
            near.setdefault(name)
    return [
        (_concept_url(name), concept_label(name, reader))
        for name in list(near)[:MOST_NEAR]
        if name not in meant
    ]


def _concept_url(name: str) -> str:
    kind = scheme().concepts[name].kind.replace("-", "_")
    return f"/?{kind}={name}" if kind in CONCEPT_FACETS else f"/concepts/{name}"


def page_numbers(page: int, last: int) -> Sequence[int]:
    """List the pages to link to: the first, the last and those around this one; 0 is a gap.

    >>> page_numbers(5, 9), page_numbers(1, 1)
    ([1, 0, 4, 5, 6, 0, 9], [1])
    """
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    listed: list[int] = []
    for number in near:
        if listed and number > listed[-1] + 1:
            listed.append(0)
        listed.append(number)
    return listed

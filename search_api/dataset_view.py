"""What the page of one dataset shows, gathered from its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalogue import facts
from catalogue.model import Claim, Dataset
from ontologies.scheme import scheme
from search_api.labels import Label, access_label, concept_label, facet_label, iri_label
from search_api.reader import Reader
from search_api.safe import web_link
from search_api.values import SIGNS, property_name

FIGURES = (("subjects", facts.SUBJECTS), ("images", facts.IMAGES), ("studies", facts.STUDIES),
           ("series", facts.SERIES))  # fmt: skip
CHIPS = (("cancer_type", facts.CANCER_TYPE), ("body_part", facts.BODY_PART), ("modality", facts.MODALITY))
DOORS = ("dcat:landingPage", "foaf:page")
ACCESS_CODES = ("PUBLIC", "RESTRICTED", "NON_PUBLIC")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its name's key, and who says so."""

    key: str
    number: str
    sign: str
    layer: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A concept of the dataset: its facet, id and label."""

    facet: str
    value: str
    label: Label


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language; ``language`` is empty where nobody knows."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """A way to get the data."""

    title: Text
    format: Label | None
    access: str | None
    download: str | None
    licence: Label | None


@dataclass(frozen=True, slots=True)
class View:
    """Everything above the table of values.

    Attributes:
        access: Key of the access sentence: a code in lower case, or ``unknown``.
        door: Where to go for the data; None when the provider gave no address.
    """

    title: Text
    descriptions: tuple[Text, ...]
    holder: Text | None
    countries: tuple[Label, ...]
    figures: tuple[Figure, ...]
    chips: tuple[Chip, ...]
    access: str
    access_label: Label
    door: str | None
    contact: str
    licence: Label | None
    licence_link: str | None
    keywords: tuple[Text, ...]
    distributions: tuple[Distribution, ...]
    issued: str
    modified: str
    programme: str


def view_of(dataset: Dataset, reader: Reader) -> View:
    """Gather what a page shows."""
    claims = dataset.claims
    order = [reader.language, "en"]
    title = facts.text(claims, "dct:title", order)
    return View(
        title=_text(title, dataset) if title else Text(dataset.identifier, ""),
        descriptions=_descriptions(dataset, order),
        holder=holder_of(claims, dataset, order),
        countries=_countries(claims, reader),
        figures=_figures(claims, reader),
        chips=_chips(claims, reader),
        access=access_of(claims).lower() or "unknown",
        access_label=access_label(access_of(claims).lower() or "unknown", reader),
        door=door_of(dataset),
        contact=_contact(claims),
        licence=_licence(claims, reader),
        licence_link=next((web_link(one) for one in facts.values(claims, "dct:license")), None),
        keywords=tuple(_text(one, dataset) for one in facts.of(claims, "dcat:keyword"))[:40],
        distributions=_distributions(dataset, reader, order),
        issued=next(iter(facts.values(claims, "dct:issued")), ""),
        modified=next(iter(facts.values(claims, "dct:modified")), ""),
        programme=next(iter(facts.values(claims, "messor:programme")), ""),
    )


def _text(claim: Claim, dataset: Dataset) -> Text:
    fallback = dataset.languages[0] if dataset.languages else ""
    return Text(claim.value, claim.language or fallback)


def _descriptions(dataset: Dataset, order: Sequence[str]) -> tuple[Text, ...]:
    """List the descriptions, one a language, the reader's first."""
    longest: dict[str, Text] = {}
    for claim in facts.of(dataset.claims, "dct:description"):
        if claim.kind != "literal":
            continue
        text = _text(claim, dataset)
        primary = text.language.split("-")[0].lower()
        if primary not in longest or len(longest[primary].value) < len(text.value):
            longest[primary] = text
    ranked = {language: number for number, language in enumerate(order)}
    return tuple(longest[key] for key in sorted(longest, key=lambda one: ranked.get(one, len(order))))


def holder_of(claims: Sequence[Claim], dataset: Dataset, order: Sequence[str]) -> Text | None:
    """Name who holds or publishes a dataset; None where nobody is named."""
    for property_ in ("dct:publisher", "dct:creator", "dct:rightsHolder"):
        for node in facts.nodes(claims, property_):
            for name in ("foaf:name", "vcard:fn", "schema:name", "rdfs:label"):
                if found := facts.text(claims, name, order, node):
                    return _text(found, dataset)
        literal = facts.text(claims, property_, order)
        if literal:
            return _text(literal, dataset)
    return None


def _countries(claims: Sequence[Claim], reader: Reader) -> tuple[Label, ...]:
    found = [one.value for one in facts.of(claims, "dct:spatial") if "/authority/country/" in one.value]
    return tuple(dict.fromkeys(iri_label(value, reader) for value in found))


def _figures(claims: Sequence[Claim], reader: Reader) -> tuple[Figure, ...]:
    found = []
    for key, property_ in FIGURES:
        number = facts.number(claims, property_)
        if number is not None:
            claim = facts.of(claims, property_)[0]
            found.append(Figure(key, reader.number(number), SIGNS[claim.layer], claim.layer.value))
    return tuple(found)


def _chips(claims: Sequence[Claim], reader: Reader) -> tuple[Chip, ...]:
    found = []
    for facet, property_ in CHIPS:
        for value in facts.values(claims, property_):
            concept = scheme().by_iri(value)
            if concept:
                found.append(Chip(facet, concept.id, concept_label(concept.id, reader)))
    return tuple(found)


def access_of(claims: Sequence[Claim]) -> str:
    """Give the code of a dataset's access right, empty when it is not known."""
    for value in facts.values(claims, "dct:accessRights"):
        code = value.rsplit("/", 1)[-1].upper()
        if code in ACCESS_CODES:
            return code
    return ""


def door_of(dataset: Dataset) -> str | None:
    """Find the page of the provider: its landing page, where access is had, the IRI, what was fetched."""
    claims = dataset.claims
    nodes = facts.nodes(claims, "dcat:distribution")
    candidates = [value for property_ in DOORS for value in facts.values(claims, property_)]
    candidates += [value for node in nodes for value in facts.values(claims, "dcat:accessURL", node)]
    own = "" if dataset.iri.endswith(dataset.id) else dataset.iri
    fetched = dataset.url if dataset.format in {"schema.org", "prose"} else ""
    return next((link for one in (*candidates, own, fetched) if (link := web_link(one))), None)


def _contact(claims: Sequence[Claim]) -> str:
    """Give the contact's name and mail address as plain text."""
    for node in facts.nodes(claims, "dcat:contactPoint"):
        names = facts.values(claims, "vcard:fn", node)
        mails = [one.removeprefix("mailto:") for one in facts.values(claims, "vcard:hasEmail", node)]
        if names or mails:
            return " · ".join([*names[:1], *mails[:1]])
    return ""


def _licence(claims: Sequence[Claim], reader: Reader) -> Label | None:
    for value in facts.values(claims, "dct:license"):
        return facet_label("licence", value, reader)
    return None


def _distributions(dataset: Dataset, reader: Reader, order: Sequence[str]) -> tuple[Distribution, ...]:
    claims = dataset.claims
    listed = []
    for number, node in enumerate(facts.nodes(claims, "dcat:distribution"), 1):
        title = facts.text(claims, "dct:title", order, node)
        formats = facts.values(claims, "dct:format", node) + facts.values(claims, "dcat:mediaType", node)
        licences = facts.values(claims, "dct:license", node)
        listed.append(
            Distribution(
                title=_text(title, dataset)
                if title
                else Text(f"{reader.say('node.dist')} {number}", reader.page_language),
                format=iri_label(formats[0], reader) if formats else None,
                access=_first_link(claims, "dcat:accessURL", node),
                download=_first_link(claims, "dcat:downloadURL", node),
                licence=facet_label("licence", licences[0], reader) if licences else None,
            )
        )
    return tuple(listed)


def _first_link(claims: Sequence[Claim], property_: str, node: str) -> str | None:
    return next((link for one in facts.values(claims, property_, node) if (link := web_link(one))), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One version of a dataset: when, by which run, and the names of the properties that changed."""

    number: int
    at: datetime
    run: int
    changed: tuple[str, ...]


def history(versions: Sequence[tuple[int, datetime, int, tuple[Claim, ...]]], reader: Reader) -> list[Step]:
    """Compare neighbouring versions, newest first."""
    steps = []
    for place, (number, at, run, claims) in enumerate(versions):
        older = versions[place + 1][3] if place + 1 < len(versions) else ()
        before, after = _values(older), _values(claims)
        moved = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        names = dict.fromkeys(property_name(name, reader) for name in moved) if older else ()
        steps.append(Step(number, at, run, tuple(names)))
    return steps


def _values(claims: Sequence[Claim]) -> Mapping[str, set[tuple[str, str, str | None]]]:
    found: dict[str, set[tuple[str, str, str | None]]] = {}
    for claim in claims:
        found.setdefault(claim.property, set()).add((claim.node, claim.value, claim.language))
    return found

"""What one reading says, as claims with quote and span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from catalogue.model import Claim, Evidence, Layer
from harvester.understand.access import access_of
from harvester.understand.conditions import conditions
from harvester.understand.figure import Figure
from harvester.understand.funding import funding
from harvester.understand.handling import handling
from harvester.understand.lexicon import Match
from harvester.understand.marks import marks
from harvester.understand.negation import ANDS
from harvester.understand.places import codes, places
from harvester.understand.reading import Reading
from harvester.understand.scanner import scanner
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.spoken import spoken
from harvester.understand.times import ages, has_period, periods
from harvester.understand.units import SLIDES
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme

PROPERTIES: Final = {
    "cancer-type": "eucaim:hasCondition",
    "body-part": "eucaim:hasImageBodyPart",
    "modality": "eucaim:hasImageModality",
}
LISTED: Final = "lexicon.list"
"""Start of the rule's name for a concept in a list: there a broader one means itself."""

TITLE: Final = "dct:title"
_WHOLE_SLIDE: Final = "whole-slide-imaging"
_COUNTRY: Final = "http://publications.europa.eu/resource/authority/country/"
_CAPITALS: Final = 3
_FEW_WORDS: Final = 9


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and what is needed to choose among many.

    Attributes:
        claim: With evidence.
        origin: Property of the text it stood in.
        rank: Of a figure or a period: smaller is more likely the whole.
        near: Of a body part: whether its sentence speaks of images or of cancer.
    """

    claim: Claim
    origin: str
    rank: int = 1
    near: bool = True


def said(one: Reading, origin: Claim, sure: float) -> Iterator[Said]:
    """Give everything a text says, in its order within each kind.

    Args:
        one: The text read.
        origin: The claim it is the value of.
        sure: Confidence of a plain label in such a text.
    """
    strong = _strong(one)
    told = {one.place[match.first] for match in one.matches if match.kind in _TELLING}
    seen: set[object] = set()
    for match in one.matches:
        near = match.kind != "body-part" or one.place[match.first] in told
        key = (match.concept, match.exact, match.listed, near, match.end - match.start <= _CAPITALS)
        if key not in seen and one.held(match):  # the first place of a concept is its evidence
            seen.add(key)
            yield _concept(one, match, origin, sure, near)
    if origin.property == "dcat:keyword":
        return
    yield from _slides(one, origin)
    for figure in one.figures:
        counted = (figure.property, figure.value, figure.rank, figure.confidence)
        if counted not in seen:
            seen.add(counted)
            yield _figure(figure, origin)
    right = access_of(one)
    if right:
        yield Said(
            _claim(
                origin,
                "dct:accessRights",
                right.iri,
                right.start,
                right.end,
                "access.sentence",
                right.confidence,
            ),
            origin.property,
        )
    yield from _times(one, origin, strong)
    tongues = list(spoken(one))
    yield from _places(one, origin, strong, [(start, end) for _, start, end in tongues])
    yield from _marks(one, origin)
    for paid in funding(one):
        made = _claim(
            origin, paid.property, paid.value, paid.start, paid.end, "funding.words", 0.85, kind="literal"
        )
        yield Said(made, origin.property)
    for term in (*conditions(one), *handling(one), *scanner(one)):
        told_before = (term.property, term.value, term.node, term.confidence, term.rank)
        if told_before in seen:
            continue
        seen.add(told_before)
        made = _claim(
            origin, term.property, term.value, term.start, term.end, term.rule, term.confidence,
            kind=term.kind, datatype=term.datatype, node=term.node,
        )  # fmt: skip
        yield Said(made, origin.property, rank=term.rank)
    for tag, start, end in tongues:
        yield Said(_claim(origin, "dct:language", tag, start, end, "language.label", 0.9), origin.property)


def _strong(one: Reading) -> set[int]:
    """Give the numbers of sentences that speak of images, people or hospitals."""
    strong = {one.place[figure.first] for figure in one.figures if figure.rank < 9}
    strong.update(one.place[match.first] for match in one.matches if one.held(match))
    strong.update(
        number
        for number, sentence in enumerate(one.sentences)
        if sentence.standing == HELD
        and (
            sentence.has("collected")
            or has_period(one.text[sentence.start : sentence.end])
            or _is_place_alone(one, sentence)
        )
    )
    return strong


def _is_place_alone(one: Reading, sentence: Sentence) -> bool:
    """Say whether a line or sentence is names of countries and nothing else: "Romania and Moldova."."""
    if not 0 <= sentence.last - sentence.first < _FEW_WORDS:
        return False
    rest = set(range(sentence.first, sentence.last + 1))
    for place in places(one.split, sentence.first, sentence.last, one.language):
        rest.difference_update(range(place.first, place.last + 1))
    said = len(rest) <= sentence.last - sentence.first
    return said and all(one.split[word].text in ANDS or one.split[word].text.isdecimal() for word in rest)


_TELLING = frozenset({"modality", "cancer-type"})
"""Kinds that make a sentence one about images or cancer: a body part in it is more than a word."""


def _concept(one: Reading, match: Match, origin: Claim, sure: float, near: bool) -> Said:
    written = one.text[match.start : match.end]
    confidence = sure if match.exact else sure - 0.05
    if match.kind != "modality" and len(written) <= _CAPITALS and written.isupper():
        confidence = 0.45
    rule = f"{LISTED if match.listed else 'lexicon'}.{match.kind}"
    iri = scheme().concepts[match.concept].iri
    claim = _claim(origin, PROPERTIES[match.kind], iri, match.start, match.end, rule, confidence)
    return Said(claim, origin.property, near=near)


def _slides(one: Reading, origin: Claim) -> Iterator[Said]:
    """Read counted slides as whole-slide images where no other word says how tissue was seen."""
    counted = [figure for figure in one.figures if figure.property == SLIDES and figure.rank < 9]
    if counted and not any(match.concept == _WHOLE_SLIDE and one.held(match) for match in one.matches):
        iri = scheme().concepts[_WHOLE_SLIDE].iri
        spot = (counted[0].start, counted[0].end)
        made = _claim(origin, PROPERTIES["modality"], iri, *spot, "figures.slides", 0.85)
        yield Said(made, origin.property)


def _figure(figure: Figure, origin: Claim) -> Said:
    made = _claim(
        origin, figure.property, str(figure.value), figure.start, figure.end, "figures.count",
        figure.confidence, kind="literal", datatype="xsd:nonNegativeInteger",
    )  # fmt: skip
    return Said(made, origin.property, rank=figure.rank)


def _times(one: Reading, origin: Claim, strong: set[int]) -> Iterator[Said]:
    node = "#temporal-1"
    known: set[object] = set()
    for number, period in enumerate(periods(one.text, one.sentences, strong)):
        if (period.first, period.last, period.single) in known:
            continue
        known.add((period.first, period.last, period.single))
        rule, confidence = ("times.year", 0.45) if period.single else ("times.period", 0.95)
        rank = number + (10 if period.single else 0)
        spot = (period.start, period.end, rule, confidence)
        made = _claim(origin, "dct:temporal", node, *spot, kind="node")
        yield Said(made, origin.property, rank=rank)
        for property_, year in (("dcat:startDate", period.first), ("dcat:endDate", period.last)):
            dated = _claim(
                origin, property_, str(year), *spot, kind="literal", datatype="xsd:gYear", node=node
            )
            yield Said(dated, origin.property, rank=rank)
    for age in ages(one.text, one.split, one.sentences):
        if (age.concept, age.confidence) in known:
            continue
        known.add((age.concept, age.confidence))
        iri = CONCEPT + age.concept
        made = _claim(origin, "messor:population", iri, age.start, age.end, "people.age", age.confidence)
        yield Said(made, origin.property)


def _places(
    one: Reading, origin: Claim, strong: set[int], tongues: Sequence[tuple[int, int]]
) -> Iterator[Said]:
    """Give countries; "written in Italian" names none."""
    known: set[str] = set()
    for number, sentence in enumerate(one.sentences):
        if sentence.standing != HELD:
            continue
        line = one.text[sentence.start : sentence.end]
        labelled = (":" in line or "|" in line or "...." in line) and sentence.last - sentence.first < 12
        if number not in strong and not labelled and not sentence.has("dataset", "platform"):
            continue
        named = list(places(one.split, sentence.first, sentence.last, one.language))
        if labelled and not named:
            named = list(codes(one.text, one.split, sentence.first, sentence.last))
        for place in named:
            if place.first in sentence.denied:
                continue
            code = place.code
            written = one.split[place.first].text
            # Slovenes and Croats call themselves and the Slovaks by other words than their neighbours do.
            if code == "SVK" and one.language in {"sl", "hr"} and written.startswith("slovensk"):
                code = "SVN"
            start, end = one.split[place.first].start, one.split[place.last].end
            if code in known or any(start < stop and begin < end for begin, stop in tongues):
                continue
            known.add(code)
            made = _claim(origin, "dct:spatial", _COUNTRY + code, start, end, "places.country", 0.9)
            yield Said(made, origin.property)


def _marks(one: Reading, origin: Claim) -> Iterator[Said]:
    for mark in marks(one):
        made = _claim(
            origin, "messor:annotated", "true" if mark.value else "false", mark.start, mark.end,
            "annotation.words", 0.93, kind="literal", datatype="xsd:boolean",
        )  # fmt: skip
        yield Said(made, origin.property, rank=mark.rank)


def _claim(  # noqa: PLR0913 - the parts of a claim
    claim: Claim,
    property_: str,
    value: str,
    start: int,
    end: int,
    rule: str,
    confidence: float,
    *,
    kind: Literal["literal", "iri", "node"] = "iri",
    datatype: str | None = None,
    node: str = "",
) -> Claim:
    origin = claim.evidence or Evidence("", "")
    quote = claim.value[start:end][:300]
    evidence = Evidence(origin.document, origin.url, origin.path, start, end, quote)
    return Claim(
        property_, value, kind, datatype=datatype, node=node, layer=Layer.INFERRED, evidence=evidence,
        rule=rule, confidence=round(confidence, 2),
    )  # fmt: skip

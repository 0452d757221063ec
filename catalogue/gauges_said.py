"""Gauges straight from claims, and many datasets' gauges kept small: no graph is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdflib import Literal, URIRef
from rdflib.term import Node

from catalogue.gauges import Gauge, Score, measure
from catalogue.model import Claim, Dataset, Finding, Severity
from ontologies.gauging import scale
from ontologies.namespaces import iri as expand
from ontologies.profiles import DCAT_AP


class Marks(NamedTuple):
    """What one dataset got, a bit an indicator of a scale.

    Attributes:
        got: Indicators with all their points.
        unknown: Indicators that could not be measured.
    """

    got: int
    unknown: int


class Claimed:
    """Answers for claims what a graph answers for triples."""

    def __init__(self, claims: Iterable[Claim], dataset: str) -> None:
        self._dataset = dataset
        self._said: dict[tuple[str, str], list[Node]] = {}
        for claim in claims:
            key = self._name(claim.node), expand(claim.property)
            self._said.setdefault(key, []).append(self._value(claim))

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Values of a property of a node."""
        return self._said.get((str(subject), str(predicate)), ())

    def _name(self, node: str) -> str:
        return f"{self._dataset}{node}" if node.startswith("#") or not node else node

    def _value(self, claim: Claim) -> Node:
        if claim.kind == "node":
            return URIRef(self._name(claim.value))
        return URIRef(claim.value) if claim.kind == "iri" else Literal(claim.value)


def measure_dataset(dataset: Dataset, keys: Iterable[str]) -> dict[str, Gauge]:
    """Measure a dataset as it is published here, what was inferred and decided included.

    Args:
        dataset: From the record, with its findings.
        keys: Of ``ontologies.gauging.KEYS``.

    Returns:
        Gauges by key, in the order given.
    """
    return measure_claims(dataset.iri, dataset.claims, dataset.findings, keys)


def measure_claims(
    iri: str, claims: Iterable[Claim], findings: Iterable[Finding], keys: Iterable[str]
) -> dict[str, Gauge]:
    """Measure what is published of a dataset; see ``measure_dataset``."""
    said = Claimed(claims, iri)
    conforms = not any(one.severity is Severity.VIOLATION and one.profile == DCAT_AP for one in findings)
    return {key: measure(key, said, iri, conforms=conforms) for key in keys}


def marks_of(gauge: Gauge) -> Marks:
    """Keep a dataset's gauge in two numbers."""
    got = unknown = 0
    for place, score in enumerate(gauge.scores):
        got |= (score.points >= score.indicator.points) << place
        unknown |= (not score.known) << place
    return Marks(got, unknown)


def tally(key: str, marks: Iterable[Marks]) -> Gauge | None:
    """The gauge of many datasets: averages, and how many lack what.

    Args:
        key: Of ``ontologies.gauging.KEYS``.
        marks: Of that scale, read once; may be empty.

    Returns:
        None when there is no dataset.
    """
    one = scale(key)
    places = range(len(one.indicators))
    got, unknown, number = [0] * len(places), [0] * len(places), 0
    for mark in marks:
        number += 1
        for place in places:
            got[place] += mark.got >> place & 1
            unknown[place] += mark.unknown >> place & 1
    if not number:
        return None
    scores = tuple(
        Score(indicator, indicator.points * got[place] / number, unknown[place] < number)
        for place, indicator in enumerate(one.indicators)
    )
    lacking: Mapping[str, int] = {
        indicator.key: number - got[place]
        for place, indicator in enumerate(one.indicators)
        if got[place] < number
    }
    return Gauge(one, scores, number, lacking)

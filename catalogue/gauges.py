"""Measure descriptions: points an indicator, a rating word, and what to do first.

Pure functions of a graph. A gauge of a source or of the catalogue is the average of its datasets' gauges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontologies.errors import ProjectError
from ontologies.gauging import EHDS, KEYS, MQA, Indicator, Scale, scale
from ontologies.namespaces import ALIASES, PREFIXES, iri
from ontologies.profiles import EUCAIM
from ontologies.spellings import current

__all__ = [
    "EHDS",
    "EUCAIM",
    "KEYS",
    "MQA",
    "Gain",
    "Gauge",
    "Said",
    "Score",
    "measure",
    "measure_all",
    "together",
]
_ONE: Final = "interoperability"
_DISTRIBUTION: Final = URIRef(iri("dcat:distribution"))


class Said(Protocol):
    """Where a dataset is described; a graph of rdflib fits."""

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Values of a property of a node."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one indicator.

    Attributes:
        indicator: What was measured.
        points: What it got; of several datasets the average.
        known: False when it could not be measured (nobody asked whether the address answers).
    """

    indicator: Indicator
    points: float
    known: bool = True


@dataclass(frozen=True, slots=True)
class Gain:
    """A piece of work and what it brings.

    Attributes:
        indicator: What is missing.
        points: What would be won; of several datasets the average.
        datasets: How many datasets lack it.
    """

    indicator: Indicator
    points: float
    datasets: int


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measurement.

    Attributes:
        scale: What was measured.
        scores: One an indicator, in the order of the scale.
        datasets: How many datasets it stands for; 0 when there was none.
        lacking: Datasets that got less than all points, by indicator.
    """

    scale: Scale
    scores: tuple[Score, ...]
    datasets: int
    lacking: Mapping[str, int]

    @property
    def total(self) -> float:
        """All points."""
        return sum(one.points for one in self.scores)

    @property
    def share(self) -> float:
        """Points as a share of what is possible, 0..1."""
        return self.total / self.scale.most if self.scale.most else 0.0

    @property
    def rating(self) -> str:
        """The word for the total: Excellent, Good, Sufficient or Bad."""
        return next((word for word, least in self.scale.ratings if self.total >= least), "Bad")

    def by_dimension(self) -> dict[str, tuple[float, int]]:
        """Points got and points possible of each dimension, in the order of the scale."""
        found: dict[str, tuple[float, int]] = {}
        for one in self.scores:
            got, most = found.get(one.indicator.dimension, (0.0, 0))
            found[one.indicator.dimension] = (got + one.points, most + one.indicator.points)
        return found

    def work(self) -> list[Gain]:
        """What to do, the largest gain first; what could not be measured is no work."""
        gains = [
            Gain(one.indicator, one.indicator.points - one.points, self.lacking.get(one.indicator.key, 0))
            for one in self.scores
            if one.known and one.points < one.indicator.points
        ]
        return sorted(gains, key=lambda one: (-one.points, one.indicator.key))


def measure(
    key: str,
    graph: Said,
    dataset: str,
    *,
    conforms: bool | None = None,
    answers: Mapping[str, bool] | None = None,
) -> Gauge:
    """Measure one dataset.

    Args:
        key: Of ``KEYS``: ``mqa``, ``ehds-article-77``, ``eucaim-2.0``.
        graph: Where it is described; left as it is.
        dataset: Its IRI.
        conforms: Whether checking by DCAT-AP found no violation; None when it was not checked.
        answers: For each address that was asked, whether it answered.

    Raises:
        VocabularyError: There is no such gauge.
    """
    one = scale(key)
    looked = _Look(one, graph, URIRef(dataset), conforms, answers or {})
    scores = tuple(map(looked.score, one.indicators))
    lacking = {score.indicator.key: 1 for score in scores if score.points < score.indicator.points}
    return Gauge(one, scores, 1, lacking)


def measure_all(graph: Graph, dataset: str, *, conforms: bool | None = None) -> dict[str, Gauge]:
    """Measure one dataset by every gauge, by key."""
    return {key: measure(key, graph, dataset, conforms=conforms) for key in KEYS}


def together(gauges: Iterable[Gauge]) -> Gauge:
    """The gauge of a source or of the catalogue: the average of its datasets.

    Args:
        gauges: Of one scale; gauges of several datasets weigh as many.

    Raises:
        ProjectError: There is none, or they are of different scales.
    """
    listed = list(gauges)
    keys = {one.scale.key for one in listed}
    if len(keys) != 1:
        found = ", ".join(sorted(keys)) or "no gauge"
        raise ProjectError(f"{found} cannot be averaged", hint="Average gauges of one scale, at least one.")
    first = listed[0]
    number = sum(one.datasets for one in listed)
    lacking: dict[str, int] = {}
    points = [0.0] * len(first.scores)
    known = [False] * len(first.scores)
    for one in listed:
        for key, count in one.lacking.items():
            lacking[key] = lacking.get(key, 0) + count
        for place, score in enumerate(one.scores):
            points[place] += score.points * one.datasets
            known[place] = known[place] or score.known
    scores = tuple(
        Score(score.indicator, points[place] / number if number else 0.0, known[place])
        for place, score in enumerate(first.scores)
    )
    return Gauge(first.scale, scores, number, lacking)


class _Look:
    """Looks at one dataset for one scale."""

    def __init__(
        self, one: Scale, graph: Said, dataset: URIRef, conforms: bool | None, answers: Mapping[str, bool]
    ) -> None:
        self.scale, self.graph, self.dataset = one, graph, dataset
        self.conforms, self.answers = conforms, answers
        self.distributions = sorted(graph.objects(dataset, _DISTRIBUTION), key=str)
        self.best = self._best()

    def score(self, indicator: Indicator) -> Score:
        if indicator.test == "conforms":
            points = indicator.points if self.conforms else 0
            return Score(indicator, points, self.conforms is not None)
        if indicator.test == "reachable":
            return self._reachable(indicator)
        passed = any(self._passes(indicator, node) for node in self._nodes(indicator))
        return Score(indicator, indicator.points if passed else 0)

    def _best(self) -> list[Node]:
        """The distribution with most points for interoperability: there only one counts."""
        asked = [one for one in self.scale.indicators if one.dimension == _ONE and one.at == "distribution"]

        def points(node: Node) -> int:
            return sum(one.points for one in asked if self._passes(one, node))

        return [max(self.distributions, key=points)] if self.distributions else []

    def _nodes(self, indicator: Indicator) -> list[Node]:
        if indicator.at == "dataset":
            return [self.dataset]
        if indicator.dimension == _ONE:
            return self.best
        return [*([self.dataset] if indicator.at == "any" else []), *self.distributions]

    def _reachable(self, indicator: Indicator) -> Score:
        addresses = [
            str(value) for node in self._nodes(indicator) for _, value in self._values(indicator, node)
        ]
        asked = [self.answers[one] for one in addresses if one in self.answers]
        return Score(indicator, indicator.points if any(asked) else 0, bool(asked) or not addresses)

    def _values(self, indicator: Indicator, node: Node) -> Iterator[tuple[str, Node]]:
        for name in indicator.properties:
            for spelling in _spellings(name):
                for value in self.graph.objects(node, spelling):
                    if not isinstance(value, Literal) or str(value).strip():
                        yield name, value

    def _passes(self, indicator: Indicator, node: Node) -> bool:
        values = self._values(indicator, node)
        if indicator.test == "given":
            return next(values, None) is not None
        if indicator.test == "listed":
            return any(self.scale.listed.get(name, "\n") in current(str(value)) for name, value in values)
        codes = self.scale.formats[indicator.test]
        return any(str(value).rstrip("/").rpartition("/")[2].upper() in codes for _, value in values)


@cache
def _spellings(name: str) -> list[URIRef]:
    """A property under every namespace that means the same."""
    prefix, _, rest = name.partition(":")
    others = [alias for alias, namespace in ALIASES.items() if namespace == PREFIXES[prefix]]
    return [URIRef(start + rest) for start in (PREFIXES[prefix], *others)]

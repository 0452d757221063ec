"""Gauges as linked data: measurements and what they measure, in the Data Quality Vocabulary (DQV)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from catalogue.gauges import Gauge
from catalogue.statements import Statements
from catalogue.terms import TYPE, address, encoded, literal
from ontologies.gauging import scale
from ontologies.namespaces import GAUGE, iri

IN_TOTALS: Final = frozenset({"dqv", "prov", "xsd"})
"""Short names that ``totals`` uses."""

_DOUBLE: Final = iri("xsd:double")


class Measured(NamedTuple):
    """What was measured, and by whom.

    Attributes:
        subject: IRI of the dataset.
        page: Where we show it; measurements are named after it, for they are ours and not the provider's.
        by: IRI of whoever measured.
    """

    subject: str
    page: str
    by: str


def add_total(graph: Statements, measured: Measured, name: str, points: float) -> None:
    """Add a measurement.

    The same measurement is the same statements, whenever it is made.

    Args:
        graph: It grows.
        measured: What was measured.
        name: Of what is counted: of a gauge, or ``<gauge>/<indicator>``.
        points: What it got.
    """
    node = address(f"{measured.page}#quality-{_part(name)}")
    subject = address(measured.subject)
    graph.add(subject, _term("dqv:hasQualityMeasurement"), node)
    graph.add(node, TYPE, _term("dqv:QualityMeasurement"))
    graph.add(node, _term("dqv:isMeasurementOf"), metric(name))
    graph.add(node, _term("dqv:computedOn"), subject)
    graph.add(node, _term("dqv:value"), literal(str(round(float(points), 2)), datatype=_DOUBLE))
    graph.add(node, _term("prov:wasAttributedTo"), address(measured.by))


def totals(measured: Measured, points: Mapping[str, float]) -> str:
    """Write measurements as Turtle with our short names: what ``add_total`` says, without a graph.

    Args:
        measured: What was measured.
        points: By name of what is counted; may be empty.
    """
    if not points:
        return ""
    subject, by = f"<{encoded(measured.subject)}>", f"<{encoded(measured.by)}>"
    nodes = {name: f"<{measured.page}#quality-{_part(name)}>" for name in points}
    lines = [
        f"{nodes[name]} a dqv:QualityMeasurement ; dqv:isMeasurementOf {metric(name)} ;\n"
        f'    dqv:computedOn {subject} ; dqv:value "{round(float(value), 2)}"^^xsd:double ;\n'
        f"    prov:wasAttributedTo {by} .\n"
        for name, value in points.items()
    ]
    return f"{subject} dqv:hasQualityMeasurement {', '.join(nodes.values())} .\n{''.join(lines)}"


def add_gauge(graph: Statements, measured: Measured, gauge: Gauge) -> None:
    """Add a gauge: its total, and a measurement an indicator that is known."""
    key = gauge.scale.key
    add_total(graph, measured, key, gauge.total)
    for score in gauge.scores:
        if score.known:
            add_total(graph, measured, f"{key}/{score.indicator.key}", score.points)


def define(graph: Statements, keys: Iterable[str], *, parts: bool = True) -> None:
    """Add what gauges measure, as ``dqv:Metric``: title, version, points possible, property.

    Args:
        graph: It grows.
        keys: Of ``ontologies.gauging.KEYS``.
        parts: The indicators too, not only the totals.
    """
    for key in keys:
        one = scale(key)
        _define(graph, key, one.title, f"Points of {one.title}, version {one.version}: 0 to {one.most}.")
        for part in one.indicators if parts else ():
            node = _define(
                graph, f"{key}/{part.key}", f"{one.title}: {part.key}", f"0 to {part.points} points."
            )
            graph.add(node, _term("dct:isPartOf"), metric(key))
            for property_ in part.properties:
                graph.add(node, _term("rdfs:seeAlso"), _term(property_))
            if part.dimension:
                dimension = metric(f"{key}#{part.dimension}")
                graph.add(node, _term("dqv:inDimension"), dimension)
                graph.add(dimension, TYPE, _term("dqv:Dimension"))
                graph.add(dimension, _term("skos:prefLabel"), literal(part.dimension, "en"))


def metric(name: str) -> str:
    """Give the term of what is counted: of a gauge, or of ``<gauge>/<indicator>``."""
    key, slash, part = name.partition("/")
    return address(f"{GAUGE}{key}{slash}{_part(part)}")


def _define(graph: Statements, name: str, title: str, words: str) -> str:
    node = metric(name)
    graph.add(node, TYPE, _term("dqv:Metric"))
    graph.add(node, _term("skos:prefLabel"), literal(title, "en"))
    graph.add(node, _term("skos:definition"), literal(words, "en"))
    graph.add(node, _term("dqv:expectedDataType"), address(_DOUBLE))
    return node


def _part(name: str) -> str:
    return name.replace("/", "-").replace(":", "-")


def _term(curie: str) -> str:
    return address(iri(curie))

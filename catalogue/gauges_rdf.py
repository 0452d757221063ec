"""Gauges as linked data: measurements in the Data Quality Vocabulary (DQV)."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, XSD, Graph, Literal, URIRef

from catalogue.gauges import Gauge
from ontologies.namespaces import iri

METRICS: Final = "https://w3id.org/messor/gauge/"
"""Start of the IRIs of our metrics: ``<gauge>`` for a total, ``<gauge>/<indicator>`` for one of its parts."""


def dqv(gauge: Gauge, subject: str) -> Graph:
    """Say a gauge in DQV.

    Args:
        gauge: What was measured.
        subject: IRI of the dataset, source or catalogue it was measured at.

    Returns:
        A graph with one ``dqv:QualityMeasurement`` an indicator that is known, and one for the total. Their
        IRIs are made from the subject's, so the same measurement is the same triples.
    """
    graph = Graph(bind_namespaces="none")
    _add(graph, gauge, subject, "", gauge.total)
    for score in gauge.scores:
        if score.known:
            _add(graph, gauge, subject, score.indicator.key, score.points)
    return graph


def _add(graph: Graph, gauge: Gauge, subject: str, part: str, points: float) -> None:
    name = f"{gauge.scale.key}/{part}" if part else gauge.scale.key
    node = URIRef(f"{subject}#quality-{name.replace('/', '-').replace(':', '-')}")
    graph.add((URIRef(subject), _of("hasQualityMeasurement"), node))
    graph.add((node, RDF.type, _of("QualityMeasurement")))
    graph.add((node, _of("computedOn"), URIRef(subject)))
    graph.add((node, _of("isMeasurementOf"), URIRef(METRICS + name)))
    graph.add((node, _of("value"), Literal(round(points, 2), datatype=XSD.double)))


def _of(name: str) -> URIRef:
    return URIRef(iri(f"dqv:{name}"))

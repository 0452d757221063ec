"""A gauge from claims is the gauge of the graph; many datasets are tallied without keeping their gauges."""

import pytest
from rdflib import Graph

from catalogue.gauges import KEYS, MQA, measure_all, together
from catalogue.gauges_said import marks_of, measure_dataset, tally
from catalogue.model import Finding, Severity
from catalogue.rdf import to_graph
from ontologies.profiles import DCAT_AP
from tests.conftest import describe, put, said

EU = "http://publications.europa.eu/resource/authority/"
CLAIMS = {
    "only a title": (),
    "a theme as text": (said("dcat:theme", "health"),),
    "lists and a distribution": (
        said("dcat:theme", EU + "data-theme/HEAL", kind="iri"),
        said("dcat:keyword", "breast", language="en"),
        said("dcat:distribution", "#dist-1", kind="node"),
        said("dct:format", EU + "file-type/CSV", kind="iri", node="#dist-1"),
        said("dct:license", EU + "licence/CC_BY_4_0", kind="iri", node="#dist-1"),
        said("healthdcatap:numberOfRecords", "12", datatype="xsd:integer"),
    ),
    "two distributions of which one is better": (
        said("dcat:distribution", "#dist-1", kind="node"),
        said("dcat:distribution", "#dist-2", kind="node"),
        said("dcat:accessURL", "https://clinic.example/ask", kind="iri", node="#dist-1"),
        said("dct:format", EU + "file-type/CSV", kind="iri", node="#dist-2"),
        said(
            "dcat:mediaType",
            "https://www.iana.org/assignments/media-types/text/csv",
            kind="iri",
            node="#dist-2",
        ),
    ),
}


@pytest.fixture
def kept(store):
    """Keep a description and read the dataset back."""
    from catalogue import datasets, runs
    from catalogue.sources import Source

    source = Source(key="clinic", title="A clinic", kind="ckan", url="https://clinic.example/")

    def keep(identifier, *claims, **more):
        with store.write() as connection:
            run, _ = runs.begin(connection, source, 60) if not keep.run else (keep.run, None)
            keep.run = run
            key = put(connection, run.id, describe(identifier, "", *claims, **more))
        with store.read() as connection:
            return next(one for one in datasets.walk(connection) if one.id == key)

    keep.run = None
    return keep


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS)
def test_claims_are_measured_as_their_graph_is(kept, claims):
    dataset = kept("one", *claims)
    graph: Graph = to_graph(dataset.claims, iri=dataset.iri)
    expected = measure_all(graph, dataset.iri, conforms=True)

    assert measure_dataset(dataset, KEYS) == expected
    assert expected[MQA].total >= 30


def test_a_violation_of_dcat_ap_costs_its_points_and_others_do_not(kept):
    def points(profile):
        wrong = Finding("publisher-missing", Severity.VIOLATION, "dct:publisher", profile=profile)
        return measure_dataset(kept(profile, findings=(wrong,)), (MQA,))[MQA].total

    assert points(DCAT_AP) == points("healthdcat-ap-r8") - 30


def test_many_tallied_are_their_average(kept):
    gauges = [measure_dataset(kept(name, *claims), (MQA,))[MQA] for name, claims in CLAIMS.items()]
    tallied = tally(MQA, map(marks_of, gauges))
    expected = together(gauges)

    assert tallied is not None
    assert [round(one.points, 6) for one in tallied.scores] == [
        round(one.points, 6) for one in expected.scores
    ]
    assert [one.known for one in tallied.scores] == [one.known for one in expected.scores]
    assert tallied.lacking == expected.lacking
    assert tallied.datasets == len(CLAIMS)


def test_no_dataset_has_no_gauge():
    assert tally(MQA, ()) is None

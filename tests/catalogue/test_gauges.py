"""Gauges give each point for what is there, add up to what is published, and name the best work first."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from catalogue.gauges import EHDS, EUCAIM, KEYS, MQA, measure, measure_all, together
from catalogue.gauges_rdf import Measured, add_gauge, define
from catalogue.rdf import graph_of
from catalogue.statements import Statements
from ontologies.errors import ProjectError, VocabularyError
from ontologies.gauging import scale
from ontologies.namespaces import GAUGE, iri

FOLDER = Path(__file__).parents[1] / "ontologies"
FORMAT, TYPES = URIRef(iri("dct:format")), "http://publications.europa.eu/resource/authority/file-type/"
SET = "https://hospital.example/set"


@pytest.fixture
def whole() -> Graph:
    graph = Graph().parse(FOLDER / "whole-r8.ttl")
    graph.parse(FOLDER / "whole-eucaim.ttl")
    graph.set((URIRef("https://hospital.example/files"), FORMAT, URIRef(f"{TYPES}JSON")))
    return graph


def test_the_points_are_those_of_the_methodology() -> None:
    sums: dict[str, int] = {}
    for one in scale(MQA).indicators:
        sums[one.dimension] = sums.get(one.dimension, 0) + one.points

    assert sums == {
        "findability": 100,
        "accessibility": 100,
        "interoperability": 110,
        "reusability": 75,
        "contextuality": 20,
    }


def test_nothing_said_is_bad_and_everything_is_work() -> None:
    gauge = measure(MQA, Graph(), SET, conforms=False)

    assert (gauge.total, gauge.rating) == (0, "Bad")
    assert sum(one.points for one in gauge.work()) == 405
    assert gauge.work()[0].indicator.key == "access-url-reachable"


def test_a_whole_description_gets_what_can_be_had_without_asking(whole: Graph) -> None:
    gauge = measure(MQA, whole, SET, conforms=True)

    assert gauge.total == 405 - 50 - 30
    assert gauge.rating == "Good"
    assert gauge.by_dimension()["findability"] == (100, 100)
    assert gauge.work() == []  # whether addresses answer was not asked: no work


def test_addresses_that_answered_count(whole: Graph) -> None:
    asked = {"https://hospital.example/apply": True, "https://hospital.example/files.zip": True}
    gauge = measure(MQA, whole, SET, conforms=True, answers=asked)

    assert (gauge.total, gauge.rating) == (405, "Excellent")
    silent = measure(MQA, whole, SET, conforms=True, answers=dict.fromkeys(asked, False))
    assert silent.total == 325
    assert [one.indicator.key for one in silent.work()] == ["access-url-reachable", "download-url-reachable"]


@pytest.mark.parametrize("indicator", [one for one in scale(MQA).indicators if one.test != "reachable"],
                         ids=lambda one: one.key)  # fmt: skip
def test_what_is_taken_away_costs_its_points(whole: Graph, indicator: object) -> None:
    from ontologies.gauging import Indicator

    assert isinstance(indicator, Indicator)
    for name in indicator.properties:
        whole.remove((None, URIRef(iri(name)), None))

    after = measure(MQA, whole, SET, conforms=indicator.test != "conforms")

    assert {one.indicator.key: one.points for one in after.scores}[indicator.key] == 0
    assert indicator.key in {one.indicator.key for one in after.work()}


def test_the_best_distribution_counts(whole: Graph) -> None:
    for number in range(3):
        node = URIRef(f"https://hospital.example/{number}")
        whole.add((URIRef(SET), URIRef(iri("dcat:distribution")), node))

    assert measure(MQA, whole, SET, conforms=True).total == 325


def test_interoperability_is_that_of_one_distribution_not_of_the_best_of_each() -> None:
    graph, distribution = Graph(), URIRef(iri("dcat:distribution"))
    one, two = URIRef("urn:one"), URIRef("urn:two")
    for node in (one, two):
        graph.add((URIRef(SET), distribution, node))
    graph.add((one, FORMAT, URIRef(f"{TYPES}CSV")))
    graph.add((two, URIRef(iri("dcat:mediaType")), Literal("text/csv")))

    assert measure(MQA, graph, SET).by_dimension()["interoperability"][0] == 70


def test_a_format_that_is_not_open_costs(whole: Graph) -> None:
    for node in list(whole.subjects(FORMAT)):
        whole.set((node, FORMAT, URIRef(f"{TYPES}MDB")))

    keys = {one.indicator.key for one in measure(MQA, whole, SET, conforms=True).work()}
    assert keys == {"non-proprietary", "machine-readable"}


def test_an_empty_text_is_not_given() -> None:
    graph = Graph()
    graph.add((URIRef(SET), URIRef(iri("dcat:keyword")), Literal("  ")))

    assert measure(MQA, graph, SET).total == 0


def test_the_ehds_minimum_is_whole_when_all_is_said(whole: Graph) -> None:
    gauge = measure(EHDS, whole, SET)

    assert (gauge.total, gauge.rating) == (12, "Excellent")
    whole.remove((URIRef(SET), URIRef(iri("healthdcatap:hdab")), None))
    assert [one.indicator.key for one in measure(EHDS, whole, SET).work()] == ["health-data-access-body"]


def test_older_namespaces_count_as_what_they_mean(whole: Graph) -> None:
    text = whole.serialize(format="nt").replace(iri("healthdcatap:"), "https://w3id.org/healthdcat-ap#")

    assert measure(EHDS, Graph().parse(data=text, format="nt"), SET).total == 12


def test_eucaims_mandatory_set_is_that_of_its_rules(whole: Graph) -> None:
    gauge = measure(EUCAIM, whole, SET)

    assert gauge.share == 1
    assert gauge.scale.most == 26  # 25 rows of the dataset less hdab, which may stay empty; two of files
    whole.remove((URIRef(SET), URIRef(iri("eucaim:hasCondition")), None))
    assert measure(EUCAIM, whole, SET).total == 25


def test_a_source_has_the_average_of_its_datasets(whole: Graph) -> None:
    good, bad = measure(MQA, whole, SET, conforms=True), measure(MQA, Graph(), SET, conforms=False)
    source = together([good, good, bad])

    assert source.datasets == 3
    assert source.total == pytest.approx(325 * 2 / 3)
    assert source.lacking["keyword"] == 1
    gains = source.work()
    assert gains == sorted(gains, key=lambda one: -one.points)
    assert together([source, bad]).total == pytest.approx(325 / 2)  # a source weighs as many as it has


def test_gauges_of_different_scales_are_not_averaged(whole: Graph) -> None:
    with pytest.raises(ProjectError, match="cannot be averaged"):
        together(measure_all(whole, SET).values())
    with pytest.raises(ProjectError, match="no gauge"):
        together([])


def test_an_unknown_gauge_names_those_there_are() -> None:
    with pytest.raises(VocabularyError, match=r"mqa, ehds-article-77, eucaim-2\.0"):
        scale("stars")


@pytest.mark.parametrize("key", KEYS)
def test_a_gauge_is_said_in_dqv_under_names_of_ours(whole: Graph, key: str) -> None:
    gauge = measure(key, whole, SET, conforms=True)
    statements = Statements()
    add_gauge(statements, Measured(SET, "https://ours.example/datasets/1", "https://ours.example/#us"), gauge)
    graph = graph_of(statements)

    value, of = URIRef(iri("dqv:value")), URIRef(iri("dqv:isMeasurementOf"))
    total = graph.value(None, of, URIRef(GAUGE + key))
    assert float(str(graph.value(total, value))) == gauge.total
    made = set(graph.subjects(value))
    assert made == set(graph.objects(URIRef(SET), URIRef(iri("dqv:hasQualityMeasurement"))))
    assert len(made) == 1 + sum(one.known for one in gauge.scores)
    assert all(str(one).startswith("https://ours.example/datasets/1#quality-") for one in made)


@pytest.mark.parametrize("key", KEYS)
def test_every_metric_that_is_measured_is_defined_once(whole: Graph, key: str) -> None:
    made, defined = Statements(), Statements()
    add_gauge(made, Measured(SET, "https://o.example/1", "https://o.example/#us"), measure(key, whole, SET))
    define(defined, KEYS)
    names = set(graph_of(made).objects(None, URIRef(iri("dqv:isMeasurementOf"))))
    metrics = list(graph_of(defined).subjects(RDF.type, URIRef(iri("dqv:Metric"))))

    assert names <= set(metrics)
    assert len(metrics) == len(set(metrics)) == sum(1 + len(scale(one).indicators) for one in KEYS)

"""What we measured stands in the RDF: named as ours, the same in every syntax, its metrics defined once."""

import pytest
from pyoxigraph import NamedNode

from catalogue.gauges import KEYS as GAUGES
from ontologies.gauging import scale
from ontologies.namespaces import GAUGE, iri
from tests.search_api.conftest import BASE, KEYS, decide
from tests.search_api.test_feeds import FORMATS, IRI, PAGE, objects, read, subjects

BEFORE = KEYS["breast"][:-1]
"""The page that begins behind this begins with the dataset."""


def measured(store, subject=IRI):
    """Give the value of each metric that a subject was measured by."""
    found = {}
    for node in objects(store, "dqv:hasQualityMeasurement", subject):
        (of,), (value,) = objects(store, "dqv:isMeasurementOf", node), objects(store, "dqv:value", node)
        assert objects(store, "dqv:computedOn", node) == [subject]
        assert objects(store, "prov:wasAttributedTo", node) == [f"{BASE}/about#publisher"]
        found[of.removeprefix(GAUGE)] = float(value)
    return found


def feed(client, suffix, after=""):
    return read(client.get(f"/catalog.{suffix}?page={after}").content, FORMATS[suffix][1])


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dataset_says_the_points_that_the_api_says(reading, suffix):
    store = read(reading.get(f"{PAGE}.{suffix}").content, FORMATS[suffix][1])
    points = measured(store)
    api = reading.get(f"/api{PAGE}/quality").json()["gauges"]
    for one in api:
        assert points[one["key"]] == pytest.approx(one["points"], abs=0.01)
    assert {one["key"] for one in api} == set(GAUGES)
    assert len(points) > 40
    assert points["mqa/keyword"] == 30


def test_measurements_are_named_after_our_page_and_not_after_the_provider(reading):
    store = read(reading.get(f"{PAGE}.ttl").content, FORMATS["ttl"][1])
    names = subjects(store, "dqv:QualityMeasurement")
    assert names and all(one.startswith(f"{BASE}{PAGE}#quality-") for one in names)


def test_a_gone_dataset_is_not_measured(reading):
    store = read(reading.get(f"/datasets/{KEYS['gone']}.ttl").content, FORMATS["ttl"][1])
    assert subjects(store, "dqv:QualityMeasurement") == []


def test_the_feed_says_the_totals_of_each_dataset_alike_in_every_syntax(reading):
    kept, made = feed(reading, "ttl"), feed(reading, "jsonld")
    whole = measured(read(reading.get(f"{PAGE}.ttl").content, FORMATS["ttl"][1]))
    datasets = subjects(kept, "dcat:Dataset")
    assert len(datasets) == 100
    assert {one: measured(kept, one) for one in datasets} == {one: measured(made, one) for one in datasets}
    assert measured(feed(reading, "ttl", BEFORE)) == {key: whole[key] for key in GAUGES}


def test_a_page_defines_each_metric_once_and_leads_to_the_rest(reading):
    page = feed(reading, "ttl")
    assert sorted(subjects(page, "dqv:Metric")) == sorted(GAUGE + key for key in GAUGES)
    seen = read(reading.get(f"{PAGE}.ttl").content, FORMATS["ttl"][1])
    (address,) = objects(seen, "rdfs:seeAlso", f"{BASE}{PAGE}#record")
    defined = read(reading.get(address).content, FORMATS["ttl"][1])
    metrics = subjects(defined, "dqv:Metric")
    assert set(objects(seen, "dqv:isMeasurementOf")) <= set(metrics)
    assert len(metrics) == sum(1 + len(scale(key).indicators) for key in GAUGES)
    assert objects(defined, "dqv:inDimension", GAUGE + "mqa/keyword") == [GAUGE + "mqa#findability"]
    assert reading.get("/gauges.pdf").status_code == 404


def test_a_curators_decision_moves_the_points_in_the_feed(curator):
    before = measured(feed(curator, "ttl", BEFORE))
    decide(curator, KEYS["breast"], "Place", "reject")
    after = measured(feed(curator, "ttl", BEFORE))
    dataset = read(curator.get(f"{PAGE}.ttl").content, FORMATS["ttl"][1])
    assert before != after
    assert after == {key: measured(dataset)[key] for key in GAUGES}


def test_turtle_in_the_feed_still_begins_with_the_catalogue(reading):
    text = reading.get("/catalog.ttl").text
    assert text.index("dcat:Catalog ") < text.index("dqv:QualityMeasurement")
    store = feed(reading, "ttl")
    assert not list(store.quads_for_pattern(NamedNode(IRI), NamedNode(iri("dqv:value")), None))

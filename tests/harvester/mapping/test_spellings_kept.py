"""Other namespaces, hosts, schemes and codes: claims speak the canonical one, the triple stays as it was said."""

import pytest

from catalogue.rdf import to_graph
from ontologies.namespaces import iri
from tests.harvester.describing import PREFIXES, about, described, values

THEME = "https://hdeu-dcat.data.health.europa.eu/resource/authority/health-theme/CANCER_DISEASE"
NAMESPACES = (
    "http://healthdataportal.eu/ns/health#",
    "https://w3id.org/healthdcat-ap#",
    "https://healthdcat-ap.github.io/",
    "http://data.europa.eu/r5r/healthdcatap#",
    "https://healthdataportal.eu/ns/health#",
    "http://w3id.org/healthdcat-ap#",
)
HOSTS = (
    "https://hdeu-dcat.data.health.europa.eu/resource/authority/health-theme/",
    "http://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority/health-theme/",
    "http://13.81.34.152:1101/resource/authority/health-theme/",
)


def read(namespace, more):
    turtle = f'{PREFIXES}@prefix h: <{namespace}> . ex:1 a dcat:Dataset ; dct:title "Lung CT" ; {more} .'
    (one,) = described("dcat", turtle).descriptions
    graph = to_graph(one.claims, iri="https://clinic.example/ns#1", graph=one.graph)
    return one, {(str(predicate), str(value)) for _, predicate, value in graph}


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_number_counts_under_each_namespace_and_the_triple_stays(namespace):
    one, graph = read(namespace, "h:numberOfRecords 7 ; h:numberOfUniqueIndividuals 5")
    assert values(one, "healthdcatap:numberOfRecords") == ["7"]
    assert values(one, "healthdcatap:numberOfUniqueIndividuals") == ["5"]
    assert (namespace + "numberOfRecords", "7") in graph


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("code", ["CANCER", "CANCER_DISEASE"])
def test_a_theme_is_one_theme_on_each_host_and_the_triple_stays(host, code):
    one, graph = read(NAMESPACES[0], f"h:healthTheme <{host}{code}>")
    (claim,) = about(one, "healthdcatap:healthTheme")
    assert (claim.value, claim.kind) == (THEME, "iri")
    assert claim.value == host + code or claim.evidence.quote == host + code
    assert {(iri("healthdcatap:healthTheme"), host + code), (iri("healthdcatap:healthTheme"), THEME)} <= graph


def test_the_lists_of_the_union_are_the_same_by_https():
    one, graph = read(
        NAMESPACES[0], "dcat:theme <https://publications.europa.eu/resource/authority/data-theme/HEAL>"
    )
    heal = "publications.europa.eu/resource/authority/data-theme/HEAL"
    assert values(one, "dcat:theme") == [f"http://{heal}"]
    assert (iri("dcat:theme"), f"https://{heal}") in graph


def test_people_studies_series_and_images_are_counted_apart():
    one, graph = read(
        NAMESPACES[0],
        "h:numberOfUniqueIndividuals 10 ; h:numberOfRecords 20 ; "
        "<https://w3id.org/messor/ns#numberOfSeries> 30 ; <https://w3id.org/messor/ns#numberOfImages> 40",
    )
    counted = ("healthdcatap:numberOfUniqueIndividuals", "healthdcatap:numberOfRecords",
               "messor:numberOfSeries", "messor:numberOfImages")  # fmt: skip
    assert [values(one, name) for name in counted] == [["10"], ["20"], ["30"], ["40"]]
    assert {(iri(name), f"{number}0") for number, name in enumerate(counted, 1)} <= graph


def test_what_a_text_calls_images_is_no_study_and_no_person():
    one, _ = read(
        NAMESPACES[0], 'dct:description "1,200 images in 60 series of 30 studies from 25 patients."@en'
    )
    assert values(one, "messor:numberOfImages") == ["1200"]
    assert values(one, "messor:numberOfSeries") == ["60"]
    assert values(one, "healthdcatap:numberOfRecords") == ["30"]
    assert values(one, "healthdcatap:numberOfUniqueIndividuals") == ["25"]

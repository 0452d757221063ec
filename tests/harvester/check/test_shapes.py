"""The rule books are whole, stay at home, and are chosen by what a description declares."""

import pytest
from rdflib import OWL, SH, Graph, URIRef

from harvester.check.codes import MISSING
from harvester.check.shapes import ALWAYS, IF_HEALTH, IF_NON_PUBLIC, books_for, narrowed, rules
from ontologies.namespaces import curie

SET = URIRef("https://example.org/set")
PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix theme: <http://publications.europa.eu/resource/authority/data-theme/> .
@prefix stheme: <https://publications.europa.eu/resource/authority/data-theme/> .
@prefix access: <http://publications.europa.eu/resource/authority/access-right/> .
@prefix h: <http://healthdataportal.eu/ns/health#> . @prefix w: <https://w3id.org/healthdcat-ap#> .
"""
# Obligations of catalogues and their records, which are not checked here.
OF_CATALOGUES = {
    "foaf:primaryTopic",
    "dct:modified",
    "dct:issued",
    "dcat:themeTaxonomy",
    "foaf:homepage",
    "dcat:dataset",
}
OF_CATALOGUES |= {"dcat:service"}

CHOICES = {
    "nothing said": ("dct:title 'x'", ALWAYS),
    "another theme": ("dcat:theme theme:TECH", ALWAYS),
    "closed but not health": ("dct:accessRights access:NON_PUBLIC", ALWAYS),
    "theme health": ("dcat:theme theme:HEAL", IF_HEALTH),
    "theme health over https": ("dcat:theme stheme:HEAL", IF_HEALTH),
    "a health property": ("h:numberOfRecords 3", IF_HEALTH),
    "a health property of another namespace": ("w:numberOfRecords 3", IF_HEALTH),
    "health and open": ("dcat:theme theme:HEAL ; dct:accessRights access:PUBLIC", IF_HEALTH),
    "health and closed": ("dcat:theme theme:HEAL ; dct:accessRights access:NON_PUBLIC", IF_NON_PUBLIC),
}


@pytest.mark.parametrize("case", CHOICES)
def test_rule_books_follow_what_is_declared(case: str) -> None:
    said, books = CHOICES[case]
    graph = Graph().parse(data=f"{PREFIXES} <{SET}> {said} .", format="turtle")

    assert books_for(SET, graph) == books


def test_no_shape_asks_for_a_file_from_the_network() -> None:
    assert list(rules(IF_NON_PUBLIC).graph.subject_objects(OWL.imports)) == []


def test_every_shape_that_is_named_is_there() -> None:
    graph = rules(IF_NON_PUBLIC).graph
    named = set(graph.objects(None, SH.node)) | set(graph.objects(None, SH.property))

    assert [shape for shape in named if (shape, None, None) not in graph] == []


def test_every_obligation_of_a_dataset_has_a_code_of_its_own() -> None:
    graph = rules(IF_NON_PUBLIC).graph
    paths = {graph.value(shape, SH.path) for shape in graph.subjects(SH.minCount)}
    named = {curie(str(path)) for path in paths if isinstance(path, URIRef)}

    assert named - set(MISSING) - OF_CATALOGUES == set()


def test_every_shape_knows_its_rule_book() -> None:
    books = rules(IF_NON_PUBLIC)

    assert set(books.profiles.values()) == {"dcat-ap-3.0.0", "healthdcat-ap-r5"}
    assert set(books.graph.subjects()) - set(books.profiles) == set()


def test_only_rules_that_cannot_fail_are_left_out() -> None:
    graph = narrowed(IF_NON_PUBLIC, frozenset())

    assert len(graph) < len(rules(IF_NON_PUBLIC).graph)
    kept, whole = (len(list(one.subjects(SH.minCount))) for one in (graph, rules(IF_NON_PUBLIC).graph))
    assert kept == whole

"""The rule books are whole, stay at home, and are chosen by what a description declares."""

import pytest
from rdflib import OWL, SH, Graph, URIRef

from harvester.check.codes import MISSING
from harvester.check.portion import portion
from harvester.check.rules import PARTS, groups_for, rules
from ontologies.namespaces import curie
from ontologies.profiles import DCAT_AP, EUCAIM, R5, R8

SET = URIRef("https://example.org/set")
PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix theme: <http://publications.europa.eu/resource/authority/data-theme/> .
@prefix stheme: <https://publications.europa.eu/resource/authority/data-theme/> .
@prefix access: <http://publications.europa.eu/resource/authority/access-right/> .
@prefix h: <http://healthdataportal.eu/ns/health#> . @prefix w: <https://w3id.org/healthdcat-ap#> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix concept: <https://w3id.org/messor/concept/> .
"""
ONLY = (DCAT_AP,)
HEALTH = (DCAT_AP, R8, f"{R8} apart")

CHOICES = {
    "nothing said": ("dct:title 'x'", ONLY),
    "another theme": ("dcat:theme theme:TECH", ONLY),
    "closed but not health": ("dct:accessRights access:NON_PUBLIC", ONLY),
    "theme health": ("dcat:theme theme:HEAL", HEALTH),
    "theme health over https": ("dcat:theme stheme:HEAL", HEALTH),
    "a health property": ("h:numberOfRecords 3", HEALTH),
    "a health property of another namespace": ("w:numberOfRecords 3", HEALTH),
    "health and open": (
        "dcat:theme theme:HEAL ; dct:accessRights access:PUBLIC",
        (DCAT_AP, R8, f"{R8} public", f"{R8} apart"),
    ),
    "health and restricted": (
        "dcat:theme theme:HEAL ; dct:accessRights access:RESTRICTED",
        (DCAT_AP, R8, f"{R8} restricted", f"{R8} apart"),
    ),
    "health and closed": (
        "dcat:theme theme:HEAL ; dct:accessRights access:NON_PUBLIC",
        (DCAT_AP, R8, f"{R8} non-public", f"{R8} apart"),
    ),
    "written as release 5": (
        "h:trustedDataHolder true ; dct:accessRights access:NON_PUBLIC",
        (DCAT_AP, R5, f"{R5} non-public"),
    ),
    "written as both releases": ("h:trustedDataHolder true ; h:hasStructuredData true", HEALTH),
    "a code of EUCAIM": ("eucaim:hasCondition eucaim:CLIN1000060", (DCAT_AP, R8, EUCAIM)),
    "our own concept under a property of EUCAIM": ("eucaim:hasCondition concept:breast-cancer", ONLY),
    "EUCAIM declared on the record": (
        "dct:title 'x' . [] foaf:primaryTopic <https://example.org/set> ; "
        "dct:conformsTo <https://eucaim.github.io/eucaim_dcat_ap/releases/v2.0>",
        (DCAT_AP, R8, EUCAIM),
    ),
    "release 5 declared on the record": (
        "dct:title 'x' . [] foaf:primaryTopic <https://example.org/set> ; "
        "dct:conformsTo <https://healthdataeu.example/healthdcat-ap/releases/release-5/>",
        (DCAT_AP, R5),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHOICES)
def test_rule_books_follow_what_is_declared(case: str) -> None:
    said, groups = CHOICES[case]
    graph = Graph().parse(data=f"{PREFIXES} <{SET}> {said} .", format="turtle")

    assert groups_for(portion(SET, graph), graph) == groups


def test_a_deployer_may_leave_profiles_out() -> None:
    graph = Graph().parse(
        data=f"{PREFIXES} <{SET}> eucaim:hasCondition eucaim:CLIN1000060 .", format="turtle"
    )

    assert groups_for(portion(SET, graph), graph, among=(DCAT_AP, R8)) == HEALTH
    assert groups_for(portion(SET, graph), graph, among=(DCAT_AP,)) == ONLY
    assert groups_for(portion(SET, graph), graph, forced=(DCAT_AP, R5)) == (DCAT_AP, R5)


def test_no_shape_asks_for_a_file_from_the_network() -> None:
    assert list(rules(PARTS).graph.subject_objects(OWL.imports)) == []


def test_every_shape_that_is_named_is_there() -> None:
    graph = rules(PARTS).graph
    named = set(graph.objects(None, SH.node)) | set(graph.objects(None, SH.property))

    assert [shape for shape in named if (shape, None, None) not in graph] == []


# Obligations of catalogues and their records.
OF_CATALOGUES = {"foaf:primaryTopic", "dcat:themeTaxonomy", "foaf:homepage", "dcat:dataset", "dcat:service"}
OF_CATALOGUES |= {"dct:modified", "dct:issued"}


def test_every_duty_of_a_dataset_has_a_code_of_its_own() -> None:
    graph = rules(PARTS).graph
    strict = [one for one in graph.subjects(SH.minCount) if graph.value(one, SH.severity) != SH.Warning]
    paths = {graph.value(shape, SH.path) for shape in strict}
    named = {curie(str(path)) for path in paths if isinstance(path, URIRef)}

    inside_not = {"rdf:type"}
    condition = {"healthdcatap:hasVariables"}
    assert named - set(MISSING) - OF_CATALOGUES == condition | inside_not


def test_every_shape_knows_its_rule_book() -> None:
    assert set(rules(PARTS).profiles.values()) == {DCAT_AP, R5, R8, EUCAIM}

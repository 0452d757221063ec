"""A FAIR Data Point's own licence and access right are kept, said, and not taken for the dataset's."""

import pytest

from catalogue.model import Layer
from catalogue.overlay import overlay
from catalogue.rdf import to_graph
from ontologies.namespaces import iri
from tests.harvester.describing import PREFIXES, about, described

FDP = "https://fdp.example/dataset/1"
NC_ND = "http://rdflicense.appspot.com/rdflicense/cc-by-nc-nd3.0"
ZERO = "http://purl.org/NET/rdflicense/cc-zero1.0"
STAMP = "<https://w3id.org/fdp/fdp-o#metadataIssued> '2023-11-10T12:33:32Z'^^xsd:dateTime"
OPEN = """dct:accessRights <https://fdp.example/dataset/1#accessRights> . <https://fdp.example/dataset/1#accessRights>
    a dct:RightsStatement ; dct:description "This resource has no access restriction" """


def read(more):
    turtle = f'{PREFIXES} <{FDP}> a dcat:Dataset ; dct:title "Lung CT"@en ; {more} .'
    (one,) = described("dcat", turtle).descriptions
    return one


def defaults(one):
    return sorted(finding.found for finding in one.findings if finding.code == "default-not-believed")


def published(one, property_):
    return [claim.value for claim in overlay(one.claims, ()).published if claim.property == property_]


def test_licence_and_access_right_of_the_software_are_not_published():
    one = read(f"{STAMP} ; dct:license <{NC_ND}> ; {OPEN}")
    assert defaults(one) == sorted(["This resource has no access restriction", NC_ND])
    assert published(one, "dct:license") == published(one, "dct:accessRights") == []
    (licence,) = about(one, "dct:license")
    assert (licence.value, licence.layer, licence.rule) == (NC_ND, Layer.INFERRED, "fdp.default")
    assert NC_ND in one.graph


def test_what_is_given_on_and_checked_does_not_hold_them_and_the_rest_stays():
    one = read(f"{STAMP} ; dct:license <{NC_ND}> ; {OPEN}")
    graph = to_graph(one.claims, iri=FDP, graph=one.graph)
    said = {str(predicate) for predicate in graph.predicates()}
    assert iri("dct:license") not in said
    assert iri("dct:accessRights") not in said
    assert iri("dct:description") not in said
    assert iri("fdp:metadataIssued") in said


@pytest.mark.parametrize("mark", [STAMP, OPEN])
def test_a_licence_that_people_give_too_is_doubted_only_beside_marks_of_the_software(mark):
    assert ZERO in defaults(read(f"dct:license <{ZERO}> ; {mark}"))
    assert defaults(read(f"dct:license <{ZERO}>")) == []
    assert len(published(read(f"dct:license <{ZERO}>"), "dct:license")) == 1


def test_the_providers_own_values_of_a_fair_data_point_are_believed():
    restricted = "http://publications.europa.eu/resource/authority/access-right/RESTRICTED"
    one = read(f"{STAMP} ; dct:license <https://creativecommons.org/licenses/by/4.0/> ; "
               f"dct:accessRights <{restricted}>")  # fmt: skip
    assert defaults(one) == []
    assert published(one, "dct:accessRights") == [restricted]
    assert published(one, "dct:license")[0].endswith("CC_BY_4_0")


def test_the_defaults_of_a_file_and_of_a_nested_node_are_seen_too():
    one = read(
        f"{STAMP} ; dcat:distribution [ a dcat:Distribution ; dct:license <{ZERO}> ; dct:accessRights "
        '[ dct:description "This resource has no access restriction" ] ]'
    )
    assert defaults(one) == sorted(["This resource has no access restriction", ZERO])
    assert {claim.node for claim in one.claims if claim.rule == "fdp.default"} == {"#dist-1"}

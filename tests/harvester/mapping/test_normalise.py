"""Stated values in official words; what the provider wrote stays in the evidence."""

import json

import pytest

from catalogue.model import Layer
from harvester.mapping.values import concept, keyword_concept, official
from ontologies.namespaces import CONCEPT
from tests.harvester.describing import PREFIXES, about, codes, described, values

ROOT = "http://publications.europa.eu/resource/authority/"


@pytest.mark.parametrize(
    ("property_", "value", "code"),
    [
        ("dct:accessRights", "open access", "access-right/PUBLIC"),
        ("dct:accessRights", "Upon request", "access-right/RESTRICTED"),
        ("dct:accessRights", "Non-public access", "access-right/NON_PUBLIC"),
        (
            "dct:accessRights",
            "https://publications.europa.eu/resource/authority/access-right/RESTRICTED",
            "access-right/RESTRICTED",
        ),
        ("dct:license", "cc-by-4.0", "licence/CC_BY_4_0"),
        ("dct:license", "https://creativecommons.org/licenses/by/4.0/legalcode.fr", "licence/CC_BY_4_0"),
        (
            "dct:license",
            "See [our licence](http://creativecommons.org/licenses/by/4.0) for all files.",
            "licence/CC_BY_4_0",
        ),
        ("dct:language", "bul", "language/BUL"),
        ("dct:language", "Deutsch", "language/DEU"),
        ("dct:spatial", "Гърция", "country/GRC"),
        ("dcat:theme", "Health", "data-theme/HEAL"),
        ("dct:accrualPeriodicity", "yearly", "frequency/ANNUAL"),
    ],
)
def test_a_value_is_known_in_any_spelling(property_, value, code):
    assert official(property_, value).iri == ROOT + code


def test_what_no_table_knows_is_left_alone():
    assert official("dct:license", "Ask the director") is None
    assert official("dct:title", "open access") is None
    assert official("dct:license", "x" * 10_000) is None


@pytest.mark.parametrize(
    ("property_", "value", "identifier"),
    [
        ("eucaim:hasCondition", "Breast", "breast-cancer"),
        ("eucaim:hasCondition", "рак на простатата", "prostate-cancer"),
        ("eucaim:hasCondition", "https://cancerimage.eu/ontology/EUCAIM#CLIN1000065", "lung-cancer"),
        ("eucaim:hasImageModality", "MR", "magnetic-resonance-imaging"),
        ("eucaim:hasImageBodyPart", "PROSTATE", "prostate"),
        ("eucaim:hasImageBodyPart", CONCEPT + "liver", "liver"),
    ],
)
def test_a_stated_name_or_code_is_a_concept(property_, value, identifier):
    assert concept(property_, value).iri == CONCEPT + identifier


def test_a_keyword_is_a_concept_only_as_a_whole_label_of_its_language():
    assert keyword_concept("lung cancer") == (
        "eucaim:hasCondition",
        concept("eucaim:hasCondition", "lung cancer")._replace(rule="scheme.keyword"),
    )
    assert keyword_concept("mr") is None
    assert keyword_concept("PSA") is None
    assert keyword_concept("lung cancer awareness") is None


def test_the_provider_s_own_words_stay_as_quote():
    package = {
        "id": "abc-1",
        "name": "a",
        "title": "A",
        "license_id": "cc-by",
        "tags": [{"name": "MRI"}],
        "extras": {
            "cancer_type": "Lung cancer",
            "access_rights": "on request",
            "language": "en",
            "body_part": "third toe nail",
        },
    }
    (one,) = described("ckan", json.dumps(package)).descriptions
    (access,) = about(one, "dct:accessRights")
    assert (access.value, access.rule, access.layer) == (
        ROOT + "access-right/RESTRICTED",
        "authority.access-right",
        Layer.STATED,
    )
    assert access.evidence.quote == "on request"
    assert values(one, "eucaim:hasCondition") == [CONCEPT + "lung-cancer"]
    assert values(one, "eucaim:hasImageModality") == [CONCEPT + "magnetic-resonance-imaging"]
    assert values(one, "dcat:keyword") == ["MRI"]
    assert values(one, "eucaim:hasImageBodyPart")[0] == "third toe nail"
    assert codes(one) == ["concept-unknown"]


def test_an_unknown_licence_is_said_and_kept():
    turtle = (
        PREFIXES + '<https://clinic.example/a> a dcat:Dataset ; dct:title "A" ; dct:license "house rules" .'
    )
    (one,) = described("dcat", turtle).descriptions
    assert (values(one, "dct:license"), codes(one)) == (["house rules"], ["licence-unknown"])


def test_a_place_that_is_only_a_country_is_the_country():
    block = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://clinic.example/a",
        "name": "A",
        "spatialCoverage": [{"@type": "Place", "name": "Spain"}, {"@type": "Place", "name": "Ward 3"}],
    }
    (one,) = described("schema.org", json.dumps(block), media="application/ld+json").descriptions
    assert values(one, "dct:spatial") == [ROOT + "country/ESP", "#spatial-2"]
    assert values(one, "skos:prefLabel", "#spatial-2") == ["Ward 3"]

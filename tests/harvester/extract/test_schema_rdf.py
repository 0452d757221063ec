"""schema.org in Turtle is read by the rules for JSON-LD, and its triples are kept."""

import json

import pytest

from tests.harvester.describing import about, codes, extracted, values

TURTLE = """@prefix s: <https://schema.org/> . @prefix x: <https://clinic.example/ns#> .
<https://clinic.example/1> a s:Dataset ; s:name "Lungen-CT"@de, "Lung CT"@en ; s:identifier "lung-1" ;
  s:creator ( [ a s:Person ; s:name "A. B." ] [ a s:Person ; s:name "C. D." ] ) ;
  s:license <https://creativecommons.org/licenses/by/4.0/> ; s:keywords "CT", "lung" ; x:room "B 12" ;
  s:distribution [ s:contentUrl <https://clinic.example/1.zip> ] ;
  s:isPartOf <https://clinic.example/2> ; s:publisher <https://clinic.example/us> .
<https://clinic.example/2> a s:Dataset ; s:name "All" .
<https://clinic.example/us> s:name "Clinic" ; s:parentOrganization <https://clinic.example/us> ."""


def test_a_dataset_in_turtle_is_read_like_json_ld():
    one, other = extracted("dcat", TURTLE).descriptions
    assert (one.format, one.identifier, one.iri) == ("schema.org", "lung-1", "https://clinic.example/1")
    assert sorted((claim.value, claim.language) for claim in about(one, "dct:title")) == [
        ("Lung CT", "en"),
        ("Lungen-CT", "de"),
    ]
    assert [values(one, "foaf:name", f"#creator-{number}") for number in (1, 2)] == [["A. B."], ["C. D."]]
    assert values(one, "foaf:name", "#publisher") == ["Clinic"]
    assert values(one, "dcat:keyword") == ["CT", "lung"]
    assert values(one, "dcat:downloadURL", "#dist-1") == ["https://clinic.example/1.zip"]
    assert values(one, "dct:isPartOf") == ["https://clinic.example/2"]
    assert about(one, "dct:title")[0].evidence.path == "$[0].name"
    assert [node for node in {claim.node for claim in one.claims} if node.startswith("#distribution")] == []
    assert other.identifier == "https://clinic.example/2"


def test_every_triple_of_it_is_kept():
    one, _ = extracted("dcat", TURTLE).descriptions
    assert '<https://clinic.example/ns#room> "B 12" .' in one.graph
    assert '"Clinic"' in one.graph
    assert '"All"' not in one.graph
    assert codes(one) == ["field-unread"]


def test_json_ld_goes_the_old_way():
    body = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://clinic.example/1",
        "name": "A",
    }
    (one,) = extracted("dcat", json.dumps(body), media="application/ld+json").descriptions
    assert (one.format, one.graph) == ("schema.org", "")


@pytest.mark.parametrize("rest", ["_:l", "_:other"])
def test_a_list_that_never_ends_is_cut(rest):
    turtle = f"""@prefix s: <https://schema.org/> . @prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    <https://clinic.example/1> a s:Dataset ; s:name "A" ; s:keywords _:l . _:l r:first "k" ; r:rest {rest} .
    _:other r:first "m" ; r:rest _:l ."""
    (one,) = extracted("dcat", turtle).descriptions
    assert "k" in values(one, "dcat:keyword")

"""RDF: every triple is kept, nested nodes have names, a bad value costs itself only."""

import pytest

from catalogue.model import Severity
from tests.harvester.describing import PREFIXES, about, codes, extracted, values

DATASET = (
    PREFIXES
    + """
<https://clinic.example/catalog> a dcat:Catalog ; dcat:dataset <https://clinic.example/d/1>,
  <https://clinic.example/d/2> .
<https://clinic.example/d/1> a dcat:Dataset ;
  dct:title "Breast MRI"@en, "Brust-MRT"@de ;
  dct:description "<p>Images of <b>breast cancer</b></p>"@en ;
  dct:identifier "breast-1" ;
  ex:unknown [ ex:deep "kept" ] ;
  dct:publisher <https://clinic.example/#us> ;
  dcat:contactPoint [ a vcard:Kind ; vcard:fn "Office" ; vcard:hasEmail <mailto:office@clinic.example> ] ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2015-01-01"^^xsd:date ;
  dcat:endDate "2020"^^xsd:gYear ] ;
  dcat:distribution <https://clinic.example/d/1/file>, [ a dcat:Distribution ;
  dcat:accessURL <https://clinic.example/ask> ] ;
  dct:relation <https://clinic.example/d/2> .
<https://clinic.example/d/1/file> a dcat:Distribution ; dcat:accessURL <https://clinic.example/d/1.zip> ;
  dct:title "All"@en .
<https://clinic.example/#us> a foaf:Agent ; foaf:name "Clinic" .
<https://clinic.example/d/2> a dcat:Dataset ; dct:title "Lung CT"@en ;
  dct:publisher <https://clinic.example/#us> .
<https://clinic.example/record/1> a dcat:CatalogRecord ; foaf:primaryTopic <https://clinic.example/d/1> ;
  dct:modified "2024-05-01"^^xsd:date .
"""
)


def test_each_dataset_comes_with_its_own_triples_and_no_others():
    first, second = extracted("dcat", DATASET).descriptions
    assert (first.identifier, first.iri, first.format) == ("breast-1", "https://clinic.example/d/1", "dcat")
    assert second.identifier == "https://clinic.example/d/2"
    assert '<https://clinic.example/ns#deep> "kept"' in first.graph
    assert "record/1" in first.graph
    assert '"Clinic"' in first.graph and '"Clinic"' in second.graph
    assert "Lung CT" not in first.graph and "Catalog>" not in first.graph
    assert first.graph == "".join(sorted(first.graph.splitlines(keepends=True)))


def test_nested_nodes_have_names_and_claims_of_their_own():
    first = extracted("dcat", DATASET).descriptions[0]
    assert values(first, "dct:publisher") == ["#publisher"]
    assert values(first, "foaf:name", "#publisher") == ["Clinic"]
    assert values(first, "owl:sameAs", "#publisher") == ["https://clinic.example/#us"]
    assert values(first, "vcard:hasEmail", "#contact") == ["mailto:office@clinic.example"]
    assert values(first, "dcat:distribution") == ["#dist-1", "#dist-2"]
    assert values(first, "dcat:accessURL", "#dist-2") == ["https://clinic.example/ask"]
    assert [claim.datatype for claim in about(first, "dcat:endDate", "#temporal-1")] == ["xsd:gYear"]
    assert "_:dist-2 " in first.graph
    assert values(first, "dct:relation") == ["https://clinic.example/d/2"]


def test_markup_goes_from_texts_and_stays_in_the_evidence():
    (claim,) = about(extracted("dcat", DATASET).descriptions[0], "dct:description")
    assert (claim.value, claim.language) == ("Images of breast cancer", "en")
    assert claim.evidence.quote == "<p>Images of <b>breast cancer</b></p>"
    assert claim.evidence.path == "dct:description"


def test_the_same_bytes_give_the_same_description():
    assert extracted("dcat", DATASET) == extracted("dcat", DATASET)


def test_a_bad_address_and_a_bad_date_stay_as_words():
    turtle = (
        PREFIXES
        + """<https://clinic.example/d> a dcat:Dataset ; dct:title "T"@en_GB ;
      dcat:landingPage <https://clinic .example/[x]>, <javascript:alert(1)> ; dct:issued "31.31.2020" ."""
    )
    (one,) = extracted("dcat", turtle).descriptions
    assert codes(one) == ["iri-invalid", "iri-invalid", "date-unreadable"]
    assert {claim.kind for claim in about(one, "dcat:landingPage")} == {"literal"}
    assert [(claim.value, claim.datatype) for claim in about(one, "dct:issued")] == [("31.31.2020", None)]
    assert about(one, "dct:title")[0].language == "en-GB"


def test_a_dataset_without_any_identifier_is_not_stored_and_the_others_are():
    turtle = (
        PREFIXES
        + """[] a dcat:Dataset ; dct:title "Nameless" .
      [] a dcat:Dataset ; dct:title "TODO" ; dct:identifier "TODO" ;
  dcat:landingPage <https://clinic.example/t> .
      [] a dcat:Dataset ; dct:title "Named" ; dct:identifier "named" ."""
    )
    found = extracted("dcat", turtle)
    assert [one.identifier for one in found.descriptions] == ["https://clinic.example/t", "named"]
    assert codes(found) == ["identifier-missing"]
    assert "Nameless" in found.findings[0].found


def test_datasets_with_one_identifier_are_known_by_their_addresses_in_any_order():
    one = """<https://clinic.example/a> a dcat:Dataset ; dct:title "A" ; dct:identifier "same" ."""
    other = """<https://clinic.example/b> a dcat:Dataset ; dct:title "B" ; dct:identifier "same" ."""
    for turtle in (one + other, other + one):
        found = extracted("dcat", PREFIXES + turtle)
        assert {one.identifier: values(one, "dct:title") for one in found.descriptions} == {
            "https://clinic.example/a": ["A"],
            "https://clinic.example/b": ["B"],
        }
        assert [codes(one) for one in found.descriptions] == [["identifier-twice"]] * 2
        assert codes(found) == []


def test_of_two_datasets_with_one_identifier_and_no_address_the_first_is_kept():
    turtle = """[] a dcat:Dataset ; dct:title "A" ; dct:identifier "same" .
      [] a dcat:Dataset ; dct:title "B" ; dct:identifier "same" ."""
    found = extracted("dcat", PREFIXES + turtle)
    assert [values(one, "dct:title") for one in found.descriptions] == [["A"]]
    assert codes(found) == ["identifier-twice"]


def test_a_missing_title_is_said_and_the_dataset_kept():
    (one,) = extracted("dcat", PREFIXES + "<https://clinic.example/a> a dcat:Dataset .").descriptions
    assert [(finding.code, finding.severity) for finding in one.findings] == [
        ("title-missing", Severity.VIOLATION)
    ]


def test_series_and_catalogues_are_no_datasets():
    turtle = (
        PREFIXES + "<https://clinic.example/s> a dcat:Dataset, dcat:DatasetSeries . "
        "<https://clinic.example/c> a dcat:Catalog ."
    )
    found = extracted("dcat", turtle)
    assert (found.descriptions, codes(found)) == ((), ["no-dataset"])


def test_schema_org_from_a_dcat_source_is_read_as_schema_org():
    body = '{"@context": "https://schema.org/", "@type": "Dataset", "@id": "a:s", "name": "S"}'
    (one,) = extracted("dcat", body, media="application/ld+json").descriptions
    assert (one.format, values(one, "dct:title")) == ("schema.org", ["S"])


@pytest.mark.parametrize("property_", ["numberOfUniqueIndividuals", "numberOfRecords"])
def test_other_spellings_of_a_namespace_speak_the_canonical_one(property_):
    turtle = (
        PREFIXES
        + f"""@prefix h: <https://w3id.org/healthdcat-ap#> .
      <https://clinic.example/a> a dcat:Dataset ; dct:title "A" ; h:{property_} "1,200" ."""
    )
    (one,) = extracted("dcat", turtle).descriptions
    assert values(one, f"healthdcatap:{property_}") == ["1200"]


def test_a_dataset_without_any_name_belongs_to_the_one_that_speaks_of_it():
    turtle = """<https://clinic.example/a> a dcat:Dataset ; dct:title "A" ; dct:relation
        [ a dcat:Dataset ; dct:title "Part" ], [ a dcat:Dataset ; dct:title "Other" ; dct:identifier "other-1" ] ."""
    found = extracted("dcat", PREFIXES + turtle)
    one, other = found.descriptions
    assert (one.identifier, other.identifier) == ("https://clinic.example/a", "other-1")
    assert values(one, "dct:title", "#relation-1") == ["Part"]
    assert '"Part"' in one.graph
    assert '"Other"' not in one.graph
    assert codes(found) == ["identifier-missing"]

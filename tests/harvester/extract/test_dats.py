"""DATS: nested things become nodes, figures of the domain their own properties, nothing is passed over."""

import json

from tests.harvester.describing import codes, extracted, values

DATASET = {
    "title": "Brain MRI of 40 people",
    "description": "Scans at 3 T",
    "identifier": {"identifier": "doi:10.5072/brain", "identifierSource": "DOI"},
    "creators": [
        {"fullName": "Jane Doe", "email": "jane@clinic.example", "roles": [{"value": "Principal Investigator"}],
         "affiliations": [{"name": "Clinic"}],
         "extraProperties": [{"category": "ORCID", "values": [{"value": "0000-0001"}]}]},
        {"name": "Imaging group", "abbreviation": "IG"},
    ],
    "types": [{"information": {"value": "imaging data"}, "method": {"value": "MRI"}}],
    "dates": [{"date": "2020-01-02", "type": {"value": "date first released"}},
              {"date": "2021-03-04 00:00:00", "type": {"value": "date modified"}}],
    "version": "1.0",
    "privacy": "controlled access",
    "licenses": [{"name": "CC BY", "identifier": {"identifier": "https://creativecommons.org/licenses/by/4.0/"}}],
    "distributions": [{"formats": ["NIfTI"], "size": 1.5, "unit": {"value": "GB"},
                       "access": {"landingPage": "https://clinic.example/brain",
                                  "authorizations": [{"value": "registration"}]}}],
    "primaryPublications": [{"title": "The paper", "authors": [{"fullName": "A. B."}],
                             "dates": [{"date": "2011-11-28", "type": {"value": "published"}}],
                             "identifier": {"identifier": "https://doi.org/10.5072/paper"}}],
    "isAbout": [{"name": "Homo sapiens",
                 "identifier": {"identifier": "https://www.ncbi.nlm.nih.gov/taxonomy/9606"}}],
    "acknowledges": [{"name": "Grant 7", "funders": [{"name": "Council"}]}],
    "keywords": [{"value": "memory"}],
    "dimensions": [{"name": {"value": "age"}, "description": "at the scan"}],
    "extraProperties": [{"category": "subjects", "values": [{"value": "40"}]},
                        {"category": "number_of_images", "values": [{"value": 7680}]},
                        {"category": "files", "values": [{"value": "765"}]}],
    "scannerRoom": "B 12",
}  # fmt: skip


def read(**more):
    body = json.dumps({**DATASET, **more})
    (one,) = extracted("schema.org", body, media="application/json").descriptions
    return one


def test_a_dataset_is_read_with_all_it_holds():
    one = read()
    assert (one.format, one.iri) == ("dats", "https://doi.org/10.5072/brain")
    assert values(one, "foaf:name", "#creator-1") == ["Jane Doe"]
    assert values(one, "foaf:mbox", "#creator-1") == ["mailto:jane@clinic.example"]
    assert values(one, "schema:name", "#creator-1-affiliation-1") == ["Clinic"]
    assert values(one, "skos:notation", "#creator-1-identifier-1") == ["0000-0001"]
    assert values(one, "schema:measurementTechnique") == ["MRI"]
    assert (values(one, "dct:issued"), values(one, "dct:modified")) == (
        ["2020-01-02"],
        ["2021-03-04T00:00:00"],
    )
    assert values(one, "dct:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(one, "dct:rights") == ["CC BY"]
    assert values(one, "dct:extent", "#dist-1") == ["1.5 GB"]
    assert values(one, "dcat:byteSize", "#dist-1") == ["1500000000"]
    assert values(one, "dct:accessRights", "#dist-1-access-1") == ["registration"]
    assert values(one, "owl:sameAs", "#publication-1") == ["https://doi.org/10.5072/paper"]
    assert values(one, "owl:sameAs", "#subject-1") == ["https://www.ncbi.nlm.nih.gov/taxonomy/9606"]
    assert values(one, "foaf:name", "#funding-1-funder-1") == ["Council"]
    assert values(one, "schema:name", "#variable-1") == ["age"]


def test_people_and_images_are_counted_apart_and_files_are_neither():
    one = read()
    assert values(one, "healthdcatap:numberOfUniqueIndividuals") == ["40"]
    assert values(one, "messor:numberOfImages") == ["7680"]
    assert values(one, "healthdcatap:numberOfRecords") == []
    assert values(one, "schema:additionalProperty") == ["files: 765", "scannerRoom: B 12"]


def test_a_field_of_somebodys_own_is_reported_and_the_others_are_read():
    one = read()
    assert [(finding.code, finding.place) for finding in one.findings] == [("field-unread", "$.scannerRoom")]
    assert codes(read(scannerRoom="")) == []


def test_other_json_is_not_taken_for_dats():
    found = extracted("schema.org", json.dumps({"title": "A", "types": ["x"]}), media="application/json")
    assert codes(found) == ["no-dataset"]

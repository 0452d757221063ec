"""schema.org: every block of a page, every way to write a value, broken blocks said with their place."""

import json

import pytest

from tests.harvester.describing import about, codes, extracted, values

DATASET = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": "https://clinic.example/d/1",
    "name": "Prostate MRI",
    "description": "MRI of the prostate.",
    "url": "/d/1",
    "identifier": [{"@type": "PropertyValue", "value": "doi:10.1234/x"}],
    "keywords": "prostate cancer, MRI, PI-RADS (v2, v2.1)",
    "license": {"@type": "CreativeWork", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "creator": [{"@type": "Person", "name": "A. B.", "@id": "https://orcid.org/0000-0001"}, {"@id": "#org"}],
    "publisher": {"@id": "#org"},
    "temporalCoverage": "2012-01/..",
    "spatialCoverage": {"@type": "Place", "name": "Spain"},
    "inLanguage": "en",
    "isAccessibleForFree": False,
    "conditionsOfAccess": "On request",
    "dateModified": "sometime",
    "distribution": {"@type": "DataDownload", "contentUrl": "/d/1.zip", "encodingFormat": "application/zip"},
    "additionalProperty": [
        {"@type": "PropertyValue", "name": "Number of patients", "value": "1,205"},
        {"name": "Body part", "value": "prostate"},
    ],
    "variableMeasured": ["PSA", {"@type": "PropertyValue", "name": "Gleason score"}],
}
ORGANISATION = {"@type": "Organization", "@id": "#org", "name": "Clinic", "email": "office@clinic.example"}


def page(*blocks, rest="<h1>Page</h1>"):
    scripts = "\n".join(
        f'<script type="application/ld+json">{one if isinstance(one, str) else json.dumps(one)}</script>'
        for one in blocks
    )
    return f"<!DOCTYPE html>\n<html><head><title>Page</title>{scripts}</head><body>{rest}</body></html>"


def test_a_dataset_is_read_whole():
    (one,) = extracted("schema.org", page(DATASET, ORGANISATION)).descriptions
    assert (one.identifier, one.iri) == ("https://doi.org/10.1234/x", "https://clinic.example/d/1")
    assert values(one, "dcat:landingPage") == ["https://clinic.example/d/1"]
    assert values(one, "dcat:keyword") == ["prostate cancer", "MRI", "PI-RADS (v2, v2.1)"]
    assert values(one, "dct:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(one, "foaf:name", "#creator-2") == ["Clinic"]
    assert values(one, "foaf:mbox", "#publisher") == ["mailto:office@clinic.example"]
    assert values(one, "dcat:startDate", "#temporal-1") == ["2012-01"]
    assert values(one, "dcat:endDate", "#temporal-1") == []
    assert values(one, "dcat:accessURL", "#dist-1") == ["https://clinic.example/d/1.zip"]
    assert values(one, "healthdcatap:numberOfUniqueIndividuals") == ["1205"]
    assert values(one, "eucaim:hasImageBodyPart") == ["prostate"]
    assert values(one, "schema:variableMeasured") == ["PSA", "Gleason score"]
    assert about(one, "dct:title")[0].evidence.path == "script[1]$.name"
    assert codes(one) == ["date-unreadable"]


@pytest.mark.parametrize(
    "block",
    [
        {"@context": "http://schema.org", "@graph": [ORGANISATION, DATASET]},
        {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": DATASET},
        {"@context": "https://schema.org", "@type": "DataCatalog", "dataset": [DATASET]},
        [DATASET],
        json.loads(json.dumps(DATASET).replace('"Dataset"', '"http://schema.org/Dataset"')),
        {f"schema:{key}" if key[0] != "@" else key: value for key, value in DATASET.items() if key != "@type"}
        | {"@type": "schema:Dataset"},
    ],
    ids=["graph", "main entity", "catalogue", "list", "full address", "prefix"],
)
def test_a_dataset_is_found_wherever_it_stands(block):
    (one,) = extracted("schema.org", page(block)).descriptions
    assert values(one, "dct:title") == ["Prostate MRI"]


def test_two_blocks_give_two_datasets_and_what_others_describe_is_left_to_them():
    other = {
        **DATASET,
        "@id": "https://clinic.example/d/2",
        "identifier": "second",
        "isPartOf": {**DATASET, "identifier": "third"},
    }
    found = extracted("schema.org", page(DATASET, other))
    assert [one.identifier for one in found.descriptions] == ["https://doi.org/10.1234/x", "second"]


def test_broken_json_ld_is_shown_with_its_place_and_the_page_goes_on():
    found = extracted("schema.org", page('\n{"@type": "Dataset",\n "name": "x" "y"}', DATASET))
    assert [finding.code for finding in found.findings] == ["json-ld-broken"]
    assert "line 4 column 14" in found.findings[0].place
    assert '"x" "y"' in found.findings[0].found
    assert [one.format for one in found.descriptions] == ["schema.org"]


def test_a_page_whose_only_block_is_broken_is_read_as_prose():
    words = (
        "<h1>Breast atlas</h1><p>" + "The atlas holds images of breast cancer of 120 patients. " * 5 + "</p>"
    )
    found = extracted("schema.org", page("{broken", rest=words))
    assert codes(found) == ["json-ld-broken"]
    assert [(one.format, values(one, "dct:title")) for one in found.descriptions] == [
        ("prose", ["Breast atlas"])
    ]


def test_blocks_in_comments_do_not_count_and_deep_ones_do():
    commented = page(rest=f'<!-- <script type="application/ld+json">{json.dumps(DATASET)}</script> -->')
    assert codes(extracted("schema.org", commented)) == ["no-dataset"]
    deep = page(rest="<div>" * 300 + f'<script type="application/ld+json">{json.dumps(DATASET)}</script>')
    assert len(extracted("schema.org", deep).descriptions) == 1


def test_an_identifier_that_stands_for_nothing_is_refused():
    found = extracted(
        "schema.org",
        page({"@type": "Dataset", "@context": "https://schema.org", "name": "N", "identifier": "n/a"}),
    )
    assert (found.descriptions, codes(found)) == ((), ["identifier-missing"])

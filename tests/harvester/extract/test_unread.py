"""Every value of a document is read, ignored by name, kept under its own name, or reported."""

import json

import pytest
from lxml import etree

from harvester.extract.unread import (
    MOST,
    Leaf,
    ignored,
    is_inner_name,
    json_leaves,
    reason,
    watched,
    xml_leaves,
)
from tests.harvester.describing import about, codes, extracted, values

DATASET = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": "https://clinic.example/d/1",
    "name": "Prostate MRI",
    "creator": {"@list": [{"@type": "Person", "name": "A. B.", "affiliation": {"name": "Clinic"}}]},
    "award": ["First prize", {"@value": "Zweiter Preis", "@language": "de"}],
    "x:secret": "kept by nobody",
    "funding": {"@id": "#grant", "identifier": "G-1", "funder": {"name": "Council"}},
    "distribution": {"contentUrl": "https://clinic.example/1.zip", "md5": "abc"},
}


def read(**more):
    (one,) = extracted(
        "schema.org", json.dumps({**DATASET, **more}), media="application/ld+json"
    ).descriptions
    return one


def test_what_no_table_maps_is_kept_under_its_own_name_with_its_path():
    one = read()
    assert [(claim.value, claim.language) for claim in about(one, "schema:award")] == [
        ("First prize", None),
        ("Zweiter Preis", "de"),
    ]
    assert about(one, "schema:award")[1].evidence.path == "$.award[1]"
    assert values(one, "schema:identifier", "#funding-1") == ["G-1"]
    assert values(one, "schema:name", "#funding-1-funder-1") == ["Council"]


def test_what_is_left_of_a_thing_joins_the_node_it_has_already():
    one = read()
    assert values(one, "schema:affiliation", "#creator-1") == ["#creator-1-affiliation-1"]
    assert values(one, "schema:name", "#creator-1-affiliation-1") == ["Clinic"]
    assert values(one, "cr:md5", "#dist-1") == ["abc"]


def test_a_name_of_an_unknown_vocabulary_is_reported_with_its_place():
    one = read()
    (finding,) = [finding for finding in one.findings if finding.code == "field-unread"]
    assert (finding.place, finding.found) == ("$.x:secret", "kept by nobody")


def test_the_reports_of_one_dataset_are_bounded():
    one = read(**{f"x:{number}": "v" for number in range(500)})
    assert codes(one).count("field-unread") == MOST


def test_record_sets_are_tables_and_their_fields_columns():
    one = read(
        recordSet={
            "@type": "cr:RecordSet",
            "name": "scans",
            "field": [
                {"name": "age", "description": "Age at the scan", "dataType": "sc:Integer",
                 "source": {"fileObject": {"@id": "f"}, "extract": {"column": "age"}}},
                {"name": "gps", "subField": [{"name": "gps/lat", "dataType": "sc:Float"}]},
            ],
        }
    )  # fmt: skip
    (group,) = values(one, "healthdcatap:hasVariables")
    (table,) = values(one, "csvw:table", group)
    columns = values(one, "csvw:column", table)
    assert [values(one, "csvw:name", column) for column in columns] == [["age"], ["gps"], ["gps/lat"]]
    assert values(one, "dct:description", columns[0]) == ["Age at the scan"]
    assert "field-unread" not in {f.code for f in one.findings if f.place.startswith("$.recordSet")}


def test_an_extra_nobody_knows_is_kept_as_words_and_reported():
    package = {"id": "p-1", "name": "p", "title": "P", "extras": [{"key": "scanner_room", "value": "B 12"}]}
    (one,) = extracted("ckan", json.dumps(package)).descriptions
    assert values(one, "schema:additionalProperty") == ["scanner_room: B 12"]
    assert [(f.code, f.place) for f in one.findings] == [("field-unread", "$.extras[0]")]


def test_things_inside_a_package_become_nodes():
    package = {
        "id": "p-1", "name": "p", "title": "P",
        "qualified_attribution": [
            {"agent": [{"name": "Lab", "email": "lab@clinic.example"}], "role": "https://r.example/processor"}
        ],
        "quality_annotation": [{"body": "https://c.example/mark"}],
        "resources": [{"url": "https://clinic.example/a.csv", "hash": "abcd", "hash_algorithm": "sha1",
                       "access_services": '[{"title": "API", "endpoint_url": ["https://api.example/"]}]'}],
    }  # fmt: skip
    (one,) = extracted("ckan", json.dumps(package)).descriptions
    assert values(one, "foaf:name", "#attribution-1-agent-1") == ["Lab"]
    assert values(one, "dcat:hadRole", "#attribution-1") == ["https://r.example/processor"]
    assert values(one, "oa:hasBody", "#quality-1") == ["https://c.example/mark"]
    assert values(one, "spdx:checksumValue", "#dist-1-checksum-1") == ["abcd"]
    assert values(one, "dcat:endpointURL", "#dist-1-service-1") == ["https://api.example/"]
    assert codes(one) == []


def test_values_of_xml_are_its_texts_and_attributes():
    root = etree.fromstring('<r xmlns="u:x"><a k="v">one</a><a>two</a><b><c/></b></r>')
    assert [(leaf.path, leaf.name, leaf.text) for leaf in xml_leaves(root, "r")] == [
        ("r/a[1]/@k", "a.@k", "v"),
        ("r/a[1]", "a", "one"),
        ("r/a[2]", "a", "two"),
    ]


@pytest.mark.parametrize("format_", ["schema.org", "ckan", "oai_dc", "datacite", "dats"])
def test_every_ignored_field_has_its_reason(format_):
    assert all(len(why.split()) >= 3 for why in ignored(format_).values())
    assert reason(format_, "title of nothing") is None


def test_an_empty_value_says_nothing_and_an_address_is_no_inner_name():
    assert list(json_leaves({"a": "", "b": [None, " "]}, "$")) == []
    assert not is_inner_name(Leaf("$.@id", "@id", "https://clinic.example/"))


def test_a_short_iri_is_no_inner_name():
    one = read(
        variableMeasured={"name": "sea level", "qudt:hasUnit": {"@id": "unit:M"}, "own": {"@id": "lab:7"}}
    )
    assert values(one, "owl:sameAs", "#variable-measured-1-has-unit-1") == ["http://qudt.org/vocab/unit/M"]
    assert values(one, "dct:identifier", "#variable-measured-1-own-1") == ["lab:7"]


def test_who_counts_is_told_what_was_mapped_kept_ignored_and_unread():
    told = []
    with watched(lambda draft, found: told.append((draft.format, found))):
        read()
    ((format_, found),) = told
    assert format_ == "schema.org"
    assert "name" in {leaf.name for leaf in found.read}
    assert [leaf.name for leaf in found.kept if leaf.name == "award"] == ["award", "award"]
    assert [leaf.name for leaf in found.unread] == ["x:secret"]
    assert {"@type", "@id", "funding.@id"} <= {leaf.name for leaf in found.ignored}

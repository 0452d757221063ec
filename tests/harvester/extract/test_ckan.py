"""CKAN: fields, extras in both shapes, people, files; what is not public is passed over."""

import json

from tests.harvester.describing import about, codes, extracted, values

PACKAGE = {
    "id": "4c1d3a50-1111",
    "name": "breast",
    "title": "Breast MRI",
    "notes": "MRI of <b>breast</b>",
    "state": "active",
    "type": "dataset",
    "license_id": "cc-by",
    "tags": [{"display_name": "breast cancer"}],
    "maintainer": "Office",
    "maintainer_email": "office@clinic.example",
    "organization": {"title": "Clinic"},
    "extras": [
        {"key": "cancer_type", "value": "Breast cancer"},
        {"key": "modality", "value": "MR, MG"},
        {"key": "number_of_images", "value": "8652"},
        {"key": "language", "value": '["en", "es"]'},
        {"key": "temporal_start", "value": "2015-01-01"},
        {"key": "spatial", "value": "Spain, Italy"},
        {"key": "publisher_name", "value": "Clinic of Women"},
    ],
    "resources": [
        {"url": "https://clinic.example/b.zip", "format": "ZIP", "size": 1024, "name": "All"},
        {"id": "empty"},
    ],
}


def search(*packages):
    return json.dumps({"success": True, "result": {"count": len(packages), "results": list(packages)}})


def test_a_package_is_read_with_the_path_of_each_value():
    (one,) = extracted("ckan", search(PACKAGE), "/api/3/action/package_search").descriptions
    assert (one.identifier, one.format) == ("4c1d3a50-1111", "ckan")
    assert values(one, "dct:description") == ["MRI of breast"]
    assert values(one, "eucaim:hasImageModality") == ["MR", "MG"]
    assert about(one, "messor:numberOfImages")[0].evidence.path == "$.result.results[0].extras[2]"
    assert values(one, "dct:language") == ["en", "es"]
    assert values(one, "dct:spatial") == ["Spain", "Italy"]
    assert values(one, "foaf:name", "#publisher") == ["Clinic of Women"]
    assert values(one, "vcard:hasEmail", "#contact") == ["mailto:office@clinic.example"]
    assert values(one, "dcat:startDate", "#temporal-1") == ["2015-01-01"]
    assert values(one, "dcat:distribution") == ["#dist-1"]
    assert values(one, "dcat:byteSize", "#dist-1") == ["1024"]
    assert values(one, "dcat:landingPage") == ["https://clinic.example/dataset/breast"]


def test_flat_extras_and_package_show_say_the_same():
    flat = {**PACKAGE, "extras": {extra["key"]: extra["value"] for extra in PACKAGE["extras"]}}
    body = json.dumps({"success": True, "result": flat})
    (one,) = extracted("ckan", body).descriptions
    assert values(one, "eucaim:hasCondition") == ["Breast cancer"]


def test_translated_fields_give_one_claim_a_language():
    package = {**PACKAGE, "title_translated": {"en": "Breast", "de": "Brust"}}
    (one,) = extracted("ckan", search(package)).descriptions
    assert [(claim.value, claim.language) for claim in about(one, "dct:title")] == [
        ("Breast", "en"),
        ("Brust", "de"),
    ]


def test_private_deleted_draft_and_harvest_packages_are_passed_over_with_a_word():
    hidden = [{"private": True}, {"state": "deleted"}, {"state": "draft"}, {"type": "harvest"}]
    found = extracted(
        "ckan", search(*({**PACKAGE, "id": f"id-{n}", **one} for n, one in enumerate(hidden)), PACKAGE)
    )
    assert [one.identifier for one in found.descriptions] == ["4c1d3a50-1111"]
    assert codes(found) == ["dataset-skipped"] * 4


def test_an_empty_search_is_no_fault_and_another_answer_is():
    assert extracted("ckan", search()).findings == ()
    assert codes(extracted("ckan", '{"error": "x"}')) == ["not-ckan"]
    broken = extracted("ckan", '{"success": true,\n "result": [}')
    assert codes(broken) == ["not-json"]
    assert "line 2 column 13" in broken.findings[0].place

"""Extras of ISO records in CKAN: the box, the dates, who answers."""

import json

from tests.harvester.describing import codes, extracted, values


def read(extras):
    package = {"id": "p-1", "name": "p", "title": "P",
               "extras": [{"key": key, "value": value} for key, value in extras.items()]}  # fmt: skip
    (one,) = extracted("ckan", json.dumps(package)).descriptions
    return one


def test_box_dates_contact_and_party():
    one = read({
        "bbox-east-long": "33.0", "bbox-west-long": "25.0", "bbox-north-lat": "-15.0", "bbox-south-lat": "-22.0",
        "contact-email": "desk@clinic.example",
        "dataset-reference-date": '[{"type": "publication", "value": "1982"}]',
        "responsible-party": "Survey (distributor, publisher); Clinic (owner)",
    })  # fmt: skip
    assert values(one, "dcat:bbox", "#spatial-1") == [
        "POLYGON((25.0 -22.0, 33.0 -22.0, 33.0 -15.0, 25.0 -15.0, 25.0 -22.0))"
    ]
    assert values(one, "dct:issued") == ["1982"]
    assert values(one, "vcard:hasEmail", "#contact") == ["mailto:desk@clinic.example"]
    assert values(one, "dct:type", "#attribution-1") == ["distributor", "publisher"]
    assert values(one, "foaf:name", "#attribution-2-agent-1") == ["Clinic"]
    assert codes(one) == []


def test_half_a_box_is_none_and_is_reported():
    one = read({"bbox-east-long": "33.0", "bbox-west-long": "25.0"})
    assert codes(one) == ["field-unread", "field-unread"]

"""Properties that do not exist, loose dates, and things of the wrong kind are told with the right one."""

import pytest
import rdflib
from rdflib import Graph, URIRef

from catalogue.model import Finding, Severity
from harvester.check.check import check
from harvester.check.terms import meant

SET = "https://example.org/set"
HEAD = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> .
<https://example.org/set> a dcat:Dataset ; dct:title "x" ; dct:description "y" ; """


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Literals stay as they were written; pySHACL, which other tests run, switches that off again."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def found(said: str, code: str) -> list[Finding]:
    graph = Graph().parse(data=f"{HEAD}{said} .", format="turtle")
    assert (URIRef(SET), None, None) in graph
    return [one for one in check([(SET, graph)])[0] if one.code == code]


@pytest.mark.parametrize("wrong, right", [
    ("dcat:issued", "dct:issued"), ("dcat:endPointURL", "dcat:endpointURL"), ("dct:licence", "dct:license"),
    ("dcat:titel", "dct:title"), ("dct:keyword", "dcat:keyword"), ("dct:banana", ""),
])  # fmt: skip
def test_the_property_that_is_meant(wrong: str, right: str) -> None:
    assert meant(wrong) == right


def test_a_property_that_does_not_exist_is_told_once_a_place() -> None:
    (one,) = found('dcat:issued "2024-01-01" , "2024-01-02"', "term-unknown")

    assert (one.severity, one.place, one.expected) == (Severity.WARNING, "dcat:issued", "dct:issued")
    inner = found(
        "dcat:distribution [ a dcat:Distribution ; dcat:endPointURL <https://a.example/> ]", "term-unknown"
    )
    assert [one.place for one in inner] == ["dcat:distribution/dcat:endPointURL"]


def test_properties_of_others_and_those_that_exist_are_left_alone() -> None:
    assert (
        found('dct:issued "2024-01-01"^^xsd:date ; foaf:banana 1 ; <https://a.example/x> 2', "term-unknown")
        == []
    )


@pytest.mark.parametrize("text, kind, right", [
    ("2009-05-19 14:39:22-06:00", "dateTime", "Write 2009-05-19T14:39:22-06:00."),
    ("20090519", "date", "Write 2009-05-19."),
    ("20090621T0545Z", "dateTime", "Write 2009-06-21T05:45:00Z."),
    ("2010-02-18T16.23334444", "dateTime", "Write the date as YYYY-MM-DD."),
])  # fmt: skip
def test_a_date_in_another_notation_comes_with_the_right_one(text: str, kind: str, right: str) -> None:
    (one,) = found(f'dct:modified "{text}"^^xsd:{kind}', "date-unreadable")

    assert one.found == text
    assert one.hint == right


@pytest.mark.parametrize("good", [
    '"2024-05-27"^^xsd:date', '"2024-05-27Z"^^xsd:date', '"2018-04-01T15:20:15.5-07:00"^^xsd:dateTime',
    '"2024"^^xsd:gYear', '"2024-05"^^xsd:gYearMonth',
])  # fmt: skip
def test_a_right_date_is_left_alone(good: str) -> None:
    assert found(f"dct:modified {good}", "date-unreadable") == []


def test_a_publisher_or_contact_that_says_it_is_something_else() -> None:
    said = (
        'dct:publisher [ a vcard:Kind ; vcard:fn "X" ] ; dcat:contactPoint [ a foaf:agent ; foaf:name "Y" ]'
    )
    contact, publisher = found(said, "wrong-class")

    assert (contact.place, contact.found) == ("dcat:contactPoint", "Y (foaf:agent)")
    assert (publisher.place, publisher.found) == ("dct:publisher", "X (vcard:Kind)")
    assert publisher.hint == "Describe it in place, as a foaf:Agent."
    assert {contact.severity, publisher.severity} == {Severity.VIOLATION}


@pytest.mark.parametrize("said", [
    'dct:publisher [ a foaf:Organization ; foaf:name "X" ]', "dct:publisher <https://x.example/>",
    'dct:publisher [ a org:Organization , foaf:Agent ; foaf:name "X" ]', 'dct:publisher [ foaf:name "X" ]',
    "dcat:contactPoint [ a vcard:Individual ; vcard:hasEmail <mailto:a@b.example> ]",
])  # fmt: skip
def test_a_right_one_and_one_that_does_not_say_are_left_alone(said: str) -> None:
    assert found(said, "wrong-class") == []

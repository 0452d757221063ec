"""JSON-LD and RDF/XML: what is read back is what was said, whatever was said."""

import json
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree
from pyoxigraph import RdfFormat

from catalogue.jsonld import jsonld
from catalogue.rdf import serialise
from catalogue.rdfxml import rdfxml
from catalogue.statements import Statements
from catalogue.terms import address, literal
from ontologies.namespaces import iri
from tests.catalogue.test_turtle import LITERALS, NODES, PART, SET, TITLE, TYPE, plain, shape

ROOT = Path(__file__).parents[1] / "ontologies"
WRITERS = {"JSON-LD": (jsonld, RdfFormat.JSON_LD), "RDF/XML": (rdfxml, RdfFormat.RDF_XML)}
BOTH = pytest.mark.parametrize("write, syntax", WRITERS.values(), ids=WRITERS)
PREDICATES = some.sampled_from([TITLE, PART, TYPE, "<https://x.example/straße>", "<https://x.example/a.b>"])


@BOTH
@pytest.mark.parametrize("name", ["whole-r8.ttl", "whole-eucaim.ttl", "whole-catalogue.ttl"])
def test_whole_descriptions_are_read_back_the_same(write, syntax, name):
    graph = rdflib.Graph().parse(ROOT / name)
    form = "json-ld" if syntax == RdfFormat.JSON_LD else "xml"
    assert shape(serialise(graph, form), syntax) == shape((ROOT / name).read_text(encoding="utf-8"))


@BOTH
@settings(deadline=None)
@given(some.lists(some.tuples(NODES, PREDICATES, NODES | LITERALS), max_size=10))
def test_any_statements_are_read_back_the_same(write, syntax, statements):
    expected = shape(plain(statements), RdfFormat.N_TRIPLES)
    assert shape(write(Statements(statements)), syntax) == expected


@BOTH
def test_what_no_text_can_hold_is_left_out(write, syntax):
    odd = Statements([("<https://a.example/b c>", TITLE, literal("a\x00b\ud800c", "en"))])
    assert shape(write(odd), syntax) == shape(
        '<https://a.example/b%20c> <http://purl.org/dc/terms/title> "abc"@en .'
    )


@BOTH
def test_nothing_can_be_written(write, syntax):
    assert shape(write(Statements()), syntax) == set()


@pytest.mark.parametrize(
    "name", ["http://x.example/123", "http://x.example/a(b)", "urn:1", "http://x.example/"]
)
def test_a_property_that_xml_has_no_name_for_costs_its_statement_only(name):
    text = rdfxml(Statements([(SET, address(name), '"lost"'), (SET, TITLE, '"kept"')]))
    assert [one.text for one in etree.fromstring(text.encode()).iter("{*}title")] == ["kept"]
    assert "lost" not in text


def test_json_has_short_names_and_says_what_they_mean():
    kind = address(iri("xsd:date"))
    text = jsonld(
        Statements([(SET, TYPE, address(iri("dcat:Dataset"))), (SET, TITLE, f'"2020-01-01"^^{kind}')])
    )
    assert json.loads(text) == {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [
            {
                "@id": "https://clinic.example/a",
                "@type": "dcat:Dataset",
                "dct:title": {"@type": "xsd:date", "@value": "2020-01-01"},
            }
        ],
    }


def test_an_address_that_begins_like_a_short_name_stays_what_it_is():
    statements = [
        (SET, TITLE, '"A"'),
        (SET, PART, "<dct:title>"),
        (SET, PART, "<dcat://x/y>"),
        ("<dct:x>", TYPE, SET),
    ]
    assert shape(jsonld(Statements(statements)), RdfFormat.JSON_LD) == shape(
        plain(statements), RdfFormat.N_TRIPLES
    )

"""Turtle of our own writing: what is read back is what was said, and people can read it too."""

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from catalogue.rdf import serialise, statements_of
from catalogue.statements import Statements
from catalogue.terms import address, literal
from catalogue.turtle import turtle
from ontologies.namespaces import PREFIXES, iri

ROOT = Path(__file__).parents[1] / "ontologies"
SET = "<https://clinic.example/a>"
TITLE, PART, TYPE = (address(iri(name)) for name in ("dct:title", "dct:hasPart", "rdf:type"))


def shape(text, syntax=RdfFormat.TURTLE):
    """The triples with blank nodes named by their place, so that equal graphs are equal sets."""
    triples = Dataset(parse(input=text, format=syntax, lenient=True))
    triples.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(triples)


def plain(statements):
    return "".join(f"{' '.join(one)} .\n" for one in statements)


def is_read_back(*statements):
    written = turtle(Statements(statements))
    assert shape(written) == shape(plain(statements), RdfFormat.N_TRIPLES)
    return written


@pytest.mark.parametrize("name", ["whole-r8.ttl", "whole-eucaim.ttl", "whole-catalogue.ttl"])
def test_whole_descriptions_are_read_back_the_same(name):
    graph = rdflib.Graph().parse(ROOT / name)
    assert shape(serialise(graph, "turtle")) == shape((ROOT / name).read_text(encoding="utf-8"))
    assert len(shape(serialise(graph, "turtle"))) == len(graph)


NODES = some.sampled_from(["_:a", "_:b", "_:c", "_:d", SET, "<https://x.example/%20y.z>", "<urn:odd:1>"])
WORDS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=6)
TAGS = some.sampled_from([None, "en", "pt-br"])
KINDS = some.sampled_from(
    [None, *(iri(f"xsd:{name}") for name in ("integer", "decimal", "boolean", "double", "date"))]
)
LITERALS = some.builds(literal, WORDS.filter(str.isprintable), TAGS) | some.builds(
    lambda words, kind: literal(words, datatype=kind),
    some.sampled_from(
        ["1", "-1", "01", "1.", ".5", "1.50", "true", "TRUE", "1e3", "a\nb", 'a"', "a\\n", "a\r"]
    ),
    KINDS,
)


@given(some.lists(some.tuples(NODES, some.sampled_from([TITLE, PART, TYPE]), NODES | LITERALS), max_size=14))
def test_any_statements_are_read_back_the_same(statements):
    is_read_back(*statements)


def test_a_node_named_once_stands_where_it_is_named():
    text = is_read_back(
        (SET, PART, "_:a"), ("_:a", TITLE, '"A"'), ("_:a", PART, "_:b"), ("_:b", TITLE, '"B"')
    )
    assert "_:" not in text
    assert text.count("[") == 2


@pytest.mark.parametrize(
    "statements",
    [
        [("_:a", PART, "_:b"), ("_:b", PART, "_:a")],
        [("_:a", PART, "_:a")],
        [(SET, PART, "_:a"), (SET, TITLE, "_:a"), ("_:a", PART, "_:b"), ("_:b", PART, "_:a")],
        [(f"_:n{place}", PART, f"_:n{place + 1}") for place in range(40)],
    ],
    ids=["a circle", "itself", "a circle reached twice", "forty deep"],
)
def test_no_blank_node_is_lost(statements):
    is_read_back(*statements)


def test_names_are_short_where_turtle_has_room_for_them():
    text = turtle(
        Statements(
            [
                (SET, TYPE, address(iri("dcat:Dataset"))),
                (SET, TITLE, '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
                (SET, PART, "<http://www.w3.org/ns/dcat#odd/name>"),
                (SET, PART, "<http://www.w3.org/ns/dcat#end.>"),
            ]
        )
    )
    assert text == (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n\n"
        "<https://clinic.example/a> a dcat:Dataset ;\n    dct:title 12 ;\n"
        "    dct:hasPart <http://www.w3.org/ns/dcat#odd/name>,\n        <http://www.w3.org/ns/dcat#end.> .\n"
    )


def test_lines_are_broken_where_the_provider_broke_them():
    text = is_read_back((SET, TITLE, '"a\\nb \\"c\\" \\\\n\\""@en'))
    assert '"""a\nb \\"c\\" \\\\n\\""""@en' in text


def test_what_no_text_can_hold_is_left_out():
    text = turtle(Statements([(SET, TITLE, literal("a\x00b\ud800c")), (SET, TITLE, "_:odd:name")]))
    assert '"abc"' in text
    assert len(shape(text)) == 2


def test_nothing_is_written_of_nothing():
    assert turtle(Statements()) == ""


def test_prefixes_of_a_graph_are_used():
    graph = rdflib.Graph(bind_namespaces="none")
    graph.bind("mine", "https://mine.example/")
    graph.add((rdflib.URIRef("https://mine.example/a"), rdflib.DCTERMS.title, rdflib.Literal("A")))
    assert "mine:a <http://purl.org/dc/terms/title>" in serialise(graph, "turtle")
    assert "mine" not in PREFIXES


def test_statements_and_graphs_are_written_the_same():
    graph = rdflib.Graph().parse(ROOT / "whole-r8.ttl")
    for name, syntax in (
        ("turtle", RdfFormat.TURTLE),
        ("json-ld", RdfFormat.JSON_LD),
        ("xml", RdfFormat.RDF_XML),
    ):
        assert shape(serialise(statements_of(graph), name), syntax) == shape(serialise(graph, name), syntax)

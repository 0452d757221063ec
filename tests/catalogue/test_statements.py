"""N-Triples as texts: cut where they are ours, parsed where they are not, the same either way."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from catalogue import statements
from catalogue.rdf import statements_of
from catalogue.statements import Statements, read_lines
from catalogue.terms import literal, node, text, words_of

SUBJECT, PREDICATE = NamedNode("https://a.example/s"), NamedNode("https://a.example/p")
WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = (
    some.builds(Literal, WORDS)
    | some.builds(lambda words: Literal(words, language="en"), WORDS)
    | some.builds(lambda words: Literal(words, datatype=NamedNode("https://a.example/t")), WORDS)
    | some.builds(BlankNode, some.from_regex("[a-z][a-z0-9-]{0,4}", fullmatch=True))
    | some.just(NamedNode("https://a.example/ü?x=(1)&y=2"))
)


def parsed(lines):
    return [
        (str(one.subject), str(one.predicate), str(one.object))
        for one in parse(input=lines, format=RdfFormat.N_TRIPLES, lenient=True)
    ]


@given(some.lists(VALUES, min_size=1, max_size=6))
def test_cutting_gives_what_parsing_gives(values):
    lines = "".join(f"{SUBJECT} {PREDICATE} {value} .\n" for value in values)
    assert read_lines(lines) == parsed(lines)


def test_our_own_lines_are_not_parsed(monkeypatch):
    monkeypatch.setattr(statements, "parse", None)
    lines = (
        '<https://a.example/s> <https://a.example/p> "A \\"b\\" é\\n"@en .\n_:b <https://a.example/p> _:c .\n'
    )
    assert len(read_lines(lines)) == 2


ODD = {
    "a remark": '# said <a:s> <a:p> "x" .\n<a:s> <a:p> "x" .\n',
    "a remark behind": '<a:s> <a:p> "x" . # <a:s> <a:p> "y" .\n',
    "wide gaps": '<a:s>  <a:p>\t"x"   .\n',
    "no last break": '<a:s> <a:p> "x" .',
    "breaks of another system": '<a:s> <a:p> "x" .\r\n<a:s> <a:p> "y" .\r\n',
    "letters as numbers": '<a:\\u0073> <a:p> "\\u0041" .\n',
    "blanks in an address": "<a:s> <a:p> <a:o o> .\n",
}


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
def test_other_writing_is_parsed(lines):
    assert read_lines(lines) == parsed(lines)
    assert read_lines(lines)


@pytest.mark.parametrize("lines", ["<a:s> <a:p> .\n", '<a:s> <a:p> "x" . <a:s> <a:p> "y" .\n'])
def test_what_is_no_line_of_a_triple_raises(lines):
    with pytest.raises(SyntaxError):
        read_lines(lines)


def test_statements_about_statements_are_left_out():
    lines = '<a:s> <a:p> <<( <a:s> <a:p> "x" )>> .\n<a:s> <a:p> "x" .\n'
    assert read_lines(lines) == [("<a:s>", "<a:p>", '"x"')]


def test_plain_words_need_no_datatype():
    assert read_lines('<a:s> <a:p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .\n')[0][2] == '"x"'


@given(WORDS)
def test_words_are_escaped_as_the_parser_escapes_them(words):
    assert literal(words) == str(Literal(words))
    assert words_of(literal(words, "en")) == words


@given(VALUES)
def test_a_term_comes_back_from_rdflib(value):
    assert text(node(str(value))) == str(value)


def test_each_statement_counts_once_and_can_be_taken_out():
    two = Statements([("<s>", "<p>", '"a"'), ("<s>", "<p>", '"b"'), ("<s>", "<p>", '"a"')])
    assert list(two) == [("<s>", "<p>", '"a"'), ("<s>", "<p>", '"b"')]
    assert len(two) == 2
    two.discard("<s>", "<p>", '"a"')
    two.discard("<s>", "<p>", '"never"')
    assert two.values("<s>", "<p>") == ['"b"']
    two.discard("<s>", "<p>", '"b"')
    assert two.said == {}


def test_what_two_graphs_say_of_one_node_is_put_together():
    one = Statements([("<s>", "<p>", '"a"')])
    one.join(Statements([("<s>", "<p>", '"a"'), ("<s>", "<p>", '"b"'), ("<t>", "<p>", '"c"')]))
    assert list(one) == [("<s>", "<p>", '"a"'), ("<s>", "<p>", '"b"'), ("<t>", "<p>", '"c"')]


def test_a_graph_becomes_statements():
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("a:s"), rdflib.URIRef("a:p"), rdflib.Literal("x", lang="en")))
    assert list(statements_of(graph)) == [("<a:s>", "<a:p>", '"x"@en')]

"""Compiled shapes say exactly what pySHACL says, shape by shape and of random graphs."""

import random

import pytest
from rdflib import SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from harvester.check.compiled import compile_shapes
from harvester.check.judge import judge
from harvester.check.portion import Portion, portion
from harvester.check.rules import PARTS, rules
from ontologies.errors import VocabularyError

SET = URIRef("https://hospital.example/set")
ODD: list[Node] = [
    Literal("x"), Literal("titolo", lang="it"), Literal("title", lang="en-GB"),
    Literal("2020-13-40", datatype=XSD.date), Literal("-3", datatype=XSD.nonNegativeInteger),
    Literal("3", datatype=XSD.integer), Literal("1", datatype=XSD.boolean),
    Literal("yes", datatype=XSD.boolean), Literal("2020", datatype=XSD.gYear), BNode("nobody"), SET,
    URIRef("http://publications.europa.eu/resource/authority/access-right/PUBLIC"), URIRef("file:///x"),
]  # fmt: skip
START = "@prefix sh: <http://www.w3.org/ns/shacl#> ."
Found = set[tuple[Node | None, ...]]


def ours(share: Portion) -> Found:
    results = judge(share.said, rules(PARTS).book)
    return {(one.focus, one.shape.node, one.component, one.value) for one in results}


def theirs(share: Portion) -> Found:
    from pyshacl import validate

    data = Graph(bind_namespaces="none")
    for node, said in share.said.items():
        for predicate, values in said.items():
            for value in values:
                data.add((node, predicate, value))
    shapes = Graph(bind_namespaces="none") + rules(PARTS).graph
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    return {
        (report.value(one, SH.focusNode), report.value(one, SH.sourceShape),
         report.value(one, SH.sourceConstraintComponent), report.value(one, SH.value))
        for one in report.objects(None, SH.result)
    }  # fmt: skip


def changed(base: Graph, chance: random.Random) -> Graph:
    """Take away, exchange and add some triples."""
    graph = Graph(bind_namespaces="none") + base
    terms = sorted({term for triple in base for term in triple}, key=str) + ODD * 8
    paths = sorted({str(one) for found in rules(PARTS).book.by_class.values() for shape in found
                    for inner in shape.inner for one in inner.paths})  # fmt: skip
    for _ in range(chance.randint(1, 40)):
        subject, predicate, value = chance.choice(sorted(graph))
        if chance.random() < 0.4:
            graph.remove((subject, predicate, value))
        elif chance.random() < 0.5:
            graph.add((subject, predicate, chance.choice(terms)))
        else:
            graph.add((chance.choice([subject, SET]), URIRef(chance.choice(paths)), chance.choice(terms)))
    return graph


@pytest.mark.parametrize("seed", range(12))
def test_a_random_description_is_judged_as_pyshacl_judges_it(base: Graph, seed: int) -> None:
    share = portion(SET, changed(base, random.Random(seed)))

    found = ours(share)

    assert found == theirs(share)
    assert found


@pytest.mark.parametrize("root", ["catalogue", "series"])
def test_catalogues_and_series_are_judged_as_pyshacl_judges_them(base: Graph, root: str) -> None:
    share = portion(URIRef(f"https://hospital.example/{root}"), base)

    assert ours(share) == theirs(share)


@pytest.mark.parametrize(
    "constraint", ["sh:closed true", "sh:lessThan <x>", "sh:sparql []", "sh:xone ()", "sh:maxLength 3"]
)
def test_a_constraint_that_is_not_read_is_refused(constraint: str) -> None:
    text = f"{START} <s> sh:targetClass <C> ; sh:property [ sh:path <p> ; {constraint} ] ."

    with pytest.raises(VocabularyError, match="is not read here"):
        compile_shapes(Graph().parse(data=text, format="turtle"))


def test_a_path_that_is_not_read_is_refused() -> None:
    text = f"{START} <s> sh:targetClass <C> ; sh:property [ sh:path ( <p> <q> ) ] ."

    with pytest.raises(VocabularyError, match="sh:path"):
        compile_shapes(Graph().parse(data=text, format="turtle"))


def test_shapes_that_name_each_other_end() -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://x/> .
    :s sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :s ] . :a a :C ; :p :a ."""
    graph = Graph().parse(data=text, format="turtle")

    assert list(judge(portion(URIRef("https://x/a"), graph).said, compile_shapes(graph))) == []

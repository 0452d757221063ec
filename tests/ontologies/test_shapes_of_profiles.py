"""Each shape of R8 and EUCAIM has a description that keeps it, and one that breaks it by one thing."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from harvester.check.compiled import Shape
from harvester.check.judge import judge
from harvester.check.rules import PARTS, rules
from ontologies.namespaces import iri
from ontologies.profiles import DCAT_AP, EUCAIM, R8
from ontologies.shaping import FOLDER, LEVELS, PROFILES, rule_table, turtle, value_lists

HERE = Path(__file__).parent
SET = URIRef("https://hospital.example/set")
GROUPS = [one for one in PARTS if one.startswith((R8, EUCAIM))]
STRANGE = URIRef("https://elsewhere.example/strange")


def whole(group: str) -> Graph:
    """A copy whose blank nodes have the same names each time."""
    graph = Graph(bind_namespaces="none")
    for triple in read(group):
        graph.add(triple)
    return graph


@cache
def read(group: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    names = ["whole-r8", "whole-catalogue"] + (["whole-eucaim"] if group == EUCAIM else [])
    for name in names:
        graph.parse(HERE / f"{name}.ttl")
    if group == EUCAIM:
        graph.remove(
            (
                SET,
                URIRef(iri("dct:type")),
                URIRef("http://publications.europa.eu/resource/authority/dataset-type/PERSONAL_DATA"),
            )
        )
        for node in graph.subjects(URIRef(iri("dct:rights"))):
            for value in list(graph.objects(node, URIRef(iri("dct:rights")))):
                if "eucaim" not in str(value):
                    graph.remove((node, URIRef(iri("dct:rights")), value))
    return graph


def said(graph: Graph) -> dict[Node, dict[Node, list[Node]]]:
    found: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in graph:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def failing(graph: Graph, group: str) -> set[Node]:
    return {one.shape.node for one in judge(said(graph), rules((group,)).book)}


def placed(graph: Graph, group: str) -> Iterator[tuple[Node, Shape]]:
    """Every property shape or condition of a group with a node of the whole description it is about."""

    def below(shape: Shape, focus: Node) -> Iterator[tuple[Node, Shape]]:
        for inner in shape.inner:
            if not inner.inner:
                yield focus, inner
            for path in inner.paths:
                for value in graph.objects(focus, path):
                    yield from below(inner, value)
        if shape.about:
            yield focus, shape

    for class_, shapes in rules((group,)).book.by_class.items():
        for focus in sorted(graph.subjects(RDF.type, class_), key=str):
            for shape in shapes:
                yield from below(shape, focus)


def cases() -> Iterator[object]:
    for group in GROUPS:
        graph, seen = whole(group), set()
        for focus, shape in placed(graph, group):
            if shape.node not in seen:
                seen.add(shape.node)
                name = "|".join(str(one).rpartition("#")[2].rpartition("/")[2] for one in shape.paths)
                yield pytest.param(group, focus, shape, id=f"{group} {name or 'condition'} {len(seen)}")


def broken(graph: Graph, focus: Node, shape: Shape) -> Graph:
    """Change one thing, so that the shape no longer holds."""
    if shape.about:
        graph.remove((focus, URIRef(str(shape.about)), None))
        return graph
    (path, *_) = shape.paths
    if shape.least or shape.has or shape.qualified:
        for one in shape.paths:
            graph.remove((focus, one, None))
    elif shape.most is not None:
        for number in range(shape.most + 1):
            graph.add((focus, path, URIRef(f"https://elsewhere.example/{number}")))
    elif SH.Literal == shape.kind:
        graph.add((focus, path, STRANGE))
    elif shape.kinds or shape.datatype or any(one.datatype for choice in shape.choices for one in choice):
        graph.add((focus, path, Literal("strange", datatype=XSD.anyURI)))
    else:
        graph.add((focus, path, STRANGE))
    return graph


@pytest.mark.parametrize("group", GROUPS)
def test_the_whole_description_keeps_every_shape(group: str) -> None:
    assert failing(whole(group), group) == set()


@pytest.mark.parametrize(("group", "focus", "shape"), list(cases()))
def test_one_change_breaks_the_shape(group: str, focus: Node, shape: Shape) -> None:
    # The sort of shape decides the change; the shape itself, not only its neighbour, must fail.
    assert shape.node in failing(broken(whole(group), focus, shape), group)


@pytest.mark.parametrize("group", GROUPS)
def test_every_shape_has_its_case(group: str) -> None:
    graph = whole(group)
    tried = {shape.node for _, shape in placed(graph, group)}
    shapes = rules((group,)).graph
    inner = {value for value in shapes.objects(None, SH.property) if (value, SH.property, None) not in shapes}

    assert inner - tried == set()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_turtle_is_what_the_table_says(profile: str) -> None:
    for name, text in turtle(profile).items():
        assert (FOLDER / profile / f"{name}.ttl").read_text(encoding="utf-8") == text, (
            "python -m ontologies.shaping"
        )


@pytest.mark.parametrize("profile", PROFILES)
def test_a_table_names_known_things_only(profile: str) -> None:
    for rule in rule_table(profile):
        for name in (*rule.property.split("|"), *rule.node.replace(">", "|").split("|")):
            assert iri(name)
        prefixes = ("has:", "if:", "eucaim:", "english")
        assert not rule.values or rule.values.startswith(prefixes) or rule.values in value_lists(), rule
        for level in LEVELS:
            assert rule.obligation(level) in {"M", "R", "O", "C", "-"}


COUNTS = {"public": (10, 20), "restricted": (10, 21), "non-public": (14, 27)}


@pytest.mark.parametrize("level", COUNTS)
def test_release_8_has_as_many_duties_as_published(level: str) -> None:
    told = {(rule.property, rule.obligation(level)) for rule in rule_table(R8) if rule.node == "dcat:Dataset"}

    assert (sum(o == "M" for _, o in told), sum(o == "R" for _, o in told)) == COUNTS[level]


def test_a_mandatory_rule_is_a_violation_and_a_recommended_one_a_warning() -> None:
    for group in GROUPS:
        for _, shape in placed(whole(group), group):
            if shape.least and shape.paths:
                weights = {
                    rule.obligation(level)
                    for rule in rule_table(group.partition(" ")[0])
                    for level in LEVELS
                    if iri(rule.property.split("|")[0]) == str(shape.paths[0])
                }
                assert ("M" if shape.severity == SH.Violation else "R") in weights


def test_whole_descriptions_are_whole_by_dcat_ap_too() -> None:
    results = judge(said(whole(EUCAIM)), rules((DCAT_AP,)).book)

    assert {one.shape.node for one in results if one.shape.severity == SH.Violation} == set()

"""Every shape of our rule books passes one description and fails another, made for it alone."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from harvester.check.compiled import Shape
from harvester.check.judge import Said, judge
from harvester.check.rules import PARTS, rules
from tests.harvester.check.conftest import whole_graph
from tests.harvester.check.test_judge import ODD

IT = URIRef("https://hospital.example/it")
SOUND: list[Node] = [
    Literal("words", lang="en"), Literal("words"), Literal("2020-05-01", datatype=XSD.date),
    Literal("2020-05-01T10:00:00", datatype=XSD.dateTime), Literal("7", datatype=XSD.nonNegativeInteger),
    Literal("7", datatype=XSD.integer), Literal("7.5", datatype=XSD.decimal), Literal("P3Y", datatype=XSD.duration),
    Literal("true", datatype=XSD.boolean), Literal("2020", datatype=XSD.gYear), URIRef("https://hospital.example/x"),
    Literal("ab", datatype=XSD.hexBinary), Literal("https://hospital.example/x", datatype=XSD.anyURI),
    URIRef("mailto:data@hospital.example"), URIRef("tel:+3531234567"), BNode("somebody"),
]  # fmt: skip
Case = tuple[Shape, Node, tuple[Shape, ...]]


@cache
def whole() -> Said:
    said: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in whole_graph():
        said.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return said


def cases() -> Iterator[Case]:
    """Every shape that results can name: its way from a target, and the class or property that makes it one."""
    seen: set[Node] = set()

    def inside(shape: Shape, target: Node, way: tuple[Shape, ...]) -> Iterator[Case]:
        if shape.node not in seen:
            seen.add(shape.node)
            yield shape, target, way
        for inner in shape.inner:
            yield from inside(inner, target, (*way, shape))

    book = rules(PARTS).book
    for target, shapes in (*book.by_class.items(), *book.by_property.items()):
        for shape in shapes:
            yield from inside(shape, target, ())


def judges(shape: Shape) -> bool:
    """Say whether a shape asks anything itself; others only lead to the shapes inside them."""
    own = (shape.least, shape.most, shape.kinds, shape.datatype, shape.classes, shape.patterns, shape.has,
           shape.languages, shape.nodes, shape.nots, shape.choices, shape.qualified)  # fmt: skip
    return any(own) or shape.within is not None


ALL = [one for one in cases() if judges(one[0])]


def named(one: Case) -> str:
    shape, target, way = one
    steps = [path for part in (*way, shape) for path in part.paths[:1]]
    return " ".join(re.split(r"[/#]", str(each))[-1] for each in (target, *steps))


def bodies(one: Case, offered: list[Node]) -> Iterator[tuple[Said, bool]]:
    """Descriptions with each value, none, and many; and whether there is a value at all."""
    shape, target, way = one
    chain = [part for part in (*way, shape) if part.paths]
    if not chain:
        for own in ({}, *whole().values()):
            for lacking in (None, *own):  # each property in turn is taken away
                kept = {name: values for name, values in own.items() if name != lacking}
                yield {**whole(), IT: {**kept, RDF.type: [target]}}, True
    for values in ([], *([value] for value in offered), offered[:3], offered):
        said: dict[Node, dict[Node, list[Node]]] = {}
        at: Node = IT
        for depth, part in enumerate(chain):
            last = part is shape
            ahead: list[Node] = values if last else [BNode(f"step{depth}")]
            own = said.setdefault(at, {})
            if part.inverse:
                for value in ahead:
                    said.setdefault(value, {}).setdefault(part.paths[0], []).append(at)
            else:
                own.setdefault(part.paths[0], []).extend(ahead)
            at = ahead[0] if ahead and not last else at
        if target in rules(PARTS).book.by_property:
            said[URIRef("https://hospital.example/holder")] = {target: [IT]}
        else:
            said.setdefault(IT, {}).setdefault(RDF.type, []).append(target)
        yield {**{k: v for k, v in whole().items() if k not in said}, **said}, bool(values)


def sound(shape: Shape) -> list[Node]:
    """Values that may please a shape: what its lists name, what the whole descriptions hold."""
    found: list[Node] = [*shape.has, *sorted(shape.within or (), key=str)[:2]]
    for pattern in shape.patterns:
        text = (
            re.sub(r"\[\^/\]\+|\(.*", "", pattern.pattern.strip("^$")).replace("[.]", ".").replace("\\", "")
        )
        found.append(URIRef(text + "HEAL"))
    for path in shape.paths:
        for own in whole().values():
            found.extend(own.get(path, ()))
    found.extend(node for node, own in whole().items() if RDF.type in own)
    return [*dict.fromkeys([*found, *SOUND])]


def faults(said: Said, shape: Shape) -> int:
    """Count the results of a shape, judged beside all others."""
    known = {IT, *(node for node in said if str(node).startswith("step"))}
    return sum(one.shape.node == shape.node for one in judge(said, rules(PARTS).book, set(said) - known))


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_shape_passes_one_description_and_fails_another(one: Case) -> None:
    shape = one[0]
    asks_for_values = shape.looks and shape.most != 0

    passed = any(
        not faults(said, shape) for said, valued in bodies(one, sound(shape)) if valued or not asks_for_values
    )
    failed = any(faults(said, shape) for said, _ in bodies(one, [*ODD, *SOUND]))

    assert (passed, failed) == (True, True)


def test_the_cases_are_of_all_rule_books() -> None:
    assert len(ALL) > 500

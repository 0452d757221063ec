"""Judge what is said about a dataset by compiled shapes.

The results are those of SHACL; see ``compiled``. Most rules only limit values, so a node is asked only about
the properties it has and those it must have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from rdflib import RDF, SH, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from harvester.check.compiled import Book, Shape

Said = Mapping[Node, Mapping[Node, Sequence[Node]]]
"""Distinct values of each property of each node."""

# Python type of the value of a literal that is what its datatype says.
_VALUES: Final[Mapping[Node, type | tuple[type, ...]]] = {
    XSD.string: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
Way = tuple[Node, Node] | None
_DEEPEST: Final = 30  # shapes within shapes; ours have four


class Result(NamedTuple):
    """One result of validation, as SHACL has it.

    Attributes:
        focus: The node that was judged.
        shape: Whose constraint failed.
        component: The constraint component.
        value: What failed; None for a number of values and for what is not there.
        via: The node and the property that the rule came to the focus by; None when it came by its class.
    """

    focus: Node
    shape: Shape
    component: URIRef
    value: Node | None
    via: Way = None


def judge(said: Said, book: Book, without: Collection[Node] = ()) -> Iterator[Result]:
    """Give every result of the book's shapes.

    Args:
        said: Everything that counts as data.
        book: Compiled shapes.
        without: Nodes that are data but are not judged themselves.
    """
    judgement = _Judgement(said, without)
    targets: dict[Node, dict[int, tuple[Shape, Way]]] = {}
    for node, properties in said.items():
        for class_ in properties.get(RDF.type, ()):
            for shape in book.by_class.get(class_, ()):
                targets.setdefault(node, {})[id(shape)] = shape, None
        if book.by_property:
            for predicate, values in properties.items():
                for shape in book.by_property.get(predicate, ()):
                    for value in values:
                        targets.setdefault(value, {}).setdefault(id(shape), (shape, (node, predicate)))
    for node, shapes in targets.items():
        if node not in without:
            for shape, via in shapes.values():
                yield from judgement.results(shape, node, via)


class _Judgement:
    """Judges nodes of one body of data."""

    def __init__(self, said: Said, without: Collection[Node]) -> None:
        self.said, self.without = said, without

    def results(self, shape: Shape, focus: Node, via: Way = None, depth: int = 0) -> Iterator[Result]:
        """Results of a shape for a focus node, those of nested property shapes included."""
        if depth > _DEEPEST:
            return
        values = self._values(shape, focus)
        if shape.paths:
            yield from _counts(shape, focus, values, via)
        for value in values:
            for component in self._faults(shape, value, depth):
                yield Result(focus, shape, component, value, via)
            own = self.said.get(value, {})
            for inner in shape.inner if value not in self.without else ():
                if not (inner.idle and own.keys().isdisjoint(inner.paths)):
                    way = self._way(shape, focus, value) if shape.paths else via
                    yield from self.results(inner, value, way, depth + 1)
        for term in shape.has:
            if term not in values:
                yield Result(focus, shape, SH.HasValueConstraintComponent, None, via)
        if shape.qualified:
            wanted, least = shape.qualified
            if sum(self._fits(wanted, value, depth) for value in values) < least:
                yield Result(focus, shape, SH.QualifiedMinCountConstraintComponent, None, via)

    def _way(self, shape: Shape, focus: Node, value: Node) -> Way:
        own = self.said.get(focus, {})
        return focus, next((path for path in shape.paths if value in own.get(path, ())), shape.paths[0])

    def _values(self, shape: Shape, focus: Node) -> Sequence[Node]:
        if not shape.paths:
            return (focus,)
        if shape.inverse:
            (path,) = shape.paths
            return [node for node, own in self.said.items() if focus in own.get(path, ())]
        own = self.said.get(focus, {})
        if len(shape.paths) == 1:
            return own.get(shape.paths[0], ())
        return list(dict.fromkeys(value for path in shape.paths for value in own.get(path, ())))

    def _faults(self, shape: Shape, value: Node, depth: int) -> Iterator[URIRef]:
        if shape.kinds and not isinstance(value, shape.kinds):
            yield SH.NodeKindConstraintComponent
        if shape.datatype is not None and not has_datatype(value, shape.datatype):
            yield SH.DatatypeConstraintComponent
        if shape.classes:
            own: Sequence[Node] = () if isinstance(value, Literal) else self._classes(value)
            for class_ in shape.classes:
                if class_ not in own:
                    yield SH.ClassConstraintComponent
        for pattern in shape.patterns:
            if isinstance(value, BNode) or not pattern.search(str(value)):
                yield SH.PatternConstraintComponent
        if shape.within is not None and value not in shape.within:
            yield SH.InConstraintComponent
        if shape.languages and not _speaks(value, shape.languages):
            yield SH.LanguageInConstraintComponent
        yield from self._misfits(shape, value, depth)

    def _misfits(self, shape: Shape, value: Node, depth: int) -> Iterator[URIRef]:
        """Constraints that are shapes themselves."""
        for node in shape.nodes:
            if not self._fits(node, value, depth):
                yield SH.NodeConstraintComponent
        for node in shape.nots:
            if self._fits(node, value, depth):
                yield SH.NotConstraintComponent
        for choice in shape.choices:
            if not any(self._fits(one, value, depth) for one in choice):
                yield SH.OrConstraintComponent

    def _classes(self, value: Node) -> Sequence[Node]:
        return self.said.get(value, {}).get(RDF.type, ())

    def _fits(self, shape: Shape, value: Node, depth: int) -> bool:
        return next(self.results(shape, value, None, depth + 1), None) is None


def _counts(shape: Shape, focus: Node, values: Sequence[Node], via: Way) -> Iterator[Result]:
    if shape.least is not None and len(values) < shape.least:
        yield Result(focus, shape, SH.MinCountConstraintComponent, None, via)
    if shape.most is not None and len(values) > shape.most:
        yield Result(focus, shape, SH.MaxCountConstraintComponent, None, via)


def _speaks(value: Node, languages: Sequence[str]) -> bool:
    tag = (value.language or "").lower() if isinstance(value, Literal) else ""
    return any(tag == one or tag.startswith(f"{one}-") for one in languages)


@lru_cache(maxsize=4096)
def _has_datatype(value: Literal, datatype: URIRef) -> bool:
    if value.datatype != datatype:
        return datatype == XSD.string and value.datatype is None and value.language is None
    wanted = _VALUES.get(datatype)
    return not value.ill_typed and (wanted is None or isinstance(value.value, wanted))


def has_datatype(value: Node, datatype: URIRef) -> bool:
    """Tell whether a term is a literal of a datatype, written as that datatype is written.

    >>> has_datatype(Literal("2020-13-01", datatype=XSD.date), XSD.date)
    False
    """
    return isinstance(value, Literal) and _has_datatype(value, datatype)

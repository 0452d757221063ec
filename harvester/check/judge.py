"""Judge what is said about a dataset by compiled shapes.

The results are those of SHACL; see ``compiled``. Most rules only limit values, so a node is asked only about
the properties it has and those it must have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from rdflib import RDF, SH, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from harvester.check.compiled import Book, Shape
from harvester.check.shared import shared

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
_NOTHING: Final[Mapping[Node, Sequence[Node]]] = {}
# Looked up once: an attribute of a namespace costs as much as a rule.
_TYPE: Final = shared(RDF.type)
_MIN_COUNT: Final = SH.MinCountConstraintComponent
_MAX_COUNT: Final = SH.MaxCountConstraintComponent
_HAS_VALUE: Final = SH.HasValueConstraintComponent
_QUALIFIED: Final = SH.QualifiedMinCountConstraintComponent
_NODE_KIND: Final = SH.NodeKindConstraintComponent
_DATATYPE: Final = SH.DatatypeConstraintComponent
_CLASS: Final = SH.ClassConstraintComponent
_PATTERN: Final = SH.PatternConstraintComponent
_IN: Final = SH.InConstraintComponent
_LANGUAGE: Final = SH.LanguageInConstraintComponent
_NODE: Final = SH.NodeConstraintComponent
_NOT: Final = SH.NotConstraintComponent
_OR: Final = SH.OrConstraintComponent
_STRING: Final = XSD.string
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


def judge(said: Said, book: Book, without: Collection[Node] = ()) -> list[Result]:
    """List every result of the book's shapes.

    Args:
        said: Everything that counts as data.
        book: Compiled shapes.
        without: Nodes that are data but are not judged themselves.
    """
    judgement = _Judgement(said, without)
    targets: dict[Node, dict[int, tuple[Shape, Way]]] = {}
    for node, properties in said.items():
        for class_ in properties.get(_TYPE, ()):
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
                judgement.add(shape, node, via, 0)
    return judgement.found


class _Judgement:
    """Judges nodes of one body of data.

    Results are put into one list: generators inside generators took half of the time.
    """

    def __init__(self, said: Said, without: Collection[Node]) -> None:
        self.said, self.without = said, without
        self.found: list[Result] = []

    def add(self, shape: Shape, focus: Node, via: Way, depth: int) -> None:
        """Add the results of a shape for a focus node, those of nested property shapes included."""
        if depth > _DEEPEST:
            return
        paths = shape.paths
        if not paths:
            values: Sequence[Node] = (focus,)
        else:
            if len(paths) == 1 and not shape.inverse:
                values = self.said.get(focus, _NOTHING).get(paths[0], ())
            else:
                values = self._gathered(shape, focus)
            if shape.least is not None and len(values) < shape.least:
                self.found.append(Result(focus, shape, _MIN_COUNT, None, via))
            if shape.most is not None and len(values) > shape.most:
                self.found.append(Result(focus, shape, _MAX_COUNT, None, via))
        if shape.looks:
            for value in values:
                for component in self._faults(shape, value, depth):
                    self.found.append(Result(focus, shape, component, value, via))
                if shape.inner and value not in self.without:
                    self._add_inner(shape, focus, value, via, depth)
        if shape.has or shape.qualified:
            self._add_lacking(shape, focus, values, via, depth)

    def _add_lacking(self, shape: Shape, focus: Node, values: Sequence[Node], via: Way, depth: int) -> None:
        """Constraints on the values as a whole."""
        for term in shape.has:
            if term not in values:
                self.found.append(Result(focus, shape, _HAS_VALUE, None, via))
        if shape.qualified:
            wanted, least = shape.qualified
            if sum(self._fits(wanted, value, depth) for value in values) < least:
                self.found.append(Result(focus, shape, _QUALIFIED, None, via))

    def _add_inner(self, shape: Shape, focus: Node, value: Node, via: Way, depth: int) -> None:
        own = self.said.get(value, _NOTHING)
        asked = shape.asked
        some = {place for name in own if name in asked for place in asked[name]} if asked and own else ()
        places = sorted({*shape.always, *some}) if some else shape.always
        if places:
            way = self._way(shape, focus, value) if shape.paths else via
            for place in places:
                self.add(shape.inner[place], value, way, depth + 1)

    def _way(self, shape: Shape, focus: Node, value: Node) -> Way:
        own = self.said.get(focus, _NOTHING)
        return focus, next((path for path in shape.paths if value in own.get(path, ())), shape.paths[0])

    def _gathered(self, shape: Shape, focus: Node) -> Sequence[Node]:
        """Values of a path that leads backwards or has alternatives."""
        if shape.inverse:
            (path,) = shape.paths
            return [node for node, own in self.said.items() if focus in own.get(path, ())]
        own = self.said.get(focus, _NOTHING)
        return list(dict.fromkeys(value for path in shape.paths for value in own.get(path, ())))

    def _faults(self, shape: Shape, value: Node, depth: int) -> list[URIRef]:
        faults: list[URIRef] = []
        if shape.kinds and not isinstance(value, shape.kinds):
            faults.append(_NODE_KIND)
        if shape.datatype is not None and not has_datatype(value, shape.datatype):
            faults.append(_DATATYPE)
        if shape.classes:
            own: Sequence[Node] = () if isinstance(value, Literal) else self._classes(value)
            faults += [_CLASS for class_ in shape.classes if class_ not in own]
        for pattern in shape.patterns:
            if isinstance(value, BNode) or not pattern.search(str(value)):
                faults.append(_PATTERN)
        if shape.within is not None and value not in shape.within:
            faults.append(_IN)
        if shape.languages and not _speaks(value, shape.languages):
            faults.append(_LANGUAGE)
        if shape.nodes or shape.nots or shape.choices:
            self._add_misfits(faults, shape, value, depth)
        return faults

    def _add_misfits(self, faults: list[URIRef], shape: Shape, value: Node, depth: int) -> None:
        """Constraints that are shapes themselves."""
        faults += [_NODE for one in shape.nodes if not self._fits(one, value, depth)]
        faults += [_NOT for one in shape.nots if self._fits(one, value, depth)]
        for choice in shape.choices:
            if not any(self._fits(one, value, depth) for one in choice):
                faults.append(_OR)

    def _classes(self, value: Node) -> Sequence[Node]:
        return self.said.get(value, _NOTHING).get(_TYPE, ())

    def _fits(self, shape: Shape, value: Node, depth: int) -> bool:
        before = len(self.found)
        self.add(shape, value, None, depth + 1)
        fits = len(self.found) == before
        del self.found[before:]
        return fits


def _speaks(value: Node, languages: Sequence[str]) -> bool:
    tag = (value.language or "").lower() if isinstance(value, Literal) else ""
    return any(tag == one or tag.startswith(f"{one}-") for one in languages)


@lru_cache(maxsize=4096)
def _has_datatype(value: Literal, datatype: URIRef) -> bool:
    if value.datatype != datatype:
        return datatype == _STRING and value.datatype is None and value.language is None
    wanted = _VALUES.get(datatype)
    return not value.ill_typed and (wanted is None or isinstance(value.value, wanted))


def has_datatype(value: Node, datatype: URIRef) -> bool:
    """Tell whether a term is a literal of a datatype, written as that datatype is written.

    >>> has_datatype(Literal("2020-13-01", datatype=XSD.date), XSD.date)
    False
    """
    return isinstance(value, Literal) and _has_datatype(value, datatype)

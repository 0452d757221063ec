"""SHACL shapes as plain Python values, ready to be judged by.

Only the part of SHACL that our rule books use; a shape with anything else is refused when it is loaded, so
that no constraint is ever passed over in silence. A test holds that every result equals pySHACL's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from harvester.check.shared import shared
from ontologies.errors import VocabularyError, cut
from ontologies.namespaces import iri

ABOUT: Final = URIRef(iri("messor:about"))
"""The property that a node shape speaks of, for its finding; no part of SHACL."""

_KINDS: Final[Mapping[Node, tuple[type, ...]]] = {
    SH.IRI: (URIRef,),
    SH.Literal: (Literal,),
    SH.BlankNode: (BNode,),
    SH.BlankNodeOrIRI: (BNode, URIRef),
    SH.IRIOrLiteral: (URIRef, Literal),
    SH.BlankNodeOrLiteral: (BNode, Literal),
}
# What says nothing about data; sh:shape stands in the official file by mistake and means nothing.
_SILENT: Final = frozenset(
    {RDF.type, SH.path, SH.severity, SH.message, SH.name, SH.description, SH.order, SH.group, SH.targetClass,
     SH.targetObjectsOf, ABOUT, URIRef(iri("sh:shape")), URIRef(iri("rdfs:label")),
     URIRef(iri("rdfs:comment")),
     URIRef("https://purl.eu/ns/shacl#message"), SH.qualifiedMinCount}
)  # fmt: skip


@dataclass(slots=True)
class Shape:
    """One node or property shape.

    Attributes:
        node: Its name in the shapes graph.
        paths: Properties whose values are judged, any of them; empty for a node shape.
        inverse: The path leads backwards.
        severity: What a result weighs.
        about: Property that a node shape speaks of, None else.
        least, most: Bounds of the number of values, None without.
        kinds: Python types that the values may have, empty for any.
        kind: ``sh:nodeKind`` itself, None without.
        has, within, languages: Terms of ``sh:hasValue``, ``sh:in``, ``sh:languageIn``.
        nodes, nots, inner: Shapes of ``sh:node``, ``sh:not``, ``sh:property``.
        choices: For each ``sh:or`` its alternatives.
        qualified: Shape and least number of values that fit it.
        always: Places in ``inner`` of the shapes that every node is asked.
        asked: Places in ``inner`` of those that only a node with the property is asked.
        looks: Whether it looks at the values themselves, not only at their number.
    """

    node: Node
    paths: tuple[URIRef, ...] = ()
    inverse: bool = False
    severity: Node = SH.Violation
    about: Node | None = None
    least: int | None = None
    most: int | None = None
    kinds: tuple[type, ...] = ()
    kind: Node | None = None
    datatype: URIRef | None = None
    classes: tuple[Node, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    within: frozenset[Node] | None = None
    has: tuple[Node, ...] = ()
    languages: tuple[str, ...] = ()
    nodes: tuple[Shape, ...] = ()
    nots: tuple[Shape, ...] = ()
    choices: tuple[tuple[Shape, ...], ...] = ()
    inner: tuple[Shape, ...] = ()
    qualified: tuple[Shape, int] | None = None
    always: tuple[int, ...] = ()
    asked: dict[Node, tuple[int, ...]] = field(default_factory=dict)
    looks: bool = True

    @property
    def idle(self) -> bool:
        """Whether it has nothing to say about a node without values."""
        return bool(self.paths) and not (self.least or self.has or self.qualified or self.inverse)


@dataclass(slots=True)
class Book:
    """Shapes by what they are about.

    Attributes:
        by_class: Shapes of the instances of a class.
        by_property: Shapes of the values of a property (``sh:targetObjectsOf``).
    """

    by_class: dict[Node, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    by_property: dict[Node, list[Shape]] = field(default_factory=lambda: defaultdict(list))


def compile_shapes(graph: Graph) -> Book:
    """Read every shape with a target.

    Args:
        graph: The shapes; left as it is.

    Raises:
        VocabularyError: A shape holds a constraint that is not known here.
    """
    reader = _Reader(graph)
    book = Book()
    for node, target in sorted(graph.subject_objects(SH.targetClass), key=_order):
        book.by_class[shared(target)].append(reader.shape(node))
    for node, target in sorted(graph.subject_objects(SH.targetObjectsOf), key=_order):
        book.by_property[shared(target)].append(reader.shape(node))
    for shape in reader.made.values():
        _sort_out(shape)
    return book


def _sort_out(shape: Shape) -> None:
    """Note which nested shapes need not be asked of a node that lacks their property."""
    shape.always = tuple(place for place, one in enumerate(shape.inner) if not one.idle)
    for place, one in enumerate(shape.inner):
        for path in one.paths if one.idle else ():
            shape.asked[path] = (*shape.asked.get(path, ()), place)
    shape.looks = bool(
        shape.kinds or shape.datatype or shape.classes or shape.patterns or shape.within is not None
        or shape.languages or shape.nodes or shape.nots or shape.choices or shape.inner
    )  # fmt: skip


def _order(pair: tuple[Node, Node]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


class _Reader:
    """Makes each shape once; a shape that is named again is the same object."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.made: dict[Node, Shape] = {}

    def shape(self, node: Node) -> Shape:
        if node in self.made:
            return self.made[node]
        new = self.made[node] = Shape(node)
        for predicate, value in self.graph.predicate_objects(node):
            if predicate not in _SILENT:
                self._constrain(new, predicate, value)
        new.severity = self.graph.value(node, SH.severity) or SH.Violation
        new.about = self.graph.value(node, ABOUT)
        self._path(new, self.graph.value(node, SH.path))
        return new

    def _path(self, new: Shape, path: Node | None) -> None:
        if isinstance(path, URIRef):
            new.paths = (shared(path),)
        elif path is not None:
            back = self.graph.value(path, SH.inversePath)
            choice = self.graph.value(path, SH.alternativePath)
            found = [back] if back is not None else self._list(choice)
            if not found or not all(isinstance(one, URIRef) for one in found):
                raise _unknown(new.node, "this kind of sh:path")
            new.paths = tuple(shared(one) for one in found if isinstance(one, URIRef))
            new.inverse = back is not None

    def _constrain(self, new: Shape, predicate: Node, value: Node) -> None:
        if predicate in {SH.minCount, SH.maxCount}:
            number = int(str(value))
            new.least, new.most = (number, new.most) if predicate == SH.minCount else (new.least, number)
        elif predicate == SH.nodeKind:
            new.kind, new.kinds = value, _KINDS[value]
        elif predicate == SH.datatype and isinstance(value, URIRef):
            new.datatype = value
        elif predicate == SH["class"]:
            new.classes = (*new.classes, shared(value))
        elif predicate == SH.pattern:
            new.patterns = (*new.patterns, re.compile(str(value)))
        elif predicate == SH["in"]:
            new.within = frozenset(self._list(value))
        elif predicate == SH.hasValue:
            new.has = (*new.has, value)
        elif predicate == SH.languageIn:
            new.languages = tuple(str(one).lower() for one in self._list(value))
        else:
            self._nest(new, predicate, value)

    def _nest(self, new: Shape, predicate: Node, value: Node) -> None:
        if predicate == SH.node:
            new.nodes = (*new.nodes, self.shape(value))
        elif predicate == SH.property:
            new.inner = (*new.inner, self.shape(value))
        elif predicate == SH["not"]:
            new.nots = (*new.nots, self.shape(value))
        elif predicate == SH["or"]:
            new.choices = (*new.choices, tuple(map(self.shape, self._list(value))))
        elif predicate == SH.qualifiedValueShape:
            least = self.graph.value(new.node, SH.qualifiedMinCount)
            new.qualified = (self.shape(value), int(str(least)))
        else:
            raise _unknown(new.node, str(predicate))

    def _list(self, head: Node | None) -> list[Node]:
        items: Iterable[Node] = self.graph.items(head) if head is not None else ()
        return [shared(one) for one in items]


def _unknown(node: Node, what: str) -> VocabularyError:
    return VocabularyError(
        f"shape {cut(str(node))} uses {what}, which is not read here",
        hint="Say the same with constraints that ontologies/shapes already uses, or teach harvester.check.",
    )

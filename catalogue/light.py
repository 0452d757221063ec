"""A graph that is only read: statements as terms of rdflib, without its indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib.term import Node

from catalogue.statements import Statements
from catalogue.terms import node


class LightGraph:
    """Statements by node and property; see ``catalogue.reached.Reached``.

    It costs a fifth of ``rdflib.Graph``, and equal IRIs in it are one object.
    """

    def __init__(self, statements: Statements) -> None:
        self._said: dict[Node, dict[Node, list[Node]]] = {
            node(subject): {
                node(predicate): [node(value) for value in values] for predicate, values in own.items()
            }
            for subject, own in statements.said.items()
        }
        self._back: dict[Node, dict[Node, list[Node]]] = {}

    def predicate_objects(self, subject: Node) -> Iterator[tuple[Node, Node]]:
        """Properties and values of a node, those of one property together."""
        for predicate, values in self._said.get(subject, {}).items():
            for value in values:
                yield predicate, value

    def objects(self, subject: Node, predicate: Node) -> Sequence[Node]:
        """Values of one property of a node."""
        return self._said.get(subject, {}).get(predicate, ())

    def subjects(self, predicate: Node, object: Node) -> Sequence[Node]:  # noqa: A002
        """Nodes that have a value of a property."""
        if predicate not in self._back:
            back = self._back[predicate] = {}
            for subject, own in self._said.items():
                for value in own.get(predicate, ()):
                    back.setdefault(value, []).append(subject)
        return self._back[predicate].get(object, ())

    def __len__(self) -> int:
        return sum(len(values) for own in self._said.values() for values in own.values())

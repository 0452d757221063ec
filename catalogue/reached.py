"""What checking asks of a graph, so that a lighter one than rdflib's will do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rdflib.term import Node


class Reached(Protocol):
    """A graph that is only read, from a node to what is said of it.

    ``rdflib.Graph`` is one, ``catalogue.light.LightGraph`` another.
    """

    def predicate_objects(self, subject: Node) -> Iterable[tuple[Node, Node]]:
        """Properties and values of a node; none when nothing is said of it."""

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Values of one property of a node."""

    def subjects(self, predicate: Node, object: Node) -> Iterable[Node]:  # noqa: A002
        """Nodes that have a value of a property."""

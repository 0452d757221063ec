"""Turtle that keeps every literal as it was written: rdflib makes the decimal ``25000`` a ``25000.0``."""

from __future__ import annotations

import re
from typing import Any, Final

import rdflib
from rdflib.plugin import register
from rdflib.plugins.serializers.turtle import _GEN_QNAME_FOR_DT, OBJECT, TurtleSerializer
from rdflib.serializer import Serializer

NAME: Final = "turtle-as-written"
"""What ``Graph.serialize`` calls it."""

_PLAIN: Final = {
    rdflib.XSD.integer: re.compile(r"[+-]?[0-9]+"),
    rdflib.XSD.boolean: re.compile(r"true|false"),
}


class AsWritten(TurtleSerializer):
    """Writes a number or truth value without its datatype only where reading gives the same literal."""

    def label(self, node: Any, position: int) -> str:
        """Give the text of a term."""
        if position == OBJECT and isinstance(node, rdflib.Literal):
            form = _PLAIN.get(node.datatype) if node.datatype is not None else None
            plain = form is not None and form.fullmatch(node) is not None
            return node._literal_n3(
                use_plain=plain, qname_callback=lambda datatype: self.get_pname(datatype, _GEN_QNAME_FOR_DT)
            )
        return super().label(node, position)


register(NAME, Serializer, "catalogue.rdf_turtle", "AsWritten")

"""JSON-LD that keeps every literal as it was written: rdflib makes the double ``1E3`` a ``1000.0``."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import rdflib
from rdflib.plugins.serializers.jsonld import Converter
from rdflib.plugins.shared.jsonld.context import Context

_NATIVE: Final = {
    rdflib.XSD.integer: re.compile(r"-?[1-9]\d{0,14}"),
    rdflib.XSD.boolean: re.compile(r"true"),
}
"""Literals that JSON has too; zero and false are not among them, because rdflib takes them for nothing."""


class AsWritten(Converter):
    """Writes a literal as a JSON number or truth value only where reading gives the same literal."""

    def to_raw_value(self, graph: rdflib.Graph, s: Any, o: Any, nodemap: dict[str, Any]) -> Any:
        """Give the JSON of a term."""
        if not isinstance(o, rdflib.Literal):
            return super().to_raw_value(graph, s, o, nodemap)
        form = _NATIVE.get(o.datatype) if o.datatype is not None else None
        if form is not None and form.fullmatch(o):
            return json.loads(str(o))
        if o.datatype is not None:
            kind = self.context.to_symbol(o.datatype)
            return {self.context.type_key: kind, self.context.value_key: str(o)}
        if o.language:
            return {self.context.lang_key: o.language, self.context.value_key: str(o)}
        return str(o) if o else {self.context.value_key: ""}


def to_json_ld(graph: rdflib.Graph) -> str:
    """Write a graph as JSON-LD with its prefixes as context."""
    prefixes = {
        prefix: str(namespace)
        for prefix, namespace in graph.namespaces()
        if prefix and str(namespace) != "http://www.w3.org/XML/1998/namespace"
    }
    context = Context(prefixes)
    found = AsWritten(context, use_native_types=False, use_rdf_type=False).convert(graph)
    whole = {context.get_key("@graph"): found} if isinstance(found, list) else found
    return json.dumps({**whole, "@context": prefixes}, indent=1, sort_keys=True, ensure_ascii=False)

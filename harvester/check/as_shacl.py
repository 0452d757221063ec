"""What was found, as a validation report in the terms of SHACL."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from harvester.check.check import Checked
from harvester.check.codes import code_of, path_name
from harvester.check.judge import Result
from ontologies.findings import explain
from ontologies.namespaces import PREFIXES
from ontologies.profiles import TITLES


def report(checked: Iterable[Checked]) -> Graph:
    """Write the results of checks as one ``sh:ValidationReport``.

    Returns:
        A graph with one ``sh:ValidationResult`` a result; blank nodes of the data keep their names, and
        ``sh:conforms`` is true when there is no result at all.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    whole = BNode()
    graph.add((whole, RDF.type, SH.ValidationReport))
    number = 0
    for one in checked:
        for result in one.results:
            graph.add((whole, SH.result, _result(graph, result, one)))
            number += 1
    graph.add((whole, SH.conforms, Literal(number == 0, datatype=XSD.boolean)))
    return graph


def _result(graph: Graph, result: Result, checked: Checked) -> Node:
    node, shape = BNode(), result.shape
    graph.add((node, RDF.type, SH.ValidationResult))
    graph.add((node, SH.focusNode, result.focus))
    graph.add((node, SH.resultSeverity, shape.severity))
    graph.add((node, SH.sourceConstraintComponent, result.component))
    if isinstance(shape.node, URIRef):
        graph.add((node, SH.sourceShape, shape.node))
    if result.value is not None:
        graph.add((node, SH.value, result.value))
    if shape.paths:
        graph.add((node, SH.resultPath, _path(graph, shape.paths, shape.inverse)))
    path = path_name(shape.paths, shape.inverse)
    code = code_of(result.component, path, shape.kind)
    profile = checked.rules.profiles.get(shape.node, "")
    message = (
        f"{explain(code).title}: {path or 'node'} ({TITLES.get(profile, profile)}). {explain(code).todo}"
    )
    graph.add((node, SH.resultMessage, Literal(message, lang="en")))
    return node


def _path(graph: Graph, paths: tuple[URIRef, ...], inverse: bool) -> Node:
    if len(paths) == 1 and not inverse:
        return paths[0]
    node = BNode()
    if inverse:
        graph.add((node, SH.inversePath, paths[0]))
    else:
        head = BNode()
        Collection(graph, head, list(paths))
        graph.add((node, SH.alternativePath, head))
    return node

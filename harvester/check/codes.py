"""Permanent codes for what SHACL finds, by constraint and property, and what was expected instead."""

from __future__ import annotations

from rdflib import SH, Graph
from rdflib.term import Node

from ontologies.namespaces import curie

MISSING = {
    "adms:status": "status-missing",
    "csvw:column": "variable-incomplete",
    "csvw:datatype": "variable-incomplete",
    "csvw:name": "variable-incomplete",
    "csvw:titles": "variable-incomplete",
    "dcat:accessURL": "access-url-missing",
    "dcat:bbox": "location-incomplete",
    "dcat:centroid": "location-incomplete",
    "dcat:contactPoint": "contact-missing",
    "dcat:distribution": "distribution-missing",
    "dcat:endDate": "period-incomplete",
    "dcat:endpointDescription": "endpoint-missing",
    "dcat:endpointURL": "endpoint-missing",
    "dcat:hadRole": "relationship-incomplete",
    "dcat:keyword": "keyword-missing",
    "dcat:servesDataset": "endpoint-missing",
    "dcat:startDate": "period-incomplete",
    "dcat:theme": "theme-missing",
    "dcatap:applicableLegislation": "legislation-missing",
    "dcatap:availability": "availability-missing",
    "dct:accessRights": "access-rights-missing",
    "dct:conformsTo": "standard-missing",
    "dct:description": "description-missing",
    "dct:format": "format-missing",
    "dct:identifier": "identifier-missing",
    "dct:language": "language-missing",
    "dct:license": "licence-missing",
    "dct:provenance": "provenance-missing",
    "dct:publisher": "publisher-missing",
    "dct:relation": "relationship-incomplete",
    "dct:spatial": "place-missing",
    "dct:temporal": "period-missing",
    "dct:title": "title-missing",
    "dct:type": "type-missing",
    "foaf:name": "name-missing",
    "healthdcatap:hdab": "access-body-missing",
    "healthdcatap:healthCategory": "health-category-missing",
    "skos:prefLabel": "label-missing",
    "spdx:algorithm": "checksum-incomplete",
    "spdx:checksumValue": "checksum-incomplete",
    "vcard:hasEmail|vcard:hasURL": "contact-unreachable",
}
"""Code of a mandatory or recommended property that is not there."""

_DATES = frozenset({"dct:issued", "dct:modified", "dcat:startDate", "dcat:endDate"})

LISTS = {
    "adms:status": "distribution-status",
    "dcat:mediaType": "file-type",
    "dcat:theme": "data-theme",
    "dcatap:availability": "planned-availability",
    "dct:accessRights": "access-right",
    "dct:accrualPeriodicity": "frequency",
    "dct:format": "file-type",
    "dct:language": "language",
    "dct:license": "licence",
    "dct:spatial": "country",
}
"""Authority table that a property takes its values from."""


def path_of(report: Graph, result: Node) -> str:
    """The property a result is about, as a CURIE; alternatives joined by ``|``; empty when it has none."""
    path = report.value(result, SH.resultPath)
    if path is None:
        return ""
    choice = report.value(path, SH.alternativePath)
    if choice is not None:
        return "|".join(curie(str(one)) or str(one) for one in report.items(choice))
    return curie(str(path)) or f"<{path}>"


def code_of(component: Node, path: str, kind: Node | None) -> str:
    """The permanent code of a result.

    Args:
        component: The constraint component that was violated.
        path: CURIE of the property.
        kind: The ``sh:nodeKind`` of the shape, if it has one.

    >>> code_of(SH.MinCountConstraintComponent, "dct:title", None)
    'title-missing'
    >>> code_of(SH.NodeKindConstraintComponent, "dcat:theme", SH.IRI)
    'literal-not-iri'
    """
    if component == SH.MinCountConstraintComponent:
        return MISSING.get(path, "value-missing")
    if component == SH.MaxCountConstraintComponent:
        return "too-many-values"
    if component == SH.NodeKindConstraintComponent:
        return "iri-not-literal" if kind == SH.Literal else "literal-not-iri"
    if component == SH.DatatypeConstraintComponent:
        return "wrong-datatype"
    if path in _DATES:
        return "date-unreadable"
    if component in {SH.PatternConstraintComponent, SH.InConstraintComponent, SH.HasValueConstraintComponent}:
        return "value-not-in-list"
    return "wrong-class"


def expected_by(code: str, path: str, shape: dict[Node, Node]) -> str:
    """What the rule asks for, in words.

    Args:
        code: As ``code_of`` gives it.
        path: CURIE of the property.
        shape: Constraints of the shape, by predicate.
    """
    if code == "too-many-values":
        return f"at most {shape.get(SH.maxCount, 1)}"
    if code == "iri-not-literal":
        return "text"
    if code == "literal-not-iri":
        return "an address (IRI)" if shape.get(SH.nodeKind) == SH.IRI else "an address (IRI) or a node"
    if code == "wrong-datatype":
        return f"a value of type {curie(str(shape.get(SH.datatype, ''))) or 'as the profile says'}"
    if code == "date-unreadable":
        return "a date typed as xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear"
    if code == "value-not-in-list":
        return f"a value of the EU list '{LISTS[path]}'" if path in LISTS else "a value of the list"
    if code == "wrong-class":
        return (
            "a contact (vcard:Kind) with properties of its own"
            if path == "dcat:contactPoint"
            else "another kind of node"
        )
    return "at least one"

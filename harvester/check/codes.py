"""Permanent codes for what SHACL finds, by constraint and property, and what was expected instead."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rdflib import SH, URIRef
from rdflib.term import Node

from harvester.check.compiled import Shape
from ontologies.namespaces import curie
from ontologies.nearest import list_for

MISSING: Final = {
    "adms:status": "status-missing",
    "csvw:column": "variable-incomplete",
    "csvw:datatype": "variable-incomplete",
    "csvw:name": "variable-incomplete",
    "csvw:table": "variable-incomplete",
    "csvw:title": "variable-incomplete",
    "csvw:titles": "variable-incomplete",
    "cv:contactPoint": "agent-contact-missing",
    "cv:email|cv:contactPage": "contact-unreachable",
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
    "dcat:landingPage": "landing-page-missing",
    "dcat:servesDataset": "endpoint-missing",
    "dcat:startDate": "period-incomplete",
    "dcat:theme": "theme-missing",
    "dcat:version": "version-missing",
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
    "eucaim:collectionMethod": "collection-method-missing",
    "eucaim:hasBirthSex": "sex-missing",
    "eucaim:hasCondition": "condition-missing",
    "eucaim:hasEquipmentManufacturer": "manufacturer-missing",
    "eucaim:hasImageBodyPart": "body-part-missing",
    "eucaim:hasImageModality": "modality-missing",
    "eucaim:interoperabilityLevel": "tier-missing",
    "foaf:name": "name-missing",
    "healthdcatap:hasStructuredData": "structured-data-missing",
    "healthdcatap:hdab": "access-body-missing",
    "healthdcatap:healthCategory": "health-category-missing",
    "healthdcatap:numberOfRecords": "records-missing",
    "healthdcatap:numberOfUniqueIndividuals": "individuals-missing",
    "odrl:action": "policy-incomplete",
    "odrl:permission|odrl:prohibition|odrl:obligation": "policy-incomplete",
    "odrl:uid": "policy-incomplete",
    "prov:agent": "relationship-incomplete",
    "skos:prefLabel": "label-missing",
    "spdx:algorithm": "checksum-incomplete",
    "spdx:checksumValue": "checksum-incomplete",
    "vcard:hasEmail|vcard:hasURL": "contact-unreachable",
}
"""Code of a mandatory or recommended property that is not there."""

CONDITIONAL: Final = {"healthdcatap:hasVariables": "variables-missing"}
"""Code of a property that another value makes mandatory."""

_DATES = frozenset({"dct:issued", "dct:modified", "dcat:startDate", "dcat:endDate"})


@lru_cache(maxsize=4096)
def path_name(paths: tuple[URIRef, ...], inverse: bool = False) -> str:
    """A path as CURIEs, alternatives joined by ``|``; a path that leads backwards begins with ``^``.

    >>> path_name((URIRef("http://purl.org/dc/terms/title"),))
    'dct:title'
    """
    names = [curie(str(one)) or f"<{one}>" for one in paths]
    return ("^" if inverse else "") + "|".join(names)


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
    if component == SH.QualifiedMinCountConstraintComponent:
        return "english-missing"
    if component == SH.MaxCountConstraintComponent:
        return "too-many-values"
    if component == SH.NodeKindConstraintComponent:
        return "iri-not-literal" if kind == SH.Literal else "literal-not-iri"
    if component == SH.DatatypeConstraintComponent:
        return "wrong-datatype"
    if path in _DATES:
        return "date-unreadable"
    if path == "dcat:byteSize":
        return "wrong-datatype"
    if component == SH.HasValueConstraintComponent:
        return "value-required"
    if component in {SH.PatternConstraintComponent, SH.InConstraintComponent}:
        return "value-not-in-list"
    return "wrong-class"


def expected_by(code: str, path: str, shape: Shape) -> str:
    """What the rule asks for, in words.

    Args:
        code: As ``code_of`` gives it.
        path: CURIE of the property.
        shape: Whose constraint failed.
    """
    if code == "too-many-values":
        return f"at most {shape.most}"
    if code == "iri-not-literal":
        return "text"
    if code == "literal-not-iri":
        return "an address (IRI)" if shape.kind == SH.IRI else "an address (IRI) or a node"
    if code == "wrong-datatype":
        return f"a value of type {curie(str(shape.datatype or '')) or 'xsd:nonNegativeInteger'}"
    if code == "date-unreadable":
        return "a date typed as xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear"
    if code == "value-not-in-list":
        known = list_for(path, [one.pattern for one in shape.patterns], map(str, shape.within or ()))
        return f"a value of the {known.title}" if known else "a value of the list"
    if code == "value-required":
        return ", ".join(map(str, shape.has))
    if code == "wrong-class":
        return _class_words(path, shape)
    if code == "english-missing":
        return "a value in English"
    return "at least one"


def _class_words(path: str, shape: Shape) -> str:
    if path == "dcat:contactPoint":
        return "a contact (vcard:Kind) with properties of its own"
    names = [*shape.classes, *(one for choice in shape.choices for each in choice for one in each.classes)]
    first = curie(str(names[0])) if names else None
    return f"a node of class {first}" if first else "another kind of node"

"""Classes and datatypes of DCAT-AP 3 and HealthDCAT-AP for what our claims speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

CLASSES: Final[Mapping[str, str]] = {
    "dcat:distribution": "dcat:Distribution",
    "adms:sample": "dcat:Distribution",
    "healthdcatap:analytics": "dcat:Distribution",
    "dct:publisher": "foaf:Agent",
    "dct:creator": "foaf:Agent",
    "dct:contributor": "foaf:Agent",
    "dct:rightsHolder": "foaf:Agent",
    "healthdcatap:hdab": "foaf:Agent",
    "geodcatap:custodian": "foaf:Agent",
    "schema:funder": "foaf:Agent",
    "prov:agent": "foaf:Agent",
    "dcat:contactPoint": "vcard:Kind",
    "cv:contactPoint": "cv:ContactPoint",
    "dct:temporal": "dct:PeriodOfTime",
    "healthdcatap:retentionPeriod": "dct:PeriodOfTime",
    "dct:spatial": "dct:Location",
    "dct:provenance": "dct:ProvenanceStatement",
    "dct:rights": "dct:RightsStatement",
    "dct:accessRights": "dct:RightsStatement",
    "dct:license": "dct:LicenseDocument",
    "adms:identifier": "adms:Identifier",
    "foaf:page": "foaf:Document",
    "dct:conformsTo": "dct:Standard",
    "dcat:accessService": "dcat:DataService",
    "spdx:checksum": "spdx:Checksum",
    "prov:qualifiedAttribution": "prov:Attribution",
    "prov:wasGeneratedBy": "prov:Activity",
    "dcat:qualifiedRelation": "dcat:Relationship",
    "dqv:hasQualityAnnotation": "dqv:QualityCertificate",
    "dct:subject": "skos:Concept",
    "dct:isReferencedBy": "foaf:Document",
    "schema:affiliation": "foaf:Organization",
    "schema:funding": "schema:Grant",
    "schema:sponsor": "foaf:Agent",
    "schema:recipient": "foaf:Agent",
    "schema:variableMeasured": "schema:PropertyValue",
    "schema:includedInDataCatalog": "schema:DataCatalog",
}
"""Class of the node that a property of ours leads to."""


class Wrap(NamedTuple):
    """How words become a node: its name, and the property that holds the words."""

    name: str
    property: str


WRAPS: Final[Mapping[str, Wrap]] = {
    "dct:provenance": Wrap("provenance", "rdfs:label"),
    "dct:rights": Wrap("rights", "rdfs:label"),
    "dct:accessRights": Wrap("access-rights", "rdfs:label"),
    "dct:license": Wrap("licence", "rdfs:label"),
    "dct:spatial": Wrap("spatial", "skos:prefLabel"),
    "dct:conformsTo": Wrap("standard", "dct:title"),
    "adms:identifier": Wrap("identifier", "skos:notation"),
    "foaf:page": Wrap("page", "dct:title"),
}
"""Properties that want a node where a provider gave words."""

DATATYPES: Final[Mapping[str, str]] = {
    "dcat:byteSize": "xsd:nonNegativeInteger",
    "dcat:spatialResolutionInMeters": "xsd:decimal",
    "dcat:temporalResolution": "xsd:duration",
    "healthdcatap:trustedDataHolder": "xsd:boolean",
    "healthdcatap:hasStructuredData": "xsd:boolean",
}
"""Datatypes of literals whose claims have none, if the value has that form."""

ONCE: Final = frozenset(
    {"dct:accessRights", "dct:license", "dct:accrualPeriodicity", "dct:format", "dcat:mediaType"}
)
"""Properties with one value: the official word takes the place of the provider's own in the graph."""

"""Where each CKAN field goes: names of CKAN itself, of ckanext-dcat and of HealthDCAT-AP schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Shape = Literal["text", "literal", "iri", "value", "date", "number", "term", "list"]


class Field(NamedTuple):
    """Property of a field and how its value is read.

    Attributes:
        property: CURIE.
        shape: ``text`` words, ``literal`` as it stands, ``iri`` address, ``value`` address or words,
            ``date``, ``number``, ``term`` one value of a vocabulary, ``list`` several of them, which may
            stand in one text separated by commas.
    """

    property: str
    shape: Shape


DATASET: Final[Mapping[str, Field]] = {
    "title": Field("dct:title", "text"),
    "notes": Field("dct:description", "text"),
    "description": Field("dct:description", "text"),
    "identifier": Field("dct:identifier", "literal"),
    "alternate_identifier": Field("adms:identifier", "literal"),
    "version": Field("dcat:version", "literal"),
    "version_notes": Field("adms:versionNotes", "text"),
    "url": Field("dcat:landingPage", "iri"),
    "landing_page": Field("dcat:landingPage", "iri"),
    "issued": Field("dct:issued", "date"),
    "release_date": Field("dct:issued", "date"),
    "created": Field("dct:created", "date"),
    "modified": Field("dct:modified", "date"),
    "language": Field("dct:language", "list"),
    "theme": Field("dcat:theme", "list"),
    "access_rights": Field("dct:accessRights", "term"),
    "license": Field("dct:license", "term"),
    "frequency": Field("dct:accrualPeriodicity", "term"),
    "conforms_to": Field("dct:conformsTo", "value"),
    "documentation": Field("foaf:page", "value"),
    "provenance": Field("dct:provenance", "text"),
    "dcat_type": Field("dct:type", "value"),
    "related_resource": Field("dct:relation", "value"),
    "is_referenced_by": Field("dct:isReferencedBy", "value"),
    "has_version": Field("dct:hasVersion", "value"),
    "is_version_of": Field("dct:isVersionOf", "value"),
    "source": Field("dct:source", "value"),
    "sample": Field("adms:sample", "value"),
    "spatial_uri": Field("dct:spatial", "value"),
    "spatial_coverage": Field("dct:spatial", "value"),
    "geographical_coverage": Field("dct:spatial", "list"),
    "country": Field("dct:spatial", "list"),
    "spatial_resolution_in_meters": Field("dcat:spatialResolutionInMeters", "literal"),
    "temporal_resolution": Field("dcat:temporalResolution", "literal"),
    "applicable_legislation": Field("dcatap:applicableLegislation", "value"),
    "health_category": Field("healthdcatap:healthCategory", "list"),
    "health_theme": Field("healthdcatap:healthTheme", "value"),
    "number_of_records": Field("healthdcatap:numberOfRecords", "number"),
    "number_of_unique_individuals": Field("healthdcatap:numberOfUniqueIndividuals", "number"),
    "min_typical_age": Field("healthdcatap:minTypicalAge", "number"),
    "max_typical_age": Field("healthdcatap:maxTypicalAge", "number"),
    "age_min": Field("healthdcatap:minTypicalAge", "number"),
    "age_max": Field("healthdcatap:maxTypicalAge", "number"),
    "population_coverage": Field("healthdcatap:populationCoverage", "text"),
    "publisher_note": Field("healthdcatap:publisherNote", "text"),
    "publisher_type": Field("healthdcatap:publisherType", "value"),
    "trusted_data_holder": Field("healthdcatap:trustedDataHolder", "literal"),
    "analytics": Field("healthdcatap:analytics", "value"),
    "code_values": Field("healthdcatap:hasCodeValues", "value"),
    "coding_system": Field("healthdcatap:hasCodingSystem", "value"),
    "legal_basis": Field("dpv:hasLegalBasis", "value"),
    "personal_data": Field("dpv:hasPersonalData", "value"),
    "purpose": Field("dpv:hasPurpose", "value"),
    "quality_annotation": Field("dqv:hasQualityAnnotation", "value"),
    "has_structured_data": Field("healthdcatap:hasStructuredData", "literal"),
    "same_as": Field("owl:sameAs", "value"),
    "cite_as": Field("dct:bibliographicCitation", "text"),
    "usage": Field("dct:rights", "text"),
    "liability": Field("dct:rights", "text"),
    "structured_data_license": Field("cr:sdLicense", "value"),
    "is_live_dataset": Field("cr:isLiveDataset", "literal"),
    "in_series": Field("dcat:inSeries", "value"),
    "hvd_category": Field("dcatap:hvdCategory", "value"),
    "alternative": Field("dct:alternative", "text"),
    "acronym": Field("dct:alternative", "text"),
    "tags": Field("dcat:keyword", "text"),
    "interoperability_level": Field("eucaim:interoperabilityLevel", "value"),
    "interoperability_tier": Field("eucaim:interoperabilityLevel", "value"),
    "collection_method": Field("eucaim:collectionMethod", "list"),
    "birth_sex": Field("eucaim:hasBirthSex", "list"),
    "sex": Field("eucaim:hasBirthSex", "list"),
    "vendor": Field("eucaim:hasEquipmentManufacturer", "list"),
    "manufacturer": Field("eucaim:hasEquipmentManufacturer", "list"),
    "annotation_label": Field("eucaim:hasAnnotationLabel", "value"),
    "algorithm_type": Field("eucaim:hasAlgorithmType", "value"),
    "number_of_segmentations": Field("eucaim:nbrOfSegmentations", "number"),
    "spatial_text": Field("dct:spatial", "text"),
    "access_constraints": Field("dct:rights", "text"),
    "frequency-of-update": Field("dct:accrualPeriodicity", "term"),
    "spatial-reference-system": Field("dct:conformsTo", "value"),
    "resource-type": Field("dct:type", "value"),
    "guid": Field("adms:identifier", "literal"),
}

RESOURCE: Final[Mapping[str, Field]] = {
    "name": Field("dct:title", "text"),
    "description": Field("dct:description", "text"),
    "url": Field("dcat:accessURL", "iri"),
    "access_url": Field("dcat:accessURL", "iri"),
    "download_url": Field("dcat:downloadURL", "iri"),
    "format": Field("dct:format", "term"),
    "mimetype": Field("dcat:mediaType", "term"),
    "license": Field("dct:license", "term"),
    "rights": Field("dct:rights", "text"),
    "size": Field("dcat:byteSize", "number"),
    "issued": Field("dct:issued", "date"),
    "created": Field("dct:issued", "date"),
    "modified": Field("dct:modified", "date"),
    "last_modified": Field("dct:modified", "date"),
    "language": Field("dct:language", "list"),
    "status": Field("adms:status", "value"),
    "availability": Field("dcatap:availability", "term"),
    "applicable_legislation": Field("dcatap:applicableLegislation", "value"),
    "conforms_to": Field("dct:conformsTo", "value"),
    "documentation": Field("foaf:page", "value"),
    "compress_format": Field("dcat:compressFormat", "value"),
    "package_format": Field("dcat:packageFormat", "value"),
    "temporal_resolution": Field("dcat:temporalResolution", "literal"),
    "spatial_resolution_in_meters": Field("dcat:spatialResolutionInMeters", "literal"),
    "character_encoding": Field("cnt:characterEncoding", "literal"),
    "byte_size": Field("dcat:byteSize", "number"),
}


class AgentKind(NamedTuple):
    """Where an agent goes: property, node name, whether nodes are numbered, CURIEs of name and e-mail."""

    property: str
    stem: str
    numbered: bool
    name: str
    email: str


AGENTS: Final[Mapping[str, AgentKind]] = {
    "publisher": AgentKind("dct:publisher", "publisher", False, "foaf:name", "foaf:mbox"),
    "contact": AgentKind("dcat:contactPoint", "contact", False, "vcard:fn", "vcard:hasEmail"),
    "hdab": AgentKind("healthdcatap:hdab", "hdab", False, "foaf:name", "foaf:mbox"),
    "creator": AgentKind("dct:creator", "creator", True, "foaf:name", "foaf:mbox"),
    "contributor": AgentKind("dct:contributor", "contributor", True, "foaf:name", "foaf:mbox"),
    "custodian": AgentKind("geodcatap:custodian", "custodian", True, "foaf:name", "foaf:mbox"),
}

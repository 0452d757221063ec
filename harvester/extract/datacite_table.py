"""DataCite's words and ours: kernels 2.2 to 4.x, types of dates, relations, contributors and descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LISTS: Final[Mapping[str, str]] = {
    "creators": "creator",
    "titles": "title",
    "subjects": "subject",
    "contributors": "contributor",
    "dates": "date",
    "alternateidentifiers": "alternateidentifier",
    "relatedidentifiers": "relatedidentifier",
    "relateditems": "relateditem",
    "sizes": "size",
    "formats": "format",
    "rightslist": "rights",
    "descriptions": "description",
    "geolocations": "geolocation",
    "fundingreferences": "fundingreference",
}
"""Elements that only hold a list, and what stands in it."""

TITLES: Final[Mapping[str, str]] = {
    "": "dct:title",
    "TranslatedTitle": "dct:title",
    "AlternativeTitle": "dct:alternative",
    "Subtitle": "schema:alternativeHeadline",
    "Other": "dct:alternative",
}
"""Property by titleType."""

DATES: Final[Mapping[str, str]] = {
    "Accepted": "dct:dateAccepted",
    "Available": "dct:available",
    "Copyrighted": "dct:dateCopyrighted",
    "Created": "dct:created",
    "Issued": "dct:issued",
    "Submitted": "dct:dateSubmitted",
    "Updated": "dct:modified",
    "Valid": "dct:valid",
    "Withdrawn": "prov:invalidatedAtTime",
    "Other": "dct:date",
}
"""Property by dateType; the other types are periods."""

PERIODS: Final = frozenset({"Collected", "Coverage"})
"""Types of dates that say what time the data are about."""

DESCRIPTIONS: Final[Mapping[str, str]] = {
    "": "dct:description",
    "Abstract": "dct:description",
    "Methods": "dct:provenance",
    "SeriesInformation": "dct:bibliographicCitation",
    "TableOfContents": "dct:tableOfContents",
    "TechnicalInfo": "schema:measurementTechnique",
    "Other": "rdfs:comment",
}
"""Property by descriptionType."""

RELATIONS: Final[Mapping[str, str]] = {
    "IsCitedBy": "dct:isReferencedBy",
    "IsReferencedBy": "dct:isReferencedBy",
    "Cites": "dct:references",
    "References": "dct:references",
    "IsPartOf": "dct:isPartOf",
    "IsPublishedIn": "dct:isPartOf",
    "HasPart": "dct:hasPart",
    "IsDocumentedBy": "foaf:page",
    "IsDescribedBy": "foaf:page",
    "HasMetadata": "foaf:isPrimaryTopicOf",
    "IsDerivedFrom": "dct:source",
    "IsVersionOf": "dct:isVersionOf",
    "HasVersion": "dcat:hasVersion",
    "IsNewVersionOf": "dcat:previousVersion",
    "IsPreviousVersionOf": "dct:isReplacedBy",
    "IsIdenticalTo": "owl:sameAs",
    "Obsoletes": "dct:replaces",
    "IsObsoletedBy": "dct:isReplacedBy",
    "Requires": "dct:requires",
    "IsRequiredBy": "dct:isRequiredBy",
    "IsVariantFormOf": "dct:isFormatOf",
    "IsOriginalFormOf": "dct:hasFormat",
}
"""Property by relationType; the other types are the role of a qualified relation."""

AGENTS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "ContactPerson": ("dcat:contactPoint", "contact", False),
    "RightsHolder": ("dct:rightsHolder", "rights-holder", True),
    "Funder": ("schema:funder", "funder", True),
    "Sponsor": ("schema:sponsor", "sponsor", True),
    "Other": ("dct:contributor", "contributor", True),
    "": ("dct:contributor", "contributor", True),
}
"""Property, node and whether it is numbered, by contributorType; the other types are roles."""

_MARC: Final = "http://id.loc.gov/vocabulary/relators/"
ROLES: Final[Mapping[str, str]] = {
    "DataCollector": _MARC + "col",
    "DataCurator": _MARC + "cur",
    "DataManager": _MARC + "dtm",
    "Distributor": _MARC + "dst",
    "Editor": _MARC + "edt",
    "HostingInstitution": _MARC + "his",
    "Producer": _MARC + "pro",
    "Researcher": _MARC + "res",
    "Translator": _MARC + "trl",
}
"""The MARC relator of a contributorType; a type without one is kept as its word."""

RESOLVERS: Final[Mapping[str, str]] = {
    "doi": "https://doi.org/",
    "handle": "https://hdl.handle.net/",
    "arxiv": "https://arxiv.org/abs/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
    "isni": "https://isni.org/isni/",
    "crossref funder id": "https://doi.org/",
}
"""Where an identifier of a scheme can be looked up."""

ITEM: Final[Mapping[str, tuple[str, str]]] = {
    "titles": ("dct:title", "text"),
    "title": ("dct:title", "text"),
    "publicationyear": ("dct:issued", "date"),
    "volume": ("schema:volumeNumber", "text"),
    "issue": ("schema:issueNumber", "text"),
    "number": ("schema:position", "text"),
    "numbertype": ("schema:additionalType", "text"),
    "firstpage": ("schema:pageStart", "text"),
    "lastpage": ("schema:pageEnd", "text"),
    "publisher": ("schema:publisher", "text"),
    "edition": ("schema:bookEdition", "text"),
    "type": ("dct:type", "text"),
    "relateditemtype": ("dct:type", "text"),
    "resourcetypegeneral": ("dct:type", "text"),
    "relatedmetadatascheme": ("dct:conformsTo", "text"),
    "schemeuri": ("rdfs:seeAlso", "text"),
    "schemetype": ("dct:format", "text"),
}
"""What is said of a related work: property and shape."""

"""DATS's fields and ours, nested as DATS nests them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Thing(NamedTuple):
    """A thing of the format.

    Attributes:
        property: CURIE that leads to it.
        stem: What its node is called.
        fields: Property and shape by field: ``text``, ``address``, ``identifier``, ``dates``, ``mail``,
            ``size``, ``licence``, ``types``.
        inner: Things inside it, by field.
        numbered: Whether its first node has a number.
    """

    property: str
    stem: str
    fields: Mapping[str, tuple[str, str]]
    inner: Mapping[str, Thing] = {}
    numbered: bool = True


DATES: Final[Mapping[str, str]] = {
    "creat": "dct:created",
    "collect": "dct:created",
    "modif": "dct:modified",
    "updat": "dct:modified",
    "publish": "dct:issued",
    "publication": "dct:issued",
    "release": "dct:issued",
    "issued": "dct:issued",
    "available": "dct:available",
    "submi": "dct:dateSubmitted",
    "accept": "dct:dateAccepted",
}
"""Property by what the words of a date's type hold, the first that fits."""

_IDS: Final = {
    "identifier": ("owl:sameAs", "identifier"),
    "alternateidentifiers": ("owl:sameAs", "identifier"),
    "relatedidentifiers": ("dct:relation", "identifier"),
}
_AFFILIATION: Final = Thing(
    "schema:affiliation",
    "affiliation",
    {"name": ("schema:name", "text"), "abbreviation": ("dct:alternative", "text"), **_IDS},
)
_AGENT: Final = {
    "name": ("foaf:name", "text"),
    "fullname": ("foaf:name", "text"),
    "firstname": ("foaf:givenName", "text"),
    "middleinitial": ("schema:additionalName", "text"),
    "lastname": ("foaf:familyName", "text"),
    "abbreviation": ("dct:alternative", "text"),
    "email": ("foaf:mbox", "mail"),
    "roles": ("dct:type", "text"),
    **_IDS,
}
_ORCID: Final = Thing(
    "adms:identifier",
    "identifier",
    {"category": ("adms:schemaAgency", "text"), "values": ("skos:notation", "text")},
)


def _agent(property_: str, stem: str, *, numbered: bool = True) -> Thing:
    inner = {"affiliations": _AFFILIATION, "extraproperties": _ORCID}
    return Thing(property_, stem, _AGENT, inner, numbered)


def _work(stem: str) -> Thing:
    return Thing(
        "dct:isReferencedBy",
        stem,
        {
            "title": ("dct:title", "text"),
            "publicationvenue": ("schema:isPartOf", "text"),
            "dates": ("", "dates"),
            "type": ("dct:type", "text"),
            **_IDS,
        },
    )


_GRANT: Final = Thing(
    "schema:funding",
    "funding",
    {"name": ("schema:name", "text"), **_IDS},
    {"funders": _agent("schema:funder", "funder"), "awardees": _agent("schema:recipient", "recipient")},
)
_STORED: Final = Thing(
    "schema:includedInDataCatalog",
    "repository",
    {"name": ("schema:name", "text"), "description": ("dct:description", "text"),
     "version": ("dcat:version", "text"), **_IDS},
)  # fmt: skip
_PLACE: Final = Thing(
    "dct:spatial",
    "spatial",
    {"name": ("skos:prefLabel", "text"), "description": ("dct:description", "text"),
     "postaladdress": ("locn:fullAddress", "text"), **_IDS},
)  # fmt: skip
_ABOUT: Final = Thing(
    "dct:subject",
    "subject",
    {"name": ("skos:prefLabel", "text"), "value": ("skos:prefLabel", "text"),
     "valueiri": ("owl:sameAs", "address"), "description": ("dct:description", "text"), **_IDS},
)  # fmt: skip
_ACCESS: Final = {
    "landingpage": ("foaf:page", "address"),
    "accessurl": ("dcat:accessURL", "address"),
    "types": ("dct:type", "text"),
    "authorizations": ("dct:accessRights", "text"),
    "authentications": ("dct:conformsTo", "text"),
    **_IDS,
}
_FILE: Final = Thing(
    "dcat:distribution",
    "dist",
    {
        "title": ("dct:title", "text"),
        "name": ("dct:title", "text"),
        "description": ("dct:description", "text"),
        "formats": ("dct:format", "text"),
        "size": ("", "size"),
        "dates": ("", "dates"),
        "version": ("dcat:version", "text"),
        "qualifiers": ("dct:type", "text"),
        "licenses": ("dct:license", "licence"),
        **_IDS,
    },
    {
        "access": Thing("dcat:accessService", "access", _ACCESS),
        "storedin": _STORED,
        "conformsto": Thing("dct:conformsTo", "standard", {"name": ("dct:title", "text"), **_IDS}),
    },
)

DATASET: Final = Thing(
    "",
    "",
    {
        "title": ("dct:title", "text"),
        "description": ("dct:description", "text"),
        "identifier": ("dct:identifier", "identifier"),
        "alternateidentifiers": ("adms:identifier", "identifier"),
        "relatedidentifiers": ("dct:relation", "identifier"),
        "version": ("dcat:version", "text"),
        "keywords": ("dcat:keyword", "text"),
        "dates": ("", "dates"),
        "privacy": ("dct:accessRights", "text"),
        "availability": ("dct:accessRights", "text"),
        "licenses": ("dct:license", "licence"),
        "types": ("dct:type", "types"),
        "refinement": ("dct:type", "text"),
        "aggregation": ("dct:type", "text"),
    },
    {
        "creators": _agent("dct:creator", "creator"),
        "distributions": _FILE,
        "primarypublications": _work("publication"),
        "citations": _work("citation"),
        "isabout": _ABOUT,
        "spatialcoverage": _PLACE,
        "acknowledges": _GRANT,
        "storedin": _STORED,
        "producedby": Thing(
            "prov:wasGeneratedBy",
            "activity",
            {"name": ("rdfs:label", "text"), "description": ("dct:description", "text"),
             "startdate": ("", "dates"), "enddate": ("", "dates"), **_IDS},
        ),
        "dimensions": Thing(
            "schema:variableMeasured",
            "variable",
            {"name": ("schema:name", "text"), "description": ("schema:description", "text"),
             "values": ("schema:value", "text"), "unit": ("schema:unitText", "text"), **_IDS},
        ),
        "haspart": Thing(
            "dct:hasPart",
            "part",
            {"title": ("dct:title", "text"), "name": ("dct:title", "text"),
             "description": ("dct:description", "text"), **_IDS},
        ),
    },
)  # fmt: skip
"""A dataset."""

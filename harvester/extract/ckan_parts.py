"""CKAN fields that hold things with fields of their own: relations, attributions, places, services."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from harvester.extract.draft import Draft
from harvester.extract.json_values import many


class Part(NamedTuple):
    """A thing inside a package.

    Attributes:
        property: CURIE that leads to it.
        stem: What its node is called.
        fields: Property and shape by field name; ``shape`` for a geometry kept as JSON.
        inner: Things inside it, by field name.
    """

    property: str
    stem: str
    fields: Mapping[str, tuple[str, str]]
    inner: Mapping[str, Part] = {}


_AGENT: Final = {
    "name": ("foaf:name", "text"),
    "email": ("foaf:mbox", "mail"),
    "homepage": ("foaf:homepage", "value"),
    "url": ("foaf:homepage", "value"),
    "uri": ("owl:sameAs", "value"),
    "type": ("dct:type", "value"),
    "identifier": ("dct:identifier", "literal"),
}
_DICTIONARY: Final = Part(
    "foaf:page",
    "page",
    {"url": ("foaf:homepage", "value"), "format": ("dct:format", "value"),
     "license": ("dct:license", "value"), "title": ("dct:title", "text")},
)  # fmt: skip
_PERIOD: Final = {"start": ("dcat:startDate", "date"), "end": ("dcat:endDate", "date")}

DATASET_PARTS: Final[Mapping[str, Part]] = {
    "qualified_relation": Part(
        "dcat:qualifiedRelation",
        "relation",
        {"relation": ("dct:relation", "value"), "role": ("dcat:hadRole", "value"),
         "uri": ("owl:sameAs", "value")},
    ),
    "qualified_attribution": Part(
        "prov:qualifiedAttribution",
        "attribution",
        {"role": ("dcat:hadRole", "value"), "uri": ("owl:sameAs", "value")},
        {"agent": Part("prov:agent", "agent", _AGENT)},
    ),
    "quality_annotation": Part(
        "dqv:hasQualityAnnotation",
        "quality",
        {"motivated_by": ("oa:motivatedBy", "value"), "body": ("oa:hasBody", "value"),
         "target": ("oa:hasTarget", "value"), "dimension": ("dqv:inDimension", "value")},
    ),
    "provenance_activity": Part(
        "prov:wasGeneratedBy",
        "activity",
        {"dct_type": ("dct:type", "value"), "label": ("rdfs:label", "text"), "uri": ("owl:sameAs", "value"),
         "seeAlso": ("rdfs:seeAlso", "value"), "startedAtTime": ("prov:startedAtTime", "date"),
         "endedAtTime": ("prov:endedAtTime", "date")},
        {"wasAssociatedWith": Part(
            "prov:wasAssociatedWith", "agent", _AGENT,
            {"actedOnBehalfOf": Part("prov:actedOnBehalfOf", "principal", _AGENT)},
        )},
    ),
    "spatial_coverage": Part(
        "dct:spatial",
        "spatial",
        {"text": ("skos:prefLabel", "text"), "uri": ("owl:sameAs", "value"),
         "geom": ("locn:geometry", "shape"), "bbox": ("dcat:bbox", "shape"),
         "centroid": ("dcat:centroid", "shape")},
    ),
    "bbox": Part("dct:spatial", "spatial", {"": ("dcat:bbox", "shape")}),
    "spatial_bbox": Part("dct:spatial", "spatial", {"": ("dcat:bbox", "shape")}),
    "spatial_centroid": Part("dct:spatial", "spatial", {"": ("dcat:centroid", "shape")}),
    "data_dictionary": _DICTIONARY,
}  # fmt: skip
"""Things of a dataset."""

RESOURCE_PARTS: Final[Mapping[str, Part]] = {
    "access_services": Part(
        "dcat:accessService",
        "service",
        {"title": ("dct:title", "text"), "description": ("dct:description", "text"),
         "endpoint_url": ("dcat:endpointURL", "value"), "uri": ("owl:sameAs", "value"),
         "endpoint_description": ("dcat:endpointDescription", "value"),
         "serves_dataset": ("dcat:servesDataset", "value"), "license": ("dct:license", "value"),
         "access_rights": ("dct:accessRights", "value"), "availability": ("dcatap:availability", "value"),
         "conforms_to": ("dct:conformsTo", "value"), "format": ("dct:format", "value"),
         "language": ("dct:language", "value"), "theme": ("dcat:theme", "value"),
         "issued": ("dct:issued", "date"), "modified": ("dct:modified", "date")},
    ),
    "data_dictionary": _DICTIONARY,
    "retention_period": Part("healthdcatap:retentionPeriod", "retention", _PERIOD),
    "subresources": Part(
        "dct:hasPart",
        "part",
        {"id_given": ("dct:identifier", "literal"), "type": ("dct:type", "literal"),
         "name": ("dct:title", "text"), "description": ("dct:description", "text"),
         "format": ("dct:format", "literal"), "url": ("dcat:accessURL", "iri"),
         "size": ("dcat:byteSize", "number"), "includes": ("cr:includes", "literal"),
         "excludes": ("cr:excludes", "literal")},
    ),
}  # fmt: skip
"""Things of a resource."""


def parts(draft: Draft, part: Part, value: Any, path: str, node: str = "") -> bool:
    """Add each thing of a field as a node.

    Returns:
        False when the field holds no thing but words: another table may know what to do with them.
    """
    things = [(number, one) for number, one in enumerate(many(value)) if isinstance(one, dict)]
    for number, one in things:
        place = f"{path}[{number}]" if isinstance(value, list) else path
        if not any(one.values()):
            continue
        inside = draft.node(part.property, part.stem, place, node=node, rule=f"ckan.{part.stem}")
        if "" in part.fields:
            draft.literal(part.fields[""][0], json.dumps(one, sort_keys=True), place, node=inside)
        for key, inner in one.items():
            if key in part.inner:
                parts(draft, part.inner[key], inner, f"{place}.{key}", inside)
            elif key in part.fields:
                _values(draft, part.fields[key], inner, f"{place}.{key}", inside)
    return bool(things)


def _values(draft: Draft, field: tuple[str, str], value: Any, path: str, node: str) -> None:
    property_, shape = field
    if shape == "shape" and isinstance(value, dict):
        draft.literal(property_, json.dumps(value, sort_keys=True), path, node=node)
        return
    for number, one in enumerate(many(value)):
        place = f"{path}[{number}]" if isinstance(value, list) else path
        if shape == "date":
            draft.date(property_, one, place, node=node)
        elif shape == "number":
            draft.number(property_, one, place, node=node)
        elif shape == "text":
            draft.text(property_, one, place, node=node)
        elif shape == "mail" and isinstance(one, str) and "@" in one:
            draft.iri(property_, "mailto:" + one.removeprefix("mailto:"), place, node=node)
        elif shape == "iri":
            draft.iri(property_, one, place, node=node)
        elif shape == "value":
            draft.iri_or_text(property_, one, place, node=node)
        else:
            draft.literal(property_, one, place, node=node)


def checksum(draft: Draft, resource: Mapping[str, Any], path: str, node: str) -> None:
    """Add the checksum of a file from CKAN's ``hash`` and ``hash_algorithm``."""
    if not resource.get("hash"):
        return
    inside = draft.node("spdx:checksum", "checksum", f"{path}.hash", node=node)
    draft.literal("spdx:checksumValue", resource["hash"], f"{path}.hash", node=inside)
    draft.iri_or_text("spdx:algorithm", resource.get("hash_algorithm"), f"{path}.hash_algorithm", node=inside)

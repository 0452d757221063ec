"""Descriptions from CKAN's JSON: package_search, package_show, or a list of packages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from catalogue.model import Description, Extraction, Fetched, Finding, Severity
from harvester.extract.addresses import is_web
from harvester.extract.ckan_fields import AGENTS, DATASET, RESOURCE, Field
from harvester.extract.ckan_inspire import inspire
from harvester.extract.ckan_parts import DATASET_PARTS, RESOURCE_PARTS, checksum, parts
from harvester.extract.ckan_people import agents
from harvester.extract.ckan_rest import opened, rest
from harvester.extract.decode import decode
from harvester.extract.draft import Draft
from harvester.extract.field_names import CONCEPTS, domain_property, place_or_language
from harvester.extract.gather import gather
from harvester.extract.json_values import loaded, many, values
from harvester.extract.numerals import whole
from harvester.extract.text import is_placeholder
from ontologies.errors import cut

Json = Mapping[str, Any]
Fields = Mapping[str, tuple[Any, str]]
_FIRST: Final = ("title", "notes", "identifier", "url")
_LANDING: Final = "dcat:landingPage"


def read_ckan(source: str, fetched: Fetched) -> Extraction:
    """Give the packages of an answer in its order; private, deleted, draft and harvest ones are skipped."""
    text = decode(fetched)
    answer, wrong = loaded(fetched, text)
    if wrong:
        return Extraction((), (wrong,))
    packages = list(_packages(answer))
    if not packages:
        wrong = Finding(
            "not-ckan", Severity.VIOLATION, fetched.url, cut(text, 80), "an answer of CKAN's action API",
            "Check the address of the API: it ends in /api/3/action/package_search.",
        )  # fmt: skip
        return Extraction((), () if _is_empty_search(answer) else (wrong,))
    return gather(_describe(source, fetched, package, path) for path, package in packages)


def _packages(answer: Any) -> Iterator[tuple[str, Json]]:
    result, path = answer, "$"
    for key in ("result", "results"):
        if isinstance(result, dict) and key in result:
            result, path = result[key], f"{path}.{key}"
    listed = result if isinstance(result, list) else [result]
    for number, one in enumerate(listed):
        # In an answer of the API a package may lack its title; elsewhere the title tells it is one.
        if isinstance(one, dict) and ("title" in one or path != "$") and ("id" in one or "name" in one):
            yield (f"{path}[{number}]" if isinstance(result, list) else path), one


def _is_empty_search(answer: Any) -> bool:
    result = answer.get("result") if isinstance(answer, dict) else answer
    return result == [] or (isinstance(result, dict) and result.get("results") == [])


def _describe(source: str, fetched: Fetched, package: Json, path: str) -> Description | Finding:
    state, kind = package.get("state") or "active", package.get("type") or "dataset"
    hidden = "private" if package.get("private") is True else state if state != "active" else ""
    if hidden or kind in {"harvest", "dataset_series"}:
        return Finding(
            "dataset-skipped", Severity.INFO, f"{fetched.url} {path}",
            cut(f"{package.get('id')} is {hidden or kind}"), "a public, active dataset",
            "Nothing to do; it is harvested once it is public.",
        )  # fmt: skip
    draft = Draft(source, fetched, "ckan")
    fields = _fields(package, path)
    for name in ("title", "notes"):
        if f"{name}_translated" in fields:
            fields.pop(name, None)
    for name in (*_FIRST, *(name for name in fields if name not in _FIRST)):
        if name in fields:
            _field(draft, name, *fields[name])
    _tags(draft, package, path)
    _rest(draft, package, fields, path)
    agents(draft, package, fields, path)
    _periods(draft, fields)
    inspire(draft, fields)
    for number, resource in enumerate(many(package.get("resources"))):
        if isinstance(resource, dict):
            _resource(draft, resource, f"{path}.resources[{number}]")
    rest(draft, package, path)
    uri = fields.get("uri", (None, ""))[0]
    identifier = str(package.get("id") or package.get("name") or "")
    return draft.finish(identifier, uri if isinstance(uri, str) else None, place=f"{fetched.url} {path}")


def _fields(package: Json, path: str) -> dict[str, tuple[Any, str]]:
    """Put extras beside the package's own fields; the package's own win."""
    fields: dict[str, tuple[Any, str]] = {}
    extras = package.get("extras")
    if isinstance(extras, dict):
        extras = [{"key": key, "value": value} for key, value in extras.items()]
    for number, extra in enumerate(many(extras)):
        if isinstance(extra, dict) and isinstance(extra.get("key"), str):
            key = extra["key"].removeprefix("extras_").removeprefix("dcat_")
            key = {"type": "dcat_type"}.get(key, key)
            fields.setdefault(key, (opened(extra.get("value")), f"{path}.extras[{number}]"))
    for key, value in package.items():
        if key != "extras" and value not in (None, "", [], {}):
            fields[key] = (opened(value), f"{path}.{key}")
    return fields


def _field(draft: Draft, name: str, value: Any, path: str) -> None:
    base = name.removesuffix("_translated")
    if name in DATASET_PARTS and parts(draft, DATASET_PARTS[name], value, path):
        return
    if base in DATASET and base not in AGENTS:
        _put(draft, DATASET[base], value, path, f"ckan.{base}")
        return
    property_ = domain_property(name)
    if property_ in CONCEPTS:
        for part, place in values(value, path, split=True):
            draft.text(str(property_), str(part), place, rule=f"ckan.extras.{name}")
    elif property_ and whole(value) is not None:
        draft.number(property_, value, path, rule=f"ckan.extras.{name}")
    elif ".extras[" in path and isinstance(value, str) and (named := place_or_language(name)):
        draft.text(named, value, path, rule=f"ckan.extras.{name}")


def _put(draft: Draft, field: Field, value: Any, path: str, rule: str, node: str = "") -> None:
    property_ = field.property
    if isinstance(value, dict):
        for language, inner in value.items():
            for part, place in values(inner, f"{path}.{language}"):
                draft.text(property_, str(part), place, language=language, node=node, rule=rule)
        return
    for part, place in values(value, path, split=field.shape == "list"):
        if isinstance(part, dict):
            continue
        if field.shape == "iri":
            draft.iri(property_, part, place, node=node, rule=rule)
        elif field.shape == "value":
            draft.iri_or_text(property_, part, place, node=node, rule=rule)
        elif field.shape in {"term", "list"}:
            draft.iri_or_text(property_, str(part), place, node=node, rule=rule)
        elif field.shape == "date":
            draft.date(property_, part, place, node=node, rule=rule)
        elif field.shape == "number":
            draft.number(property_, part, place, node=node, rule=rule)
        elif field.shape == "text":
            draft.text(property_, part, place, node=node, rule=rule)
        else:
            draft.literal(property_, part, place, node=node, rule=rule)


def _tags(draft: Draft, package: Json, path: str) -> None:
    for number, tag in enumerate(many(package.get("tags"))):
        name = (tag.get("display_name") or tag.get("name")) if isinstance(tag, dict) else tag
        draft.text("dcat:keyword", name, f"{path}.tags[{number}]", rule="ckan.tags")
    for number, group in enumerate(many(package.get("groups"))):
        name = (
            (group.get("title") or group.get("display_name") or group.get("name"))
            if isinstance(group, dict)
            else group
        )
        draft.text("dcat:theme", name, f"{path}.groups[{number}]", rule="ckan.groups")


def _rest(draft: Draft, package: Json, fields: Fields, path: str) -> None:
    """Read what needs more than one field."""
    properties = {claim.property for claim in draft.claims}
    if "dct:identifier" not in properties:
        draft.literal("dct:identifier", package.get("id"), f"{path}.id", rule="ckan.id")
    if "dct:license" not in properties:
        for key in ("license_url", "license_id", "license_title"):
            value = fields.get(key, (None, ""))[0]
            if (
                isinstance(value, str)
                and not is_placeholder(value)
                and value not in {"notspecified", "other-closed"}
            ):
                draft.iri_or_text("dct:license", value, f"{path}.{key}", rule=f"ckan.{key}")
                break
    for key, property_ in (("metadata_created", "dct:issued"), ("metadata_modified", "dct:modified")):
        if property_ not in properties:
            draft.date(property_, package.get(key), f"{path}.{key}", rule=f"ckan.{key}")
    spatial = fields.get("spatial")
    if spatial and isinstance(spatial[0], str) and not spatial[0].lstrip().startswith("{"):
        _put(draft, Field("dct:spatial", "list"), spatial[0], spatial[1], "ckan.spatial")
    elif spatial:
        shape = json.dumps(spatial[0], sort_keys=True) if isinstance(spatial[0], dict) else spatial[0]
        draft.literal(
            "locn:geometry", shape, spatial[1], node=draft.node("dct:spatial", "spatial", spatial[1])
        )
    name = package.get("name")
    if _LANDING not in properties and isinstance(name, str) and "/api/" in draft.fetched.url:
        # CKAN shows every package at /dataset/<name> beside its API.
        address = f"{draft.fetched.url.partition('/api/')[0]}/dataset/{name}"
        if is_web(address):
            draft.iri(_LANDING, address, f"{path}.name", rule="ckan.name")


def _periods(draft: Draft, fields: Fields) -> None:
    for key, property_, stem in (
        ("temporal", "dct:temporal", "temporal"),
        ("temporal_coverage", "dct:temporal", "temporal"),
        ("retention_period", "healthdcatap:retentionPeriod", "retention"),
    ):
        ends = [
            (fields.get(f"{key}_{end}"), fields.get(f"{key}-{old}"))
            for end, old in (("start", "from"), ("end", "to"))
        ]
        found = [one or other for one, other in ends]
        if any(found):
            _period(draft, property_, stem, found)
        whole_value, path = fields.get(key, (None, ""))
        for number, one in enumerate(many(whole_value)):
            if isinstance(one, dict) and (one.get("start") or one.get("end")):
                pair = [
                    (one[end], f"{path}[{number}].{end}") if one.get(end) else None
                    for end in ("start", "end")
                ]
                _period(draft, property_, stem, pair)


def _period(draft: Draft, property_: str, stem: str, ends: list[tuple[Any, str] | None]) -> None:
    path = next(end[1] for end in ends if end)
    node = draft.node(property_, stem, path)
    for end, name in zip(ends, ("dcat:startDate", "dcat:endDate"), strict=True):
        if end:
            value = end[0][0] if isinstance(end[0], list) and end[0] else end[0]
            draft.date(name, value, end[1], node=node)


def _resource(draft: Draft, resource: Json, path: str) -> None:
    present = {
        key: value
        for key, value in resource.items()
        if key.removesuffix("_translated") in RESOURCE and value not in (None, "", [], {})
    }
    for key in [key for key in present if key.endswith("_translated")]:
        present.pop(key.removesuffix("_translated"), None)
    things = (one for key in RESOURCE_PARTS for one in many(opened(resource.get(key))))
    inside = any(isinstance(one, dict) and any(one.values()) for one in things)
    if not inside and not present.keys() - {"created", "last_modified", "language", "status"}:
        return
    if present.get("access_url") == present.get("url"):
        present.pop("url", None)
    if present.get("issued"):
        present.pop("created", None)
    if present.get("modified"):
        present.pop("last_modified", None)
    node = draft.node("dcat:distribution", "dist", path)
    for key, value in present.items():
        field = RESOURCE[key.removesuffix("_translated")]
        _put(draft, field, opened(value), f"{path}.{key}", f"ckan.resources.{key}", node)
    for key, part in RESOURCE_PARTS.items():
        if resource.get(key):
            parts(draft, part, opened(resource[key]), f"{path}.{key}", node)
    checksum(draft, resource, path, node)

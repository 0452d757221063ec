"""People and organisations of a CKAN package: from objects, from flat extras, from CKAN's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from harvester.extract.addresses import is_web
from harvester.extract.ckan_fields import AGENTS, AgentKind
from harvester.extract.draft import Draft
from harvester.extract.json_values import many
from harvester.extract.text import is_placeholder

Fields = Mapping[str, tuple[Any, str]]
_PARTS: Final = ("name", "email", "url", "uri", "type", "identifier")
NOWHERE: Final[Mapping[str, str]] = {}
# CKAN's own person fields, used when the schema says nothing.
_OWN: Final = {"contact": "maintainer", "creator": "author"}


def agents(draft: Draft, package: Mapping[str, Any], fields: Fields, path: str) -> None:
    """Add publisher, contact, creator and health data access body, from the best place that has them."""
    for name, kind in AGENTS.items():
        found = _structured(draft, name, kind, fields)
        found = found or _flat(draft, name, kind, fields)
        if not found and name in _OWN:
            found = _own(draft, _OWN[name], kind, package, path)
        if not found and name == "publisher":
            _organisation(draft, kind, package, path)


def _structured(draft: Draft, name: str, kind: AgentKind, fields: Fields) -> bool:
    value, path = fields.get(name, (None, ""))
    done = False
    for number, one in enumerate(many(value)):
        if isinstance(one, dict):
            place = f"{path}[{number}]"
            given = {key: str(one.get(key) or "") for key in _PARTS}
            done |= _agent(draft, kind, given, place)
            _translated(draft, kind, one, place)
        elif isinstance(one, str):
            done |= _agent(draft, kind, {"name": one}, path)
    return done


def _translated(draft: Draft, kind: AgentKind, value: Mapping[str, Any], path: str) -> None:
    names = value.get("name_translated")
    node = draft.claims[-1].node if draft.claims else ""
    if isinstance(names, dict) and node.startswith(f"#{kind.stem}"):
        for language, name in names.items():
            draft.text(kind.name, name, f"{path}.name_translated.{language}", language=language, node=node)


def _flat(draft: Draft, name: str, kind: AgentKind, fields: Fields) -> bool:
    parts = {key: str(fields[f"{name}_{key}"][0]) for key in _PARTS if f"{name}_{key}" in fields}
    if not parts:
        return False
    places = {key: fields[f"{name}_{key}"][1] for key in parts}
    return _agent(draft, kind, parts, next(iter(places.values())), places)


def _own(draft: Draft, field: str, kind: AgentKind, package: Mapping[str, Any], path: str) -> bool:
    parts = {"name": str(package.get(field) or ""), "email": str(package.get(f"{field}_email") or "")}
    places = {"name": f"{path}.{field}", "email": f"{path}.{field}_email"}
    return _agent(draft, kind, parts, f"{path}.{field}", places)


def _organisation(draft: Draft, kind: AgentKind, package: Mapping[str, Any], path: str) -> None:
    organisation = package.get("organization")
    if isinstance(organisation, dict):
        name = str(organisation.get("title") or organisation.get("name") or "")
        _agent(draft, kind, {"name": name}, f"{path}.organization")


def _agent(
    draft: Draft,
    kind: AgentKind,
    parts: Mapping[str, str],
    path: str,
    places: Mapping[str, str] = NOWHERE,
) -> bool:
    def place(key: str) -> str:
        return places.get(key, f"{path}.{key}")

    given = {key: value.strip() for key, value in parts.items() if value and not is_placeholder(value)}
    if not given.keys() & {"name", "email", "uri", "url"}:
        return False
    rule = f"ckan.{kind.stem}"
    node = draft.node(kind.property, kind.stem, path, rule=rule, numbered=kind.numbered)
    draft.text(kind.name, given.get("name"), places.get("name", path), node=node, rule=rule)
    if "@" in given.get("email", ""):
        address = "mailto:" + given["email"].removeprefix("mailto:")
        draft.iri(kind.email, address, place("email"), node=node, rule=rule)
    page = "vcard:hasURL" if kind.stem == "contact" else "foaf:homepage"
    if given.get("url"):
        draft.iri(page, given["url"], place("url"), node=node, rule=rule)
    for key in ("uri", "identifier"):
        if is_web(given.get(key, "")):
            draft.iri("owl:sameAs", given[key], place(key), node=node, rule=rule)
        elif given.get(key):
            draft.literal("dct:identifier", given[key], place(key), node=node, rule=rule)
    if given.get("type"):
        draft.iri_or_text("dct:type", given["type"], place("type"), node=node, rule=rule)
    return True

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
            done |= _agent(draft, kind, {key: str(one.get(key) or "") for key in _PARTS}, f"{path}[{number}]")
        elif isinstance(one, str):
            done |= _agent(draft, kind, {"name": one}, path)
    return done


def _flat(draft: Draft, name: str, kind: AgentKind, fields: Fields) -> bool:
    parts = {key: str(fields[f"{name}_{key}"][0]) for key in _PARTS if f"{name}_{key}" in fields}
    if not parts:
        return False
    first = next(f"{name}_{key}" for key in _PARTS if f"{name}_{key}" in fields)
    return _agent(draft, kind, parts, fields[first][1])


def _own(draft: Draft, field: str, kind: AgentKind, package: Mapping[str, Any], path: str) -> bool:
    parts = {"name": str(package.get(field) or ""), "email": str(package.get(f"{field}_email") or "")}
    return _agent(draft, kind, parts, f"{path}.{field}")


def _organisation(draft: Draft, kind: AgentKind, package: Mapping[str, Any], path: str) -> None:
    organisation = package.get("organization")
    if isinstance(organisation, dict):
        name = str(organisation.get("title") or organisation.get("name") or "")
        _agent(draft, kind, {"name": name}, f"{path}.organization")


def _agent(draft: Draft, kind: AgentKind, parts: Mapping[str, str], path: str) -> bool:
    given = {key: value.strip() for key, value in parts.items() if value and not is_placeholder(value)}
    if not given.keys() & {"name", "email", "uri", "url"}:
        return False
    rule = f"ckan.{kind.stem}"
    node = draft.node(kind.property, kind.stem, path, rule=rule, numbered=kind.numbered)
    draft.text(kind.name, given.get("name"), path, node=node, rule=rule)
    if "@" in given.get("email", ""):
        address = "mailto:" + given["email"].removeprefix("mailto:")
        draft.iri(kind.email, address, f"{path}.email", node=node, rule=rule)
    page = "vcard:hasURL" if kind.stem == "contact" else "foaf:homepage"
    if given.get("url"):
        draft.iri(page, given["url"], f"{path}.url", node=node, rule=rule)
    for key in ("uri", "identifier"):
        if is_web(given.get(key, "")):
            draft.iri("owl:sameAs", given[key], f"{path}.{key}", node=node, rule=rule)
            break
    if given.get("type"):
        draft.iri_or_text("dct:type", given["type"], f"{path}.type", node=node, rule=rule)
    return True

"""JSON-LD contexts from our own files, so that no document makes us fetch one."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

# Address pattern of a context -> file in ontologies/contexts.
_KNOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"https?://(?:www\.)?schema\.org/?(?:docs/jsonldcontext\.jsonld?)?"), "schema-org.jsonld"),
    (re.compile(r"https?://.*/DCAT-AP/.*examples/context\.jsonld"), "dcat-ap-3-examples.jsonld"),
    (re.compile(r"https?://.*/dcat-ap_2[\w.]*\.jsonld"), "dcat-ap-2.1.1.jsonld"),
    (re.compile(r"https?://.*/dcat-ap\.jsonld"), "dcat-ap-3.0.1.jsonld"),
)
_LONGEST = 300


def with_local_contexts(value: Any) -> tuple[Any, list[str]]:
    """Replace the address of each context by the context itself.

    Args:
        value: A JSON-LD document as read, nesting at most ``harvester.extract.depth.DEEPEST`` levels.

    Returns:
        The document with contexts inside, and the addresses nobody knows (they are left out).
    """
    unknown: dict[str, None] = {}
    return _scoped(_walk(value, unknown), {}), list(unknown)


def _scoped(value: Any, terms: dict[str, Any]) -> Any:
    """Write the contexts of a node's types into the node, where it has several.

    pyoxigraph applies only the last of them, and the names of the others would be lost.
    """
    if isinstance(value, list):
        return [_scoped(one, terms) for one in value]
    if not isinstance(value, dict):
        return value
    given = value.get("@context", [])
    for context in given if isinstance(given, list) else [given]:
        if isinstance(context, dict):
            terms = {**terms, **context}
    types = value.get("@type", value.get("type"))
    own = [
        terms[one]["@context"]
        for one in sorted(one for one in (types if isinstance(types, list) else []) if isinstance(one, str))
        if isinstance(terms.get(one), dict) and isinstance(terms[one].get("@context"), dict)
    ]
    node = {key: inner if key == "@context" else _scoped(inner, terms) for key, inner in value.items()}
    if len(own) > 1:
        merged = {name: term for one in own for name, term in one.items()}
        node["@context"] = [*(given if isinstance(given, list) else [given]), merged]
    return node


def _walk(value: Any, unknown: dict[str, None]) -> Any:
    if isinstance(value, list):
        return [_walk(one, unknown) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _context(inner, unknown) if key == "@context" else _walk(inner, unknown)
        for key, inner in value.items()
    }


def _context(value: Any, unknown: dict[str, None]) -> Any:
    if isinstance(value, str):
        return _load(value, unknown)
    if isinstance(value, list):
        return [_context(one, unknown) for one in value]
    if isinstance(value, dict):
        if isinstance(value.get("@import"), str):
            unknown[value["@import"]] = None
            value = {key: inner for key, inner in value.items() if key != "@import"}
        return {
            key: {**inner, "@context": _context(inner["@context"], unknown)}
            if isinstance(inner, dict) and "@context" in inner
            else inner
            for key, inner in value.items()
        }
    return value


def _load(address: str, unknown: dict[str, None]) -> Any:
    for pattern, name in _KNOWN:
        if len(address) <= _LONGEST and pattern.fullmatch(address):
            return _file(name)
    unknown[address] = None
    return {}


@lru_cache(maxsize=8)
def _file(name: str) -> Any:
    return json.loads(files("ontologies").joinpath("contexts", name).read_text("utf-8"))["@context"]

"""What a schema.org description holds beyond the mapped fields: kept under its own names, nested."""

from __future__ import annotations

from typing import Any, Final

from harvester.extract.addresses import is_web
from harvester.extract.croissant import NAMES
from harvester.extract.draft import Draft
from harvester.extract.json_values import many
from harvester.extract.node_names import node_name
from harvester.extract.schema_nodes import Node
from harvester.extract.unread import Leaf, Said, is_inner_name, reason
from ontologies.namespaces import PREFIXES, curie

RULE: Final = "schema.org.kept"
"""Rule of the claims made here."""

_DEEPEST: Final = 6


def rest(draft: Draft, fields: Node, path: str) -> None:
    """Keep every value that no claim holds yet as ``schema:<its own name>``.

    A thing that has a node already (a person, a file) gets its values there, another one a node of its own.
    Names of foreign namespaces are kept where the prefix is known; the others are reported as unread.

    Args:
        path: Of the dataset.
    """
    said = Said(draft.claims)
    for key, value in fields.items():
        _keep(draft, said, key, value, _Place(f"{path}.{key}", key, "", 0))


class _Place:
    """Where the walk stands: path and field name in the document, node of the description, level."""

    __slots__ = ("level", "name", "node", "path")

    def __init__(self, path: str, name: str, node: str, level: int) -> None:
        self.path, self.name, self.node, self.level = path, name, node, level


def _keep(draft: Draft, said: Said, key: str, value: Any, place: _Place) -> None:
    property_ = own_property(key)
    if property_ is None or place.level > _DEEPEST or reason(draft.format, place.name) is not None:
        return
    for number, one in enumerate(many(value)):
        path = f"{place.path}[{number}]" if isinstance(value, list) else place.path
        if isinstance(one, dict) and "@value" not in one:
            _thing(draft, said, property_, one, _Place(path, place.name, place.node, place.level))
        elif not isinstance(one, list):
            _value(draft, said, property_, one, _Place(path, place.name, place.node, place.level))


def _value(draft: Draft, said: Said, property_: str, value: Any, place: _Place) -> None:
    language = None
    if isinstance(value, dict):
        value, language = value["@value"], value.get("@language")
    text = str(value).lower() if isinstance(value, bool) else str(value if value is not None else "").strip()
    leaf = Leaf(place.path, place.name, text)
    if not text or is_inner_name(leaf) or said.has(place.path, text):
        return
    prefix, _, name = text.partition(":")
    if property_ == "owl:sameAs" and prefix in PREFIXES and not name.startswith("//"):
        draft.iri(property_, PREFIXES[prefix] + name, place.path, node=place.node, rule=RULE)
    elif property_ == "owl:sameAs" and not is_web(text):
        draft.literal("dct:identifier", text, place.path, node=place.node, rule=RULE)
    elif property_ == "owl:sameAs" or is_web(text):
        draft.iri(property_, text, place.path, node=place.node, rule=RULE)
    elif isinstance(value, str):
        tag = language if isinstance(language, str) else None
        draft.text(property_, text, place.path, language=tag, node=place.node, rule=RULE)
    else:
        draft.literal(property_, value, place.path, node=place.node, rule=RULE)


def _thing(draft: Draft, said: Said, property_: str, value: Node, place: _Place) -> None:
    if not _is_open(draft, said, value, place):
        return
    node = said.node(place.path)
    if node is None:
        node = draft.node(property_, node_name(property_), place.path, node=place.node, rule=RULE)
    for key, inner in value.items():
        below = _Place(f"{place.path}.{key}", f"{place.name}.{key}", node, place.level + 1)
        _keep(draft, said, key, inner, below)


def _is_open(draft: Draft, said: Said, value: Any, place: _Place) -> bool:
    """Say whether anything in a value is still to be kept."""
    if reason(draft.format, place.name) is not None or place.level > _DEEPEST:
        return False
    if isinstance(value, list):
        return any(
            _is_open(draft, said, one, _Place(f"{place.path}[{number}]", place.name, "", place.level + 1))
            for number, one in enumerate(value)
        )
    if isinstance(value, dict) and "@value" not in value:
        return any(
            own_property(key) is not None
            and _is_open(draft, said, inner,
                         _Place(f"{place.path}.{key}", f"{place.name}.{key}", "", place.level + 1))
            for key, inner in value.items()
        )  # fmt: skip
    text = str(value.get("@value") if isinstance(value, dict) else value if value is not None else "").strip()
    leaf = Leaf(place.path, place.name, text)
    return bool(text) and not is_inner_name(leaf) and not said.has(place.path, text)


def own_property(key: str) -> str | None:
    """Give the CURIE of a JSON-LD key: schema.org's own when it has no prefix, None for unknown prefixes.

    >>> own_property("award"), own_property("qudt:hasUnit"), own_property("x:y"), own_property("@id")
    ('schema:award', 'qudt:hasUnit', None, 'owl:sameAs')
    """
    if key == "@id":
        return "owl:sameAs"
    if "://" in key:
        return curie(key)
    prefix, _, name = key.partition(":")
    if name:
        return key if prefix in PREFIXES else None
    return f"{'cr' if key in NAMES else 'schema'}:{key}" if key.isidentifier() else None

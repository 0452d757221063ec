"""schema.org JSON-LD as plain dictionaries: one spelling of names, references resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from harvester.extract.blocks import Block
from harvester.extract.json_values import many

_NAMESPACES: Final = ("https://schema.org/", "http://schema.org/")
_PREFIXES: Final = ("schema:", "sc:", "so:", "sdo:")
_DATASETS: Final = frozenset({"Dataset", "MedicalDataset", "DataFeed"})
_DEEPEST: Final = 100
_KEYWORDS: Final = {"type": "@type", "id": "@id"}
# A dataset under these is described by its own page, not by this one.
_ELSEWHERE: Final = frozenset(
    {"isPartOf", "hasPart", "isBasedOn", "citation", "includedInDataCatalog", "isBasedOnUrl"}
)

Node = Mapping[str, Any]


def plain_name(key: str) -> str:
    """Give a schema.org name without prefix or namespace; other names stay as they are.

    >>> plain_name("schema:name"), plain_name("https://schema.org/Dataset"), plain_name("cr:fileSet")
    ('name', 'Dataset', 'cr:fileSet')
    """
    for start in (*_NAMESPACES, *_PREFIXES):
        if key.startswith(start):
            return key[len(start) :]
    return key


def plain_node(value: Any, level: int = 0) -> Any:
    """Give the same JSON with plain names; what nests deeper than 100 levels is cut."""
    if level > _DEEPEST:
        return None
    if isinstance(value, list):
        return [plain_node(one, level + 1) for one in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value
    for whole in ("@list", "@set"):
        if whole in value:
            return plain_node(value[whole], level + 1)
    node: dict[str, Any] = {}
    for key, inner in value.items():
        name = plain_name(str(_KEYWORDS.get(key, key) if "@context" in value else key))
        node[name] = inner if name == "@context" else plain_node(inner, level + 1)
    return node


def types(node: Node) -> set[str]:
    """Give the plain names of a node's types."""
    return {plain_name(one) for one in many(node.get("@type")) if isinstance(one, str)}


def nodes_by_id(blocks: list[Block]) -> dict[str, Node]:
    """Give the fullest node of each @id over all blocks of a page."""
    found: dict[str, Node] = {}
    for block in blocks:
        for node in _all(block.value):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(found.get(name, ())):
                found[name] = node
    return found


def resolved(value: Any, known: Mapping[str, Node]) -> Any:
    """Give the full node for a bare reference ``{"@id": ...}``, everything else as it is."""
    if isinstance(value, dict) and value.keys() <= {"@id", "@type"} and value.get("@id") in known:
        return known[value["@id"]]
    return value


def datasets(block: Block) -> Iterator[tuple[str, Node]]:
    """Find the datasets of a block with their paths: at the top, in @graph, nested under other things."""
    queue: list[tuple[str, Any, int]] = [(f"{block.path}$", block.value, 0)]
    while queue:
        path, value, level = queue.pop(0)
        if level > _DEEPEST:
            continue
        if isinstance(value, list):
            queue[0:0] = [(f"{path}[{number}]", one, level + 1) for number, one in enumerate(value)]
        elif isinstance(value, dict):
            if types(value) & _DATASETS and value.keys() - {"@id", "@type"}:
                yield path, value
                continue
            inner = [
                (f"{path}.{key}", one, level + 1)
                for key, one in value.items()
                if isinstance(one, (dict, list)) and key != "@context" and key not in _ELSEWHERE
            ]
            queue[0:0] = inner


def _all(value: Any) -> Iterator[Node]:
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(one)
        elif isinstance(one, dict):
            yield one
            stack.extend(inner for key, inner in one.items() if key != "@context")


def words(value: Any) -> list[tuple[str, str | None]]:
    """Give the texts of a value with their languages: text, ``@value``, name of a thing, or many of these.

    >>> words([{"@value": "Brust", "@language": "de"}, {"name": "MRI"}, "CT"])
    [('Brust', 'de'), ('MRI', None), ('CT', None)]
    """
    found: list[tuple[str, str | None]] = []
    for one in many(value):
        if isinstance(one, str):
            found.append((one, None))
        elif isinstance(one, (int, float)) and not isinstance(one, bool):
            found.append((str(one), None))
        elif isinstance(one, dict):
            if isinstance(one.get("@value"), (str, int, float)):
                language = one.get("@language")
                found.append((str(one["@value"]), language if isinstance(language, str) else None))
            elif {"@id", "@type"}.isdisjoint(one) and one and all(len(key) in {2, 5} for key in one):
                found += [(text, key) for key, inner in one.items() for text, _ in words(inner)]
            else:
                found += words(
                    one.get("name") or one.get("text") or one.get("termCode") or one.get("alternateName")
                )
    return found


def address(value: Any) -> str:
    """Give the address a value stands for: text, @id or url; empty when there is none."""
    if isinstance(value, list):
        return next((found for one in value if (found := address(one))), "")
    if isinstance(value, dict):
        for key in ("@id", "url", "@value"):
            inner = value.get(key)
            if isinstance(inner, str) and not inner.startswith(("_:", "#")):
                return inner
            if isinstance(inner, (dict, list)) and key == "url":
                return address(inner)
        return ""
    return value if isinstance(value, str) else ""

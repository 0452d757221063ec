"""What a CKAN package holds beyond the mapped fields: kept as words, and reported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from harvester.extract.draft import Draft
from harvester.extract.json_values import many
from harvester.extract.leftover import keep_words
from harvester.extract.unread import Leaf, json_leaves


def rest(draft: Draft, package: Mapping[str, Any], path: str) -> None:
    """Report each field that nobody read, and keep its words as ``schema:additionalProperty``."""
    keep_words(draft, ckan_leaves(package, path), "extras.")


def ckan_leaves(package: Mapping[str, Any], path: str) -> Iterator[Leaf]:
    """Give every value of a package; an extra is named by its key, JSON inside a text is opened."""
    for key, value in package.items():
        if key == "extras":
            yield from _extras(value, f"{path}.extras")
        elif key == "resources" and isinstance(value, list):
            for number, one in enumerate(value):
                inner = {name: opened(part) for name, part in one.items()} if isinstance(one, dict) else one
                yield from json_leaves(inner, f"{path}.resources[{number}]", "resources")
        else:
            yield from json_leaves(opened(value), f"{path}.{key}", key)


def _extras(extras: Any, path: str) -> Iterator[Leaf]:
    if isinstance(extras, dict):
        extras = [{"key": key, "value": value} for key, value in extras.items()]
    for number, extra in enumerate(many(extras)):
        if isinstance(extra, dict) and isinstance(extra.get("key"), str):
            yield from json_leaves(opened(extra.get("value")), f"{path}[{number}]", f"extras.{extra['key']}")


def opened(value: Any) -> Any:
    """Open a list that was written into a text: ``["a", "b"]``.

    >>> opened('["a", "b"]'), opened("[a]")
    (['a', 'b'], '[a]')
    """
    if isinstance(value, str) and len(value) < 100_000 and value.startswith(("[", "{")) and value[-1] in "]}":
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value

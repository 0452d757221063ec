"""Croissant's record sets as variables: a table a record set, a column a field.

How a loader cuts values out of files (``source``, ``transform``, ``references``) is no description of the
data; ``ignored.toml`` says so by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from harvester.extract.draft import Draft
from harvester.extract.json_values import many
from harvester.extract.schema_nodes import Node, address, words

_NAMES = (
    "annotation arrayShape citeAs containedIn enumerations equivalentProperty excludes fileObject fileSet "
    "includes isArray isLiveDataset key md5 parentField references repeated samplingRate subField"
)
NAMES: Final = frozenset(_NAMES.split())
"""Names that are Croissant's own although they stand without a prefix."""

_DEEPEST: Final = 8


def variables(draft: Draft, value: Any, path: str) -> None:
    """Add record sets as ``healthdcatap:hasVariables``.

    Args:
        value: Of ``recordSet``: one, many or nothing.
        path: Where it stands.
    """
    sets = [(number, one) for number, one in enumerate(many(value)) if isinstance(one, dict)]
    if not sets:
        return
    group = draft.node("healthdcatap:hasVariables", "variables", path, numbered=False)
    for number, one in sets:
        place = f"{path}[{number}]" if isinstance(value, list) else path
        table = draft.node("csvw:table", "table", place, node=group)
        _texts(draft, one, place, table, (("name", "dct:title"), ("description", "dct:description")))
        for kind in many(one.get("dataType")):
            draft.literal("csvw:datatype", address(kind), f"{place}.dataType", node=table)
        for field, where in _columns(one.get("field"), f"{place}.field"):
            _column(draft, field, where, table)


def _columns(value: Any, path: str, level: int = 0) -> Iterator[tuple[Node, str]]:
    for number, one in enumerate(many(value)):
        if isinstance(one, dict) and level < _DEEPEST:
            where = f"{path}[{number}]" if isinstance(value, list) else path
            yield one, where
            yield from _columns(one.get("subField"), f"{where}.subField", level + 1)
            yield from _columns(one.get("annotation"), f"{where}.annotation", level + 1)


def _column(draft: Draft, field: Node, path: str, table: str) -> None:
    node = draft.node("csvw:column", "column", path, node=table)
    _texts(draft, field, path, node, (("name", "csvw:name"), ("description", "dct:description")))
    for kind in many(field.get("dataType")):
        draft.literal("csvw:datatype", address(kind), f"{path}.dataType", node=node)
    for one in many(field.get("equivalentProperty")):
        draft.iri_or_text("csvw:propertyUrl", address(one), f"{path}.equivalentProperty", node=node)


def _texts(draft: Draft, value: Node, path: str, node: str, names: tuple[tuple[str, str], ...]) -> None:
    for key, property_ in names:
        for text, language in words(value.get(key)):
            draft.text(property_, text, f"{path}.{key}", language=language, node=node)

"""What a document holds that no reader took: each value is read, ignored by name, or reported.

A value counts as read when a claim says where it stood and holds it: the claim's path is the value's own
or one above it. ``ignored.toml`` names the fields that are left out on purpose, each with its reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from catalogue.model import Claim, Severity
from harvester.extract.addresses import is_web
from harvester.extract.draft import QUOTE, Draft
from harvester.extract.text import plain_text

MOST: Final = 40
"""Fields of one dataset that are reported as unread."""

_TABLE: Final = Path(__file__).with_name("ignored.toml")
_DEEPEST: Final = 60
_OF_XML: Final = "{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}"
_SHORT_IRI = re.compile(r"[A-Za-z][\w.+-]*:[^/\s#]\S*")
_SPACE = re.compile(r"\s+")


Watcher = Callable[[Draft, "Audit"], None]
_WATCHERS: ContextVar[tuple[Watcher, ...]] = ContextVar("watchers", default=())


class Leaf(NamedTuple):
    """One value of a document.

    Attributes:
        path: Where it stands: ``$.creator[1].name``.
        name: The field without numbers, from the dataset on: ``creator.name``.
        text: The value as text.
    """

    path: str
    name: str
    text: str


class Audit(NamedTuple):
    """Values by what became of them: mapped, left out on purpose, reported, kept under their own names.

    ``audit`` counts what is kept as read; who watches is told the two apart.
    """

    read: tuple[Leaf, ...]
    ignored: tuple[Leaf, ...]
    unread: tuple[Leaf, ...]
    kept: tuple[Leaf, ...] = ()


def json_leaves(value: Any, path: str, name: str = "", level: int = 0) -> Iterator[Leaf]:
    """Give every value of some JSON that says anything; a value with its language is one.

    >>> [leaf.name for leaf in json_leaves({"a": [{"b": "x"}, {"b": ""}], "c": {"@value": 1}}, "$")]
    ['a.b', 'c']
    """
    if level > _DEEPEST:
        return
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from json_leaves(one, f"{path}[{number}]", name, level + 1)
    elif isinstance(value, dict) and "@value" in value:
        yield from json_leaves(value["@value"], path, name, level + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "@context":
                yield from json_leaves(
                    inner, f"{path}.{key}", f"{name}.{key}" if name else str(key), level + 1
                )
    elif value is not None and str(value).strip():
        yield Leaf(path, name, str(value).lower() if isinstance(value, bool) else str(value))


def xml_leaves(element: etree._Element, path: str, name: str = "") -> Iterator[Leaf]:
    """Give every text and attribute of an XML element that says anything; names without namespaces.

    A text with its ``xml:lang`` is one value; what XML Schema wants to know is none.
    """
    stack = [(element, path, name)]
    while stack:
        one, where, called = stack.pop()
        for key, value in one.attrib.items():
            field = etree.QName(key).localname
            if str(value).strip() and not str(key).startswith(_OF_XML):
                yield Leaf(f"{where}/@{field}", f"{called}.@{field}".lstrip("."), str(value))
        inner = [child for child in one if isinstance(child.tag, str)]
        text = "".join(one.itertext()) if not inner else (one.text or "")
        if text.strip():
            yield Leaf(where, called, text)
        counts: dict[str, int] = {}
        below = []
        for child in inner:
            field = etree.QName(child).localname
            counts[field] = counts.get(field, 0) + 1
            below.append((child, f"{where}/{field}[{counts[field]}]", f"{called}.{field}".lstrip(".")))
        stack.extend(reversed(below))


def audit(claims: Iterable[Claim], leaves: Iterable[Leaf], format_: str, used: Collection[str] = ()) -> Audit:
    """Sort the values of one dataset by what became of them.

    Args:
        claims: Of that dataset, with evidence.
        leaves: Of that dataset.
        format_: Section of ``ignored.toml``.
        used: Paths of values that were read without a claim.

    Returns:
        Read, ignored, unread; each in document order.
    """
    said = Said(claims)
    read, left, unread = [], [], []
    for leaf in leaves:
        if reason(format_, leaf.name) is not None or is_inner_name(leaf):
            left.append(leaf)
        elif leaf.path in used or said.has(leaf.path, leaf.text):
            read.append(leaf)
        else:
            unread.append(leaf)
    return Audit(tuple(read), tuple(left), tuple(unread))


def is_inner_name(leaf: Leaf) -> bool:
    """Say whether a value only names a node inside its document.

    >>> [is_inner_name(Leaf("$.a.@id", "a.@id", text)) for text in ("#b", "https://a.b/c", "unit:M", "_:b0")]
    [True, False, False, True]
    """
    return leaf.name.endswith("@id") and not is_web(leaf.text) and not _SHORT_IRI.fullmatch(leaf.text)


def report(draft: Draft, leaves: Iterable[Leaf], own_names: str = "") -> None:
    """Add a finding for each field of the draft's dataset that nobody read.

    Args:
        own_names: Rule of the claims that only keep a value under its own name.
    """
    leaves = list(leaves) if is_watched() else leaves
    found = audit(draft.claims, leaves, draft.format, draft.used)
    if is_watched():
        mapped = [claim for claim in draft.claims if claim.rule != own_names]
        without = audit(mapped, leaves, draft.format, draft.used)
        tell(draft, without._replace(unread=found.unread, kept=tuple(
            leaf for leaf in without.unread if leaf not in set(found.unread)
        )))  # fmt: skip
    unread_findings(draft, found.unread, "the bytes are kept")


def unread_findings(draft: Draft, leaves: Iterable[Leaf], kept: str) -> None:
    """Add a finding for each field among values that nobody read.

    Args:
        kept: What became of them all the same.
    """
    fields: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        fields.setdefault(leaf.name, []).append(leaf)
    for name, found in list(fields.items())[:MOST]:
        many = f" and {len(found) - 1} more" if len(found) > 1 else ""
        draft.find(
            "field-unread", Severity.INFO, found[0].path, _SPACE.sub(" ", found[0].text)[:60] + many,
            "a field that is mapped", f"Nothing reads {name}; {kept}.",
        )  # fmt: skip


def is_watched() -> bool:
    """Say whether somebody counts."""
    return bool(_WATCHERS.get())


def tell(draft: Draft, found: Audit) -> None:
    """Tell those who count what was found of a dataset."""
    for watcher in _WATCHERS.get():
        watcher(draft, found)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Have every report made inside told to somebody who counts: the draft and what was found of it."""
    token = _WATCHERS.set((*_WATCHERS.get(), watcher))
    try:
        yield
    finally:
        _WATCHERS.reset(token)


@cache
def ignored(format_: str) -> Mapping[str, str]:
    """Give the fields of a format that are left out on purpose, with the reason of each."""
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    return {**table["every"], **table.get(format_, {})}


@cache
def reason(format_: str, name: str) -> str | None:
    """Say why a field is ignored; None when it is not.

    >>> reason("schema.org", "creator.@type")
    'the class, which the property already tells'
    """
    table = ignored(format_)
    if name in table:
        return table[name]
    return next(
        (why for pattern, why in table.items() if "*" in pattern and fnmatchcase(name, pattern)), None
    )


class Said:
    """The texts of claims by the path where they stood."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._texts: dict[str, list[str]] = {}
        self._nodes: dict[str, str] = {}
        self._whole: set[str] = set()
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """Take one more claim into account."""
        if claim.evidence is None:
            return
        path = _bare(claim.evidence.path)
        if claim.value.startswith(("{", "[")):
            self._whole.add(path)  # a shape that was kept as it stands, with all inside it
        if claim.kind == "node":
            self._nodes.setdefault(path, claim.value)
        else:
            self._texts.setdefault(path, []).extend((_folded(claim.value), _folded(claim.evidence.quote)))

    def node(self, path: str) -> str | None:
        """Give the name of the node that was opened for a path."""
        return self._nodes.get(_bare(path))

    def has(self, path: str, text: str) -> bool:
        """Say whether a claim stood at the path, or one above it holds the text."""
        path = _bare(path)
        if path in self._texts:
            return True
        wanted = _folded(text)
        while path:
            if path in self._whole:
                return True
            path = path[: max(path.rfind("."), path.rfind("["), path.rfind("/"), 0)]
            if any(wanted in one for one in self._texts.get(path, ())):
                return True
        return False


def _bare(path: str) -> str:
    """Leave out the number of a first value: one value and a list of one are the same."""
    return path.replace("[1]", "") if "/" in path else path.replace("[0]", "")


def _folded(text: str) -> str:
    return _SPACE.sub("", plain_text(text[: 4 * QUOTE])).lower()[:QUOTE]

"""XML and JSON of one format seen the same way: named parts with text, language and parts of their own.

DataCite's XML ``creators/creator`` and its JSON ``creators[]`` become parts of one name, so one table maps
both. Paths are those of ``harvester.extract.unread``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from lxml import etree

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST: Final = 60


class Part(NamedTuple):
    """One thing of a document.

    Attributes:
        name: Lower case, without ``@``, ``-``, ``_`` and namespace.
        text: Its own text, stripped; may be empty.
        path: Where it stands.
        language: As written; None when nobody says.
        parts: What is inside, attributes first, in document order.
    """

    name: str
    text: str
    path: str
    language: str | None
    parts: tuple[Part, ...]

    def all(self, *names: str) -> list[Part]:
        """Give the parts with one of these names, in document order."""
        return [one for one in self.parts if one.name in names]

    def said(self, *names: str) -> Part | None:
        """Give the part that holds the words: the first of these names that says anything, else itself."""
        for name in names:
            found = next((one for one in self.parts if one.name == name and one.text), None)
            if found is not None:
                return found
        return self if self.text else None

    def word(self, *names: str) -> str:
        """Give the text of the first part of these names, empty when there is none."""
        return next((one.text for one in self.parts if one.name in names and one.text), "")

    def at(self, *names: str) -> str:
        """Give the path of the first part of these names that says anything, else its own."""
        return next((one.path for one in self.parts if one.name in names and one.text), self.path)


def folded(name: str) -> str:
    """Give a name as parts have it.

    >>> folded("resource-type-general"), folded("@schemeURI")
    ('resourcetypegeneral', 'schemeuri')
    """
    return name.lower().translate({ord(letter): None for letter in "@-_"})


def xml_parts(
    element: etree._Element, path: str, lists: Mapping[str, str], language: str | None = None
) -> Part:
    """Give an XML element as a part.

    Args:
        path: Of the element.
        lists: Elements that only hold a list, and the name of the ones inside: these stand in their place,
            under the list's name.
    """
    return Part(
        folded(etree.QName(element).localname),
        _text(element),
        path,
        element.get(LANGUAGE) or language,
        tuple(_xml_inner(element, path, lists, element.get(LANGUAGE) or language)),
    )


def _xml_inner(
    element: etree._Element, path: str, lists: Mapping[str, str], language: str | None
) -> Iterator[Part]:
    for key, value in element.attrib.items():
        name = etree.QName(key).localname
        if str(key) != LANGUAGE and str(value).strip():
            yield Part(folded(name), str(value).strip(), f"{path}/@{name}", None, ())
    counts: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        counts[name] = counts.get(name, 0) + 1
        part = xml_parts(child, f"{path}/{name}[{counts[name]}]", lists, language)
        listed = [one for one in part.parts if one.name == lists.get(part.name)]
        yield from (one._replace(name=part.name) for one in listed)
        if len(listed) < len(part.parts) or part.text or not part.parts:
            yield part._replace(parts=tuple(one for one in part.parts if one not in listed))


def _text(element: etree._Element) -> str:
    """Give an element's text: all of it when nothing but text is inside, else what stands before the rest."""
    inner = [child for child in element if isinstance(child.tag, str)]
    return ("".join(element.itertext()) if not inner else (element.text or "")).strip()


def json_parts(value: Any, path: str, name: str = "", level: int = 0) -> Part:
    """Give a JSON object, or one value, as a part; a list inside becomes several parts of its name."""
    if not isinstance(value, dict):
        text = str(value).lower() if isinstance(value, bool) else str(value if value is not None else "")
        return Part(folded(name), text.strip(), path, None, ())
    language = value.get("lang") or value.get("xml:lang")
    inner = () if level > _DEEPEST else tuple(_json_inner(value, path, level))
    return Part(folded(name), "", path, language if isinstance(language, str) else None, inner)


def _json_inner(value: Mapping[str, Any], path: str, level: int) -> Iterator[Part]:
    for key, one in value.items():
        queue = [(one, f"{path}.{key}")]
        while queue:
            inner, where = queue.pop(0)
            if isinstance(inner, list):
                queue[0:0] = [(entry, f"{where}[{number}]") for number, entry in enumerate(inner)]
            elif inner not in (None, "", {}):
                yield json_parts(inner, where, str(key), level + 1)

"""A description in Dublin Core, as OAI-PMH's ``oai_dc`` sends it, with newer terms mixed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from catalogue.model import Claim, Description, Fetched, Finding
from harvester.extract.addresses import doi, is_web
from harvester.extract.dates import read_period
from harvester.extract.draft import Draft
from harvester.extract.leftover import keep_words
from harvester.extract.unread import Leaf, xml_leaves

DC: Final = "{http://purl.org/dc/elements/1.1/}"
TERMS: Final = "{http://purl.org/dc/terms/}"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_TEXTS: Final = {
    "title": "dct:title",
    "description": "dct:description",
    "subject": "dcat:keyword",
    "type": "dct:type",
    "format": "dct:format",
    "language": "dct:language",
}
_ADDRESSES: Final = {"relation": "dct:relation", "source": "dct:source"}
_DATES: Final = frozenset(
    {"created", "issued", "modified", "available", "valid", "dateAccepted", "dateCopyrighted",
     "dateSubmitted"}
)  # fmt: skip
_AGENTS: Final = {
    "creator": ("dct:creator", "creator", True),
    "contributor": ("dct:contributor", "contributor", True),
    "publisher": ("dct:publisher", "publisher", False),
}


def describe_dc(
    source: str, fetched: Fetched, record: etree._Element, identifier: str, place: str
) -> Description | Finding:
    """Give the description of one record.

    Args:
        identifier: Of the record's header; empty when it has none.
        place: Path of the record.
    """
    identifier = identifier or (record.findtext(f".//{DC}identifier") or fetched.url).strip()
    draft = Draft(source, fetched, "oai_dc")
    fields = list(_fields(record, place))
    for one in fields:
        if one.kind:
            _element(draft, one.name, one.element, one.path, one.kind)
    if not any(claim.property == "dct:identifier" for claim in draft.claims):
        draft.literal("dct:identifier", identifier, f"{place}/header/identifier")
    for stamp in (one for one in fields if one.name == "header.datestamp"):
        draft.date("dct:modified", stamp.element.text, stamp.path, rule="oai_dc.datestamp")
    keep_words(draft, (leaf for one in fields for leaf in _leaves(one)))
    return draft.finish(identifier, _address(draft.claims), place=f"{fetched.url} {place}")


class _Field(NamedTuple):
    """One element of a record: ``kind`` is ``dc``, ``dct``, or empty for what is neither."""

    kind: str
    name: str
    path: str
    element: etree._Element


def _fields(record: etree._Element, place: str) -> Iterator[_Field]:
    """Give the elements of a record that hold no others, each with its number among those of its name."""
    counts: dict[str, int] = {}
    for element in record.iter():
        if not isinstance(element.tag, str) or any(isinstance(child.tag, str) for child in element):
            continue
        parent = element.getparent()
        if parent is not None and etree.QName(parent).localname == "header":
            name = etree.QName(element).localname
            yield _Field("", f"header.{name}", f"{place}/header/{name}", element)
            continue
        kind = "dc" if element.tag.startswith(DC) else "dct" if element.tag.startswith(TERMS) else ""
        name = etree.QName(element).localname
        full = f"{kind}:{name}" if kind else name
        counts[full] = counts.get(full, 0) + 1
        yield _Field(kind, name, f"{place}/{full}[{counts[full]}]", element)


def _leaves(field: _Field) -> Iterator[Leaf]:
    for leaf in xml_leaves(field.element, field.path):
        yield leaf._replace(name=field.name + (f".{leaf.name}" if leaf.name else ""))


def _element(draft: Draft, name: str, element: etree._Element, path: str, kind: str) -> None:
    raw = "".join(element.itertext()).strip()
    language = next(
        (one.get(LANGUAGE) for one in (element, *element.iterancestors()) if one.get(LANGUAGE)), None
    )
    rule = f"oai_dc.{name}"
    if name in _TEXTS:
        # A keyword list in one element is left whole: a comma may belong to the keyword.
        draft.text(_TEXTS[name], raw, path, language=language, rule=rule)
    elif name in _ADDRESSES:
        draft.iri_or_text(_ADDRESSES[name], raw, path, rule=rule)
    elif name in _AGENTS and raw:
        property_, stem, numbered = _AGENTS[name]
        node = draft.node(property_, stem, path, rule=rule, numbered=numbered)
        draft.text("foaf:name", raw, path, language=language, node=node, rule=rule)
    elif name == "date":
        issued = any(claim.property == "dct:issued" for claim in draft.claims)
        draft.date("dct:date" if issued else "dct:issued", raw, path, rule=rule)
    elif name == "coverage":
        _coverage(draft, raw, path, language, rule)
    elif name == "rights":
        _rights(draft, raw, path, language, rule)
    elif name == "identifier":
        _identifier(draft, raw, path, rule)
    elif kind == "dct":
        _term(draft, name, raw, path, language)


def _term(draft: Draft, name: str, raw: str, path: str, language: str | None) -> None:
    """Add a field of the newer Dublin Core terms, which repositories mix in."""
    rule = f"oai_dc.{name}"
    if name in {"spatial", "temporal"}:
        _coverage(draft, raw, path, language, rule)
    elif name in _DATES:
        draft.date(f"dct:{name}", raw, path, rule=rule)
    elif raw.lower().startswith(("http:", "https:")):
        draft.iri(f"dct:{name}", raw, path, rule=rule)
    elif name.isidentifier():
        draft.text(f"dct:{name}", raw, path, language=language, rule=rule)


def _coverage(draft: Draft, raw: str, path: str, language: str | None, rule: str) -> None:
    period = read_period(raw)
    if period is None:
        draft.text("dc:coverage", raw, path, language=language, rule=rule)
        return
    node = draft.node("dct:temporal", "temporal", path, rule=rule)
    draft.date("dcat:startDate", period[0], path, node=node, rule=rule)
    draft.date("dcat:endDate", period[1], path, node=node, rule=rule)


def _rights(draft: Draft, raw: str, path: str, language: str | None, rule: str) -> None:
    if raw.lower().startswith("info:eu-repo/semantics/"):
        draft.literal("dct:accessRights", raw, path, rule=rule)
    elif raw.lower().startswith(("http:", "https:")):
        draft.iri("dct:license", raw, path, rule=rule)
    else:
        draft.text("dct:rights", raw, path, language=language, rule=rule)


def _identifier(draft: Draft, raw: str, path: str, rule: str) -> None:
    draft.literal("dct:identifier", doi(raw) or raw, path, rule=rule)
    if is_web(raw):
        draft.iri("dcat:landingPage", raw, path, rule=rule)


def _address(claims: list[Claim]) -> str | None:
    """Choose the record's own IRI among its identifiers: a DOI, else the first web address."""
    values = [claim.value for claim in claims if claim.property == "dct:identifier"]
    web = [value for value in values if is_web(value)]
    return next((value for value in web if doi(value)), web[0] if web else None)

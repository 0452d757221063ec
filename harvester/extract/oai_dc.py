"""Descriptions from OAI-PMH answers in oai_dc: one a record, deletions too."""

from __future__ import annotations

from typing import Final

from lxml import etree

from catalogue.model import Claim, Description, Extraction, Fetched, Finding, Severity
from harvester.extract.addresses import doi, is_web
from harvester.extract.dates import read_period
from harvester.extract.draft import Draft
from harvester.extract.gather import gather
from harvester.xml_reader import XmlError, read_xml

DC: Final = "{http://purl.org/dc/elements/1.1/}"
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
_AGENTS: Final = {
    "creator": ("dct:creator", "creator", True),
    "contributor": ("dct:contributor", "contributor", True),
    "publisher": ("dct:publisher", "publisher", False),
}


def read_oai_dc(source: str, fetched: Fetched) -> Extraction:
    """Give the records of a ListRecords or GetRecord answer in its order."""
    try:
        root = read_xml(fetched.body)
    except XmlError as error:
        place = f"{fetched.url} line {error.line} column {error.column}" if error.line else fetched.url
        wrong = Finding("not-xml", Severity.VIOLATION, place, error.found, "an OAI-PMH answer", error.hint)
        return Extraction((), (wrong,))
    records = list(root.iter("{*}record"))
    if not records and root.find(f".//{DC}title") is not None:
        records = [root]  # the metadata alone, without the protocol around it
    results = [_describe(source, fetched, record, number) for number, record in enumerate(records, 1)]
    return gather(results)


def _describe(source: str, fetched: Fetched, record: etree._Element, number: int) -> Description | Finding:
    place = f"record[{number}]"
    header = record.find("{*}header")
    identifier = (header.findtext("{*}identifier") or "" if header is not None else "").strip()
    if header is not None and header.get("status") == "deleted":
        return Description(
            source, identifier, None, "oai_dc", (), document=fetched.sha256, url=fetched.url, deleted=True
        )
    if header is None:
        identifier = (record.findtext(f".//{DC}identifier") or fetched.url).strip()
    draft = Draft(source, fetched, "oai_dc")
    counts: dict[str, int] = {}
    for element in record.iter(f"{DC}*"):
        name = etree.QName(element).localname
        counts[name] = counts.get(name, 0) + 1
        _element(draft, name, element, f"{place}/dc:{name}[{counts[name]}]")
    if not any(claim.property == "dct:identifier" for claim in draft.claims):
        draft.literal("dct:identifier", identifier, f"{place}/header/identifier")
    stamp = header.findtext("{*}datestamp") if header is not None else None
    draft.date("dct:modified", stamp, f"{place}/header/datestamp", rule="oai_dc.datestamp")
    return draft.finish(identifier, _address(draft.claims), place=f"{fetched.url} {place}")


def _element(draft: Draft, name: str, element: etree._Element, path: str) -> None:
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

"""Descriptions from OAI-PMH answers: one a record, deletions too; Dublin Core or DataCite inside."""

from __future__ import annotations

from lxml import etree

from catalogue.model import Description, Extraction, Fetched, Finding, Severity
from harvester.extract.datacite import describe_xml, is_resource
from harvester.extract.gather import gather
from harvester.extract.oai_dc import DC, describe_dc
from harvester.xml_reader import XmlError, read_xml


def read_oai_pmh(source: str, fetched: Fetched) -> Extraction:
    """Give the records of a ListRecords or GetRecord answer in its order, or metadata that stand alone."""
    try:
        root = read_xml(fetched.body)
    except XmlError as error:
        place = f"{fetched.url} line {error.line} column {error.column}" if error.line else fetched.url
        wrong = Finding("not-xml", Severity.VIOLATION, place, error.found, "an OAI-PMH answer", error.hint)
        return Extraction((), (wrong,))
    records = list(root.iter("{*}record"))
    if not records and (is_resource(root) or root.find(f".//{DC}title") is not None):
        records = [root]  # the metadata alone, without the protocol around it
    return gather(_describe(source, fetched, record, number) for number, record in enumerate(records, 1))


def _describe(source: str, fetched: Fetched, record: etree._Element, number: int) -> Description | Finding:
    header = record.find("{*}header")
    identifier = (header.findtext("{*}identifier") or "" if header is not None else "").strip()
    if header is not None and header.get("status") == "deleted":
        return Description(
            source, identifier, None, "oai_dc", (), document=fetched.sha256, url=fetched.url, deleted=True
        )
    place = f"record[{number}]"
    resource = next((one for one in record.iter("{*}resource") if is_resource(one)), None)
    if resource is None:
        return describe_dc(source, fetched, record, identifier, place)
    stamp = (header.findtext("{*}datestamp") or "").strip() if header is not None else ""
    return describe_xml(source, fetched, resource, identifier, f"{place}/resource", stamp)

"""Read documents in tests and ask what came out."""

from __future__ import annotations

from catalogue.model import Claim, Description, Extraction
from catalogue.sources import Source
from harvester.extract.choose import extract
from harvester.mapping.describe import describe
from tests.harvester.making import fetched

MEDIA = {
    "dcat": "text/turtle",
    "oai-pmh": "text/xml",
    "ckan": "application/json",
    "schema.org": "text/html",
    "prose": "text/html",
}
PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://clinic.example/ns#> .
"""


def clinic(kind: str) -> Source:
    """Make the source file of a clinic."""
    return Source(key="clinic", title="Clinic", kind=kind, url="https://clinic.example/")


def extracted(kind: str, body: str | bytes, path: str = "/doc", media: str | None = None) -> Extraction:
    return extract(clinic(kind), fetched(body, path, media or MEDIA[kind]))


def described(kind: str, body: str | bytes, path: str = "/doc", media: str | None = None) -> Extraction:
    return describe(clinic(kind), fetched(body, path, media or MEDIA[kind]))


def values(description: Description, property_: str, node: str = "") -> list[str]:
    return [claim.value for claim in about(description, property_, node)]


def about(description: Description, property_: str, node: str = "") -> list[Claim]:
    return [one for one in description.claims if one.property == property_ and one.node == node]


def codes(found: Extraction | Description) -> list[str]:
    return [finding.code for finding in found.findings]

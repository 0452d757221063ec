"""One document of any kind, without a source: which reader it gets is seen from its content."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from catalogue.model import Extraction, Fetched
from catalogue.sources import Kind, Source
from harvester.extract.decode import decode, is_html
from harvester.extract.json_formats import json_format
from harvester.mapping.describe import describe

NOWHERE: Final = "https://page.invalid/document"
"""Address of a document that came from no address."""

_SCHEMA = re.compile(r"schema\.org", re.I)
_OAI = re.compile(r"openarchives\.org/OAI|oai_dc|purl\.org/dc/elements|datacite\.org/schema/kernel", re.I)
_TURTLE = re.compile(r"^\s*(?:@prefix|@base|PREFIX|<[^>\s]+>\s+(?:a|<))", re.M)
_PACKAGE = re.compile(r'"(?:notes|resources|extras|results?|owner_org|license_id)"\s*:')
_RDF = frozenset(
    {"text/turtle", "text/n3", "application/n-triples", "application/n-quads", "application/trig",
     "application/rdf+xml"}
)  # fmt: skip


def describe_bytes(body: bytes, media: str = "", url: str = NOWHERE) -> Extraction:
    """Give what one document says about datasets.

    Args:
        body: The document.
        media: Its media type if known; the content decides where it is plain.
        url: Where it came from.
    """
    at = datetime(1970, 1, 1, tzinfo=UTC)
    digest = hashlib.sha256(body).hexdigest()
    fetched = Fetched(url, body, media, "", 200, at, "dataset", digest)
    kind = kind_of_document(fetched)
    if kind == "schema.org":
        fetched = _with_identifier(fetched)
    return describe(Source(key="page", title="One page", kind=kind, url=NOWHERE), fetched)


def _with_identifier(fetched: Fetched) -> Fetched:
    """Give a lone JSON-LD dataset without identifier the address it came from: there is only one."""
    try:
        value = json.loads(fetched.body)
    except (ValueError, RecursionError):
        return fetched
    if not isinstance(value, dict) or value.keys() & {"@id", "identifier", "url", "@graph"}:
        return fetched
    return replace(
        fetched, body=json.dumps({**value, "identifier": fetched.url}, ensure_ascii=False).encode()
    )


def kind_of_document(fetched: Fetched) -> Kind:
    """Say which kind of source would send such a document.

    >>> from tests.harvester.making import fetched
    >>> kind_of_document(fetched('{"title": "a", "notes": "b"}', media="application/json"))
    'ckan'
    """
    text = decode(fetched)[:200_000]
    head = text.lstrip("\ufeff \t\r\n")[:4000]
    if is_html(head) or fetched.media_type in {"text/html", "application/xhtml+xml"}:
        return "schema.org" if "application/ld+json" in text and _SCHEMA.search(text) else "prose"
    if fetched.media_type in _RDF:
        return "dcat"
    if head.startswith(("{", "[")) and fetched.media_type != "text/plain":
        if '"@context"' in text or '"@graph"' in text or '"@type"' in text:
            return "schema.org" if _SCHEMA.search(text) else "dcat"
        if json_format(decode(fetched)):
            return "schema.org"
        return "ckan" if _PACKAGE.search(text) else "schema.org"
    if fetched.media_type in {"application/xml", "text/xml"} and not head.startswith("<"):
        return "oai-pmh"
    if head.startswith("<"):
        if re.search(r"<(?:\w+:)?RDF[\s>]", head):
            return "dcat"
        if _OAI.search(text[:20_000]):
            return "oai-pmh"
        return "dcat" if _TURTLE.search(head) else "prose"
    return "dcat" if _TURTLE.search(head) and fetched.media_type != "text/plain" else "prose"

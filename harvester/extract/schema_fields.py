"""Nested values of a schema.org dataset: people, files, places, times, keywords, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from harvester.extract.addresses import is_web
from harvester.extract.dates import read_period
from harvester.extract.draft import Draft
from harvester.extract.field_names import CONCEPTS, domain_property
from harvester.extract.json_values import many
from harvester.extract.numerals import whole
from harvester.extract.schema_nodes import Node, address, resolved, words
from harvester.extract.text import is_placeholder

TEXTS: Final = {
    "name": "dct:title",
    "headline": "dct:title",
    "description": "dct:description",
    "alternateName": "dct:alternative",
    "abstract": "dct:abstract",
    "inLanguage": "dct:language",
    "conditionsOfAccess": "dct:accessRights",
    "usageInfo": "dct:rights",
    "version": "dcat:version",
    "measurementTechnique": "schema:measurementTechnique",
    "creditText": "dct:bibliographicCitation",
    "citeAs": "dct:bibliographicCitation",
}
DATES: Final = {"dateModified": "dct:modified", "datePublished": "dct:issued", "dateCreated": "dct:created"}
_AGENTS: Final = {
    "creator": ("dct:creator", "creator", True),
    "author": ("dct:creator", "creator", True),
    "contributor": ("dct:contributor", "contributor", True),
    "publisher": ("dct:publisher", "publisher", False),
    "provider": ("dct:publisher", "publisher", False),
    "sourceOrganization": ("dct:publisher", "publisher", False),
    "funder": ("schema:funder", "funder", True),
    "maintainer": ("dcat:contactPoint", "contact", False),
}
_RIGHTS: Final = frozenset({"access", "access right", "access rights", "access type", "access level"})
_COMMAS = re.compile(r"\s*[,;]\s*(?![^()]*\))")
_SIZE = re.compile(r"(\d+)\s*(?:B|bytes)?", re.I)


def agents(draft: Draft, fields: Node, path: str, known: Mapping[str, Node]) -> None:
    """Add people and organisations.

    A provider stands in where no publisher is named, an author where no creator is.
    """
    done: set[str] = set()
    for key, (property_, stem, numbered) in _AGENTS.items():
        if stem in done:
            continue
        for number, one in enumerate(many(fields.get(key))):
            if _agent(draft, property_, stem, resolved(one, known), f"{path}.{key}[{number}]", numbered):
                done.add(stem)


def _agent(draft: Draft, property_: str, stem: str, value: Any, path: str, numbered: bool) -> bool:
    texts = [text for text in words(value) if not is_placeholder(text[0])]
    if isinstance(value, dict) and not texts and (value.get("givenName") or value.get("familyName")):
        texts = [(f"{value.get('givenName', '')} {value.get('familyName', '')}".strip(), None)]
    if not texts:
        return False
    rule = f"schema.org.{stem}"
    vcard = property_ == "dcat:contactPoint"
    node = draft.node(property_, stem, path, rule=rule, numbered=numbered)
    for text, language in texts[:10]:
        draft.text("vcard:fn" if vcard else "foaf:name", text, path, language=language, node=node, rule=rule)
    if isinstance(value, dict):
        _details(draft, value, path, node, vcard)
    if stem == "publisher" and isinstance(value, dict):
        for one in many(value.get("contactPoint"))[:5]:
            _contact(draft, one, texts[0][0], f"{path}.contactPoint")
    return True


def _details(draft: Draft, value: Node, path: str, node: str, vcard: bool) -> None:
    email = value.get("email")
    if isinstance(email, str) and "@" in email:
        mail = "vcard:hasEmail" if vcard else "foaf:mbox"
        draft.iri(mail, "mailto:" + email.strip().removeprefix("mailto:"), f"{path}.email", node=node)
    own = value.get("@id") or value.get("identifier") or value.get("sameAs")
    own = (
        address(own)
        if not isinstance(own, dict)
        else str(own.get("@id") or own.get("url") or own.get("value") or "")
    )
    if is_web(own):
        draft.iri("owl:sameAs", own, f"{path}.@id", node=node)
    page = value.get("url")
    if isinstance(page, str) and is_web(page) and page != own:
        draft.iri("vcard:hasURL" if vcard else "foaf:homepage", page, f"{path}.url", node=node)


def _contact(draft: Draft, value: Any, name: str, path: str) -> None:
    if isinstance(value, dict) and (value.get("email") or value.get("url")):
        node = draft.node("dcat:contactPoint", "contact", path, numbered=False)
        draft.text("vcard:fn", value.get("name") or name, path, node=node)
        _details(draft, value, path, node, vcard=True)


def keywords(draft: Draft, value: Any, path: str) -> None:
    """Add keywords: a list, one text with commas, or terms of a vocabulary."""
    listed = many(value)
    for number, one in enumerate(listed):
        place = f"{path}[{number}]" if len(listed) > 1 else path
        for text, language in words(one):
            parts = _COMMAS.split(text) if isinstance(one, str) and len(listed) == 1 else [text]
            for part in parts:
                draft.text("dcat:keyword", part, place, language=language, rule="schema.org.keywords")


def distribution(draft: Draft, value: Any, path: str) -> None:
    """Add a file or a service where the data can be had."""
    if isinstance(value, str):
        value = {"contentUrl": value}
    if not isinstance(value, dict) or not value.keys() - {"@type", "@id"}:
        return
    node = draft.node("dcat:distribution", "dist", path)
    for key, property_ in (("name", "dct:title"), ("description", "dct:description")):
        for text, language in words(value.get(key)):
            draft.text(property_, text, f"{path}.{key}", language=language, node=node)
    files = [address(one) for one in many(value.get("contentUrl")) if address(one)]
    pages = [address(one) for one in many(value.get("url")) if address(one)]
    for one in files:
        draft.iri("dcat:downloadURL", one, f"{path}.contentUrl", node=node)
    for one in pages or files[:1]:
        draft.iri("dcat:accessURL", one, f"{path}.{'url' if pages else 'contentUrl'}", node=node)
    for text, _ in words(value.get("encodingFormat") or value.get("fileFormat")):
        media = "/" in text and not text.startswith("http")
        draft.iri_or_text(
            "dcat:mediaType" if media else "dct:format", text, f"{path}.encodingFormat", node=node
        )
    for one in many(value.get("license")):
        draft.iri_or_text("dct:license", address(one), f"{path}.license", node=node)
    for key, property_ in DATES.items():
        draft.date(property_, value.get(key), f"{path}.{key}", node=node)
    size = value.get("contentSize")
    if isinstance(size, (str, int)):
        exact = _SIZE.fullmatch(str(size).strip())
        property_ = "dcat:byteSize" if exact else "schema:contentSize"
        kind = "xsd:nonNegativeInteger" if exact else None
        draft.literal(property_, exact[1] if exact else size, f"{path}.contentSize", datatype=kind, node=node)
    for text, _ in words(value.get("sha256")):
        draft.literal(
            "spdx:checksumValue",
            text,
            f"{path}.sha256",
            node=draft.node("spdx:checksum", "checksum", path, node=node),
        )


def coverage(draft: Draft, key: str, value: Any, path: str) -> None:
    """Add times and places covered."""
    for number, one in enumerate(many(value)):
        place = f"{path}[{number}]"
        if key == "spatialCoverage":
            _place(draft, one, place)
            continue
        for text, _ in words(one):
            node = draft.node("dct:temporal", "temporal", place)
            period = read_period(text)
            if period is None:
                draft.text("rdfs:label", text, place, node=node)
                continue
            draft.date("dcat:startDate", period[0], place, node=node)
            draft.date("dcat:endDate", period[1], place, node=node)


def _place(draft: Draft, value: Any, path: str) -> None:
    texts = words(value)
    geo = value.get("geo") if isinstance(value, dict) else None
    where = address(value)
    if is_web(where) and not texts and not geo:
        draft.iri("dct:spatial", where, path)
        return
    shapes = [one for one in many(geo) if isinstance(one, dict)]
    if not texts and not shapes:
        return
    node = draft.node("dct:spatial", "spatial", path)
    for text, language in texts:
        draft.text("skos:prefLabel", text, path, language=language, node=node)
    for shape in shapes:
        if isinstance(shape.get("box"), str):
            draft.literal("dcat:bbox", shape["box"], f"{path}.geo.box", node=node)
        elif shape.get("latitude") is not None and shape.get("longitude") is not None:
            point = f"POINT({shape['longitude']} {shape['latitude']})"
            draft.literal("dcat:centroid", point, f"{path}.geo", node=node)
    if isinstance(value, dict) and is_web(str(value.get("@id") or "")):
        draft.iri("owl:sameAs", value["@id"], f"{path}.@id", node=node)


def additional(draft: Draft, key: str, value: Any, path: str) -> None:
    """Add properties by name and value: figures and concepts of the domain by their own properties."""
    listed = many(value)
    for number, one in enumerate(listed):
        place = f"{path}[{number}]"
        if not isinstance(one, dict):
            draft.text(f"schema:{key}", one, place)
            continue
        name = next((text for text, _ in words(one.get("name") or one.get("propertyID"))), "")
        found = one.get("value")
        property_ = domain_property(name) or domain_property(str(one.get("propertyID") or ""))
        rule = f"schema.org.{key}.{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:40]}"
        if property_ in CONCEPTS and found is not None:
            for part in many(found):
                for text, language in words(part):
                    pieces = _COMMAS.split(text) if isinstance(part, str) else [text]
                    for piece in pieces:
                        draft.text(str(property_), piece, f"{place}.value", language=language, rule=rule)
        elif property_ and whole(found) is not None:
            draft.number(property_, found, f"{place}.value", rule=rule)
        elif name.lower() in _RIGHTS:
            for text, _ in words(found):
                draft.text("dct:accessRights", text, f"{place}.value", rule=rule)
        elif name:
            shown = "; ".join(text for text, _ in words(found))
            draft.text(
                f"schema:{key}", f"{name}: {shown}" if shown else name, place, rule=f"schema.org.{key}"
            )

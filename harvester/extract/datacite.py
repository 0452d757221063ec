"""Descriptions from DataCite metadata, kernels 2.2 to 4.x, in XML or JSON: one a resource.

Source: DataCite Metadata Schema (schema.datacite.org); the JSON is the one of DataCite's REST API.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from catalogue.model import Description, Extraction, Fetched, Finding
from harvester.extract.addresses import doi, is_web
from harvester.extract.datacite_table import DATES, DESCRIPTIONS, LISTS, PERIODS, TITLES
from harvester.extract.datacite_things import agent, contributor, funding, place, related, resolved, subject
from harvester.extract.dates import read_period
from harvester.extract.decode import decode
from harvester.extract.draft import Draft
from harvester.extract.gather import gather
from harvester.extract.json_values import loaded
from harvester.extract.leftover import keep_words
from harvester.extract.parts import Part, folded, json_parts, xml_parts
from harvester.extract.unread import Leaf, json_leaves, xml_leaves
from harvester.mapping.values import official

_EU: Final = "info:eu-repo/semantics/"
_PLAIN: Final = {
    "sizes": "dct:extent",
    "formats": "dct:format",
    "version": "dcat:version",
    "language": "dct:language",
}
_THINGS: Final = {
    "contributors": contributor,
    "subjects": subject,
    "relatedidentifiers": related,
    "relateditems": related,
    "container": related,
    "fundingreferences": funding,
    "geolocations": place,
}


def is_resource(element: etree._Element) -> bool:
    """Say whether an element is the root of DataCite metadata."""
    name = etree.QName(element)
    return name.localname == "resource" and "datacite.org/schema/kernel" in (name.namespace or "")


def is_datacite(value: Any) -> bool:
    """Say whether some JSON is DataCite's: a resource, or an answer of the REST API."""
    return bool(next(_resources(value, "$"), None))


def read_datacite(source: str, fetched: Fetched) -> Extraction:
    """Give the resources of DataCite JSON in its order."""
    value, wrong = loaded(fetched, decode(fetched))
    if wrong:
        return Extraction((), (wrong,))
    return gather(
        describe(source, fetched, json_parts(one, path), _leaves(one, path), "", path)
        for path, one in _resources(value, "$")
    )


def _leaves(value: Mapping[str, Any], path: str) -> Iterator[Leaf]:
    """Give the values of JSON; a text with its language is one."""
    return (leaf for leaf in json_leaves(value, path) if not leaf.name.endswith(".lang"))


def describe_xml(
    source: str, fetched: Fetched, resource: etree._Element, identifier: str, path: str, stamp: str = ""
) -> Description | Finding:
    """Give the description of one ``resource`` element.

    Args:
        identifier: Of the record around it; empty when there is none.
        path: Of the element.
        stamp: When the record changed, which stands in where the resource does not say it.
    """
    part = xml_parts(resource, path, LISTS)
    return describe(source, fetched, part, xml_leaves(resource, path), identifier, path, stamp)


def describe(
    source: str,
    fetched: Fetched,
    whole: Part,
    leaves: Iterable[Leaf],
    identifier: str,
    path: str,
    stamp: str = "",
) -> Description | Finding:
    """Give the description of one resource; the arguments are those of ``describe_xml``."""
    draft = Draft(source, fetched, "datacite")
    names = list(dict.fromkeys(_identifiers(draft, whole)))
    _dates(draft, whole)
    described = any(
        one.word("descriptiontype") in {"", "Abstract"} for one in whole.all("descriptions") if _said(one)
    )
    for one in whole.parts:
        if one.name in _PLAIN:
            draft.text(_PLAIN[one.name], one.text, one.path)
        elif one.name in _THINGS:
            _THINGS[one.name](draft, one)
        elif one.name == "titles":
            _typed(draft, one, TITLES, "titletype", "dct:alternative")
        elif one.name == "descriptions":
            table = DESCRIPTIONS if described else {**DESCRIPTIONS, "Other": "dct:description"}
            _typed(draft, one, table, "descriptiontype", "rdfs:comment")
        elif one.name == "creators":
            agent(draft, one, "dct:creator", "creator")
        elif one.name == "publisher":
            agent(draft, one, "dct:publisher", "publisher", numbered=False)
        elif one.name in {"rightslist", "rights"}:
            _rights(draft, one)
        elif one.name in {"resourcetype", "types"}:
            for inner in (one, *one.all("resourcetype", "resourcetypegeneral")):
                draft.text("dct:type", inner.text, inner.path)
        elif one.name in {"contenturl", "url"}:
            _address(draft, one)
    if not any(claim.property == "dct:modified" for claim in draft.claims):
        draft.date("dct:modified", stamp, path.replace("/resource", "/header/datestamp"))
    keep_words(draft, leaves)
    name = identifier or next(iter(names), "")
    return draft.finish(
        name, next((one for one in names if is_web(one)), None), place=f"{fetched.url} {path}"
    )


def _said(part: Part) -> Part | None:
    return part.said(*(name.removesuffix("s") for name in (part.name,)), "title", "description", "date")


def _typed(draft: Draft, part: Part, table: Mapping[str, str], kind: str, other: str) -> None:
    """Add words under the property of their type; a type of somebody's own stands before the words."""
    words = _said(part)
    if words is None:
        return
    type_ = part.word(kind)
    if type_ in table:
        draft.use(part.at(kind))
        draft.text(table[type_], words.text, words.path, language=words.language or part.language)
    else:
        draft.use(part.at(kind))
        draft.text(other, f"{type_}: {words.text}", words.path, language=words.language or part.language)


def _identifiers(draft: Draft, whole: Part) -> Iterator[str]:
    """Add the identifiers: the DOI first, the others with their kind."""
    for one in whole.all("identifier", "doi", "id", "identifiers", "alternateidentifiers"):
        value = one.said("identifier", "alternateidentifier")
        if value is None or (one.name == "id" and not doi(value.text)):
            continue
        kind = next(iter(one.all("identifiertype", "alternateidentifiertype")), None)
        known = doi(value.text)
        if kind is not None and kind.text.upper() != "DOI" and one.name != "identifier":
            node = draft.node("adms:identifier", "identifier", one.path)
            draft.literal("skos:notation", value.text, value.path, node=node)
            draft.literal("adms:schemaAgency", kind.text, kind.path, node=node)
            continue
        if kind is not None:
            draft.use(kind.path)
        name = known or resolved(value.text, kind.text if kind is not None else "") or value.text
        draft.literal("dct:identifier", name, value.path)
        if is_web(name) and not any(claim.property == "dcat:landingPage" for claim in draft.claims):
            draft.iri("dcat:landingPage", name, value.path)
        yield name


def _dates(draft: Draft, whole: Part) -> None:
    """Add the dates by their type; the year of publication stands in where nobody says when it was issued."""
    ends: dict[str, Part] = {}
    for one in whole.all("dates"):
        value = one.said("date")
        if value is None:
            continue
        kind = one.word("datetype")
        draft.use(one.at("datetype"))
        for note in one.all("dateinformation"):
            draft.text("rdfs:comment", f"{kind}: {note.text}", note.path, language=note.language)
        if kind in {"StartDate", "EndDate"}:
            ends[kind] = value
        elif kind in PERIODS:
            _period(draft, value)
        elif "/" in value.text and read_period(value.text):
            draft.literal(DATES.get(kind, "dct:date"), value.text, value.path)
        else:
            draft.date(DATES.get(kind, "dct:date"), value.text, value.path)
    if ends:
        first = next(iter(ends.values()))
        node = draft.node("dct:temporal", "temporal", first.path)
        for kind, value in ends.items():
            draft.date(
                "dcat:startDate" if kind == "StartDate" else "dcat:endDate", value.text, value.path, node=node
            )
    issued = any(claim.property == "dct:issued" for claim in draft.claims)
    for one in whole.all("publicationyear"):
        draft.date("schema:datePublished" if issued else "dct:issued", one.text, one.path)


def _period(draft: Draft, value: Part) -> None:
    period = read_period(value.text)
    if period is None:
        draft.text("dc:coverage", value.text, value.path)
        return
    node = draft.node("dct:temporal", "temporal", value.path)
    draft.date("dcat:startDate", period[0], value.path, node=node)
    draft.date("dcat:endDate", period[1], value.path, node=node)


def _rights(draft: Draft, part: Part) -> None:
    """Add a licence, an access right, or words about rights; the words of a licence stay beside it."""
    words = part.said("rights")
    address = next(iter(part.all("rightsuri")), None)
    coded = next(iter(part.all("rightsidentifier")), None)
    found = [one for one in (address, words, coded) if one is not None]
    access = next((one for one in found if one.text.lower().startswith(_EU)), None)
    licence = next((one for one in found if official("dct:license", one.text)), None)
    if access is not None:
        draft.literal("dct:accessRights", access.text, access.path)
    if licence is not None:
        draft.iri_or_text("dct:license", licence.text, licence.path)
    elif address is not None and address is not access:
        draft.iri_or_text("dct:license", address.text, address.path)
    if words is not None and words is not licence and words is not access:
        draft.text("dct:rights", words.text, words.path, language=words.language or part.language)
    said = {claim.evidence.path for claim in draft.claims if claim.evidence}
    names = {"rightsuri", "rightsidentifier", "rightsidentifierscheme", "schemeuri"}
    for one in part.parts:
        if one.name in names and one.path not in said:
            draft.text("dct:rights", one.text, one.path)


def _address(draft: Draft, part: Part) -> None:
    if part.name == "url":
        draft.iri("dcat:landingPage", part.text, part.path)
    elif part.text:
        node = draft.node("dcat:distribution", "dist", part.path)
        draft.iri("dcat:downloadURL", part.text, part.path, node=node)
        draft.iri("dcat:accessURL", part.text, part.path, node=node)


def _resources(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Find the resources: alone, in a list, under ``data`` as JSON:API sends them."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _resources(one, f"{path}[{number}]")
    elif isinstance(value, dict):
        if isinstance(value.get("attributes"), dict) and value.get("type") == "dois":
            yield f"{path}.attributes", value["attributes"]
        elif _is_resource(value):
            yield path, value
        elif isinstance(value.get("data"), (list, dict)):
            yield from _resources(value["data"], f"{path}.data")


def _is_resource(value: Mapping[str, Any]) -> bool:
    names = {folded(str(key)) for key in value}
    return (
        "titles" in names
        and bool(names & {"doi", "identifiers"})
        and not any(str(key).startswith("@") for key in value)
    )

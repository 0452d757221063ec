"""What CKAN's harvester of ISO records puts into a package's extras: box, dates, contact, roles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from harvester.extract.draft import Draft
from harvester.extract.json_values import many

_SIDES: Final = ("bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat")
_DATES: Final = {"creation": "dct:created", "publication": "dct:issued", "revision": "dct:modified"}
_PARTY: Final = re.compile(r"(?P<name>[^()]+)\((?P<roles>[^()]+)\)")


def inspire(draft: Draft, fields: Mapping[str, tuple[Any, str]]) -> None:
    """Add the extras of an ISO record.

    Args:
        fields: Value and path of each field of a package, extras among them.
    """
    _box(draft, fields)
    dates, path = fields.get("dataset-reference-date", (None, ""))
    for number, one in enumerate(many(dates)):
        if isinstance(one, dict) and one.get("value"):
            place = f"{path}[{number}]" if isinstance(dates, list) else path
            draft.use(f"{place}.type")
            draft.date(_DATES.get(str(one.get("type")), "dct:date"), one["value"], f"{place}.value")
    mail, path = fields.get("contact-email", (None, ""))
    if isinstance(mail, str) and "@" in mail:
        node = draft.node("dcat:contactPoint", "contact", path, numbered=False)
        draft.iri("vcard:hasEmail", "mailto:" + mail.strip(), path, node=node)
    parties, path = fields.get("responsible-party", (None, ""))
    for one in many(parties):
        _party(draft, one, path)


def _box(draft: Draft, fields: Mapping[str, tuple[Any, str]]) -> None:
    if not all(side in fields for side in _SIDES):
        return
    west, south, east, north = (str(fields[side][0]).strip() for side in _SIDES)
    path = fields[_SIDES[0]][1]
    node = draft.node("dct:spatial", "spatial", path)
    draft.use(*(fields[side][1] for side in _SIDES))
    corners = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    draft.literal("dcat:bbox", f"POLYGON(({corners}))", path, datatype="gsp:wktLiteral", node=node)


def _party(draft: Draft, value: Any, path: str) -> None:
    """Add who answers for the data: ``Survey (distributor, publisher)``, or name and roles apart."""
    if isinstance(value, dict):
        found = [(str(value.get("name") or ""), [str(role) for role in many(value.get("roles"))])]
    else:
        found = [
            (one["name"], one["roles"].split(",")) for one in _PARTY.finditer(str(value).replace(";", " "))
        ]
    for name, roles in found:
        node = draft.node("prov:qualifiedAttribution", "attribution", path)
        for role in roles:
            draft.text("dct:type", role, path, node=node)
        agent = draft.node("prov:agent", "agent", path, node=node)
        draft.text("foaf:name", name, path, node=agent)

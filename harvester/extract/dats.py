"""Descriptions from DATS, the Data Tag Suite: JSON that biomedical archives publish beside their datasets.

Source: the DATS model, w3id.org/dats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from catalogue.model import Description, Extraction, Fetched, Finding
from harvester.extract.addresses import doi, is_web
from harvester.extract.dats_table import DATASET, DATES, Thing
from harvester.extract.decode import decode
from harvester.extract.draft import Draft
from harvester.extract.field_names import CONCEPTS, domain_property
from harvester.extract.gather import gather
from harvester.extract.json_values import loaded, many
from harvester.extract.leftover import keep_words
from harvester.extract.numerals import whole
from harvester.extract.parts import Part, folded, json_parts
from harvester.extract.unread import json_leaves

_VALUE: Final = ("value", "name", "identifier")
_UNITS: Final = {"b": 1, "byte": 1, "bytes": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}


def is_dats(value: Any) -> bool:
    """Say whether some JSON is DATS: a dataset with the shapes that only DATS has."""
    return any(True for _ in _datasets(value, "$"))


def read_dats(source: str, fetched: Fetched) -> Extraction:
    """Give the datasets of a DATS document in its order."""
    value, wrong = loaded(fetched, decode(fetched))
    if wrong:
        return Extraction((), (wrong,))
    return gather(_describe(source, fetched, one, path) for path, one in _datasets(value, "$"))


def _describe(source: str, fetched: Fetched, value: Mapping[str, Any], path: str) -> Description | Finding:
    draft = Draft(source, fetched, "dats")
    whole_ = json_parts(value, path)
    _fill(draft, whole_, DATASET, "")
    for one in whole_.all("extraproperties"):
        _extra(draft, one)
    keep_words(draft, json_leaves(value, path))
    names = [claim.value for claim in draft.claims if claim.property == "dct:identifier" and not claim.node]
    address = next((one for one in names if is_web(one)), None)
    return draft.finish(next(iter(names), ""), address, place=f"{fetched.url} {path}")


def _fill(draft: Draft, part: Part, thing: Thing, node: str) -> None:
    """Add what a thing's table names."""
    for one in part.parts:
        if one.name in thing.inner:
            for inner in _opened(one):
                _thing(draft, inner, thing.inner[one.name], node)
        elif one.name in thing.fields:
            property_, shape = thing.fields[one.name]
            _value(draft, one, property_, shape, node, part)


def _opened(part: Part) -> list[Part]:
    """Give a thing; words alone stand for a thing with that name."""
    return [part] if part.parts else [part._replace(parts=(part._replace(name="name"),))] if part.text else []


def _thing(draft: Draft, part: Part, thing: Thing, node: str) -> None:
    if not any(one.text or one.parts for one in part.parts):
        return
    inside = draft.node(thing.property, thing.stem, part.path, node=node, numbered=thing.numbered)
    _fill(draft, part, thing, inside)
    if not any(one.name in {"name", "fullname"} and one.text for one in part.parts):
        full = f"{part.word('firstname')} {part.word('lastname')}".strip()
        draft.text("foaf:name", full, part.path, node=inside)


def _value(draft: Draft, part: Part, property_: str, shape: str, node: str, around: Part) -> None:
    said = part.said(*_VALUE)
    if shape == "dates":
        _date(draft, part, node)
    elif shape == "licence":
        _licence(draft, part, node)
    elif shape == "types":
        _types(draft, part, node)
    elif shape == "identifier":
        _identifier(draft, part, property_, node)
    elif said is None:
        return
    elif shape == "size":
        _size(draft, part, around, node)
    elif shape == "mail" and "@" in said.text:
        draft.iri(property_, "mailto:" + said.text.removeprefix("mailto:"), said.path, node=node)
    elif shape == "address":
        draft.iri_or_text(property_, said.text, said.path, node=node)
    else:
        draft.text(property_, said.text, said.path, node=node)
        for one in part.all("valueiri"):
            draft.iri_or_text("dct:subject" if not node else "owl:sameAs", one.text, one.path, node=node)


def _identifier(draft: Draft, part: Part, property_: str, node: str) -> None:
    said = part.said("identifier", "value")
    if said is None:
        return
    known = doi(said.text) or said.text
    source = next(iter(part.all("identifiersource")), None)
    if source is not None:
        draft.use(source.path)
    if property_ == "dct:identifier" and not node:
        draft.literal(property_, known, said.path)
        if is_web(known) and not any(claim.property == "dcat:landingPage" for claim in draft.claims):
            draft.iri("dcat:landingPage", known, said.path)
    elif is_web(known):
        draft.iri("owl:sameAs" if node else property_, known, said.path, node=node)
    else:
        words = f"{source.text}: {known}" if source is not None and source.text else known
        draft.literal("dct:identifier" if node else property_, words, said.path, node=node)


def _licence(draft: Draft, part: Part, node: str) -> None:
    """Add a licence by its address where it has one, else by its name; the name stays beside the address."""
    own = next((one.said("identifier") for one in part.all("identifier")), None)
    name = part.said("name")
    if own is not None and is_web(own.text):
        draft.iri("dct:license", own.text, own.path, node=node)
        own = None
    elif name is not None:
        draft.iri_or_text("dct:license", name.text, name.path, node=node)
        name = None
    for one in (own, name, *part.all("version", "description")):
        if one is not None:
            draft.text("dct:rights", one.text, one.path, node=node)


def _types(draft: Draft, part: Part, node: str) -> None:
    """Add what kind of data it is, and how and with what they were measured."""
    draft.text("dct:type", part.text, part.path, node=node)
    for one in part.parts:
        said = one.said(*_VALUE)
        if said is not None:
            kind = "dct:type" if one.name == "information" else "schema:measurementTechnique"
            draft.text(kind, said.text, said.path, node=node)
            for address in one.all("valueiri"):
                draft.iri_or_text("dct:subject", address.text, address.path, node=node)


def _date(draft: Draft, part: Part, node: str) -> None:
    """Add a date by the words that say what it is the date of."""
    said = part.said("date")
    if said is None:
        return
    kind = part.all("type")
    words = (kind[0].word(*_VALUE) if kind and kind[0].parts else kind[0].text if kind else "").lower()
    for one in kind:
        draft.use(one.path, *(inner.path for inner in one.parts))
    property_ = next((found for start, found in DATES.items() if start in words), "dct:date")
    draft.date(property_, said.text, said.path, node=node)
    for note in part.all("description"):
        draft.text("rdfs:comment", note.text, note.path, node=node)


def _size(draft: Draft, part: Part, around: Part, node: str) -> None:
    """Add a size in bytes where the unit is known, and as it was said."""
    unit = next((one.said(*_VALUE) for one in around.all("unit")), None)
    words = f"{part.text} {unit.text if unit is not None else ''}".strip()
    if unit is not None:
        draft.use(unit.path)
    draft.text("dct:extent", words, part.path, node=node)
    factor = _UNITS.get((unit.text if unit is not None else "").lower())
    try:
        size = round(float(part.text) * factor) if factor else None
    except (ValueError, OverflowError):
        size = None
    if size is not None and size >= 0:
        draft.number("dcat:byteSize", size, part.path, node=node)


def _extra(draft: Draft, part: Part) -> None:
    """Add a property by its category: figures and concepts of the domain by their own properties."""
    name = part.word("category")
    draft.use(*(one.path for one in part.all("category", "categoryiri")))
    property_ = domain_property(name)
    for value in part.all("values"):
        for said in [one for one in value.all(*_VALUE) if one.text] or ([value] if value.text else []):
            if property_ in CONCEPTS:
                draft.text(str(property_), said.text, said.path)
            elif property_ and whole(said.text) is not None:
                draft.number(property_, said.text, said.path)
            else:
                draft.text("schema:additionalProperty", f"{name}: {said.text}", said.path)


def _datasets(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _datasets(one, f"{path}[{number}]")
    elif isinstance(value, dict) and isinstance(value.get("title"), str):
        own = (
            any("dats" in str(one) for one in many(value.get("@context")))
            or str(value.get("$schema", "")).find("dats") >= 0
        )
        shapes = [
            isinstance(one, dict) and bool({folded(str(key)) for key in one} & names)
            for field, names in (
                ("identifier", {"identifiersource"}),
                ("types", {"information", "method", "platform"}),
                ("distributions", {"access", "storedin"}),
            )
            for one in many(value.get(field))
        ]
        if own or any(shapes):
            yield path, value

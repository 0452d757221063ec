"""The things a DataCite description names: people, works, grants, places, subjects."""

from __future__ import annotations

import re
from typing import Final

from harvester.extract.addresses import doi, is_web
from harvester.extract.datacite_table import AGENTS, ITEM, RELATIONS, RESOLVERS, ROLES
from harvester.extract.draft import Draft
from harvester.extract.parts import Part

_IDS: Final = ("nameidentifier", "nameidentifiers")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_GIVEN: Final = {
    ("foaf", "givenname"): "foaf:givenName",
    ("foaf", "familyname"): "foaf:familyName",
    ("vcard", "givenname"): "vcard:given-name",
    ("vcard", "familyname"): "vcard:family-name",
}
_NAMES: Final = ("creatorname", "contributorname", "name", "publisher", "affiliation", "text")


def contributor(draft: Draft, part: Part) -> None:
    """Add a contributor: by the property of its type, else as an attribution with a role."""
    kind = part.word("contributortype")
    if kind in AGENTS:
        draft.use(part.at("contributortype"))
        agent(draft, part, *AGENTS[kind])
        return
    if part.said(*_NAMES) is None:
        return
    node = draft.node("prov:qualifiedAttribution", "attribution", part.path)
    if kind in ROLES:
        draft.use(part.at("contributortype"))
        draft.iri("dcat:hadRole", ROLES[kind], part.at("contributortype"), node=node)
    else:
        draft.literal("dct:type", kind, part.at("contributortype"), node=node)
    agent(draft, part, "prov:agent", "agent", True, node)


def agent(
    draft: Draft, part: Part, property_: str, stem: str, numbered: bool = True, parent: str = ""
) -> None:
    """Add a person or an organisation with its names, identifiers and affiliations."""
    named = part.all(*_NAMES) or ([part] if part.text else [])
    named = [one for one in named if one.text]
    if not named and not part.word("givenname", "familyname"):
        return
    node = draft.node(property_, stem, part.path, node=parent, numbered=numbered)
    kind = "vcard" if property_ == "dcat:contactPoint" else "foaf"
    full = "vcard:fn" if kind == "vcard" else "foaf:name"
    if not named:
        whole = f"{part.word('givenname')} {part.word('familyname')}".strip()
        draft.text(full, whole, part.path, node=node)
    for one in named:
        draft.text(full, one.text, one.path, language=one.language, node=node)
    for one in part.all("givenname", "familyname"):
        draft.text(_GIVEN[kind, one.name], one.text, one.path, node=node)
    for one in dict.fromkeys((part, *named)):
        for type_ in one.all("nametype", "type"):
            draft.literal("dct:type", type_.text, type_.path, node=node)
    for one in part.all(*_IDS):
        identifier(draft, one, _IDS, node)
    for one in part.all("publisheridentifier", "id"):
        identifier(draft, one, (), node, part.said("publisheridentifierscheme"), part.said("schemeuri"))
    for one in part.all("affiliation", "affiliations"):
        _affiliation(draft, one, node)


def identifier(
    draft: Draft,
    part: Part,
    names: tuple[str, ...],
    node: str,
    scheme: Part | None = None,
    home: Part | None = None,
) -> None:
    """Add an identifier of somebody: as an address where its scheme has one, and with its scheme.

    Args:
        names: Parts that hold the identifier; none when the part itself does.
        scheme, home: Name and address of the scheme where they do not stand inside the part.
    """
    value = part.said(*names)
    if value is None:
        return
    schemes = part.all("nameidentifierscheme", "funderidentifiertype", "affiliationidentifierscheme")
    homes = part.all("schemeuri")
    scheme = scheme if scheme is not None and scheme.path != part.path else next(iter(schemes), None)
    home = home if home is not None and home.path != part.path else next(iter(homes), None)
    inside = draft.node("adms:identifier", "identifier", value.path, node=node)
    draft.literal("skos:notation", value.text, value.path, node=inside)
    if scheme is not None:
        draft.literal("adms:schemaAgency", scheme.text, scheme.path, node=inside)
    if home is not None:
        draft.iri_or_text("dct:creator", home.text, home.path, node=inside)
    where = resolved(value.text, scheme.text if scheme is not None else "")
    if where:
        draft.iri("owl:sameAs", where, value.path, node=node)


def resolved(value: str, scheme: str) -> str:
    """Give the address an identifier has, empty when nobody knows it.

    >>> resolved("0000-0001-5393-1421", "ORCID"), resolved("10.1/x", "DOI"), resolved("abc", "Lab")
    ('https://orcid.org/0000-0001-5393-1421', 'https://doi.org/10.1/x', '')
    """
    if is_web(value):
        return doi(value) or value
    start = RESOLVERS.get(scheme.strip().lower(), "")
    bare = re.sub(r"^(?:doi|hdl|arxiv|pmid):\s*", "", value.strip(), flags=re.IGNORECASE)
    if scheme.strip().lower() == "isni":
        bare = bare.replace(" ", "")
    if start:
        return start + bare if is_web(start + bare) else ""
    if scheme.strip().lower() in {"isbn", "issn", "eissn", "lissn"}:
        return f"urn:{'isbn' if 'b' in scheme.lower() else 'issn'}:{re.sub(r'[^0-9Xx-]', '', bare)}"
    return value if re.match(r"urn:\w[\w-]*:\S+$", value) else doi(value) or ""


def _affiliation(draft: Draft, part: Part, parent: str) -> None:
    named = part.said("name", "affiliation")
    if named is None:
        return
    node = draft.node("schema:affiliation", "affiliation", part.path, node=parent)
    draft.text("schema:name", named.text, named.path, language=named.language, node=node)
    for one in part.all("affiliationidentifier"):
        identifier(
            draft, one, (), node, next(iter(part.all("affiliationidentifierscheme")), None),
            next(iter(part.all("schemeuri")), None),
        )  # fmt: skip


def related(draft: Draft, part: Part) -> None:
    """Add a related work: by the property of its relation, with a qualified relation where more is said."""
    value = _work(part)
    kinds = part.all("relatedidentifiertype", "relateditemidentifiertype", "identifiertype")
    if value is not None:
        kinds += value.all("relateditemidentifiertype", "relatedidentifiertype")
    relation = part.word("relationtype")
    property_ = RELATIONS.get(relation)
    where = resolved(value.text, kinds[0].text if kinds else "") if value is not None else ""
    if property_ and where and value is not None:
        draft.use(part.at("relationtype"), *(one.path for one in kinds))
        draft.iri(property_, where, value.path)
    extra = [one for one in part.parts if one.name in ITEM or one.name in {"creators", "contributors"}]
    extra += [one for one in (value.parts if value is not None else ()) if one.name in ITEM]
    if property_ and where and not extra:
        return
    node = draft.node("dcat:qualifiedRelation", "relation", part.path)
    if relation:
        draft.literal("dcat:hadRole", relation, part.at("relationtype"), node=node)
    if value is not None:
        draft.iri_or_text("dct:relation", where or value.text, value.path, node=node)
        for kind in kinds[:1]:
            draft.literal("adms:schemaAgency", kind.text, kind.path, node=node)
    for one in extra:
        _about_work(draft, one, node)


def _work(part: Part) -> Part | None:
    """Give the identifier of a related work, wherever DataCite put it."""
    for one in part.all("relateditemidentifier"):
        found = one.said("relateditemidentifier")
        if found is not None:
            return one if one.text else found._replace(parts=one.parts)
    return part.said("relatedidentifier", "identifier")


def _about_work(draft: Draft, one: Part, node: str) -> None:
    if one.name in {"creators", "contributors"}:
        agent(draft, one, "dct:creator" if one.name == "creators" else "dct:contributor", "agent", True, node)
        for kind in one.all("contributortype"):
            draft.literal("dct:type", kind.text, kind.path, node=node)
        return
    property_, shape = ITEM[one.name]
    said = one.said("title")
    if said is None:
        return
    if shape == "date":
        draft.date(property_, said.text, said.path, node=node)
    else:
        draft.text(property_, said.text, said.path, language=said.language, node=node)
    for inner in one.all("titletype", "numbertype"):
        draft.literal("schema:additionalType", inner.text, inner.path, node=node)


def funding(draft: Draft, part: Part) -> None:
    """Add who paid, and the grant."""
    funder = ""
    name = part.said("fundername")
    if name is not None:
        funder = draft.node("schema:funder", "funder", part.path)
        draft.text("foaf:name", name.text, name.path, language=name.language, node=funder)
        for one in part.all("funderidentifier"):
            kind = next(iter(part.all("funderidentifiertype")), None)
            identifier(draft, one, (), funder, kind, next(iter(part.all("schemeuri")), None))
    grants = part.all("awardnumber", "awardtitle", "awarduri")
    if not grants:
        return
    node = draft.node("schema:funding", "funding", part.path)
    if funder:
        draft.add("schema:funder", funder, part.path, "", kind="node", node=node)
    for one in grants:
        if one.name == "awarduri":
            draft.iri_or_text("schema:url", one.text, one.path, node=node)
            continue
        property_ = "schema:identifier" if one.name == "awardnumber" else "schema:name"
        draft.text(property_, one.text, one.path, language=one.language, node=node)
        for inner in one.all("awarduri"):
            draft.iri_or_text("schema:url", inner.text, inner.path, node=node)


def place(draft: Draft, part: Part) -> None:
    """Add a place: its name, a point, a box, an area."""
    if not part.parts and not part.text:
        return
    node = draft.node("dct:spatial", "spatial", part.path)
    for one in part.all("geolocationplace"):
        draft.text("skos:prefLabel", one.text, one.path, language=one.language, node=node)
    for one in part.all("geolocationpoint"):
        _shape(draft, "dcat:centroid", one, _points(one), node)
    for one in part.all("geolocationbox"):
        _shape(draft, "dcat:bbox", one, _box(one), node)
    for one in part.all("geolocationpolygon"):
        corners = [point for inner in one.all("polygonpoint") for point in _points(inner)]
        _shape(draft, "locn:geometry", one, corners or _points(one), node)
        for inner in one.all("inpolygonpoint"):
            _shape(draft, "dcat:centroid", inner, _points(inner), node)


def _shape(draft: Draft, property_: str, part: Part, points: list[str], node: str) -> None:
    """Add points as well-known text, longitude first; what is none stays as it was written."""
    words = part.text or " ".join(one.text for one in part.parts if one.text)
    draft.use(*(one.path for inner in (part, *part.all("polygonpoint")) for one in inner.parts if one.text))
    if not points:
        draft.text(property_, words, part.path, node=node)
    elif len(points) == 1:
        draft.literal(property_, f"POINT({points[0]})", part.path, datatype="gsp:wktLiteral", node=node)
    else:
        draft.literal(property_, f"POLYGON(({', '.join(points)}))", part.path, datatype="gsp:wktLiteral",
                      node=node)  # fmt: skip


def _points(part: Part) -> list[str]:
    """Give the points a part names, each as longitude and latitude; kernels below 4 write latitude first."""
    if part.word("pointlongitude") and part.word("pointlatitude"):
        return [f"{part.word('pointlongitude')} {part.word('pointlatitude')}"]
    numbers = _NUMBER.findall(part.text)
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    return [f"{east} {north}" for north, east in pairs] if len(numbers) % 2 == 0 else []


def _box(part: Part) -> list[str]:
    west, east = part.word("westboundlongitude"), part.word("eastboundlongitude")
    south, north = part.word("southboundlatitude"), part.word("northboundlatitude")
    if not (west and east and south and north):
        numbers = _NUMBER.findall(part.text)
        if len(numbers) != 4:
            return []
        south, west, north, east = numbers
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return [f"{one} {other}" for one, other in corners]


def subject(draft: Draft, part: Part) -> None:
    """Add a keyword; one of a vocabulary is a concept too."""
    word = part.said("subject", "name")
    if word is None:
        return
    draft.text("dcat:keyword", word.text, word.path, language=word.language)
    about = part.all("subjectscheme", "schemeuri", "valueuri", "classificationcode")
    if not about:
        return
    node = draft.node("dct:subject", "subject", part.path)
    draft.text("skos:prefLabel", word.text, word.path, language=word.language, node=node)
    for one in about:
        if one.name == "valueuri":
            draft.iri_or_text("owl:sameAs", one.text, one.path, node=node)
        elif one.name == "classificationcode":
            draft.literal("skos:notation", one.text, one.path, node=node)
        else:
            draft.iri_or_text("skos:inScheme", one.text, one.path, node=node)

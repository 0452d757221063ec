"""A dataset's values for the eye: name, shown text, link, who says so, the words it was read from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalogue.model import Claim, Dataset, Layer
from catalogue.overlay import SURE, Decision
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme
from search_api.labels import Label, iri_label
from search_api.reader import Reader
from search_api.safe import marked, web_link, without_tags
from search_api.words import known

SIGNS: Mapping[Layer, str] = {Layer.STATED: "▮", Layer.INFERRED: "▯", Layer.DECIDED: "◆"}
NUMBERS = frozenset({"xsd:integer", "xsd:nonNegativeInteger", "xsd:int", "xsd:long", "xsd:positiveInteger"})
DATES = frozenset({"xsd:date", "xsd:dateTime"})
# Properties whose claims are only links between nodes, or our own marks.
UNSHOWN = frozenset({"rdf:type", "dcat:distribution", "messor:programme"})
FIRST = (
    "dct:title", "dct:description", "eucaim:hasCondition", "eucaim:hasImageBodyPart",
    "eucaim:hasImageModality", "healthdcatap:numberOfUniqueIndividuals", "messor:numberOfImages",
    "healthdcatap:numberOfRecords", "messor:numberOfSeries", "healthdcatap:minTypicalAge",
    "healthdcatap:maxTypicalAge", "healthdcatap:populationCoverage", "dct:accessRights", "dct:license",
    "dct:spatial", "dct:temporal", "dcat:theme", "healthdcatap:healthCategory", "dcat:keyword", "dct:type",
    "dct:language", "dct:issued", "dct:modified", "dct:publisher", "dcat:contactPoint",
    "dcat:landingPage",
)  # fmt: skip
LONG = 240
CONFIDENCES = ((0.9, "high"), (0.75, "likely"), (SURE, "possible"), (0.0, "doubtful"))


@dataclass(frozen=True, slots=True)
class Value:
    """One value as a page shows it.

    Attributes:
        number: Its place on the page, for links.
        claim: What it shows.
        name: Of the property, in the page's language.
        label: The value for people, in the reader's language where there is a label.
        href: Where the value leads, None for plain text.
        more: The rest of a long text, empty mostly.
        sign: Of the layer.
        confidence: Key of a word, empty for values that were not inferred.
        quote: The words it was read from with the value marked, None when there are none.
        state: ``published``, ``hidden`` (below a stated value or too unsure) or ``rejected``.
        decision: What a curator decided on it, if anything.
    """

    number: int
    claim: Claim
    name: str
    label: Label
    href: str | None
    more: str
    sign: str
    confidence: str
    quote: Markup | None
    state: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one node: of the dataset itself (``name`` is empty), a distribution, the publisher."""

    node: str
    name: str
    values: tuple[Value, ...]


def groups_of(dataset: Dataset, decided: Sequence[Decision], reader: Reader) -> list[Group]:
    """Arrange all values of a dataset by node, the dataset's own first, then as in the description."""
    rejected = {(one.node, one.property, one.was): one for one in decided if one.action == "reject"}
    kept = {(one.node, one.property, one.value): one for one in decided if one.action != "reject"}
    replaced = {(one.node, one.property, one.was) for one in decided if one.action != "reject"}
    rows: list[tuple[Claim, str, Decision | None]] = []
    for claim in dataset.claims:
        decision = kept.get(_key(claim)) if claim.layer is Layer.DECIDED else None
        rows.append((claim, "published", decision))
    for claim in dataset.shadowed:
        if _key(claim) in rejected:
            rows.append((claim, "rejected", rejected[_key(claim)]))
        elif _key(claim) not in replaced:
            rows.append((claim, "hidden", None))
    by_node: dict[str, list[tuple[Claim, str, Decision | None]]] = {"": []}
    told = {row[0].node for row in rows}
    for row in rows:
        opens = row[0].kind == "node" and row[0].value in told  # its own table says more
        if row[0].property not in UNSHOWN and not opens:
            by_node.setdefault(row[0].node, []).append(row)
    groups, number = [], 0
    for node, found in by_node.items():
        values = []
        for row in sorted(found, key=_order):
            number += 1
            values.append(_value(number, *row, reader))
        groups.append(Group(node, node_name(node, reader), tuple(values)))
    return [group for group in groups if group.values]


def claim_key(claim: Claim) -> str:
    """Name a claim shortly, for a form: a hash of node, property, language and value."""
    text = "\n".join((claim.node, claim.property, claim.language or "", claim.value))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _key(claim: Claim) -> tuple[str, str, str]:
    return claim.node, claim.property, claim.value


def _order(row: tuple[Claim, str, Decision | None]) -> tuple[int, str, bool]:
    property_ = row[0].property
    place = FIRST.index(property_) if property_ in FIRST else len(FIRST)
    return place, property_ if place == len(FIRST) else "", row[1] != "published"


def _value(number: int, claim: Claim, state: str, decision: Decision | None, reader: Reader) -> Value:
    label, href = shown(claim, reader)
    text = label.text
    cut_at = text.rfind(" ", 0, LONG) if len(text) > LONG else -1
    head, more = (text[:cut_at] + " …", text[cut_at:].strip()) if cut_at > 0 else (text, "")
    return Value(
        number=number,
        claim=claim,
        name=property_name(claim.property, reader),
        label=Label(head, label.language),
        href=href,
        more=more,
        sign=SIGNS[claim.layer],
        confidence=confidence(claim) if claim.layer is Layer.INFERRED else "",
        quote=quote(claim),
        state=state,
        decision=decision,
    )


def shown(claim: Claim, reader: Reader) -> tuple[Label, str | None]:
    """Give a claim's value for people and where it leads."""
    if claim.kind == "iri":
        concept = scheme().by_iri(claim.value)
        href = f"/concepts/{concept.id}" if concept else web_link(claim.value)
        if claim.value.startswith("mailto:"):
            return Label(claim.value.removeprefix("mailto:")), None
        return iri_label(claim.value, reader), href
    if claim.kind == "node":
        return Label(node_name(claim.value, reader) or claim.value, reader.page_language), None
    if claim.datatype in NUMBERS and claim.value.isdecimal() and len(claim.value) < 16:
        return Label(reader.number(int(claim.value))), None
    if claim.datatype in DATES:
        return Label(reader.date(claim.value)), None
    return Label(without_tags(claim.value), claim.language or ""), web_link(claim.value)


def property_name(property_: str, reader: Reader) -> str:
    """Name a property; one that has no word is named after its own code.

    >>> property_name("dct:title", Reader()), property_name("csvw:nullValue", Reader())
    ('Title', 'Null value')
    """
    key = f"property.{property_}"
    if known(key):
        return reader.say(key)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", property_.partition(":")[2] or property_).split()
    return " ".join(words).capitalize()


def node_name(node: str, reader: Reader) -> str:
    """Name a node by its parts, outermost first; empty for the dataset itself.

    >>> node_name("#dist-2", Reader()), node_name("#publisher-contact", Reader())
    ('Distribution 2', 'Publisher · Contact')
    """
    found: list[str] = []
    for part in node.lstrip("#").split("-"):
        if part.isdecimal() and found:
            found[-1] = f"{found[-1]} {part}"
        elif known(f"node.{part}"):
            found.append(reader.say(f"node.{part}"))
        else:
            found.append(part.capitalize())
    return " · ".join(found) if node else ""


def confidence(claim: Claim) -> str:
    """Give the key of the word for a claim's confidence.

    >>> confidence(Claim("dct:title", "x", confidence=0.62))
    'possible'
    """
    return next(word for least, word in CONFIDENCES if claim.confidence >= least)


def quote(claim: Claim) -> Markup | None:
    """Give the words a claim was read from, the value marked in them; the whole where it is not in them."""
    if claim.evidence is None or not claim.evidence.quote.strip():
        return None
    text = " ".join(claim.evidence.quote.split())
    spans = [match.span() for word in _wanted(claim) for match in re.finditer(re.escape(word), text, re.I)]
    return marked(text, spans[:20] or [(0, len(text))])


def _wanted(claim: Claim) -> Iterable[str]:
    """List what of a value may stand in the text: itself, a number with separators, a concept's labels."""
    if claim.kind == "iri":
        concept = scheme().concepts.get(claim.value.removeprefix(CONCEPT))
        if concept:
            yield from concept.labels.values()
            yield from (label for labels in concept.alt.values() for label in labels if len(label) > 1)
        return
    if claim.value.isdecimal():
        digits = f"{int(claim.value[:15]):,}"
        yield from (digits.replace(",", sign) for sign in (",", ".", " ", "\u00a0", "\u202f", ""))
        return
    if 1 < len(claim.value) <= 300:
        yield " ".join(claim.value.split())

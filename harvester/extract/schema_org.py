"""Descriptions from schema.org: the Dataset blocks of a page, or of a JSON-LD document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from catalogue.model import Description, Extraction, Fetched, Finding, Severity
from harvester.extract.addresses import doi, is_web
from harvester.extract.blocks import Block, json_ld_blocks
from harvester.extract.croissant import variables
from harvester.extract.decode import decode
from harvester.extract.draft import Draft
from harvester.extract.gather import gather
from harvester.extract.json_values import broken, many
from harvester.extract.prose import read_prose
from harvester.extract.schema_fields import DATES, TEXTS, additional, agents, coverage, distribution, keywords
from harvester.extract.schema_nodes import (
    Node,
    address,
    datasets,
    nodes_by_id,
    plain_node,
    resolved,
    types,
    words,
)
from harvester.extract.schema_rest import RULE, rest
from harvester.extract.text import is_placeholder
from harvester.extract.unread import json_leaves, report

_ADDRESSES: Final = {
    "sameAs": "owl:sameAs",
    "isPartOf": "dct:isPartOf",
    "isBasedOn": "dct:source",
    "hasPart": "dct:hasPart",
    "citation": "dct:isReferencedBy",
    "subjectOf": "foaf:page",
    "conformsTo": "dct:conformsTo",
}
_MEDICAL: Final = frozenset({"MedicalCondition", "MedicalEntity", "InfectiousDisease"})
_CONCEPTS: Final = {"about": "eucaim:hasCondition", "healthCondition": "eucaim:hasCondition"}


def read_schema_org(source: str, fetched: Fetched) -> Extraction:
    """Give the datasets of a page in its order.

    A broken block is reported; when the page then names no dataset, its prose is read instead.
    """
    text = decode(fetched)
    if fetched.media_type.endswith("json") or text.lstrip()[:1] in {"{", "["}:
        blocks, findings = _document(fetched, text)
    else:
        blocks, findings = json_ld_blocks(fetched, text)
    blocks = [Block(plain_node(block.value), block.path) for block in blocks]
    known = nodes_by_id(blocks)
    found = [(path, node) for block in blocks for path, node in datasets(block)]
    if found:
        return gather((describe_node(source, fetched, node, path, known) for path, node in found), findings)
    if findings and not text.lstrip().startswith(("{", "[")):
        prose = read_prose(source, fetched)
        return Extraction(prose.descriptions, (*findings, *prose.findings))
    none = Finding(
        "no-dataset", Severity.INFO, fetched.url, f"{len(blocks)} JSON-LD blocks", "a schema.org Dataset",
        "Only blocks with the type Dataset are harvested.",
    )  # fmt: skip
    return Extraction((), tuple(findings) or (none,))


def _document(fetched: Fetched, text: str) -> tuple[list[Block], list[Finding]]:
    try:
        return [Block(json.loads(text, strict=False), "")], []
    except ValueError as error:
        return [], [broken("json-ld-broken", fetched, text, error)]
    except RecursionError:
        return [], [broken("json-ld-broken", fetched, text, ValueError("It nests too deeply"))]


def describe_node(
    source: str, fetched: Fetched, node: Node, path: str, known: Mapping[str, Node]
) -> Description | Finding:
    """Give the description of one dataset.

    Args:
        node: It, with plain names.
        path: Of the node.
        known: Nodes that references lead to.
    """
    draft = Draft(source, fetched, "schema.org")
    fields = {
        key: [resolved(one, known) for one in value] if isinstance(value, list) else resolved(value, known)
        for key, value in node.items()
    }
    for key, value in fields.items():
        _field(draft, key, value, f"{path}.{key}")
    agents(draft, fields, path, known)
    for number, one in enumerate(many(fields.get("distribution"))):
        distribution(draft, resolved(one, known), f"{path}.distribution[{number}]")
    variables(draft, fields.get("recordSet"), f"{path}.recordSet")
    names = _identifiers(fields)
    for name, place in names:
        draft.literal("dct:identifier", name, f"{path}.{place}", rule=f"schema.org.{place}")
    rest(draft, fields, path)
    report(draft, json_leaves(fields, path), RULE)
    return draft.finish(names[0][0] if names else None, _iri(fields, names), place=f"{fetched.url} {path}")


def _field(draft: Draft, key: str, value: Any, path: str) -> None:
    rule = f"schema.org.{key}"
    if key in TEXTS:
        for text, language in words(value):
            draft.text(TEXTS[key], text, path, language=language, rule=rule)
    elif key in DATES:
        for text, _ in words(value):
            draft.date(DATES[key], text, path, rule=rule)
    elif key in _ADDRESSES:
        for one in many(value):
            if is_web(address(one)):
                draft.iri(_ADDRESSES[key], address(one), path, rule=rule)
    elif key in _CONCEPTS:
        for one in many(value):
            _concept(draft, key, one, path, rule)
    elif key in {"license", "includedInDataCatalog"}:
        for one in many(value):
            _named(draft, key, one, path, rule)
    else:
        _single(draft, key, value, path, rule)


def _single(draft: Draft, key: str, value: Any, path: str, rule: str) -> None:
    if key in {"additionalProperty", "variableMeasured"}:
        additional(draft, key, value, path)
    elif key == "keywords":
        keywords(draft, value, path)
    elif key == "url":
        draft.iri("dcat:landingPage", address(value), path, rule=rule)
    elif key == "isAccessibleForFree":
        draft.literal("schema:isAccessibleForFree", value, path, datatype="xsd:boolean", rule=rule)
    elif key in {"temporalCoverage", "spatialCoverage"}:
        coverage(draft, key, value, path)


def _concept(draft: Draft, key: str, value: Any, path: str, rule: str) -> None:
    """Add what a dataset is about: a condition when the page says it is one, else words."""
    medical = key != "about" or (isinstance(value, dict) and types(value) & _MEDICAL)
    for text, _ in words(value):
        draft.text(_CONCEPTS[key] if medical else "schema:about", text, path, rule=rule)


def _named(draft: Draft, key: str, value: Any, path: str, rule: str) -> None:
    """Add a licence or a catalogue: by its address when it has one, else by its name."""
    where = address(value)
    name = where or next((text for text, _ in words(value)), "")
    if key == "license":
        draft.iri_or_text("dct:license", name, path, rule=rule)
    else:
        draft.iri_or_text(
            "dct:isPartOf" if is_web(where) else "schema:includedInDataCatalog", name, path, rule=rule
        )


def _identifiers(fields: Node) -> list[tuple[str, str]]:
    """List the identifiers with their fields: identifier, then @id, then url."""
    found: dict[str, str] = {}
    for one in many(fields.get("identifier")):
        if isinstance(one, dict):
            value = (
                one.get("value") or one.get("@value") or one.get("url") or one.get("@id") or one.get("name")
            )
        else:
            value = one
        if isinstance(value, (str, int)) and not isinstance(value, bool) and not is_placeholder(str(value)):
            found.setdefault(doi(str(value)) or str(value).strip(), "identifier")
    if not found:
        for key in ("@id", "url"):
            value = address(fields.get(key))
            if value and not value.startswith("_:") and not is_placeholder(value):
                found.setdefault(value, key)
                break
    return list(found.items())


def _iri(fields: Node, names: list[tuple[str, str]]) -> str | None:
    own = fields.get("@id")
    candidates = [own if isinstance(own, str) else "", *(name for name, _ in names)]
    return next((one for one in candidates if is_web(one)), None)

"""Validate a document without a catalogue: what it describes, by which profiles, what is wrong.

RDF is judged triple by triple as it stands; what is not RDF (schema.org in a page, CKAN's JSON, OAI-PMH) is
mapped first, and only what it states counts.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as OxLiteral
from rdflib import SH
from rdflib.term import Node

from catalogue.gauges import EHDS, MQA, Gauge, measure
from catalogue.model import Description, Extraction, Fetched, Finding, Layer, Severity
from catalogue.rdf import to_graph
from catalogue.sources import Source
from harvester.check.check import Checked, inspect
from harvester.extract.dcat import from_triples, names_schema_dataset
from harvester.extract.decode import decode, is_html
from harvester.extract.json_formats import json_format
from harvester.extract.keys_twice import keys_twice
from harvester.mapping.describe import describe
from harvester.mapping.fdp_defaults import NOT_BELIEVED, doubt, signs
from harvester.rdf_reader import Read, read_rdf
from ontologies.errors import cut
from ontologies.namespaces import iri
from ontologies.profiles import DCAT_AP, with_bases

# A date such as "soon" is a finding; rdflib's own warning of it would only fill the screen.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

MEDIA_TYPES: Final = {
    ".ttl": "text/turtle", ".n3": "text/n3", ".nt": "application/n-triples", ".nq": "application/n-quads",
    ".trig": "application/trig", ".rdf": "application/rdf+xml", ".owl": "application/rdf+xml",
    ".xml": "application/xml", ".jsonld": "application/ld+json", ".json": "application/json",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
}  # fmt: skip
"""Media type by the ending of a file's name."""

_RDF: Final = frozenset(media for media in MEDIA_TYPES.values() if "html" not in media)
_LIKE_RDF: Final = re.compile(r"^\s*+(?:@?prefix|@?base)\s|<\w+:|[{<\[]\s*+$", re.IGNORECASE | re.MULTILINE)
_KINDS: Final = ("dcat:Dataset", "dcat:DatasetSeries", "dcat:Catalog")
_PARTS: Final = ("dcat:Distribution", "dcat:DataService")
_TITLES: Final = tuple(rdflib.URIRef(iri(name)) for name in ("dct:title", "foaf:name", "rdfs:label"))
_OAI: Final = re.compile(r"<(?:\w+:)?OAI-PMH[\s>]|datacite\.org/schema/kernel-[\d.]+\"")


@dataclass(frozen=True, slots=True)
class Judged:
    """One described thing and what was found at it.

    Attributes:
        name: Its IRI, or its identifier, or ``_:`` and a number.
        title: First title, English first; may be empty.
        kind: Class as a CURIE.
        findings: Reading and checking, the worst first.
        gauges: Points by gauge, for datasets.
        checked: What checking saw.
    """

    name: str
    title: str
    kind: str
    findings: tuple[Finding, ...]
    gauges: tuple[Gauge, ...]
    checked: Checked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document holds.

    Attributes:
        name: Of the document.
        judged: Catalogues, series and datasets in document order.
        findings: About the document itself.
        readable: False when nothing in it could be judged.
    """

    name: str
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    readable: bool

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        inside = sum(one.severity == severity for judged in self.judged for one in judged.findings)
        return inside + sum(one.severity == severity for one in self.findings)


def validate(fetched: Fetched, profiles: Sequence[str] = ()) -> Verdict:
    """Validate a document.

    Args:
        fetched: Its bytes; nothing else is read.
        profiles: Full names to measure by, whatever is declared, together with those they stand on; empty
            means by what each description declares.

    Returns:
        What was found. Never raises for bad input.
    """
    text = decode(fetched)
    verdict = _validate(fetched, text, with_bases(profiles))
    twice = keys_twice(fetched.url, text) if text.lstrip()[:1] in {"{", "["} else []
    return replace(verdict, findings=(*twice, *verdict.findings)) if twice else verdict


def _validate(fetched: Fetched, text: str, forced: tuple[str, ...]) -> Verdict:
    kind = _other_kind(fetched, text)
    if kind:
        return _mapped(fetched, kind, forced)
    read = read_rdf(fetched)
    if names_schema_dataset(read) and not described(read):
        return _mapped(fetched, "dcat", forced)
    if not read.triples and fetched.media_type not in _RDF and not _LIKE_RDF.search(text):
        return _verdict(fetched, [], (_foreign(fetched, text),))
    return _judge_rdf(fetched, read, forced)


def _foreign(fetched: Fetched, text: str) -> Finding:
    """One finding for a table, a list of references or prose: no parser's errors a line."""
    return Finding(
        "not-rdf", Severity.VIOLATION, f"{fetched.url} line 1 column 1", cut(text.lstrip()[:200]),
        "RDF, JSON, XML or a page", "Turn it into one of these: DCAT in Turtle, for example.",
    )  # fmt: skip


def _other_kind(fetched: Fetched, text: str) -> str:
    """Say which reader a document that is not RDF needs; empty for RDF."""
    if is_html(text):
        return "schema.org"
    if text.lstrip("\ufeff \t\r\n").startswith("<") and _OAI.search(text[:4096]):
        return "oai-pmh"
    if json_format(text):
        return "schema.org"
    if fetched.media_type == "application/ld+json" or text.lstrip()[:1] not in {"{", "["}:
        return ""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict) and not any(key.startswith("@") for key in first):
        return "ckan"
    return ""


def _mapped(fetched: Fetched, kind: str, forced: tuple[str, ...]) -> Verdict:
    source = Source.model_validate(
        {"key": "file", "title": "File", "kind": kind, "url": "https://file.invalid/"}
    )
    extraction: Extraction = describe(source, replace(fetched, role="dataset"))
    judged = [_judge_description(one, forced) for one in extraction.descriptions if not one.deleted]
    return _verdict(fetched, judged, extraction.findings)


def _judge_description(one: Description, forced: tuple[str, ...]) -> Judged:
    name = one.iri or f"urn:messor:{quote(one.identifier, safe='')}"
    stated = [claim for claim in one.claims if claim.layer == Layer.STATED]
    graph = to_graph(stated, iri=name, graph=one.graph)
    return _judge(rdflib.URIRef(name), graph, "dcat:Dataset", forced, one.findings, one.iri or one.identifier)


def _judge_rdf(fetched: Fetched, read: Read, forced: tuple[str, ...]) -> Verdict:
    graph = as_graph(read)
    roots = described(read)
    doubts = _doubts(fetched, read)
    judged = [
        _judge(node, graph, kind, forced, doubts.pop(str(node), ()), _name(node, number))
        for number, (node, kind) in enumerate(roots, 1)
    ]
    # A dataset without an IRI has no name that both readings share: its doubts stand at the document.
    return _verdict(fetched, judged, [*read.findings, *(one for found in doubts.values() for one in found)])


def _doubts(fetched: Fetched, read: Read) -> dict[str, list[Finding]]:
    """What a FAIR Data Point filled in by itself, by the dataset's IRI or identifier."""
    if not signs(read.triples):
        return {}
    found: dict[str, list[Finding]] = {}
    for one in from_triples("file", fetched, read).descriptions:
        doubted = [it for it in doubt(replace(one, findings=())).findings if it.code == NOT_BELIEVED]
        if doubted:
            found.setdefault(one.iri or one.identifier, []).extend(doubted)
    return found


def _verdict(fetched: Fetched, judged: list[Judged], findings: Sequence[Finding]) -> Verdict:
    found = list(findings)
    if not judged and not found:
        found.append(
            Finding(
                "no-datasets", Severity.VIOLATION, fetched.url, "", "at least one dcat:Dataset",
                "Give each dataset its type: dcat:Dataset.",
            )
        )  # fmt: skip
    return Verdict(fetched.url, tuple(judged), tuple(found), bool(judged))


def _judge(
    node: Node, graph: rdflib.Graph, kind: str, forced: tuple[str, ...], before: Sequence[Finding], name: str
) -> Judged:
    checked = inspect(node, graph, forced=forced)
    findings = (*before, *checked.findings)
    gauges: tuple[Gauge, ...] = ()
    if kind == "dcat:Dataset":
        profiles = checked.rules.profiles
        clean = not any(
            one.shape.severity == SH.Violation and profiles.get(one.shape.node) == DCAT_AP
            for one in checked.results
        )
        gauges = tuple(measure(key, graph, str(node), conforms=clean) for key in (MQA, EHDS))
    return Judged(name, _title(graph, node), kind, findings, gauges, checked)


def _title(graph: rdflib.Graph, node: Node) -> str:
    for predicate in _TITLES:
        texts = [one for one in graph.objects(node, predicate) if isinstance(one, rdflib.Literal)]
        if texts:
            english = (one for one in texts if (one.language or "").startswith("en"))
            return str(next(english, min(texts, key=str)))
    return ""


def _name(node: Node, number: int) -> str:
    return f"_:{number}" if isinstance(node, rdflib.BNode) else str(node)


def described(read: Read) -> list[tuple[Node, str]]:
    """What is described, in document order; loose distributions and services only when nothing else is."""
    kind_of = {iri(name): name for name in (*_KINDS, *_PARTS)}
    found: dict[object, str] = {}
    for subject, predicate, value in read.triples:
        if predicate.value == iri("rdf:type") and isinstance(value, NamedNode) and value.value in kind_of:
            name = kind_of[value.value]
            if found.get(subject) not in _KINDS or name in _KINDS[1:]:
                found[subject] = name
    whole = {subject: kind for subject, kind in found.items() if kind in _KINDS}
    return [(_term(subject), kind) for subject, kind in (whole or found).items()]


def as_graph(read: Read) -> rdflib.Graph:
    """What was read as a graph of rdflib; statements about statements are left out."""
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in read.triples:
        if not isinstance(subject, Triple) and not isinstance(value, Triple):
            graph.add((_term(subject), rdflib.URIRef(predicate.value), _term(value)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, OxLiteral)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == iri("xsd:string")
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))

"""Read from a list page what a spider needs to go on: who is listed, how many there are, what is next.

Nothing here maps a dataset; RDF is read by the one RDF reader, XML by the one XML reader.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from catalogue.model import Fetched
from harvester.rdf_reader import Read, read_rdf
from harvester.spiders.ask import Answer
from harvester.spiders.faults import Fault, FaultError
from harvester.xml_reader import XmlError, read_xml
from ontologies.errors import cut
from ontologies.namespaces import iri

TYPE = NamedNode(iri("rdf:type"))
DATASET = NamedNode(iri("dcat:Dataset"))
# Newest spelling first; a page that has both says the same twice.
NEXT = tuple(NamedNode(iri(name)) for name in ("hydra:next", "hydra:nextPage"))
TOTAL = NamedNode(iri("hydra:totalItems"))
JSON_STARTS = frozenset({b"{", b"["})
# Findings of the RDF reader -> codes of a page that cannot be read at all.
UNREADABLE = {"dtd-refused": "xml-dtd"}
ENDS_EARLY = re.compile(r"unexpected end|end of (the )?(file|document)|unterminated", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one page of a list says.

    Attributes:
        listed: Names of the datasets on it; blank nodes count with a name of this page.
        following: Absolute URL or token of the next page; empty at the end.
        total: Total that the page declares.
        flaw: What could not be read although the page as a whole could; empty when nothing.
        error: Code and text of a protocol's own error answer; empty when there is none.
    """

    listed: tuple[str, ...] = ()
    following: str = ""
    total: int | None = None
    flaw: str = ""
    error: str = ""


def rdf_page(answer: Answer) -> ListPage:
    """Read a page of a DCAT feed.

    Raises:
        FaultError: ``not-rdf``, ``xml-dtd`` or ``cut-off``.
    """
    try:
        read = read_rdf(_fetched(answer))
    except MemoryError as error:  # the parser's own limit of one token
        raise FaultError(Fault("not-rdf", answer.url, str(error))) from error
    if not read.whole:
        raise FaultError(_unreadable(read, answer))
    listed: dict[str, None] = {}
    links: dict[NamedNode, list[tuple[str, str]]] = {name: [] for name in NEXT}
    totals = []
    for subject, predicate, value in read.triples:
        if predicate == TYPE and value == DATASET:
            listed[_name(subject, answer)] = None
        elif predicate in links and isinstance(value, NamedNode | Literal):
            links[predicate].append((_name(subject, answer), urljoin(answer.url, value.value.strip())))
        elif predicate == TOTAL and isinstance(value, Literal):
            totals.append(_whole_number(value.value))
    broken = [finding for finding in read.findings if finding.code == "rdf-broken"]
    return ListPage(
        listed=tuple(listed),
        following=_following(links, answer.url),
        total=max((total for total in totals if total is not None), default=None),
        flaw=f"{broken[0].found} at {broken[0].place}" if broken else "",
    )


def _following(links: dict[NamedNode, list[tuple[str, str]]], url: str) -> str:
    """Choose the next page: what this very page says of itself counts before what it says of others."""
    for name in NEXT:
        own = [target for subject, target in links[name] if _same(subject, url)]
        others = [target for _, target in links[name]]
        for target in own or others:
            if not _same(target, url):
                return target
        if own or others:
            return (own or others)[0]  # leads back to itself; the spider calls it a loop
    return ""


def _same(one: str, other: str) -> bool:
    return one.partition("#")[0] == other.partition("#")[0]


def _name(node: NamedNode | BlankNode | Triple, answer: Answer) -> str:
    return node.value if isinstance(node, NamedNode) else f"{answer.url} {node}"


def _unreadable(read: Read, answer: Answer) -> Fault:
    if answer.body.lstrip()[:1] in JSON_STARTS:
        try:
            _json(answer)
        except FaultError as error:
            if error.fault.code == "cut-off":
                return error.fault
    worst = read.findings[-1]
    found = f"{worst.found} ({worst.hint})" if worst.code == "rdf-broken" else worst.found
    if worst.code == "rdf-broken" and ENDS_EARLY.search(f"{worst.found} {worst.hint}"):
        return Fault("cut-off", answer.url, found)
    return Fault(UNREADABLE.get(worst.code, "not-rdf"), answer.url, _or_nothing(found))


def oai_page(answer: Answer) -> ListPage:
    """Read an OAI-PMH answer: ListRecords, or Identify, which lists nothing.

    Raises:
        FaultError: ``not-xml``, ``xml-dtd``, ``cut-off`` or ``not-oai-pmh``.
    """
    root = xml(answer)
    if etree.QName(root).localname != "OAI-PMH":
        raise FaultError(Fault("not-oai-pmh", answer.url, f"<{etree.QName(root).localname}>"))
    errors = [
        (error.get("code", ""), " ".join("".join(error.itertext()).split()))
        for error in root.findall("{*}error")
    ]
    for code, text in errors:
        if code != "noRecordsMatch":
            return ListPage(error=f"{code}: {text}")
    listed = [
        " ".join((header.findtext("{*}identifier") or "").split())
        for header in root.iterfind("{*}ListRecords/{*}record/{*}header")
    ]
    token = root.find("{*}ListRecords/{*}resumptionToken")
    following = "".join(token.itertext()).strip() if token is not None else ""
    total = _whole_number(token.get("completeListSize", "")) if token is not None else None
    return ListPage(tuple(listed), following, total)


def is_identify(answer: Answer) -> bool:
    """Tell whether an OAI-PMH answer holds an Identify element."""
    return xml(answer).find("{*}Identify") is not None


def ckan_page(answer: Answer) -> ListPage:
    """Read a CKAN package_search answer.

    Raises:
        FaultError: ``not-json``, ``cut-off`` or ``not-ckan``.
    """
    value = _json(answer)
    result = value.get("result") if isinstance(value, dict) else None
    if not isinstance(result, dict) or value.get("success") is not True:
        raise FaultError(Fault("not-ckan", answer.url, _quote(answer)))
    count, results = result.get("count"), result.get("results")
    if not isinstance(count, int) or not isinstance(results, list):
        raise FaultError(Fault("not-ckan", answer.url, "a result without count and results"))
    listed = tuple(
        str(one.get("id") or one.get("name") or f"{answer.url} {place}")
        if isinstance(one, dict)
        else str(one)
        for place, one in enumerate(results)
    )
    return ListPage(listed, total=count)


def sitemap_page(answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a sitemap or an index: (page URLs, sitemap URLs), absolute, each once.

    Raises:
        FaultError: ``not-xml``, ``xml-dtd``, ``cut-off`` or ``not-sitemap``.
    """
    if answer.media_type == "text/plain" and not answer.body.lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        lines = answer.body.decode("utf-8-sig", "replace").split()
        return tuple(dict.fromkeys(line for line in lines if line.startswith("http"))), ()
    root = xml(answer)
    kind = etree.QName(root).localname
    if kind not in {"urlset", "sitemapindex"}:
        raise FaultError(Fault("not-sitemap", answer.url, f"<{kind}>"))
    places = root.iterfind("{*}url/{*}loc" if kind == "urlset" else "{*}sitemap/{*}loc")
    urls = tuple(dict.fromkeys(urljoin(answer.url, (loc.text or "").strip()) for loc in places if loc.text))
    return (urls, ()) if kind == "urlset" else ((), urls)


def xml(answer: Answer) -> etree._Element:
    """Parse an XML answer.

    Raises:
        FaultError: ``not-xml``, ``xml-dtd`` or ``cut-off``.
    """
    try:
        return read_xml(answer.body)
    except XmlError as error:
        code = {"cut-off": "cut-off", "dtd": "xml-dtd"}.get(error.kind, "not-xml")
        raise FaultError(Fault(code, answer.url, error.found)) from error


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        ends = isinstance(error, json.JSONDecodeError) and error.pos >= len(error.doc.rstrip())
        unclosed = isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated string")
        if answer.body.lstrip()[:1] in JSON_STARTS and (ends or unclosed):
            raise FaultError(Fault("cut-off", answer.url, f"{len(answer.body)} bytes of JSON")) from error
        raise FaultError(Fault("not-json", answer.url, _quote(answer))) from error


def _whole_number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def _quote(answer: Answer) -> str:
    return _or_nothing(cut(answer.body[:200].decode("utf-8", "replace")))


def _or_nothing(found: str) -> str:
    return found.strip() or "an empty answer"


def _fetched(answer: Answer) -> Fetched:
    return Fetched(
        answer.url, answer.body, answer.media_type, answer.charset, 200, answer.at, "dataset", answer.sha256
    )

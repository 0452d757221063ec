"""The one reader of RDF: bytes in, triples out, nothing fetched.

Turtle, N-Triples, RDF/XML, JSON-LD, TriG and N-Quads through pyoxigraph. JSON-LD contexts come from
``ontologies/contexts`` or stand in the document; a remote one is never loaded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from catalogue.model import Fetched, Finding, Severity
from harvester.extract.contexts import with_local_contexts
from harvester.extract.decode import decode, is_html
from harvester.extract.depth import DEEPEST, json_too_deep, turtle_too_deep
from harvester.extract.overlong import shorten
from harvester.xml_reader import XmlError, read_xml
from ontologies.errors import cut
from ontologies.namespaces import PREFIXES

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple

MOST_ERRORS: Final = 20
"""Syntax errors of one document that are reported; then reading stops."""

_MEDIA: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "text/n3": RdfFormat.N3,
}
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']")
_TAG_UNDERSCORE = re.compile(r'(?<=["\'])@([a-zA-Z]{2,3})_([a-zA-Z]{2,4})\b')


@dataclass(frozen=True, slots=True)
class Read:
    """What a document held.

    Attributes:
        triples: In document order, each once, default and named graphs together.
        findings: What was wrong; with ``rdf-broken`` a part of the document is missing.
        whole: False when the end of the document could not be reached.
    """

    triples: tuple[tuple[Subject, NamedNode, Term], ...]
    findings: tuple[Finding, ...]
    whole: bool


def read_rdf(fetched: Fetched) -> Read:
    """Read the triples of a document.

    The syntax is taken from the content where that is plain, else from the media type. Bad IRIs come
    through as they are (``harvester.extract.addresses.fault`` tells them); a broken statement of a
    Turtle document is left out and the next one read; broken XML or JSON gives nothing.

    Returns:
        Triples and findings; line and column are in the finding's place. Never raises for bad input.
    """
    text, cuts = shorten(fetched, decode(fetched))
    syntax = _syntax(fetched, text)
    read = _read_as(fetched, text, syntax)
    return Read(read.triples, (*cuts, *read.findings), read.whole)


def _read_as(fetched: Fetched, text: str, syntax: RdfFormat | None) -> Read:
    if syntax is None:
        hint = "Open the address in a browser; the server answers with a page for people."
        return _nothing("not-rdf", fetched.url, text[:200], "Turtle, RDF/XML or JSON-LD", hint)
    if syntax == RdfFormat.JSON_LD:
        return _read_json(fetched, text)
    if syntax == RdfFormat.RDF_XML:
        return _read_xml(fetched, text)
    return _too_deep(fetched) if turtle_too_deep(text) else _read(fetched, text, syntax)


def _read_xml(fetched: Fetched, text: str) -> Read:
    """Let the XML reader judge first: it knows DTDs in any encoding, depth, and where a document breaks."""
    try:
        read_xml(fetched.body)
    except XmlError as error:
        place = f"{fetched.url} line {error.line} column {error.column}" if error.line else fetched.url
        code = {"html": "not-rdf", "dtd": "dtd-refused", "too-deep": "too-deep"}.get(error.kind, "rdf-broken")
        return _nothing(code, place, error.found, "a whole RDF/XML document", error.hint)
    return _read(fetched, _ENCODING.sub(r"\1", text, count=1), RdfFormat.RDF_XML)


def _syntax(fetched: Fetched, text: str) -> RdfFormat | None:
    head = text[:4096].lstrip()
    named = _MEDIA.get(fetched.media_type)
    if is_html(text) or not head:
        return None
    if re.match(r"\{\s*[\"}]|\[\s*[\[{\]]\s*[\"{}\]]", head) and named != RdfFormat.TRIG:
        return RdfFormat.JSON_LD
    if head.startswith("<?xml") or re.match(r"<(?:[\w-]+:)?RDF[\s>]", head):
        return RdfFormat.RDF_XML
    if named == RdfFormat.RDF_XML and head.startswith("<!"):
        return named
    return named if named and named not in {RdfFormat.RDF_XML, RdfFormat.JSON_LD} else RdfFormat.TURTLE


def _read(fetched: Fetched, text: str, syntax: RdfFormat) -> Read:
    triples: dict[tuple[Subject, NamedNode, Term], None] = {}
    findings: list[Finding] = []
    whole = True
    last = text.rstrip().count("\n") + 1
    turtle_like = syntax not in {RdfFormat.RDF_XML, RdfFormat.JSON_LD}
    if turtle_like:
        text = _TAG_UNDERSCORE.sub(r"@\1-\2", text)
    statements = parse(input=text, format=syntax, base_iri=_base(fetched.url), lenient=True)
    while True:
        try:
            quad = next(statements)
        except StopIteration:
            break
        except MemoryError:
            # The parser refuses a token above 16 MiB and cannot go on behind it.
            findings.append(_token_too_long(fetched))
            whole = False
            break
        except (SyntaxError, ValueError, OSError) as error:
            findings.append(_broken(fetched, text, error))
            if not turtle_like or len(findings) >= MOST_ERRORS:
                whole = False
                break
            # The reader goes on behind the broken statement; at the last line there is nothing behind.
            whole = whole and (getattr(error, "lineno", None) or last) < last
            continue
        if not isinstance(quad.subject, Triple):
            triples[quad.subject, _property(fetched, quad.predicate), _value(quad.object)] = None
    return Read(tuple(triples) if whole or turtle_like else (), tuple(findings), whole)


def _read_json(fetched: Fetched, text: str) -> Read:
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        return _too_deep(fetched)
    except ValueError as error:
        return Read((), (_broken(fetched, text, error),), whole=False)
    if json_too_deep(value):
        return _too_deep(fetched)
    local, unknown = with_local_contexts(value)
    findings = [
        Finding(
            "context-unknown", Severity.WARNING, fetched.url, cut(name), "a context inside the document",
            "Remote contexts are not loaded; put the context into the document.",
        )
        for name in unknown
    ]  # fmt: skip
    read = _read(fetched, json.dumps(local), RdfFormat.JSON_LD)
    return Read(read.triples, (*findings, *read.findings), read.whole)


def _property(fetched: Fetched, predicate: NamedNode) -> NamedNode:
    """Give a property that no context of the document explains a name of the document's own."""
    if ":" in predicate.value:
        return predicate
    base = (_base(fetched.url) or "https://document.invalid/").partition("#")[0]
    return NamedNode(f"{base}#{quote(predicate.value, safe='')}")


def _value(value: Term) -> Term:
    """Write out the datatype ``xsd:date`` of a document that does not say what ``xsd`` is."""
    if isinstance(value, Literal) and value.datatype.value.startswith("xsd:"):
        name = value.datatype.value.removeprefix("xsd:")
        return Literal(value.value, datatype=NamedNode(PREFIXES["xsd"] + name))
    return value


def _base(url: str) -> str | None:
    return url if re.match(r"[a-zA-Z][\w+.-]*://[^\s<>\"{}|\\^`\[\]]+$", url) else None


def _broken(fetched: Fetched, text: str, error: Exception) -> Finding:
    line = getattr(error, "lineno", None)
    column = (
        getattr(error, "offset", None) if isinstance(error, SyntaxError) else getattr(error, "colno", None)
    )
    if line is None and (spot := _spot(text, str(error))):
        line, column = spot
    place = fetched.url + (f" line {line}" if line else "") + (f" column {column}" if column else "")
    lines = text.splitlines()
    found = lines[line - 1][max(0, (column or 1) - 20) :] if line and line <= len(lines) else str(error)
    reason = str(error).partition(": ")[2] or str(error)
    return Finding(
        "rdf-broken",
        Severity.VIOLATION,
        place,
        cut(found),
        "well-formed RDF",
        f"{cut(reason, 160)}. Mend this place.",
    )


def _spot(text: str, message: str) -> tuple[int, int] | None:
    """Find the words that an error without a place quotes: alone in an element, or once in the document."""
    quoted = re.search(r"'(.+)'|\"(.+)\"", message)
    words = quoted[1] or quoted[2] if quoted else ""
    if not words:
        return None
    alone = re.search(rf">\s*{re.escape(words)}\s*<", text)
    at = text.find(words, alone.start()) if alone else text.find(words) if text.count(words) == 1 else -1
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else None


def _token_too_long(fetched: Fetched) -> Finding:
    return Finding(
        "rdf-broken", Severity.VIOLATION, fetched.url, "one value of more than 16 MiB",
        "values a reader can hold", "Shorten the value; what stood behind it was not read.",
    )  # fmt: skip


def _too_deep(fetched: Fetched) -> Read:
    expected = f"at most {DEEPEST} levels"
    return _nothing("too-deep", fetched.url, "deeply nested brackets or elements", expected, "Flatten it.")


def _nothing(code: str, place: str, found: str, expected: str, hint: str) -> Read:
    return Read((), (Finding(code, Severity.VIOLATION, place, cut(found), expected, hint),), whole=False)

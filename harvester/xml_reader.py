"""The one place that builds an XML parser: whole documents from bytes, and nothing that XML can smuggle.

No DTD in any encoding, hence no entities; no network; no recovery of damaged documents, because a
document that was cut off must never pass for a short list.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Literal
from xml.parsers import expat

from lxml import etree

from ontologies.errors import ProjectError, cut

DEPTH_MAX = 200
Kind = Literal["empty", "html", "cut-off", "not-well-formed", "dtd", "too-deep"]
HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
HINTS: dict[Kind, str] = {
    "empty": "Ask the provider why the answer is empty.",
    "html": "Open the URL in a browser: it is an error, log-in or maintenance page, or the wrong address.",
    "cut-off": "Try again later; if it stays so, tell the provider that the answer ends too early.",
    "not-well-formed": "Tell the provider the line and column.",
    "dtd": "Ask the provider for XML without a document type declaration.",
    "too-deep": "Tell the provider; no metadata format nests so deeply.",
}
TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEPTH_MAX + 1)})")


class XmlError(ProjectError):
    """Bytes are not the XML document they should be.

    Attributes:
        kind: What they are instead.
        found: What was there, with line and column where there is a place.
        line, column: From 1; 0 when there is no place.
    """

    def __init__(self, kind: Kind, found: str, line: int = 0, column: int = 0) -> None:
        place = f" at line {line}, column {column}" if line else ""
        self.kind, self.line, self.column = kind, line, column
        self.found = f"{cut(found)}{place}"
        super().__init__(f"found {self.found}, expected a whole XML document", hint=HINTS[kind])


def read_xml(body: bytes) -> etree._Element:
    """Parse a whole XML document.

    Args:
        body: The bytes as they came; the encoding is taken from the BOM or the XML declaration.

    Returns:
        The root element. Comments and processing instructions stay in the tree.

    Raises:
        XmlError: It is empty, HTML, cut off, not well-formed, nested deeper than 200, or has a DTD.

    >>> read_xml(b"<list><name>MRI</name></list>").findtext("name")
    'MRI'
    >>> read_xml(b"<list><name>MRI")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    harvester.xml_reader.XmlError: found the end of the document at line 1, column 16, ...
    """
    if body.lstrip().startswith(b"<?xml"):
        body = body.lstrip()  # blanks before the declaration are a common fault without harm
    if not body.strip():
        raise XmlError("empty", "an empty document")
    if HTML.match(_plain(body[:4096])):
        raise XmlError("html", f"HTML: {_quote(body)}")
    _refuse_dtd(body)
    try:
        root = etree.fromstring(body, _parser())
    except etree.XMLSyntaxError as error:
        raise _explain(body, error) from error
    except ValueError as error:  # an encoding that lxml does not know
        raise XmlError("not-well-formed", str(error)) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise XmlError("dtd", "a document type declaration")
    if TOO_DEEP(root):
        raise XmlError("too-deep", f"elements nested deeper than {DEPTH_MAX}")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        strip_cdata=True,
    )


class _PrologEndError(Exception):
    """The prolog ended without a DTD."""


def _refuse_dtd(body: bytes) -> None:
    """Read the prolog in whatever encoding it has and stop at the first sign of a DTD.

    A search for ``<!DOCTYPE`` would miss UTF-16. Expat reads the prolog only: the handlers end the
    parse at the declaration or at the root element, before any entity could grow.
    """
    parser = expat.ParserCreate()

    def doctype(name: str, system: str | None, public: str | None, subset: int) -> None:
        raise XmlError("dtd", f"<!DOCTYPE {name}", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def root(name: str, attributes: dict[str, str]) -> None:
        raise _PrologEndError

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    # An encoding or a fault that expat cannot read is left to lxml, whose tree is asked for a DTD too.
    with suppress(expat.ExpatError, _PrologEndError, ValueError, LookupError):
        parser.Parse(body, True)


def _explain(body: bytes, error: etree.XMLSyntaxError) -> XmlError:
    """Turn lxml's error into ours: a good beginning without an end is a cut-off document."""
    line, column = error.position
    message = str(error.msg).split(", line ")[0].strip()
    if "Excessive depth" in message:
        return XmlError("too-deep", f"elements nested deeper than {DEPTH_MAX}", line, column)
    if _only_unfinished(body):
        return XmlError("cut-off", "the end of the document", line, column)
    return XmlError("not-well-formed", message, line, column)


def _only_unfinished(body: bytes) -> bool:
    """Tell whether the bytes could begin a well-formed document that goes on."""
    if not _plain(body[:100]).lstrip().startswith(b"<"):
        return False
    parser = expat.ParserCreate()
    try:
        parser.Parse(body.rstrip(b"\r\n\t "), False)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    try:
        parser.Parse(b"", True)
    except expat.ExpatError:
        return True
    return False


def _plain(start: bytes) -> bytes:
    """Drop a BOM and the zero bytes of UTF-16, good enough to recognise HTML."""
    for bom in BOMS:
        start = start.removeprefix(bom)
    return start.replace(b"\x00", b"")


def _quote(body: bytes) -> str:
    return _plain(body[:200]).decode("utf-8", "replace")

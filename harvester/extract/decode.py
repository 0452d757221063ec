"""Text from bytes: the declared character set first, then what the bytes themselves say."""

from __future__ import annotations

import codecs
import re

from catalogue.model import Fetched

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)|<meta[^>]{0,200}?charset=[\"']?\s*([\w.:-]+)", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(fetched: Fetched) -> str:
    """Give the text of a fetched document; bytes that fit no declared set are read as Windows-1252.

    A byte order mark wins, then UTF-8 when the bytes are valid UTF-8 (servers' declarations are
    wrong more often than that test), then the server's and the document's own declaration.

    Returns:
        The text without byte order mark, line ends as they were. Never raises.
    """
    body = fetched.body
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(body) - 4:  # cut in the middle of a letter
            return body.decode("utf-8", "ignore")
    declared = _DECLARED.search(body[:2048])
    names = [
        fetched.charset,
        *(group.decode("ascii") for group in (declared.groups() if declared else ()) if group),
    ]
    for name in names:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    # Mostly UTF-8 with a few broken letters is commoner than Windows-1252 with many accents.
    text = body.decode("utf-8", "replace")
    return text if text.count("\ufffd") * 50 < len(text) else body.decode("cp1252", "replace")


def is_html(text: str) -> bool:
    """Say whether a document is an HTML page, whatever the server called it."""
    head = text[:1024].lstrip().lower()
    head = re.sub(r"^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)+", "", head, flags=re.S)
    return head.startswith(("<!doctype html", "<html", "<head", "<body"))

"""The one place that marks text as safe HTML: everything else is escaped by the templates.

Harvested text is hostile until it has passed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from markupsafe import Markup, escape

TAGS = {"p", "a", "em", "strong", "ul", "ol", "li", "br", "code"}
SAME_MEANING = {"b": "strong", "i": "em"}
LONGEST_LINK = 2_000
_HTML = re.compile(r"</?(?:p|br|a|b|i|em|strong|ul|ol|li|code|div|span|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"<(/?)(b|i)(?=[\s>/])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\\u200b-\u200f\u2028-\u202e<>\"`{}|^]")
_PARAGRAPHS = re.compile(r"(?:\r?\n[ \t]*){2,}")


def prose(text: str) -> Markup:
    r"""Give a description as HTML: a few harmless tags kept where it has tags, else paragraphs.

    >>> print(prose("Age < 5 & up\n\nMRI"))
    <p>Age &lt; 5 &amp; up</p><p>MRI</p>
    >>> print(prose("<p onclick=x()>A<script>bad()</script> <b>b</b></p>"))
    <p>A <strong>b</strong></p>
    """
    if _HTML.search(text):
        renamed = _BOLD.sub(lambda found: f"<{found[1]}{SAME_MEANING[found[2].lower()]}", text)
        return Markup(_clean(renamed))  # noqa: S704 - cleaned by an allow-list
    parts = (part.strip() for part in _PARAGRAPHS.split(text))
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in parts if part)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer ugc",
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
        strip_comments=True,
    )


def without_tags(text: str) -> str:
    """Give the words of a description that may hold tags, for a line of plain text.

    >>> without_tags("<p>Age &lt; 5</p><p>MRI</p>"), without_tags("a < b")
    ('Age < 5 MRI', 'a < b')
    """
    if not _HTML.search(text):
        return " ".join(text.split())
    spaced = re.sub(r"(?i)<(?:/p|br|/li|/div|/h[1-6])\b", r" \g<0>", text)
    bare = nh3.clean(spaced, tags=set(), clean_content_tags={"script", "style"})
    return " ".join(str(Markup(bare).unescape()).split())  # noqa: S704 - unescaped to plain text


def web_link(address: str | None) -> str | None:
    """Give an address that may be linked to: http or https with a host; None for anything else.

    >>> web_link("https://example.org/a"), web_link("JaVaScRiPt:alert(1)"), web_link("//evil.example")
    ('https://example.org/a', None, None)
    """
    if not address or len(address) > LONGEST_LINK or _CONTROL.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or parts.username is not None:
        return None
    return address


def own_path(address: str | None, otherwise: str = "/") -> str:
    r"""Give a path of this site to go on to; another site's address gives ``otherwise``.

    >>> own_path("/review?page=2"), own_path("//evil"), own_path("/\\evil"), own_path("https:evil")
    ('/review?page=2', '/', '/', '/')
    """
    if not address or not re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]*", address):
        return otherwise
    return quote(address, safe="/?&=%#+.,:;@!*'()~-_")


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Escape a text and put ``<mark>`` around half-open spans; overlapping ones are joined.

    >>> print(marked("a <b> breast", [(6, 12)]))
    a &lt;b&gt; <mark>breast</mark>
    """
    parts: list[Markup] = []
    last = 0
    for start, end in _joined(spans, len(text)):
        parts += [escape(text[last:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        last = end
    return Markup("").join([*parts, escape(text[last:])])


def _joined(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, length)  # noqa: PLW2901 - cut to the text
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def json_script(value: Any) -> Markup:
    r"""Write JSON that may stand in a script element: nothing in it can end the element.

    >>> print(json_script({"a": "</script>"}))
    {"a": "\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - no markup character is left


def drawing(parts: Iterable[Markup]) -> Markup:
    """Join pieces of SVG, each made by ``Markup.format`` so that its texts are escaped."""
    return Markup("").join(parts)

"""The words of a page for people: what is said, without menus, footers, notices and boxes beside it.

Headings stand on a line of their own, the cells of a table row between bars, a term and its definition as
"term: definition". One pass over the page's tags, however broken they are.
"""

from __future__ import annotations

import html
import re
from typing import Final

from harvester.extract.html_spans import span_of, spread

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/?>"
    r"|<[!?][^>]*>",
    re.S,
)
_RAW: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "math"}
)
_ASIDE: Final = frozenset({"nav", "footer", "aside", "form", "dialog", "button", "select", "menu"})
_BLOCK_NAMES: Final = """
p div li ul ol tr table section article main header h1 h2 h3 h4 h5 h6 dd dt dl blockquote br hr pre
figure figcaption caption thead tbody tfoot address details summary body
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_VOID: Final = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track"]
)
_HINT = re.compile(
    r"(?:class|id|role)\s*=\s*[\"']?[^\"'>]*?(?:\b|_|-)(?:cookie\w*|consent|banner|menu\w*|nav(?:bar|igation)?|"
    r"breadcrumbs?|footer|sidebar|related|social|share|dialog|alertdialog|contentinfo|complementary|"
    r"advert\w*|newsletter|biskvit\w*|kakor|sutik\w*|pagination|skip\w*|login)(?:\b|_|-)",
    re.I,
)
_HEADING: Final = "\x02"
_SEAM: Final = "\x04"
_NUMBERED = re.compile(rf"(?<=\d){_SEAM}+(?=[^\W\d])")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_MOST_DEPTH: Final = 2000


def page_text(page: str) -> str:
    r"""Give the words of a page.

    Args:
        page: HTML, whole or cut anywhere.

    Returns:
        Lines; empty when the page shows no words outside its menus.

    >>> page_text("<nav>Home</nav><h1>A</h1><p>CT of the <b>chest</b></p><tr><td>1</td><td>2</td></tr>")
    'A\nCT of the chest\n| 1 | 2 |'
    """
    out: list[str] = []
    at = 0
    hidden: str | None = None
    depth = 0
    raw: str | None = None
    for found in _TOKEN.finditer(page):
        if raw is None and hidden is None and found.start() > at:
            out.append(html.unescape(page[at : found.start()]).replace("\n", " ").replace("|", "/"))
        at = found.end()
        name = (found["name"] or "").lower()
        if not name:
            continue
        closing = bool(found["close"])
        if raw is not None:
            if closing and name == raw:
                raw = None
            continue
        if hidden is not None:
            if name == hidden and name not in _VOID:
                depth += -1 if closing else 1
                if depth == 0:
                    hidden = None
                    out.append("\n")
            continue
        if not closing and name in _RAW:
            raw = name
        elif not closing and name not in _VOID and _is_aside(page, found, name):
            hidden, depth = name, 1
        else:
            _mark(out, name, closing, found["attributes"])
    if raw is None and hidden is None:
        out.append(html.unescape(page[at:].partition("<")[0]).replace("\n", " "))
    # "<b>27</b><span>datasets</span>" stands apart on the page.
    joined = _NUMBERED.sub(" ", "".join(out)).replace(_SEAM, "")
    text = _BLANKS.sub(" ", joined)
    text = spread(_LINES.sub("\n", text).replace("\n | |", "\n|"))
    return re.sub(rf"\s*{_HEADING}\s*", "\n\n", text).strip()


def _is_aside(page: str, found: re.Match[str], name: str) -> bool:
    if name == "header":
        inside = page[found.end() : page.find("</header", found.end())]
        return "<h1" not in inside and "<p" not in inside
    return name in _ASIDE or _is_beside(name, found["attributes"])


def _is_beside(name: str, attributes: str) -> bool:
    return (
        name not in {"html", "body", "main", "article"}
        and bool(attributes)
        and bool(_HINT.search(attributes))
    )


def _mark(out: list[str], name: str, closing: bool, attributes: str) -> None:
    if name in {"td", "th"}:
        if not closing:
            out.append(f" | {span_of(attributes)}")
    elif name == "tr":
        out.append(" |\n" if closing else "\n")
    elif name == "dt":
        out.append(": " if closing else "\n")
    elif name == "dd":
        out.append("\n" if closing else " ")
    elif name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        # A line of its own with an empty one before it is how a heading is told later.
        out.append("\n" if closing else _HEADING)
    elif name == "li" and not closing:
        out.append("\n- ")
    elif name in _BLOCKS:
        out.append("\n")
    else:
        out.append(_SEAM)

"""Plain text from what providers write into text fields."""

from __future__ import annotations

import html
import re
from typing import Final

import nh3

LONGEST: Final = 1_000_000
"""Characters of one text that are kept."""

MANY_TAGS: Final = 20_000
"""More markup than this goes through a plain pattern: an HTML tree of it would take minutes."""

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
_BLOCK = re.compile(
    r"</(?:p|div|li|tr|h[1-6]|ul|ol|table|section|article|blockquote|dd|dt)\s*>|<br\s*/?>", re.I
)
_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)+")

_STANDING_FOR_NOTHING = (
    "todo|to do|tbd|tba|to be done|to be defined|n/a|none|null|unknown|undefined|missing|empty|test|xxx|"
    "xxxx|not available|not applicable|no identifier|placeholder|lorem ipsum|default|identifier|keine angabe"
)
PLACEHOLDERS: Final = frozenset(_STANDING_FOR_NOTHING.split("|"))


def is_placeholder(text: str) -> bool:
    """Say whether a value stands for nothing: ``TODO``, ``n/a``, or fewer than three characters.

    >>> is_placeholder("N/A"), is_placeholder("ab"), is_placeholder("chaimeleon-01")
    (True, True, False)
    """
    plain = text.strip().casefold().strip("<>[](){}.")
    return len(plain) < 3 or plain in PLACEHOLDERS


def without_controls(text: str) -> str:
    r"""Remove what no text may hold: control characters, lone surrogates, byte order marks.

    >>> without_controls("a\x00b\ud800c\n")
    'abc\n'
    """
    return _CONTROL.sub("", text)


def plain_text(raw: str) -> str:
    r"""Give the words without markup, at most one empty line between paragraphs.

    Entities are resolved, twice if they were encoded twice; ``p < 0.05`` stays as it is.

    Args:
        raw: Text, HTML or a mixture; may be empty.

    Returns:
        The words; line ends are kept where the markup ended a paragraph.

    >>> plain_text("<p>CT of the <b>chest</b></p><p>p &lt; 0.05</p><script>x()</script>")
    'CT of the chest\np < 0.05'
    """
    text = without_controls(raw)
    for _ in range(2):
        if not _MARKUP.search(text):
            break
        text = _strip(text)
    text = _BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINES.sub("\n\n", text).strip()


def _strip(text: str) -> str:
    text = _BLOCK.sub("\n", text)
    if text.count("<") > MANY_TAGS:
        return html.unescape(_TAG.sub(" ", text))
    return html.unescape(nh3.clean(text, tags=set()))

"""Descriptions from pages for people: one a page, its words kept whole."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

from catalogue.model import Claim, Description, Evidence, Extraction, Fetched, Finding, Severity
from harvester.extract.addresses import absolute, is_web
from harvester.extract.decode import decode, is_html
from harvester.extract.draft import Draft
from harvester.extract.html_text import page_text
from harvester.extract.tags import language_tag
from harvester.extract.text import LONGEST, plain_text, without_controls

SHORT: Final = 200
"""A main text shorter than this was cut too closely; the whole visible text is taken then."""

_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
_AROUND = re.compile(r"<(nav|footer|aside|form)\b.*?</\1\s*>", re.S | re.I)
_TITLES: Final = (
    re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.S | re.I),
    re.compile(r"<meta\b[^>]*property=[\"']og:title[\"'][^>]*content=[\"']([^\"']*)", re.S | re.I),
    re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.S | re.I),
)
_LANGUAGE = re.compile(r"<html\b[^>]*?\slang=[\"']?([\w-]+)", re.I)
_CANONICAL = re.compile(r"<link\b(?=[^>]*rel=[\"']?canonical)[^>]*href=[\"']?([^\"'\s>]+)", re.I)
_EMPTY = re.compile(r"\n{3,}")
_SPACE = re.compile(r"[^\S\n]+")


def read_prose(source: str, fetched: Fetched) -> Extraction:
    """Give the one description of a page.

    Its identifier is path and query of its address, so that it survives a move to another host. Its
    description is the main text; evidence of everything understood later is a span in it.
    """
    raw = without_controls(decode(fetched))
    page = is_html(raw) or fetched.media_type in {"text/html", "application/xhtml+xml"}
    text = main_text(raw) if page else _tidy(_barred(raw))
    if not text:
        wrong = Finding(
            "page-empty", Severity.VIOLATION, fetched.url, "a page without words", "a page with text",
            "The page may be drawn by JavaScript; harvest its data address instead.",
        )  # fmt: skip
        return Extraction((), (wrong,))
    draft = Draft(source, fetched, "prose")
    if len(text) > LONGEST:
        draft.find(
            "text-too-long", Severity.WARNING, fetched.url, f"{len(text)} characters",
            f"at most {LONGEST} characters", "The text was cut. Describe each dataset on its own page.",
        )  # fmt: skip
        text = text[:LONGEST]
    declared = _LANGUAGE.search(raw[:4096]) if page else None
    language = language_tag(declared[1]) if declared else None
    title = _title(raw) if page else first_headline(text)
    draft.text("dct:title", title, "//title", language=language)
    evidence = Evidence(fetched.sha256, fetched.url, "", 0, len(text), text[:300])
    draft.claims.append(
        Claim("dct:description", text, language=language, evidence=evidence, rule="prose.text")
    )
    address = _address(raw, fetched.url) if page else fetched.url
    draft.iri("dcat:landingPage", address.partition("#")[0], "", rule="prose.url")
    identifier = _identifier(address)
    draft.literal("dct:identifier", identifier, "", rule="prose.url")
    done = draft.finish(identifier, place=fetched.url)
    return Extraction((done,)) if isinstance(done, Description) else Extraction((), (done,))


def main_text(page: str) -> str:
    """Give the main text of a page, the whole visible text where that is too short.

    Args:
        page: HTML, however broken.

    Returns:
        Lines of text; empty when the page shows none.
    """
    text = _tidy(without_controls(page_text(page)))
    if len(text) >= SHORT:
        return text
    visible = plain_text(_AROUND.sub("\n", _HIDDEN.sub(" ", page)))
    return text if len(text) * 2 > len(visible) else visible


def first_headline(text: str) -> str:
    r"""Give the first line that is a sentence or a headline, not a menu entry: five words or more.

    >>> first_headline("Menu\nPress release\nA first atlas of breast images is open\nIt holds ...")
    'A first atlas of breast images is open'
    """
    lines = [line.strip() for line in text.splitlines()[:40] if line.strip()]
    return next((line for line in lines if len(line.split()) >= 5), lines[0] if lines else "")[:300]


def _title(page: str) -> str:
    for pattern in _TITLES:
        found = pattern.search(page[:500_000])
        title = plain_text(html.unescape(found[1])) if found else ""
        if title:
            return " ".join(title.split())[:500]
    return ""


def _identifier(address: str) -> str:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return path if len(path) > 2 else f"{path}index"


def _address(page: str, url: str) -> str:
    """Give the page's own canonical address if it names one on the same host, else where it was found."""
    found = _CANONICAL.search(page[:200_000])
    if found:
        named = absolute(html.unescape(found[1]), url)
        if is_web(named) and urlsplit(named).hostname == urlsplit(url).hostname:
            return named
    return url


def _barred(text: str) -> str:
    """Put bars between the cells of a table whose lines have tabs or semicolons between them."""
    lines = text.split("\n")
    for mark in ("\t", ";"):
        counts = [line.count(mark) for line in lines]
        for number, count in enumerate(counts):
            near = counts[max(0, number - 1) : number + 2]
            if count >= 2 and near.count(count) >= 2:
                lines[number] = "| " + " | ".join(part.strip() for part in lines[number].split(mark)) + " |"
            elif count == 1 and near.count(1) >= 2 and len(lines[number].partition(mark)[0].split()) <= 4:
                lines[number] = lines[number].replace(mark, ":", 1)
    return "\n".join(lines)


def _tidy(text: str) -> str:
    lines = "\n".join(_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return _EMPTY.sub("\n\n", lines).strip()

"""Say why a dataset is a hit, mark the words, and choose what to show of its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from indexer.analysis import term, tokens
from indexer.document import Document, Text
from indexer.hits import Marked, Reason
from ontologies.errors import cut
from ontologies.scheme import Scheme

SNIPPET = 260
"""Characters of a description that are shown."""
READ = 20_000
"""Characters of a description in which words are looked for, for showing."""
QUOTE = 200
LABELS = "among the names of its concepts"
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def title_of(document: Document, language: str) -> tuple[str, str]:
    """Give the title in the reader's language, else the document's own, and its language."""
    if language in document.texts and document.texts[language].title:
        return document.texts[language].title, language
    for tag, text in document.texts.items():
        if text.title == document.title:
            return document.title, tag
    return document.title, "und"


def description_of(document: Document, language: str, wanted: Collection[str]) -> tuple[str, str]:
    """Give a description and its language: the reader's, or one that has the words looked for."""
    described = {tag: text.description[:READ] for tag, text in document.texts.items() if text.description}
    order = [language, "en", *described]
    for tag in order:
        if tag in described and wanted and marks(described[tag], tag, wanted):
            return described[tag], tag
    return next(((described[tag], tag) for tag in order if tag in described), ("", "und"))


def marks(text: str, language: str, wanted: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Give the spans of the words whose terms are looked for.

    >>> marks("Brain MRI of brains", "en", {"brain"})
    ((0, 5), (13, 19))
    """
    return tuple((one.start, one.end) for one in tokens(text) if term(one.word, language) in wanted)


def snippet(text: str, language: str, wanted: Collection[str]) -> Marked:
    """Cut the part of a text with the most different marked words, at word ends."""
    spans = marks(text, language, wanted)
    if len(text) <= SNIPPET:
        return Marked(" ".join(text.split("\n")), spans)
    best = _best_start(text, language, spans)
    start = 0 if best < SNIPPET // 4 else text.rfind(" ", 0, max(1, best - 40)) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + SNIPPET // 2)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    inside = tuple((first + shift, last + shift) for first, last in spans if start <= first and last <= end)
    return Marked(head + text[start:end].replace("\n", " ") + tail, inside)


def _best_start(text: str, language: str, spans: Sequence[tuple[int, int]]) -> int:
    best, most = 0, 0
    for number, (first, _) in enumerate(spans):
        near = [span for span in spans[number:] if span[1] <= first + SNIPPET - 40]
        different = len({term(text[a:b], language) for a, b in near})
        if different > most:
            best, most = first, different
    return best


def word_reason(
    document: Document, meant: Sequence[tuple[str, Sequence[str]]], *, concepts: bool
) -> Reason | None:
    """Say which words stand where.

    Args:
        document: The hit.
        meant: Words of the query that occur in it, with their terms.
        concepts: Its concepts are told already: words that are only their labels say nothing more.
    """
    places: dict[str, list[str]] = {}
    for word, terms in meant:
        places.setdefault(_place(document, set(terms)), []).append(word)
    if concepts:
        places.pop(LABELS, None)
    if not places:
        return None
    parts = [f"{_listed(words)} {place}" for place, words in places.items()]
    words = tuple(word for listed in places.values() for word in listed)
    return Reason("words", f"Has {'; '.join(parts)}.", words=words)


def _place(document: Document, wanted: Collection[str]) -> str:
    names = ("in its title", "in its description", "among its keywords", LABELS)
    texts = list(document.texts.items())
    for place, name in enumerate(names):
        for language, text in texts:
            part = (text.title, text.description[:READ], " . ".join(text.keywords), " . ".join(text.labels))[
                place
            ]
            if marks(part, language, wanted):
                return name
    return "in its publisher's name"


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def concept_reason(document: Document, concept: str, words: Scheme, language: str) -> Reason | None:
    """Say that a dataset is about a concept, or about something below it and by which way."""
    own = document.all_concepts()
    paths = [path for name in own if (path := up(name, concept, words))]
    if not paths:
        return None
    path = min(paths, key=len)
    label, asked = words.label(path[0], language), words.label(concept, language)
    kind = words.concepts[path[0]].kind.replace("-", " ")
    if len(path) == 1:
        sentence = f"Its {kind} is {label}."
    else:
        between = "".join(f" › {words.label(name, language)}" for name in path[1:-1])
        sentence = f"Its {kind} is {label}, which belongs to {asked}"
        sentence += f" ({label}{between} › {asked})." if between else "."
    return Reason("concept", sentence, concept=concept, path=path, label=label)


def up(start: str, goal: str, words: Scheme) -> tuple[str, ...]:
    """Give the shortest way from a concept up to another, both included; empty when there is none.

    Source: breadth-first search over ``Scheme.parents``.
    """
    edge: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while edge:
        ahead = []
        for path in edge:
            if path[-1] == goal:
                return path
            for parent in words.parents(path[-1]):
                if parent not in seen:
                    seen.add(parent)
                    ahead.append((*path, parent))
        edge = ahead
    return ()


def sentences(document: Document, languages: Collection[str], most: int) -> list[str]:
    """List the first sentences of the text that the model read."""
    text = next((document.texts[tag] for tag in languages if tag in document.texts), Text())
    parts = [part.strip() for part in _SENTENCE.split(text.description) if len(part.strip()) > 20]
    return [cut(part, QUOTE) for part in (parts or [document.title])[:most]]


def meaning_reason(quote: str) -> Reason:
    """Say that a text means something near to the query."""
    return Reason("meaning", f"Its description is close in meaning: “{quote}”", quote=quote)

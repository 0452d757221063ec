"""Understand a query: language, concepts, numbers, access, and what is left as words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.analysis import Token, clean, is_stop, tokens
from indexer.languages import of_query, of_word
from indexer.lexicon import Span, lexicon
from indexer.quantities import Limit, access, limits
from ontologies.errors import ProjectError, cut
from ontologies.scheme import Scheme, scheme

DEEPEST = 10
"""Brackets within brackets: a person writes two."""
MOST_WORDS = 32
_QUOTED = re.compile(r"[\"“„«][^\"”“»]{2,}[\"”“»]")
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S+|https?://\S+|\b[\w.-]*\d[\w.-]*[-_.:/][\w.:/-]*\d[\w./:-]*")


class QueryError(ProjectError):
    """A query is refused before any engine sees it; ``code`` is permanent."""

    def __init__(self, message: str, *, hint: str, code: str) -> None:
        super().__init__(message, hint=hint)
        self.code = code


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is looked for.

    Attributes:
        word: As typed, from ``start`` to ``end`` of the query.
        language: It is read in.
        named: It is part of a concept's label: words that only resemble it say nothing more.
    """

    word: str
    start: int
    end: int
    language: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """Something that was understood, for a chip on the page.

    Attributes:
        key: Names it in ``without``: ``concept:glioma``, ``number:subjects_min``, ``access:PUBLIC``.
        kind: ``concept``, ``number`` or ``access``.
        value: Concept id, number as text, or code.
        label: For people; a concept's in the reader's language.
        text: The words of the query it was read from, ``start`` to ``end``.
    """

    key: str
    kind: str
    value: str
    label: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as understood.

    Attributes:
        text: The query, cleaned.
        language: Of most of it.
        words: What is looked for as words, stop words and numbers read as limits left out.
        concepts: Concept ids, in the order of the query.
        limits: Numbers by filter name.
        access: Codes of access rights asked for.
        reads: All that was read.
        english: What an English model may read of it, empty when nothing was understood.
        share: Of its words that ``english`` stands for, 0..1.
        literal: It quotes or names something exactly: no second look.
        warnings: Sentences for the reader.
    """

    text: str
    language: str
    words: tuple[Word, ...]
    concepts: tuple[str, ...]
    limits: dict[Limit, int]
    access: tuple[str, ...]
    reads: tuple[Read, ...]
    english: str
    share: float
    literal: bool
    warnings: tuple[str, ...]


def understand(
    query: str,
    *,
    words: Scheme | None = None,
    language: str = "en",
    max_chars: int = 400,
    without: Collection[str] = (),
    model_languages: Sequence[str] = ("en",),
) -> Understood:
    """Read a query.

    Args:
        query: Whatever was typed; may be empty or hostile.
        words: The concept scheme; None takes the shipped one.
        language: Of the page it was typed into.
        max_chars: Longest query.
        without: Keys of ``Read`` that the reader took back.
        model_languages: Languages the embedding model reads as they are.

    Raises:
        QueryError: It is longer than ``max_chars`` (``query-too-long``), or nested deeper than any
            person writes (``query-too-complex``).
    """
    words = words or scheme()
    text = checked(query, max_chars)
    found = tokens(text)
    numbers = [one for one in limits(text) if f"number:{one.limit}" not in without]
    rights = [one for one in access(text) if f"access:{one.code}" not in without]
    taken = [(one.start, one.end) for one in numbers] + [(one.start, one.end) for one in rights]
    free = [token for token in found if not any(a < token.end and token.start < b for a, b in taken)]
    lex = lexicon(words)
    exact = lex.exact(text, free)
    have = [lex.languages(span, free) for span in exact]
    if language != "en":  # the reader's own inflected words tell too
        english_too = {(span.first, span.last) for span in [*exact, *lex.inflected(free, ["en"])]}
        own = {(span.first, span.last) for span in lex.inflected(free, [language])}
        have += [{language} for _ in own - english_too]
    spoken = of_query([token.word for token in free], have, language)
    spans = lex.read(text, free, exact, list(dict.fromkeys([spoken, language, "en"])))
    spans = [span for span in spans if f"concept:{span.found[0].id}" not in without]
    reads = [_concept(span, free, text, words, language) for span in spans]
    reads += [_number(one.limit, one.value, text, one.start, one.end) for one in numbers]
    reads += [_access(one.code, text, one.start, one.end) for one in rights]
    looked_for, warnings = _words(free, spans, spoken)
    english, share = _english(free, spans, looked_for, words, spoken, model_languages)
    return Understood(
        text=text,
        language=spoken,
        words=looked_for,
        concepts=tuple(dict.fromkeys(one.id for span in spans for one in span.found)),
        limits={one.limit: one.value for one in numbers},
        access=tuple(dict.fromkeys(one.code for one in rights)),
        reads=tuple(sorted(reads, key=lambda one: one.start)),
        english=english,
        share=share,
        literal=bool(_QUOTED.search(text) or _IDENTIFIER.search(text)),
        warnings=warnings,
    )


def checked(query: str, max_chars: int) -> str:
    """Refuse what is too long or too deep, and clean the rest.

    >>> checked("(" * 20 + "a" + ")" * 20, 400)
    Traceback (most recent call last):
    indexer.query.QueryError: the query has brackets 20 deep, at most 10 are read
      -> Write the words without brackets.
    """
    if len(query) > max_chars:
        raise QueryError(
            f"the query has {len(query)} characters, at most {max_chars} are read: '{cut(query[:200], 40)}'",
            hint="Shorten it to the words that matter.",
            code="query-too-long",
        )
    depth = deepest = 0
    for letter in query:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise QueryError(
            f"the query has brackets {deepest} deep, at most {DEEPEST} are read",
            hint="Write the words without brackets.",
            code="query-too-complex",
        )
    return clean(query).replace("\n", " ").strip()


def _words(
    free: Sequence[Token], spans: Sequence[Span], spoken: str
) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Give the words to look for: stop words only when there is nothing else."""
    named = {place for span in spans for place in range(span.first, span.last)}
    read = [
        Word(token.word, token.start, token.end, _language(token.word, spoken), place in named)
        for place, token in enumerate(free)
    ]
    first: dict[str, Word] = {}
    for word in read:
        if not is_stop(word.word, word.language):
            first.setdefault(word.word.lower(), word)
    kept = list(first.values()) or read
    if len(kept) > MOST_WORDS:
        return tuple(kept[:MOST_WORDS]), (f"Only the first {MOST_WORDS} words were looked for.",)
    return tuple(kept), ()


def _language(word: str, spoken: str) -> str:
    """Read a word in the query's language unless its script belongs to another."""
    script = of_word(word)
    if script:
        return script
    return "en" if spoken in {"bg", "el"} else spoken


def _english(
    free: Sequence[Token],
    spans: Sequence[Span],
    looked_for: Sequence[Word],
    words: Scheme,
    spoken: str,
    model_languages: Sequence[str],
) -> tuple[str, float]:
    """Give what the model may read: the query itself where it knows the language, else its concepts."""
    if not free:
        return "", 0.0
    if spoken in model_languages:
        return " ".join(token.word for token in free), 1.0
    covered = {place for span in spans for place in range(span.first, span.last)}
    parts = [(span.first, words.label(span.found[0].id, "en")) for span in spans]
    for place, token in enumerate(free):
        if place not in covered and token.word.isupper() and token.word.isascii():
            covered.add(place)
            parts.append((place, token.word))
    wanted = {(word.start, word.end) for word in looked_for}
    places = [place for place, token in enumerate(free) if (token.start, token.end) in wanted]
    share = sum(place in covered for place in places) / len(places) if places else 0.0
    return " ".join(part for _, part in sorted(parts)), share


def _concept(span: Span, free: Sequence[Token], text: str, words: Scheme, language: str) -> Read:
    start, end = free[span.first].start, free[span.last - 1].end
    concept = span.found[0].id
    return Read(
        f"concept:{concept}", "concept", concept, words.label(concept, language), text[start:end], start, end
    )


def _number(limit: Limit, value: int, text: str, start: int, end: int) -> Read:
    what = "images" if limit.startswith("images") else "subjects"
    label = f"{what} {'≤' if limit.endswith('max') else '≥'} {value:,}"
    return Read(f"number:{limit}", "number", str(value), label, text[start:end], start, end)


def _access(code: str, text: str, start: int, end: int) -> Read:
    return Read(f"access:{code}", "access", code, code, text[start:end], start, end)

"""How complete the scheme is: concepts × languages × labels, and what is thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from ontologies.concept import KINDS, LANGUAGES, Concept
from ontologies.scheme import Scheme, scheme

THIN = 2
"""A concept with fewer labels than this in a language (preferred and alternative) is thin there."""

MANY = 8
"""A concept that is thin in more languages than this is named."""


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one kind; ``languages`` is how many have a preferred label for every concept."""

    kind: str
    concepts: int
    languages: int
    preferred: int
    alternative: int
    hidden: int
    codes: int

    def plain(self) -> dict[str, object]:
        """Give the counts by name."""
        return asdict(self)

    def cells(self) -> tuple[str | int, ...]:
        """Give the counts in order."""
        return tuple(asdict(self).values())


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """Counts of one language; ``thin`` is how many concepts have their preferred label only."""

    language: str
    preferred: int
    alternative: int
    hidden: int
    thin: int

    def plain(self) -> dict[str, object]:
        """Give the counts by name."""
        return asdict(self)

    def cells(self) -> tuple[str | int, ...]:
        """Give the counts in order."""
        return tuple(asdict(self).values())


def coverage(words: Scheme | None = None) -> list[Row]:
    """Count each kind and, last, all together."""
    known = words or scheme()
    rows = [_row(kind, known.of_kind(kind)) for kind in KINDS]
    return [*(row for row in rows if row.concepts), _row("all", _every(known))]


def languages(words: Scheme | None = None) -> list[LanguageRow]:
    """Count each of the 24 languages, in alphabetical order."""
    every = _every(words or scheme())
    return [
        LanguageRow(
            language=language,
            preferred=sum(language in one.labels for one in every),
            alternative=sum(len(one.alt.get(language, ())) for one in every),
            hidden=sum(len(one.hidden.get(language, ())) for one in every),
            thin=sum(_is_thin(one, language) for one in every),
        )
        for language in LANGUAGES
    ]


def thin(words: Scheme | None = None) -> list[str]:
    """Say what is thin: languages first, most first; then concepts; then concepts without any code."""
    known = words or scheme()
    every = _every(known)
    by_language = sorted(languages(known), key=lambda row: (-row.thin, row.language))
    lines = [
        f"{row.language}: {row.thin} of {len(every)} concepts have no alternative label"
        for row in by_language
        if row.thin
    ]
    by_concept = Counter({one.id: sum(_is_thin(one, language) for language in LANGUAGES) for one in every})
    lines += [
        f"{name}: no alternative label in {number} languages"
        for name, number in by_concept.most_common()
        if number > MANY
    ]
    bare = [one.id for one in every if not one.codes]
    if bare:
        lines.append(f"{len(bare)} concepts have no code in any other vocabulary: {', '.join(bare)}")
    return lines


def _row(kind: str, concepts: Iterable[Concept]) -> Row:
    listed = list(concepts)
    whole = sum(all(language in one.labels for one in listed) for language in LANGUAGES)
    return Row(
        kind=kind,
        concepts=len(listed),
        languages=whole if listed else 0,
        preferred=sum(len(one.labels) for one in listed),
        alternative=sum(len(labels) for one in listed for labels in one.alt.values()),
        hidden=sum(len(labels) for one in listed for labels in one.hidden.values()),
        codes=sum(len(one.codes) for one in listed),
    )


def _every(known: Scheme) -> list[Concept]:
    return [concept for kind in KINDS for concept in known.of_kind(kind)]


def _is_thin(concept: Concept, language: str) -> bool:
    return len(concept.alt.get(language, ())) + 1 < THIN

"""How complete the scheme is: concepts × languages × labels, and what is thin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from ontologies.concept import KINDS, LANGUAGES, Concept
from ontologies.scheme import Scheme, scheme

THIN = 2
"""A concept with fewer labels than this in a language (preferred and alternative) is thin there."""


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


def coverage(words: Scheme | None = None) -> list[Row]:
    """Count each kind and, last, all together."""
    known = words or scheme()
    rows = [_row(kind, known.of_kind(kind)) for kind in KINDS]
    every = [concept for kind in KINDS for concept in known.of_kind(kind)]
    return [*(row for row in rows if row.concepts), _row("all", every)]


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


def thin(words: Scheme | None = None) -> list[str]:
    """Say for each language how many concepts have only their preferred label there, most first."""
    known = words or scheme()
    every = [concept for kind in KINDS for concept in known.of_kind(kind)]
    counts = {
        language: sum(len(one.alt.get(language, ())) + 1 < THIN for one in every) for language in LANGUAGES
    }
    return [
        f"{language}: {number} of {len(every)} concepts have no alternative label"
        for language, number in sorted(counts.items(), key=lambda count: (-count[1], count[0]))
        if number
    ]

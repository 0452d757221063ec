"""Find concepts in the words of a query: longest label first, any language, inflected forms too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis import Token, is_stop, term, tokens
from ontologies.concept import Found, MatchKind
from ontologies.fold import plain
from ontologies.scheme import ORDER, Scheme

LONGEST_LABEL = 7
"""Words of a label that are looked for."""
MOST_MEANINGS = 3
"""Concepts that one span may stand for: more is no understanding."""
SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``first`` to before ``last`` mean these concepts, best first; ``how`` they were found."""

    first: int
    last: int
    found: tuple[Found, ...]
    how: str


class Lexicon:
    """The labels of a scheme, ready to be found in running words."""

    def __init__(self, words: Scheme) -> None:
        self.words = words
        self._stems: Callable[[str], Mapping[tuple[str, ...], tuple[Found, ...]]] = lru_cache(32)(
            self._stem_table
        )
        self._prefixes: Callable[[str], Mapping[tuple[str, ...], tuple[tuple[str, Found], ...]]] = lru_cache(
            32
        )(self._prefix_table)

    def exact(self, text: str, found: Sequence[Token]) -> list[Span]:
        """List all spans of a text that are labels as they stand, in any language."""
        spans = []
        for first, last in _windows(len(found)):
            surface = text[found[first].start : found[last - 1].end]
            meanings = self.words.find(surface)
            if not meanings and first + 1 < last:
                meanings = self.words.find(" ".join(token.word for token in found[first:last]))
            if meanings:
                spans.append(Span(first, last, tuple(meanings), "exact"))
        return spans

    def languages(self, span: Span, found: Sequence[Token]) -> set[str]:
        """Give the languages that have a label as it stands."""
        return {
            one.language for one in self._all(span, [token.word for token in found[span.first : span.last]])
        }

    def inflected(self, found: Sequence[Token], languages: Iterable[str]) -> list[Span]:
        """List the spans that are labels of one of these languages by their stems or beginnings."""
        spans = []
        for language in languages:
            stems = [term(token.word, language) for token in found]
            table, prefixes = self._stems(language), self._prefixes(language)
            for first, last in _windows(len(found)):
                if meanings := table.get(tuple(stems[first:last])):
                    spans.append(Span(first, last, meanings, "stem"))
                elif begun := prefixes.get(tuple(stems[first : last - 1])):
                    word = plain(found[last - 1].word)
                    longest = max((len(start) for start, _ in begun if word.startswith(start)), default=0)
                    fitting = [
                        one for start, one in begun if len(start) == longest and word.startswith(start)
                    ]
                    if fitting:
                        spans.append(Span(first, last, tuple(fitting), "beginning"))
        return spans

    def read(
        self, text: str, found: Sequence[Token], exact: Sequence[Span], languages: Sequence[str]
    ) -> list[Span]:
        """Choose spans that do not overlap: the longest, then the surest, from left to right.

        Args:
            text: What the tokens were read from.
            found: All tokens, stop words too.
            exact: As ``exact`` gave them.
            languages: The query's language, then others whose inflections are tried.
        """
        how = {"exact": 0, "stem": 1, "beginning": 2}
        spans = [
            Span(span.first, span.last, self._meant(span, found, languages), span.how)
            for span in [*exact, *self.inflected(found, languages)]
        ]
        spans = [span for span in spans if span.found]
        spans.sort(
            key=lambda span: (span.first - span.last, how[span.how], self._rank(span, languages), span.first)
        )
        taken: set[int] = set()
        chosen = []
        for span in spans:
            places = set(range(span.first, span.last))
            if not places & taken:
                taken |= places
                chosen.append(span)
        return sorted(chosen, key=lambda span: span.first)

    def _rank(self, span: Span, languages: Sequence[str]) -> int:
        best = span.found[0]
        return languages.index(best.language) if best.language in languages else len(languages)

    def _meant(self, span: Span, found: Sequence[Token], languages: Sequence[str]) -> tuple[Found, ...]:
        """Keep the best meaning of each kind: asked language first, then the kind of label."""
        words = [token.word for token in found[span.first : span.last]]
        meanings = [one for one in self._all(span, words) if _credible(one, words, languages)]
        meanings.sort(
            key=lambda one: (
                languages.index(one.language) if one.language in languages else len(languages),
                ORDER[one.match],
                one.id,
            )
        )
        best: dict[str, tuple[str, MatchKind]] = {}
        kept: dict[str, Found] = {}
        for one in meanings:
            kind = self.words.concepts[one.id].kind
            level = best.setdefault(kind, (one.language, one.match))
            if level == (one.language, one.match):
                kept.setdefault(one.id, one)
        return tuple(kept.values())[:MOST_MEANINGS]

    def _all(self, span: Span, words: Sequence[str]) -> list[Found]:
        """Give every language's reading of an exact label: ``find`` gives one a concept."""
        if span.how != "exact":
            return list(span.found)
        readings = []
        wanted = plain(" ".join(words))
        for one in span.found:
            concept = self.words.concepts[one.id]
            for language, label in concept.labels.items():
                if _even(label) == wanted:
                    readings.append(Found(one.id, "preferred", language, label))
            for match, layer in (("alternative", concept.alt), ("hidden", concept.hidden)):
                for language, labels in layer.items():
                    readings.extend(
                        Found(one.id, "alternative" if match == "alternative" else "hidden", language, label)
                        for label in labels
                        if _even(label) == wanted
                    )
            readings.append(one)
        return readings

    def _labels(self, language: str) -> Iterable[tuple[Found, str]]:
        for concept in self.words.concepts.values():
            if concept.replaced_by:
                continue
            if label := concept.labels.get(language):
                yield Found(concept.id, "preferred", language, label), label
            for label in concept.alt.get(language, ()):
                yield Found(concept.id, "alternative", language, label), label
            for label in concept.hidden.get(language, ()):
                yield Found(concept.id, "hidden", language, label), label

    def _stem_table(self, language: str) -> Mapping[tuple[str, ...], tuple[Found, ...]]:
        table: dict[tuple[str, ...], list[Found]] = {}
        for found, label in self._labels(language):
            key = tuple(term(token.word, language) for token in tokens(label))
            if key and not label.endswith("-") and len("".join(key)) > 2:
                table.setdefault(key, []).append(found)
        return {
            key: tuple(sorted(many, key=lambda one: (ORDER[one.match], one.id)))
            for key, many in table.items()
        }

    def _prefix_table(self, language: str) -> Mapping[tuple[str, ...], tuple[tuple[str, Found], ...]]:
        table: dict[tuple[str, ...], list[tuple[str, Found]]] = {}
        for found, label in self._labels(language):
            words = tokens(label)
            if label.endswith("-") and words and len(words[-1].word) >= SHORTEST_PREFIX:
                key = tuple(term(token.word, language) for token in words[:-1])
                table.setdefault(key, []).append((plain(words[-1].word), found))
        return {key: tuple(many) for key, many in table.items()}


@lru_cache(maxsize=4)
def lexicon(words: Scheme) -> Lexicon:
    """Give the lexicon of a scheme, made once a process."""
    return Lexicon(words)


@lru_cache(maxsize=100_000)
def _even(label: str) -> str:
    return plain(" ".join(token.word for token in tokens(label)))


def _credible(one: Found, words: Sequence[str], languages: Sequence[str]) -> bool:
    """Refuse short words that only happen to be somebody's abbreviation, and stop words."""
    if len(words) > 1 or words[0].isupper():
        return True
    word = words[0]
    if any(is_stop(word, language) for language in languages):
        return False
    return len(word) > 3 or one.language in languages


def _windows(size: int) -> list[tuple[int, int]]:
    return [
        (first, last)
        for first in range(size)
        for last in range(first + 1, min(size, first + LONGEST_LABEL) + 1)
    ]

"""From words to terms of a shelf: the language of the query first, others when it knows none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis import is_stop, term, tokens
from indexer.query import Understood, Word
from indexer.rank import Group
from indexer.shelf import Shelf
from ontologies.scheme import Scheme

TRANSLATED = 0.5
"""Weight of an English word for a concept that the query named in another language."""
LIKE = 0.8
"""Factor on the likeness of a term that only resembles the word."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A group of the ranking and what it stands for.

    Attributes:
        group: Terms and weight.
        word: The query's word, or the English word of a concept.
        terms: The terms as text.
        own: It is a word of the query itself.
    """

    group: Group
    word: str
    terms: tuple[str, ...]
    own: bool


def meant(shelf: Shelf, read: Understood, words: Scheme) -> list[Meant]:
    """Give the groups of a query; a word that the index does not know has none.

    English words of the concepts join when the query is in another language: they make a described
    dataset score by its words, but do not find candidates by themselves.
    """
    found = [one for word in read.words if (one := of_word(shelf, word))]
    if read.language == "en":
        return found
    known = {name for one in found for name in one.terms}
    for concept in read.concepts:
        for token in tokens(words.label(concept, "en")):
            name = term(token.word, "en")
            number = shelf.terms.find(name)
            if number >= 0 and name not in known and not is_stop(token.word, "en"):
                known.add(name)
                weight = TRANSLATED if found else 1.0
                found.append(Meant(Group(((number, 1.0),), weight), token.word, (name,), own=False))
    return found


def of_word(shelf: Shelf, word: Word) -> Meant | None:
    """Look a word up: in its language, in English and as written; then in all languages; then alike.

    A word that names a concept is not looked for by likeness: the concept finds more, and surer.
    """
    for languages in ((word.language, "en", "und"), shelf.languages):
        numbers = _numbers(shelf, word.word, languages)
        if numbers:
            return _meant(shelf, word.word, [(number, 1.0) for number in numbers])
    if word.named:
        return None
    alike = [(number, LIKE * likeness) for number, likeness in shelf.grams.near(word.word)]
    return _meant(shelf, word.word, alike) if alike else None


def _numbers(shelf: Shelf, word: str, languages: Sequence[str]) -> list[int]:
    names = dict.fromkeys(term(word, language) for language in languages)
    return [number for name in names if (number := shelf.terms.find(name)) >= 0]


def _meant(shelf: Shelf, word: str, terms: Sequence[tuple[int, float]]) -> Meant:
    return Meant(Group(tuple(terms)), word, tuple(shelf.terms[number] for number, _ in terms), own=True)

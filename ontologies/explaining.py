"""A finding's code explained in the reader's language: what is wrong, why it matters, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ontologies.findings import explain, sentence
from ontologies.messages import Told, constraint_of, messages, statement, translated

# Which of the general reasons a constraint has in the catalogues; every other one is about a value.
_REASONS: Final = {
    "missing": "why_missing",
    "english_missing": "why_missing",
    "conditional": "why_missing",
    "unreadable": "why_file",
    "too_large": "why_file",
    "no_datasets": "why_file",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A text and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation in a language, as far as the catalogues know it; the rest is in English.

    Attributes:
        code: What is explained.
        title: What is wrong.
        why: Why it matters.
        todo: What to do.
        example: A right value; no language, empty where none is typical.
        headings: Words for why, what to do and example, in the language that was asked for.
        known: False when the code is not in the table and this is the nearest.
    """

    code: str
    title: Part
    why: tuple[Part, ...]
    todo: Part
    example: str
    headings: tuple[str, str, str]
    known: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """A typical finding of a code."""

    code: str
    place: str = ""
    found: str = ""
    expected: str = ""
    hint: str = ""


def explained(code: str, language: str = "en") -> Explained:
    """Explain a code in a language.

    Args:
        code: Of a finding; of an unknown one the nearest is explained.
        language: One of the 24 of the Union; English for others.

    >>> one = explained("title-missing", "de")
    >>> one.title.text, one.todo.text
    ('„Titel“ fehlt.', 'Ergänzen Sie dct:title.')
    >>> explained("robots-forbids", "de").title.language
    'en'
    """
    meaning = explain(code)
    own = messages(language)
    words = own.sentences
    headings = words["label_why"], words["label_todo"], words["label_example"]
    english = Part(meaning.why, "en")
    said, advice = statement(_Case(meaning.code, **meaning.case), own.language)
    constraint = constraint_of(meaning.code)
    typical = meaning.case or constraint in {"no_datasets", "too_large"}
    if own.language == "en" or not said or not typical:
        title, todo = Part(meaning.title, "en"), Part(meaning.todo, "en")
        return Explained(meaning.code, title, (english,), todo, meaning.example, headings, meaning.known)
    reason = Part(words[_REASONS.get(constraint, "why_value")], own.language)
    return Explained(
        meaning.code,
        Part(said, own.language),
        (reason, english),
        Part(advice, own.language) if advice else Part(meaning.todo, "en"),
        meaning.example,
        headings,
        meaning.known,
    )


def told(finding: Told, language: str = "en") -> Part:
    """Say one finding in a language, in English where the catalogues lack its code."""
    own = messages(language).language
    said = translated(finding, own) if own != "en" else ""
    return Part(said, own) if said else Part(sentence(finding), "en")

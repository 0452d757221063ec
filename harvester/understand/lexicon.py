"""The labels of the concept scheme found in running text, inflected forms too, longest first.

One tree of words a language: each step goes by a stem of the word, so "гърдите" takes the step of
"гърда". Labels of several words match across spaces and hyphens, never across punctuation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from harvester.understand.endings import ENDINGS, stems
from harvester.understand.ordinary import is_ordinary
from harvester.understand.words import Word, split_label, words
from ontologies.concept import LANGUAGES, Concept
from ontologies.scheme import Scheme, scheme

KINDS: Final = ("cancer-type", "body-part", "modality")
COMPOUNDING: Final = frozenset({"da", "de", "et", "fi", "hu", "nl", "sv"})
"""Languages that write "breast cancer patients" as one word: a label may begin a longer word."""

NOT_IMAGES: Final = (
    "radiotherapy-object",
    "segmentation-object",
    "structured-report",
    "histological-staining",
)
"""Modalities, in DICOM's wide sense, whose names in a text do not say that there are such images."""

LONGEST_ABBREVIATION: Final = 5
_PREFIX: Final = 4
_KEPT: Final = 1 << 15
_COMPOUND_LEAST: Final = 6
_STEM_LEAST: Final = 5
_ALONE: Final = 4
_DOUBTFUL = "US PT SM OT RM RX TC DX CR PX IO ES OS AS ALL NET"
_COMMON_CAPITALS: Final = frozenset(_DOUBTFUL.split())
_PLAIN_IN: Final = dict.fromkeys(("es", "it", "pt", "ro", "fr", "mt"), frozenset({"RM", "TC"}))
"""Where these are the usual short forms of MRI and CT."""

"""Two capitals that are also countries, words or other things: only beside another modality."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept named in a text.

    Attributes:
        concept: Id.
        kind: Of the concept.
        start, end: Half-open span in the text.
        first, last: Numbers of its first and last word.
        exact: False when only a stem or the beginning of a compound fitted.
        listed: Whether it stands in a list of three or more, where each member means itself.
    """

    concept: str
    kind: str
    start: int
    end: int
    first: int
    last: int
    exact: bool
    listed: bool = False


@dataclass(slots=True)
class _Node:
    steps: dict[str, list[_Node]] = field(default_factory=dict)
    prefixes: dict[str, list[tuple[str, _Node]]] = field(default_factory=dict)
    concepts: list[str] = field(default_factory=list)
    word: str = ""


class Lexicon:
    """All labels of some kinds of concept in one language.

    Args:
        known: The scheme.
        language: BCP 47.
        kinds: Kinds of concept to look for.
    """

    def __init__(self, known: Scheme, language: str, kinds: Iterable[str] = KINDS) -> None:
        self.language = language
        self._kinds = {}
        self._dead: set[str] = set()
        self._root = _Node()
        self._nodes: dict[tuple[str, ...], _Node] = {(): self._root}
        self._capitals: dict[str, list[str]] = defaultdict(list)
        passed_over = not_images(known)
        for kind in kinds:
            for concept in known.of_kind(kind):
                if concept.id in passed_over:
                    continue
                self._kinds[concept.id] = kind
                self._learn(concept)
        del self._nodes

    def find(self, text: str, split: Sequence[Word] | None = None) -> list[Match]:
        """Find concepts in a text, in order; of overlapping ones the longest.

        Args:
            text: Any text in the lexicon's language.
            split: ``words(text)`` if it is at hand.
        """
        split = words(text) if split is None else split
        found: list[Match] = []
        at = 0
        dead = self._dead
        while at < len(split):
            if split[at].text in dead:
                at += 1
                continue
            best = self._longest(text, split, at)
            if best and not is_ordinary(split, at, best[0].last, self.language):
                found.extend(best)
            at = best[0].last + 1 if best else at + 1
        return _without_common_capitals(text, found, self.language)

    def _longest(self, text: str, split: Sequence[Word], at: int) -> list[Match]:
        best: tuple[int, bool, list[str]] = (-1, False, [])
        active: list[tuple[_Node, bool]] = [(self._root, True)]
        for place in range(at, len(split)):
            word = split[place]
            if place > at and word.breaks:
                break
            active = list(self._steps(active, word.text))
            if not active:
                if (
                    place == at
                    and len(self._dead) < _KEPT
                    and text[word.start : word.end].rstrip("s") not in self._capitals
                ):
                    self._remember(word.text)
                break
            for node, exact in active:
                near = exact or place > at or _alike(node.word, word.text)
                if node.concepts and near and (place, exact) > best[:2]:
                    best = (place, exact, node.concepts)
        written = text[split[at].start : split[at].end]
        if best[0] <= at and written[:-1] in self._capitals and written.endswith("s"):
            written = written[:-1]
        if best[0] <= at and written in self._capitals:
            best = (at, True, self._capitals[written])
        start, last = split[at].start, best[0]
        return [
            Match(concept, self._kinds[concept], start, split[last].end, at, last, best[1])
            for concept in best[2]
        ]

    def _remember(self, word: str) -> None:
        """Keep that no label begins with a word; a word that is an abbreviation in capitals may begin one."""
        upper = word.upper()
        if upper not in self._capitals and upper[:-1] not in self._capitals:
            self._dead.add(word)

    def _steps(self, active: list[tuple[_Node, bool]], word: str) -> Iterator[tuple[_Node, bool]]:
        forms = stems(word, self.language)
        for node, exact in active:
            seen: list[_Node] = []
            for form in forms:
                for child in node.steps.get(form, ()):
                    if not any(child is one for one in seen):
                        seen.append(child)
                        yield child, exact and child.word == word
            for prefix, child in node.prefixes.get(word[:_PREFIX], ()):
                if word.startswith(prefix) and self._stem_fits(prefix, word[len(prefix) :]):
                    yield child, False

    def _stem_fits(self, stem: str, rest: str) -> bool:
        """Say whether a stem is still the same word: "anal-" is no part of "analysis"."""
        if self.language in COMPOUNDING and len(stem) >= _STEM_LEAST:
            return True
        if self.language == "en":
            return not rest and len(stem) >= _STEM_LEAST
        return not rest or rest in ENDINGS[self.language]

    def _learn(self, concept: Concept) -> None:
        language = self.language
        labels = [
            concept.labels.get(language, ""),
            *concept.alt.get(language, ()),
            *concept.hidden.get(language, ()),
        ]
        for label in (*labels, *(turned for one in labels for turned in _graded(one, language))):
            if label.endswith("-"):
                self._add(split_label(label), concept.id, stem=True)
            elif label.isupper() and len(label) <= LONGEST_ABBREVIATION and " " not in label:
                if concept.id not in self._capitals[label]:
                    self._capitals[label].append(concept.id)
            elif label:
                self._add(split_label(label), concept.id)

    def _add(self, parts: tuple[str, ...], concept: str, *, stem: bool = False) -> None:
        if not parts or (len(parts) == 1 and len(parts[0]) < (_PREFIX if stem else 2)):
            return
        node = self._root
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            by_prefix = stem and last
            key = (*parts[:place], part + "-" * by_prefix)
            child = self._nodes.get(key)
            if child is None:
                child = self._nodes[key] = _Node(word=part)
                if by_prefix:
                    node.prefixes.setdefault(part[:_PREFIX], []).append((part, child))
                else:
                    for form in stems(part, self.language):
                        node.steps.setdefault(form, []).append(child)
                    if last and self.language in COMPOUNDING and len(part) >= _COMPOUND_LEAST:
                        node.prefixes.setdefault(part[:_PREFIX], []).append((part, child))
            node = child
        if concept not in node.concepts:
            node.concepts.append(concept)


def _graded(label: str, language: str) -> Iterator[str]:
    """Give the forms of a label whose last consonants change: "vähk", "vähi"; "syöpä", "syövän"."""
    for end, vowel in _FLEETING.get(language, ()):
        if label.endswith(end) and len(label) > _ALONE:
            yield label[: -len(end)] + end.replace(vowel, "", 1)
    for end, others in _GRADES.get(language, {}).items():
        if label.endswith(end):
            yield from (label[: -len(end)] + other for other in others)


_FLEETING: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "bg": (("ък", "ъ"), ("ец", "е"), ("ел", "е")),
    "cs": (("el", "e"), ("ek", "e"), ("ec", "e")),
    "hr": (("ak", "a"), ("ac", "a"), ("ao", "a")),
    "pl": (("ek", "e"), ("ec", "e"), ("eł", "e")),
    "sk": (("ol", "o"), ("ok", "o"), ("ec", "e"), ("ek", "e")),
    "sl": (("ek", "e"), ("el", "e"), ("ec", "e")),
}
_GRADES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "et": {"vähk": ("vähi", "vähki"), "sõlm": ("sõlme",)},
    "fi": {
        "syöpä": ("syövä", "syöpi", "syövi"),
        "kuva": ("kuvi",),
        "kyhmy": ("kyhmyi",),
        "kasvain": ("kasvaime", "kasvaimi"),
    },
    "lt": {"mazgas": ("mazgų", "mazgai")},
    "bg": {"възел": ("възли", "възлите")},
    "sl": {"vozlič": ("vozliči",)},
}


def _alike(label: str, word: str) -> bool:
    """Say whether one inflected word alone is enough: its first four letters must agree."""
    return label[:_ALONE] == word[:_ALONE] and len(label) >= _ALONE


def _without_common_capitals(text: str, found: list[Match], language: str) -> list[Match]:
    """Drop two-letter abbreviations with other meanings unless a modality stands within six words."""
    doubtful = _COMMON_CAPITALS - _PLAIN_IN.get(language, frozenset())
    sure = [one for one in found if one.kind == "modality" and text[one.start : one.end] not in doubtful]
    return [
        one
        for one in found
        if text[one.start : one.end] not in doubtful
        or any(abs(one.first - other.first) <= 6 for other in sure)
    ]


def not_images(known: Scheme) -> set[str]:
    """Give the ids of ``NOT_IMAGES`` and of everything under them."""
    return {one for top in NOT_IMAGES for one in (top, *known.descendants(top))}


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Give the lexicon of one of the 24 languages; built once a process, when first needed."""
    return Lexicon(scheme(), language)

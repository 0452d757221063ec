"""One text read once: words, concepts, phrases, sentences, numbers; everything else asks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from harvester.understand.bare import bare
from harvester.understand.coordination import complete, coordinate
from harvester.understand.cues import cues
from harvester.understand.figure import Figure
from harvester.understand.figures import figures
from harvester.understand.implied import examinations, sums
from harvester.understand.lexicon import Match, lexicon
from harvester.understand.numbers import Numeral, numerals
from harvester.understand.sentences import HELD, Sentence, sentences
from harvester.understand.units import IMAGES, SLIDES
from harvester.understand.words import Word, words

_ENGLISH_LEAST: Final = 4
_OBJECTS: Final = {
    "rtstruct": "rt-structure-set",
    "rtdose": "rt-dose",
    "rtplan": "rt-plan",
    "seg": "segmentation-object",
}
_CUTS: Final = (
    "rezin", "rezov", "rezy", "řez", "cort", "coupe", "sezion", "schnitt", "pjūv", "срез", "τομ", "leike",
    "lõik", "snit", "metszet", "skrawk", "secțiun", "sezzjon",
)  # fmt: skip
"""Beginnings of words for a cut, of tissue under glass or of a scan."""

_TISSUE: Final = frozenset({"whole-slide-imaging", "microscopy", "photography"})


_PLANS: Final = frozenset({"planning-ct", "rt-plan", "rt-structure-set", "rt-dose"})
_PLAN_WORDS = (
    "plans plán plány plánu plánů plánov план планове terv tervek plāni plāns plānu načrt načrti planai"
)
_PLAN: Final = frozenset(_PLAN_WORDS.split())
_PLANNING: Final = (
    "planning", "plánovac", "tervezési", "планиращ", "plānošan", "suunnittelu", "načrtoval", "planavim",
    "planerings", "planlægnings", "σχεδιασμ", "ppjanar", "planeerimis",
)  # fmt: skip
"""Words for the planning of radiotherapy that are no verbs."""

_BESIDE: Final = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a text.

    Attributes:
        language: It was read as.
        matches: Concepts named, in order, denied ones too.
        place: Number of the sentence of each word.
    """

    text: str
    language: str
    split: Sequence[Word]
    sentences: Sequence[Sentence]
    matches: Sequence[Match]
    numbers: Sequence[Numeral]
    figures: Sequence[Figure]
    place: Sequence[int]

    def sentence(self, word: int) -> Sentence:
        """Give the sentence of a word."""
        return self.sentences[self.place[word]]

    def held(self, match: Match) -> bool:
        """Say whether a concept is named as held: not denied, planned, or somebody else's."""
        one = self.sentence(match.first)
        return one.standing == HELD and match.last not in one.denied


@lru_cache(maxsize=8)
def read(text: str, language: str) -> Reading:
    """Read a text of a known language.

    Args:
        text: Any length; may be empty.
        language: One of the 24.
    """
    split = words(text)
    matches = named(text, split, language)
    taken = {place for one in matches for place in range(one.first, one.last + 1)}
    made = sentences(text, split, cues(language).find(split), taken | _treatment(split, matches))
    place = [0] * (len(split) + 1)
    for number, one in enumerate(made):
        for word in range(one.first, one.last + 1):
            place[word] = number
    numbers = numerals(text, split, language)
    counted = [_cut(one, text, matches) for one in figures(text, split, language, made, numbers)]
    counted = sums(counted, numbers, made, place)
    counted = examinations(counted, numbers, made, place, matches, split)
    return Reading(text, language, split, made, matches, numbers, counted, place)


def _treatment(split: Sequence[Word], matches: Sequence[Match]) -> set[int]:
    """Give the words for a plan of treatment near what belongs to one: they plan no dataset."""
    return {
        place
        for one in matches
        if one.concept in _PLANS
        for place in range(max(0, one.first - _BESIDE), min(len(split), one.last + _BESIDE + 1))
        if split[place].text in _PLAN or split[place].text.startswith(_PLANNING)
    }


def _cut(one: Figure, text: str, matches: Sequence[Match]) -> Figure:
    """Take cuts through a body for images where nothing speaks of tissue: "32 mil cortes de PET/TC"."""
    if one.property != SLIDES or not any(stem in text[one.start : one.end].lower() for stem in _CUTS):
        return one
    seen = {match.concept for match in matches if match.kind == "modality"}
    return replace(one, property=IMAGES) if seen and seen.isdisjoint(_TISSUE) else one


def named(text: str, split: Sequence[Word], language: str) -> list[Match]:
    """Find concepts with the text's language and with English, the longer match first where they meet."""
    known = lexicon(language)
    found = complete(text, split, known.find(text, split), known)
    found = coordinate(text, split, found, known)
    if language != "en":
        taken = {place for one in found for place in range(one.first, one.last + 1)}
        for one in lexicon("en").find(text, split):
            written = text[one.start : one.end]
            fits = one.exact and (len(written) >= _ENGLISH_LEAST or written.isupper())
            if fits and taken.isdisjoint(range(one.first, one.last + 1)):
                found.append(one)
    found.extend(_objects(text, split))
    found.extend(bare(split, found))
    return sorted(found, key=lambda one: one.start)


def _objects(text: str, split: Sequence[Word]) -> list[Match]:
    """Find kinds of DICOM files that are no images but are named: "contours as RTSTRUCT"."""
    found = []
    for number, word in enumerate(split):
        concept = _OBJECTS.get(word.text)
        if concept is None or not text[word.start : word.end].isupper():
            continue
        if word.text == "seg" and not (number and split[number - 1].text == "dicom"):
            continue
        found.append(Match(concept, "modality", word.start, word.end, number, number, True))
    return found

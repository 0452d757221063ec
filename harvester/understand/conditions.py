"""Conditions of use (DUO), ethics approval, and where to apply, from held sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from harvester.understand.clauses import Term, denials, durations, near, span
from harvester.understand.cues import Cue
from harvester.understand.lexicon import Lexicon, Match
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD, Sentence
from ontologies.concept import LANGUAGES
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme

USE: Final = "messor:conditionOfUse"
ETHICS: Final = "messor:ethicsApproval"
APPLY: Final = "messor:applyAt"
DESIGN: Final = "eucaim:collectionMethod"

_PURPOSES: Final = frozenset(
    {
        "general-research-use",
        "health-medical-biomedical-research",
        "disease-specific-research",
        "genetic-studies-only",
    }
)
_LABELLED: Final = frozenset(
    {
        "no-general-methods-research",
        "publication-moratorium",
        "return-to-database-or-resource",
        "project-specific-restriction",
        "research-specific-restrictions",
        "user-specific-restriction",
        "institution-specific-restriction",
        "geographical-restriction",
        "time-limit-on-use",
        "publication-required",
        "collaboration-required",
    }
)
_FREE: Final = "no-restriction"
_REACH: Final = 8
_SHORT: Final = 5
_LONG_WORD: Final = 10
_LEAD: Final = 300
_PICTURES: Final = frozenset({"imaging", "images", "image", "scans", "scan", "ct", "mri", "mr"})
_QUOTED: Final = 200
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+|www\.[^\s<>\"'|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CLASSES: Final = ("noncommercial", "commercial", "ethics", "collaboration", "publishing", "union", "users",
                   "nonprofit", "companies", "term")  # fmt: skip


def conditions(one: Reading) -> Iterator[Term]:
    """Give the conditions of use that a text states, in the text's order within each kind.

    A condition said only to be denied ("no ethics approval is needed", "commercial use is not excluded"),
    planned, or somebody else's is none.
    """
    for sentence in one.sentences:
        if sentence.standing != HELD or not sentence.has(*_CLASSES):
            continue
        for cue in sentence.cues:
            rule = _RULES.get(cue.name)
            if rule:
                yield from rule(one, sentence, cue)
    yield from _named(one)
    yield from _addresses(one)


def _use(one: Reading, cue: Cue, concept: str, confidence: float) -> Term:
    return Term(USE, CONCEPT + concept, *span(one, cue), f"conditions.{cue.name}", confidence)


def _noncommercial(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if not denials(one, sentence, cue, "forbidden"):
        yield _use(one, cue, "non-commercial-use-only", 0.92)


def _commercial(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if any(
        other.name == "noncommercial" and other.first <= cue.last and cue.first <= other.last
        for other in sentence.cues
    ):
        return
    times = denials(one, sentence, cue, "forbidden", "out")
    if times == 1:
        yield _use(one, cue, "non-commercial-use-only", 0.9)
    elif times == 0 and near(sentence, cue, "allowed"):
        yield _use(one, cue, "commercial-use-allowed", 0.8)


def _ethics(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if denials(one, sentence, cue) or sentence.has("waived"):
        return
    line = one.text[sentence.start : sentence.end]
    if near(sentence, cue, "required"):
        yield _use(one, cue, "ethics-approval-required", 0.88)
    elif near(sentence, cue, "obtained") or any(letter.isdigit() for letter in line):
        said = line.strip(" |•-\n\t")[:_QUOTED]
        yield Term(ETHICS, said, *span(one, cue), "conditions.ethics", 0.88, "literal")
    elif sentence.has("access") and near(sentence, cue, "restricted"):
        yield _use(one, cue, "ethics-approval-required", 0.75)


def _duty(concept: str) -> Callable[[Reading, Sentence, Cue], Iterator[Term]]:
    def rule(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
        if near(sentence, cue, "required") and not denials(one, sentence, cue):
            yield _use(one, cue, concept, 0.85)

    return rule


def _union(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if sentence.has("collected") or not sentence.has("access", "restricted", "allowed", "forbidden"):
        return
    times = denials(one, sentence, cue, "forbidden")
    if (times == 0 and near(sentence, cue, "only", reach=_REACH)) or (
        times == 1 and sentence.has("access", "forbidden", "allowed")
    ):
        yield _use(one, cue, "geographical-restriction", 0.82)


def _reserved(concept: str) -> Callable[[Reading, Sentence, Cue], Iterator[Term]]:
    def rule(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
        if near(sentence, cue, "only", reach=_REACH) and not denials(one, sentence, cue):
            yield _use(one, cue, concept, 0.85)

    return rule


def _companies(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if not sentence.has("access", "allowed", "forbidden") or not near(sentence, cue, "allowed", "forbidden"):
        return
    times = denials(one, sentence, cue, "forbidden")
    if times == 0 and not near(sentence, cue, "only"):
        yield _use(one, cue, "commercial-use-allowed", 0.75)
    elif times == 1:
        yield _use(one, cue, "not-for-profit-organisation-use-only", 0.75)


def _term(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if sentence.has("kept", "erased") or not sentence.has("access", "restricted"):
        return
    for _, start, end in durations(one, sentence, cue):
        yield Term(USE, CONCEPT + "time-limit-on-use", start, end, "conditions.term", 0.82)
        return


_RULES: Final[Mapping[str, Callable[[Reading, Sentence, Cue], Iterator[Term]]]] = {
    "noncommercial": _noncommercial,
    "commercial": _commercial,
    "ethics": _ethics,
    "collaboration": _duty("collaboration-required"),
    "publishing": _duty("publication-required"),
    "union": _union,
    "users": _reserved("user-specific-restriction"),
    "nonprofit": _reserved("not-for-profit-organisation-use-only"),
    "companies": _companies,
    "term": _term,
}


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(language: str) -> Lexicon:
    return Lexicon(scheme(), language, ("condition-of-use", "study-design"))


def _named(one: Reading) -> Iterator[Term]:
    """Give conditions and study designs by the labels of the scheme."""
    for match in _lexicon(one.language).find(one.text, one.split):
        sentence = one.sentence(match.first)
        if sentence.standing != HELD:
            continue
        cue = Cue("label", match.first, match.last)
        if match.kind == "study-design":
            yield from _design(one, sentence, match)
        elif match.last == match.first and match.end - match.start < _LONG_WORD:
            continue
        elif match.concept in _PURPOSES and not denials(one, sentence, cue):
            if near(sentence, cue, "only", reach=_REACH):
                yield _use(one, cue, match.concept, 0.88)
            elif sentence.has("access") and sentence.has("restricted", "open", "allowed"):
                yield _use(one, cue, match.concept, 0.72)
        elif (match.concept in _LABELLED and match.exact) or (
            match.concept == _FREE and sentence.has("access")
        ):
            yield from _plain(one, sentence, cue, match.concept)


def _plain(one: Reading, sentence: Sentence, cue: Cue, concept: str) -> Iterator[Term]:
    if not denials(one, sentence, cue):
        yield _use(one, cue, concept, 0.8)


def _design(one: Reading, sentence: Sentence, match: Match) -> Iterator[Term]:
    if match.first in sentence.denied or (match.end - match.start < _SHORT and not match.exact):
        return
    # "Cross-sectional imaging" is CT and MRI; far from the title a registry is mostly somebody else's.
    behind = one.split[match.last + 1].text if match.last + 1 < len(one.split) else ""
    if match.concept == "cross-sectional-study" and behind in _PICTURES:
        return
    if match.concept == "registry" and match.start > _LEAD:
        return
    about = sentence.has("dataset", "collected", "mark", "age", "adult", "child") or any(
        sentence.first <= figure.first <= sentence.last for figure in one.figures[:20]
    )
    if about and not sentence.has("service"):
        yield Term(DESIGN, CONCEPT + match.concept, match.start, match.end, "conditions.study-design", 0.82)


def _addresses(one: Reading) -> Iterator[Term]:
    """Give the address beside a phrase about asking for access."""
    if "@" not in one.text and "://" not in one.text and "www." not in one.text:
        return
    starts = [sentence.start for sentence in one.sentences]
    for found in _ADDRESS.finditer(one.text):
        sentence = one.sentences[max(0, bisect_right(starts, found.start()) - 1)]
        if sentence.standing not in {HELD, "planned"} or not sentence.has("restricted"):
            continue
        if sentence.has("without", "no"):
            continue  # "download without registration" is no place to apply
        written = found[0].rstrip(".,;:)]}»”")
        if "@" in written and "://" not in written:
            value = "mailto:" + written
        else:
            value = written if "://" in written else "https://" + written
        spot = (found.start(), found.start() + len(written))
        yield Term(APPLY, value, *spot, "conditions.apply", 0.85)

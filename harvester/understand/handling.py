"""How data are made and handled: legal basis, protection, retention, sex, follow-up, annotators, contrast."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from harvester.understand.clauses import NEAR, Term, denials, durations, near, span, years
from harvester.understand.cues import Cue
from harvester.understand.lexicon import Lexicon
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD, Sentence
from ontologies.concept import LANGUAGES
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme

BASIS: Final = "dpv:hasLegalBasis"
PROTECTION: Final = "dpv:hasTechnicalMeasure"
RETENTION: Final = "healthdcatap:retentionPeriod"
DESIGN: Final = "eucaim:collectionMethod"
SEX: Final = "eucaim:hasBirthSex"
FOLLOW_UP: Final = "messor:followUp"
ANNOTATOR: Final = "messor:annotatedBy"
CONTRAST: Final = "messor:contrastAgent"
_NODE: Final = "#retention-1"
_FIRST_END: Final = 2025
"""Years before are when images were taken: nobody writes how long data were kept in the past."""

_ARTICLE = re.compile(
    r"(?<![\d.])([69])\D{1,24}?([12])(?!\d)\W{1,3}(?:[^\W\d]{3,12}\.?\W{1,3}|[^\W\d]{1,3}\.\W?)?([a-jа-йα-ι]|στ)(?![^\W\d_])"
)
_BEYOND: Final = 40
_BEHIND: Final = 8
_LETTERS: Final = dict(zip("абвгдежзий", "abcdefghij", strict=True)) | dict(
    zip(("α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ", "ι"), "abcdefghij", strict=True)
)
_ARTICLES: Final = {
    "6a": "consent", "6b": "contract", "6c": "legal-obligation", "6d": "vital-interests",
    "6e": "public-interest", "6f": "legitimate-interests", "9a": "explicit-consent",
    "9h": "health-care-provision", "9i": "public-health", "9j": "scientific-research",
}  # fmt: skip
_CONSENTS: Final = frozenset({"consent", "broad-consent", "explicit-consent", "data-altruism"})
_PROTECTIONS: Final = frozenset({"anonymised", "pseudonymised"})
_PLAIN_ARTICLE: Final = ("art", "čl", "чл", "άρθ", "cikk", "straip", "str", "pant", "airt")
_CLASSES: Final = ("lawful", "consent", "anonymous", "pseudonymous", "kept", "erased", "followed",
                   "annotator", "contrast", "female", "male", "backward", "forward")  # fmt: skip
_STANDING: Final = frozenset({HELD, "planned"})


def handling(one: Reading) -> Iterator[Term]:
    """Give what a text says of legal basis, protection, retention, sex, follow-up, annotators and contrast.

    Retention is read in sentences about the future too: "will be deleted after 36 months".
    """
    for sentence in one.sentences:
        if sentence.standing not in _STANDING or not sentence.has(*_CLASSES):
            continue
        for cue in sentence.cues:
            rule = _RULES.get(cue.name)
            if rule and (sentence.standing == HELD or rule is _retention):
                yield from rule(one, sentence, cue)


def _consent(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if not denials(one, sentence, cue, "forbidden") and not sentence.has("waived"):
        named = [term for term in _bases(one, sentence) if term.value.removeprefix(CONCEPT) in _CONSENTS]
        plain = Term(BASIS, CONCEPT + "consent", *span(one, cue), "handling.consent", 0.88)
        yield from named or [plain]


def _lawful(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if denials(one, sentence, cue):
        return
    # "čl." and "ust." end a sentence for the splitter, so the article may go on behind it.
    line = one.text[sentence.start : sentence.end + _BEYOND].lower()
    for found in _ARTICLE.finditer(line):
        if sentence.start + found.start() >= sentence.end + _BEHIND:
            break
        letter = _LETTERS.get(found[3], found[3])
        concept = _ARTICLES.get(found[1] + letter)
        if concept:
            spot = (sentence.start + found.start(), sentence.start + found.end())
            yield Term(BASIS, CONCEPT + concept, *spot, "handling.article", 0.9)
    if not one.split[cue.first].text.startswith(_PLAIN_ARTICLE):
        yield from _bases(one, sentence)


def _bases(one: Reading, sentence: Sentence) -> Iterator[Term]:
    split = one.split[sentence.first : sentence.last + 1]
    for match in _lexicon(one.language).find(one.text, split):
        place = Cue("label", sentence.first + match.first, sentence.first + match.last)
        if match.concept not in _PROTECTIONS and not denials(one, sentence, place):
            yield Term(BASIS, CONCEPT + match.concept, match.start, match.end, "handling.legal-basis", 0.85)


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(language: str) -> Lexicon:
    return Lexicon(scheme(), language, ("legal-basis",))


def _protection(concept: str) -> Callable[[Reading, Sentence, Cue], Iterator[Term]]:
    def rule(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
        if cue.first not in sentence.denied and not denials(one, sentence, cue):
            yield Term(PROTECTION, CONCEPT + concept, *span(one, cue), "handling.protection", 0.88)

    return rule


def _retention(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if denials(one, sentence, cue) or _ill(one, sentence):
        return
    for value, start, end in durations(one, sentence, cue):
        yield from _kept(value, "time:hasXSDDuration", "xsd:duration", start, end)
        return
    for year, start, end in years(one, sentence, cue):
        if year > _FIRST_END:
            yield from _kept(str(year), "dcat:endDate", "xsd:gYear", start, end)
            return


def _ill(one: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence speaks of bodies: kidneys are removed too."""
    at = bisect_left(one.matches, sentence.start, key=lambda match: match.start)
    return any(
        match.kind != "modality" for match in one.matches[at : at + NEAR] if match.start < sentence.end
    )


def _kept(value: str, property_: str, datatype: str, start: int, end: int) -> Iterator[Term]:
    rule = "handling.retention"
    yield Term(RETENTION, _NODE, start, end, rule, 0.85, "node")
    yield Term(property_, value, start, end, rule, 0.85, "literal", datatype, _NODE)


def _followed(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    if denials(one, sentence, cue) or cue.first in sentence.denied:
        return
    for value, start, end in durations(one, sentence, cue):
        yield Term(FOLLOW_UP, value, start, end, "handling.follow-up", 0.85, "literal", "xsd:duration")
        return
    if sentence.has("dataset") or any(letter.isdigit() for letter in one.text[sentence.start : sentence.end]):
        yield Term(FOLLOW_UP, CONCEPT + "follow-up-data", *span(one, cue), "handling.follow-up", 0.7, rank=2)


def _annotator(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    held = near(sentence, cue, "mark") and not sentence.has("unmarked") and cue.first not in sentence.denied
    if not held or denials(one, sentence, cue):
        return
    start, end = span(one, cue)
    for numeral in one.numbers:
        if numeral.first > cue.first:
            break
        if 0 < cue.first - numeral.last <= 2 and numeral.first >= sentence.first and not numeral.year:
            start = numeral.start
    yield Term(ANNOTATOR, one.text[start:end], start, end, "handling.annotator", 0.82, "literal")


def _contrast(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
    bare = any(
        other.name in {"without", "no"} and other.first <= cue.last and cue.first <= other.last
        for other in sentence.cues
    )
    denied = bare or cue.first in sentence.denied or denials(one, sentence, cue) == 1
    yield Term(CONTRAST, "false" if denied else "true", *span(one, cue), "handling.contrast", 0.82,
               "literal", "xsd:boolean", rank=2 if denied else 1)  # fmt: skip


def _sex(concept: str) -> Callable[[Reading, Sentence, Cue], Iterator[Term]]:
    def rule(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
        about = sentence.has("dataset", "age", "collected") or any(
            one.text[place].isdigit() for place in range(sentence.start, sentence.end)
        )
        if about and not sentence.has("institute", "service") and cue.first not in sentence.denied:
            yield Term(SEX, CONCEPT + concept, *span(one, cue), "handling.sex", 0.85)

    return rule


def _design(concept: str) -> Callable[[Reading, Sentence, Cue], Iterator[Term]]:
    def rule(one: Reading, sentence: Sentence, cue: Cue) -> Iterator[Term]:
        if cue.first not in sentence.denied:
            yield Term(DESIGN, CONCEPT + concept, *span(one, cue), "handling.study-design", 0.85)

    return rule


_RULES: Final[Mapping[str, Callable[[Reading, Sentence, Cue], Iterator[Term]]]] = {
    "lawful": _lawful,
    "consent": _consent,
    "anonymous": _protection("anonymised"),
    "pseudonymous": _protection("pseudonymised"),
    "kept": _retention,
    "erased": _retention,
    "followed": _followed,
    "annotator": _annotator,
    "contrast": _contrast,
    "female": _sex("female"),
    "male": _sex("male"),
    "backward": _design("retrospective"),
    "forward": _design("prospective"),
}

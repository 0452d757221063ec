"""Claims from words: every text of a description is read, what it says is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from catalogue.model import Claim, Description, Evidence, Layer
from harvester.extract.tags import language_tag
from harvester.understand.access import access
from harvester.understand.coordination import coordinate
from harvester.understand.figures import figures
from harvester.understand.language import language_of
from harvester.understand.lexicon import Match, lexicon
from harvester.understand.negation import is_negated
from harvester.understand.words import Word, words
from ontologies.concept import LANGUAGES
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme

TEXTS: Final = {
    "dct:title": 0.95,
    "dct:alternative": 0.9,
    "dcat:keyword": 0.9,
    "dct:abstract": 0.85,
    "dct:description": 0.85,
}
"""Properties whose words are read, with the confidence of what is found there."""

PROPERTIES: Final = {
    "cancer-type": "eucaim:hasCondition",
    "body-part": "eucaim:hasImageBodyPart",
    "modality": "eucaim:hasImageModality",
}
MOST_READ: Final = 200_000
"""Characters of one text that are read; a description that long is a document."""

LISTED: Final = "lexicon.list"
"""Start of the rule's name for a concept in a list: there a broader one means itself."""

_ENGLISH_LEAST: Final = 4
_CAPITALS: Final = 3
_ACCESS: Final = "dct:accessRights"


def understand(description: Description) -> Description:
    """Add inferred claims to a description: concepts, figures, access.

    Nothing stated is changed or hidden. What is stated already is not inferred again; of a concept and
    its broader concepts only the most specific is added; of several figures for one thing the first.

    Returns:
        The description with its claims first and inferred ones behind, and its languages.
    """
    texts = [claim for claim in description.claims if claim.property in TEXTS and not claim.node]
    languages = _languages(texts)
    fallback = languages[0] if languages else "en"
    found: list[Claim] = []
    for claim in sorted(texts, key=lambda one: list(TEXTS).index(one.property)):
        found.extend(_read(claim, fallback))
    added = _most_specific(_first_figures(found, description.claims), description.claims)
    return replace(description, claims=(*description.claims, *added), languages=languages)


def _languages(texts: Sequence[Claim]) -> tuple[str, ...]:
    """Give the primary tags of a description's texts, most text first."""
    lengths: Counter[str] = Counter()
    untagged = []
    for claim in texts:
        tag = (language_tag(claim.language) or "").partition("-")[0]
        guessed = language_of(claim.value) if len(claim.value) >= 200 or not tag else None
        if tag or guessed:
            # A long text is believed more than its tag: forms offer "en" to everybody.
            lengths[guessed or tag] += len(claim.value)
        else:
            untagged.append(claim.value)
    if untagged and not lengths:
        joined = language_of(" ".join(untagged))
        if joined:
            lengths[joined] += 1
    return tuple(name for name, _ in lengths.most_common())


def _read(claim: Claim, fallback: str) -> Iterator[Claim]:
    text = claim.value[:MOST_READ]
    tag = (language_tag(claim.language) or "").partition("-")[0]
    long = len(text) >= 200 or not tag
    language = (language_of(text) if long else None) or tag or fallback
    if language not in LANGUAGES:
        language = fallback if fallback in LANGUAGES else "en"
    split = words(text)
    sure = TEXTS[claim.property]
    for match in _matches(text, split, language):
        if not is_negated(split, match.first, match.last, language):
            concept = scheme().concepts[match.concept]
            confidence = _confidence(text, match, sure)
            rule = f"{LISTED if match.listed else 'lexicon'}.{match.kind}"
            property_ = PROPERTIES[match.kind]
            yield _claim(claim, property_, concept.iri, match.start, match.end, rule, confidence)
    if claim.property == "dcat:keyword":
        return
    for figure in figures(text, split):
        made = _claim(
            claim,
            figure.property,
            str(figure.value),
            figure.start,
            figure.end,
            "figures.count",
            figure.confidence,
        )
        yield replace(made, kind="literal", datatype="xsd:nonNegativeInteger")
    said = access(text)
    if said:
        yield _claim(claim, _ACCESS, said.iri, said.start, said.end, "access.sentence", 0.7)


def _confidence(text: str, match: Match, sure: float) -> float:
    """Say how sure a match is; two or three capitals that name a disease or an organ may name anything."""
    written = text[match.start : match.end]
    if match.kind != "modality" and len(written) <= _CAPITALS and written.isupper():
        return 0.45
    return sure if match.exact else sure - 0.1


def _matches(text: str, split: Sequence[Word], language: str) -> list[Match]:
    """Find concepts with the text's language and with English, the longer match first where they meet."""
    known = lexicon(language)
    found = coordinate(text, split, known.find(text, split), known)
    if language != "en":
        taken = {place for one in found for place in range(one.first, one.last + 1)}
        for one in lexicon("en").find(text, split):
            written = text[one.start : one.end]
            fits = one.exact and (len(written) >= _ENGLISH_LEAST or written.isupper())
            if fits and taken.isdisjoint(range(one.first, one.last + 1)):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _claim(
    claim: Claim, property_: str, value: str, start: int, end: int, rule: str, confidence: float
) -> Claim:
    origin = claim.evidence or Evidence("", "")
    evidence = replace(origin, start=start, end=end, quote=claim.value[start:end][:300])
    return Claim(
        property_,
        value,
        "iri",
        layer=Layer.INFERRED,
        evidence=evidence,
        rule=rule,
        confidence=round(confidence, 2),
    )


def _first_figures(found: Sequence[Claim], stated: Sequence[Claim]) -> list[Claim]:
    """Keep one figure for each thing counted: the first sure one, else the first."""
    kept: list[Claim] = []
    numbers: dict[str, int] = {}
    known = {(claim.property, claim.value) for claim in stated if not claim.node}
    for claim in found:
        if claim.kind == "iri" and claim.property != _ACCESS:
            kept.append(claim)
        elif claim.property not in numbers:
            numbers[claim.property] = len(kept)
            kept.append(claim)
        elif kept[numbers[claim.property]].confidence < 0.5 <= claim.confidence:
            kept[numbers[claim.property]] = claim
    return [claim for claim in kept if (claim.property, claim.value) not in known]


def _most_specific(found: Sequence[Claim], stated: Sequence[Claim]) -> list[Claim]:
    """Leave out repetitions, what is stated already, and what is broader than something named."""
    known = scheme()
    named = {claim.value for claim in (*found, *stated) if claim.property in PROPERTIES.values()}
    broader: set[str] = set()
    for iri in named:
        concept = known.by_iri(iri)
        if concept:
            broader.update(CONCEPT + one for one in known.ancestors(concept.id))
    said = {(claim.property, claim.value) for claim in stated if not claim.node}
    best: dict[tuple[str, str], Claim] = {}
    for claim in found:
        key = (claim.property, claim.value)
        covered = claim.value in broader and not claim.rule.startswith(LISTED)
        if key in said or (claim.property in PROPERTIES.values() and covered):
            continue
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return list(best.values())

"""Claims from words: every text of a description is read, what it says is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from catalogue.model import Claim, Description, Finding, Layer, Severity
from harvester.extract.tags import language_tag
from harvester.understand.access import ROOT
from harvester.understand.claims import Said, said
from harvester.understand.language import language_of, sounds
from harvester.understand.narrow import contradicting, narrow
from harvester.understand.reading import read
from ontologies.concept import LANGUAGES
from ontologies.errors import cut

TEXTS: Final = {
    "dct:title": 0.95,
    "dct:alternative": 0.9,
    "dcat:keyword": 0.9,
    "dct:abstract": 0.9,
    "dct:description": 0.9,
    "dct:rights": 0.9,
    "dct:provenance": 0.85,
    "dc:coverage": 0.85,
}
"""Properties whose words are read, with the confidence of what is found there."""

MOST_READ: Final = 1_000_000
"""Characters of one text that are read; a description that long is a document."""

_LONG: Final = 200
_ONLY: Final = {
    "dct:rights": frozenset({"dct:accessRights", "messor:conditionOfUse", "messor:applyAt"}),
    "dc:coverage": frozenset({"dct:spatial", "dct:temporal", "dcat:startDate", "dcat:endDate"}),
}
"""What is taken from texts that speak of one thing."""


def understand(description: Description) -> Description:
    """Add inferred claims to a description: concepts, figures, years, places, access.

    Nothing stated is changed or hidden. What is stated already is not inferred again; of a concept and
    its broader concepts only the most specific is added; of several figures for one thing the whole.

    Returns:
        The description with its claims first and inferred ones behind, and its languages.
    """
    texts = [claim for claim in description.claims if claim.property in TEXTS and not claim.node]
    languages = languages_of(texts)
    found: list[Said] = []
    for claim in sorted(texts, key=lambda one: list(TEXTS).index(one.property)):
        for part, language in parts_of(claim, languages):
            found.extend(
                one
                for one in said(read(part.value, language), part, TEXTS[claim.property])
                if one.claim.property in _ONLY.get(claim.property, {one.claim.property})
            )
    found.extend(_free(description))
    stated = tuple(claim for claim in description.claims if not _is_keyword(claim))
    found.extend(Said(claim, "dcat:keyword") for claim in description.claims if _is_keyword(claim))
    chosen = narrow(found, stated)
    other = contradicting(found, chosen)
    return replace(
        description,
        claims=(*stated, *chosen, *other),
        languages=languages,
        findings=(*description.findings, *(_contradiction(claim, chosen) for claim in other)),
    )


def _contradiction(claim: Claim, chosen: Sequence[Claim]) -> Finding:
    first = next(one for one in chosen if one.property == claim.property)
    said = " / ".join(one.evidence.quote if one.evidence else one.value for one in (first, claim))
    return Finding(
        "figures-contradict", Severity.WARNING, claim.property, cut(said), "one total",
        "Say which total is right; both were kept, the larger is shown.",
    )  # fmt: skip


def _free(description: Description) -> Iterator[Said]:
    """Read "accessible for free" as open, where no condition is said."""
    for claim in description.claims:
        if claim.property == "schema:isAccessibleForFree" and claim.value == "true" and not claim.node:
            made = replace(
                claim, property="dct:accessRights", value=ROOT + "PUBLIC", kind="iri", datatype=None,
                layer=Layer.INFERRED, rule="access.free", confidence=0.7,
            )  # fmt: skip
            yield Said(made, claim.property, rank=2)


def _is_keyword(claim: Claim) -> bool:
    return claim.layer is Layer.INFERRED and claim.rule == "scheme.keyword"


def languages_of(texts: Sequence[Claim]) -> tuple[str, ...]:
    """Give the primary tags of a description's texts, most text first."""
    lengths: Counter[str] = Counter()
    untagged = []
    for claim in texts:
        tag = (language_tag(claim.language) or "").partition("-")[0]
        guessed = language_of(claim.value) if len(claim.value) >= _LONG or not tag else None
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


def parts_of(claim: Claim, languages: Sequence[str]) -> list[tuple[Claim, str]]:
    """Give a text in pieces of one language each, every piece blanked where another one stands.

    Blanking keeps the spans: a quote's place in a piece is its place in the text.
    """
    fallback = next((one for one in languages if one in LANGUAGES), "en")
    text = claim.value[:MOST_READ]
    tag = (language_tag(claim.language) or "").partition("-")[0]
    whole = (language_of(text) if len(text) >= _LONG or not tag else None) or tag or fallback
    whole = whole if whole in LANGUAGES else fallback
    if len(text) < _LONG or len(text) > 50_000 or "\n" not in text:
        return [(replace(claim, value=text), whole)]
    lines = text.split("\n")
    own = [language_of(line) if len(line) >= 90 and not sounds(line, whole) else None for line in lines]
    others = {one for one in own if one and one != whole}
    if not others:
        return [(replace(claim, value=text), whole)]
    pieces: dict[str, list[str]] = {}
    last = whole
    spoken = [one or whole for one in own]
    for number, one in enumerate(own):
        last = one or last
        spoken[number] = one or (last if len(lines[number]) < 90 else whole)
    for language in dict.fromkeys(spoken):
        pieces[language] = [
            line if one == language else " " * len(line) for line, one in zip(lines, spoken, strict=True)
        ]
    return [(replace(claim, value="\n".join(piece)), language) for language, piece in pieces.items()]

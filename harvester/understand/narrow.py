"""Of everything said, what is claimed: the most specific concept, the whole figure, one right, one period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from typing import Final

from catalogue.model import Claim, Layer
from harvester.understand.claims import LISTED, PROPERTIES, TITLE, Said
from ontologies.namespaces import CONCEPT
from ontologies.scheme import scheme

_CONDITION: Final = PROPERTIES["cancer-type"]
_PART: Final = PROPERTIES["body-part"]
_MODALITY: Final = PROPERTIES["modality"]
_MANY_WORDS: Final = """
messor:population messor:project dct:spatial dct:language messor:conditionOfUse messor:applyAt
messor:annotatedBy messor:fieldStrength eucaim:collectionMethod eucaim:hasBirthSex
eucaim:hasEquipmentManufacturer dpv:hasLegalBasis dpv:hasTechnicalMeasure
"""
_MANY: Final = frozenset({*PROPERTIES.values(), *_MANY_WORDS.split()})
_FUNDUS: Final = ("retina", "eye")
"""Photographs of the fundus name the retina; what is ill in them is the eye."""

_SURE: Final = 0.5
_SITELESS: Final = frozenset({"adenocarcinoma", "squamous-cell-carcinoma", "urothelial-carcinoma"})
_GENERAL: Final = frozenset({"malignant-neoplasm", "neoplasm", "carcinoma", "benign-neoplasm", "metastasis"})
_ORGANS: Final = frozenset({"large-intestine", "eye"})
"""Organs that descriptions name where the scheme gives a disease several of their parts."""

_REGIONS: Final = frozenset(
    {"thorax", "abdomen", "pelvis", "head", "neck", "head-and-neck", "whole-body", "upper-abdomen", "trunk"}
)


def narrow(found: Sequence[Said], stated: Sequence[Claim]) -> list[Claim]:
    """Choose among what was said.

    Args:
        found: In order, texts read by their weight.
        stated: Claims that the provider made.

    Returns:
        Inferred claims: concepts first, each once, then figures, times and the rest.
    """
    concepts = [one for one in found if one.claim.property in PROPERTIES.values()]
    rest = [one for one in found if one.claim.property not in PROPERTIES.values()]
    known = {(claim.property, claim.value) for claim in stated if not claim.node}
    kept = _concepts(concepts, stated)
    kept += _rest(rest)
    return [claim for claim in kept if (claim.property, claim.value) not in known or claim.node]


def contradicting(found: Sequence[Said], chosen: Sequence[Claim]) -> list[Claim]:
    """Give the totals that say something else than the chosen ones: "in total 4,100" and "in total 5,100"."""
    totals = {claim.property: claim.value for claim in chosen if claim.rule == "figures.count"}
    whole = {
        one.claim.property
        for one in found
        if one.rank == 0 and totals.get(one.claim.property) == one.claim.value
    }
    other: dict[tuple[str, str], Claim] = {}
    for one in found:
        claim = one.claim
        sure = one.rank == 0 and claim.rule == "figures.count" and claim.confidence >= _SURE
        if sure and claim.property in whole and claim.value != totals[claim.property]:
            other.setdefault((claim.property, claim.value), claim)
    return list(other.values())


def _concepts(found: Sequence[Said], stated: Sequence[Claim]) -> list[Claim]:
    cancers = _cancers([one for one in found if one.claim.property == _CONDITION], stated)
    modalities = _specific([one for one in found if one.claim.property == _MODALITY], stated)
    parts = _parts([one for one in found if one.claim.property == _PART], stated, cancers, modalities)
    return [*cancers, *parts, *modalities]


def _specific(found: Sequence[Said], stated: Iterable[Claim]) -> list[Claim]:
    """Leave out repetitions, and what is broader than something named."""
    known = scheme()
    best: dict[str, Claim] = {}
    for one in found:
        value = one.claim.value
        if value not in best or one.claim.confidence > best[value].confidence:
            best[value] = replace(one.claim, confidence=one.claim.confidence)
    broader: set[str] = set()
    for iri in (*best, *(claim.value for claim in stated if claim.property in PROPERTIES.values())):
        concept = known.by_iri(iri)
        if concept:
            broader.update(CONCEPT + one for one in known.ancestors(concept.id))
    listed = {one.claim.value for one in found if one.claim.rule.startswith(LISTED)}
    return [claim for value, claim in best.items() if value not in broader or value in listed]


def _cancers(found: Sequence[Said], stated: Sequence[Claim]) -> list[Claim]:
    known = scheme()
    kept = _specific(found, stated)
    specific = [claim for claim in kept if claim.value.removeprefix(CONCEPT) not in _GENERAL | _SITELESS]
    exact = _of_organ(kept, specific)
    wider = {one for claim in exact for one in known.ancestors(claim.value.removeprefix(CONCEPT))}
    specific = [claim for claim in specific if claim.value.removeprefix(CONCEPT) not in wider]
    kept = [*specific, *exact] or kept
    named = {one.claim.value for one in found if one.origin == TITLE}
    sites = {
        site
        for claim in (*kept, *(one for one in stated if one.property == _CONDITION))
        if (concept := known.by_iri(claim.value)) and "nodule" not in concept.id
        and (claim.layer is Layer.STATED or claim.value in named)
        for site in concept.related
    }  # fmt: skip

    def is_finding(claim: Claim) -> bool:
        # A nodule in a dataset titled "lung cancer" is what is drawn, not another disease.
        concept = known.by_iri(claim.value)
        return bool(
            concept
            and claim.value not in named
            and ("nodule" in concept.id or "tumour-like-lesion" in known.ancestors(concept.id))
            and sites.intersection(concept.related)
        )

    return [claim for claim in kept if not is_finding(claim)]


def _of_organ(kept: Sequence[Claim], specific: Sequence[Claim]) -> list[Claim]:
    """Give the cancer that a histology means in a text on an organ: adenocarcinoma, beside lung cancer."""
    known = scheme()
    ill = [one.id for claim in specific if (one := known.by_iri(claim.value))]
    organs = {site for one in ill for site in _sites(one, frozenset())}
    found = []
    for claim in kept:
        histology = claim.value.removeprefix(CONCEPT)
        if histology not in _SITELESS:
            continue
        exact = {one for organ in organs for one in _both(histology, organ)}
        if not exact and len(organs) == 1:
            found.append(claim)
        if len(exact) == 1:
            found.append(replace(claim, value=CONCEPT + exact.pop(), confidence=min(claim.confidence, 0.85)))
    return found


@lru_cache(maxsize=1024)
def _both(histology: str, organ: str) -> tuple[str, ...]:
    """Give the cancers that are of this histology and this organ, the widest ones."""
    known = scheme()
    fits = {
        one.id
        for one in known.of_kind("cancer-type")
        if histology in known.ancestors(one.id) and organ in _sites(one.id, frozenset())
    }
    return tuple(sorted(one for one in fits if fits.isdisjoint(known.ancestors(one))))


def _parts(
    found: Sequence[Said], stated: Sequence[Claim], cancers: Sequence[Claim], modalities: Sequence[Claim]
) -> list[Claim]:
    """Keep organs that are imaged or ill; add the organ of each cancer."""
    known = scheme()
    conditions = [*cancers, *(claim for claim in stated if claim.property == _CONDITION and not claim.node)]
    sites: dict[str, Claim] = {}
    said = {one.claim.value.removeprefix(CONCEPT) for one in found}
    for claim in conditions:
        concept = known.by_iri(claim.value)
        for site in _sites(concept.id, said) if concept else ():
            sites.setdefault(CONCEPT + site, claim)
    titled = {one.claim.value for one in found if one.origin == TITLE}
    wanted = []
    for one in found:
        value = one.claim.value
        if value.removeprefix(CONCEPT) == _FUNDUS[0] and CONCEPT + _FUNDUS[1] in sites:
            continue
        region = value.removeprefix(CONCEPT) in _REGIONS
        around = known.ancestors(value.removeprefix(CONCEPT))
        # The femur in an osteosarcoma; a frontal lobe in a glioma.
        within = not sites.keys().isdisjoint(CONCEPT + each for each in around)
        if value in sites or value in titled or within or (one.near and (not sites or region)):
            wanted.append(one)
        elif one.near:
            wanted.append(replace(one, claim=replace(one.claim, confidence=0.45)))
    added = [
        Said(replace(claim, property=_PART, value=site, kind="iri", layer=Layer.INFERRED,
                     rule="scheme.site-of-cancer", confidence=round(min(claim.confidence, 0.9), 2)), "")
        for site, claim in sites.items()
    ]  # fmt: skip
    if not sites and not wanted:
        added += _of_modality(modalities)
    return _specific([*wanted, *added], stated)


def _sites(cancer: str, said: AbstractSet[str]) -> tuple[str, ...]:
    """Give the organ of a cancer: of its own the one that is named, else the first, else that of its kind."""
    known = scheme()
    own = known.concepts[cancer].related
    parts = tuple(one for one in own if one in known.concepts and known.concepts[one].kind == "body-part")
    if parts:
        return tuple(one for one in parts if one in said)[:1] or _whole_of(parts)
    for parent in known.concepts[cancer].broader:
        if parent not in _GENERAL:
            found = _sites(parent, said)
            if found:
                return found
    return ()


def _whole_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give the organ that several sites are parts of: colon and rectum are the large intestine."""
    if len(parts) > 1:
        known = scheme()
        shared = set.intersection(*({one, *known.ancestors(one)} for one in parts)) & _ORGANS
        if shared:
            return (min(shared),)
    return parts[:1]


def _of_modality(modalities: Sequence[Claim]) -> list[Said]:
    known = scheme()
    found: list[Said] = []
    for claim in modalities:
        concept = known.by_iri(claim.value)
        found.extend(
            Said(replace(claim, property=_PART, value=CONCEPT + site, confidence=0.8), "")
            for site in (concept.related[:1] if concept else ())
            if known.concepts[site].kind == "body-part"
        )
    return found


def _rest(found: Sequence[Said]) -> list[Claim]:
    best: dict[tuple[str, str], tuple[tuple[int, int, int], Claim]] = {}
    many: dict[tuple[str, str], Claim] = {}
    for number, one in enumerate(found):
        claim = one.claim
        if claim.property in _MANY:
            key = (claim.property, claim.value)
            if key not in many or claim.confidence > many[key].confidence:
                many[key] = claim
            continue
        # A single-valued claim: the smallest rank, then the first.
        place = (claim.property, claim.node)
        size = -int(claim.value) if claim.rule == "figures.count" and claim.value.isdecimal() else 0
        order = (one.rank + (5 if claim.confidence < 0.5 else 0), size, number)
        if place not in best or order < best[place][0]:
            best[place] = (order, claim)
    return [*many.values(), *(claim for _, claim in best.values())]

"""Lists that share one word for cancer: "breast, colon and lung cancer", "рак на гърдата и простатата"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from harvester.understand.lexicon import Lexicon, Match
from harvester.understand.words import Word
from ontologies.scheme import scheme

HEADS: Final = frozenset({"malignant-neoplasm", "neoplasm", "carcinoma"})
"""Concepts that say only "cancer"; a site beside them makes them a cancer of that site."""

_LIST: Final = 3
_BETWEEN: Final = 3
_BEFORE_LIST: Final = 3
_ENDS: Final = frozenset(".!?\n;")
_SHORT: Final = 4
_JOINERS: Final[Mapping[str, tuple[str, ...]]] = {
    "bg": ("на",),
    "da": ("i",),
    "de": ("der", "des"),
    "el": ("του", "της"),
    "en": ("of the", "of"),
    "es": ("de", "de la", "del"),
    "fr": ("du", "de la", "de"),
    "it": ("del", "della", "di"),
    "pt": ("de", "da", "do"),
    "ro": ("de",),
}


def coordinate(text: str, split: Sequence[Word], found: Sequence[Match], known: Lexicon) -> list[Match]:
    """Turn body parts that share a word for cancer into cancers of these parts.

    Args:
        text: The text.
        split: Its words.
        found: Matches in order.
        known: The lexicon that found them.

    Returns:
        Matches in order, each part of such a list replaced by its cancer; the shared word stays.
    """
    result = list(found)
    for run in _runs(text, split, found):
        members = [found[number] for number in run]
        if len(run) >= _LIST:
            for number, one in zip(run, members, strict=True):
                result[number] = replace(one, listed=True)
        head = _shared_head(text, split, found, run, known)
        if head is None:
            continue
        for number, one in zip(run, members, strict=True):
            cancer = _cancer_of(text, one, head, known) if one.kind == "body-part" else None
            if cancer:
                result[number] = replace(result[number], concept=cancer, kind="cancer-type", exact=False)
    return result


def _runs(text: str, split: Sequence[Word], found: Sequence[Match]) -> list[list[int]]:
    """Group the numbers of matches that stand in one list."""
    runs: list[list[int]] = []
    for number, one in enumerate(found):
        if one.kind not in {"body-part", "cancer-type"} or one.concept in HEADS:
            continue
        if runs and _joined(text, split, found[runs[-1][-1]], one):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _joined(text: str, split: Sequence[Word], left: Match, right: Match) -> bool:
    between = split[left.last + 1 : right.first]
    if len(between) > _BETWEEN or any(len(word.text) > _SHORT for word in between):
        return False
    gap = text[left.end : right.start]
    # Two parts side by side without comma or "and" are one phrase, not a list.
    return not _ENDS & set(gap) and bool(between or "," in gap or "/" in gap or "-" in gap)


def _shared_head(
    text: str, split: Sequence[Word], found: Sequence[Match], run: Sequence[int], known: Lexicon
) -> str | None:
    """Give the word for cancer that a list shares: before it, behind it, or in its first or last member."""
    first, last = found[run[0]], found[run[-1]]
    for one in found:
        if one.concept not in HEADS:
            continue
        if one.last < first.first and first.first - one.last - 1 <= _BEFORE_LIST:
            if not _ENDS & set(text[one.end : first.start]):
                return text[one.start : one.end]
        elif one.first == last.last + 1 and not split[one.first].breaks:
            return text[one.start : one.end]
    if len(run) > 1 and first.kind == "cancer-type" and _is_head(text, split, first.first, known):
        return text[split[first.first].start : split[first.first].end]
    if len(run) > 1 and last.kind == "cancer-type" and _is_head(text, split, last.last, known):
        return text[split[last.last].start : split[last.last].end]
    return None


def _is_head(text: str, split: Sequence[Word], place: int, known: Lexicon) -> bool:
    word = text[split[place].start : split[place].end]
    return any(one.concept in HEADS for one in known.find(word))


def _cancer_of(text: str, part: Match, head: str, known: Lexicon) -> str | None:
    """Find the cancer of a body part: as the language names it, else by the scheme's own relation."""
    site = text[part.start : part.end]
    phrases = [f"{head} {joiner} {site}" for joiner in _JOINERS.get(known.language, ())]
    for phrase in (*phrases, f"{site} {head}", f"{site}{head}"):
        named = known.find(phrase)
        if len(named) == 1 and named[0].kind == "cancer-type" and named[0].concept not in HEADS:
            return named[0].concept
    return _by_site().get(part.concept)


@lru_cache(maxsize=1)
def _by_site() -> Mapping[str, str]:
    """Give for each body part its most general cancer."""
    candidates: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for concept in scheme().of_kind("cancer-type"):
        for site in concept.related:
            # "cancer" in the id keeps benign tumours and metastases out.
            if "cancer" in concept.id or "tumour" in concept.id:
                candidates[site].append((len(scheme().ancestors(concept.id)), concept.id))
    return {site: min(ranked)[1] for site, ranked in candidates.items()}

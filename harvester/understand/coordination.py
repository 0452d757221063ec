"""Lists that share one word for cancer: "breast, colon and lung cancer", "рак на гърдата и простатата"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from harvester.understand.lexicon import Lexicon, Match
from harvester.understand.words import Word
from ontologies.scheme import scheme

HEADS: Final = frozenset(
    {
        "malignant-neoplasm",
        "neoplasm",
        "carcinoma",
        "adenocarcinoma",
        "squamous-cell-carcinoma",
        "urothelial-carcinoma",
    }
)
"""Concepts that say "cancer" without a site; a site beside them makes them a cancer of that site."""

STEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "bg": ("рак", "карцином", "тумор"),
    "cs": ("rakovin", "nádor", "karcinom"),
    "da": ("kræft", "cancer", "karcinom", "svulst", "tumor"),
    "de": ("krebs", "karzinom", "tumor"),
    "el": ("καρκίν", "καρκιν", "όγκ"),
    "en": ("cancer", "carcinoma", "tumo"),
    "es": ("cáncer", "cancer", "carcinoma", "tumor"),
    "et": ("vähk", "vähi", "kasvaja", "kartsinoom"),
    "fi": ("syöp", "syöv", "kasvai", "karsinoom"),
    "fr": ("cancer", "carcinome", "tumeur"),
    "ga": ("ailse", "hailse", "ailsí", "hailsí", "carcanóma"),
    "hr": ("rak", "karcinom", "tumor"),
    "hu": ("rák", "daganat", "karcinóm"),
    "it": ("carcinom", "cancr", "tumor"),
    "lt": ("vėž", "navik", "karcinom"),
    "lv": ("vēz", "vēž", "audzēj", "karcinom"),
    "mt": ("kanċer", "kankr", "tumur", "karċinom"),
    "nl": ("kanker", "carcino", "tumor"),
    "pl": ("rak", "nowotw", "guz"),
    "pt": ("cancro", "câncer", "cancer", "carcinoma", "tumor"),
    "ro": ("cancer", "carcinom", "tumor"),
    "sk": ("rakovin", "nádor", "karcinóm"),
    "sl": ("rak", "karcinom", "tumor"),
    "sv": ("cancer", "karcinom", "tumör"),
}
"""Beginnings of the words for cancer; the first ones also end compounds."""

# A list says "colon" by the word for the whole of it; the brain's cancers are called tumours.
_NAMED: Final[Mapping[str, str]] = {"large-intestine": "colon-cancer", "brain": "brain-tumour"}
_BESIDE: Final = 2
_HYPHENS: Final = frozenset("-‐‑–")
_REACH: Final = 9
_LIST: Final = 3
_BETWEEN: Final = 3
_BEFORE_LIST: Final = 3
_LONGEST_HEAD: Final = 8
"""Words of the longest word for cancer, so that only heads nearby are looked at."""
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
    heads = sorted((one for one in found if one.concept in HEADS), key=_first)
    for run in _runs(text, split, found):
        members = [found[number] for number in run]
        if len(run) >= _LIST:
            for number, one in zip(run, members, strict=True):
                result[number] = replace(one, listed=True)
        head = _shared_head(text, split, heads, members)
        for place, (number, one) in enumerate(zip(run, members, strict=True)):
            own = head or _inner(text, split, members, place, known)
            cancer = _cancer_of(text, one, own, known) if own and one.kind == "body-part" else None
            if cancer:
                result[number] = replace(result[number], concept=cancer, kind="cancer-type", exact=False)
    return result


def complete(text: str, split: Sequence[Word], found: Sequence[Match], known: Lexicon) -> list[Match]:
    """Complete words cut by a hyphen: "Brust-, Lungen- und Prostatakrebs" names three cancers.

    Args:
        text: The text.
        split: Its words.
        found: Matches in order.
        known: The lexicon that found them.

    Returns:
        Matches in order; a cut word that a cancer's compound completes means its own cancer.
    """
    result = list(found)
    for last in found:
        if last.kind != "cancer-type":
            continue
        compound = split[last.last].text
        head = next((stem for stem in STEMS.get(known.language, ()) if stem in compound[2:]), None)
        if head is None:
            continue
        place = last.first - 1
        while place >= 0 and last.first - place < _REACH:
            after = text[split[place].end : split[place].end + 2]
            if after[:1] in _HYPHENS and (after[1:] in {",", " ", "/", ")"} or len(after) < 2):
                made = _completed(split[place], place, head, compound, known)
                if made:
                    result = [one for one in result if not one.first <= place <= one.last]
                    result.append(made)
            elif len(split[place].text) > _SHORT or split[place + 1].gap.strip(" -,/") in {".", ";"}:
                break
            place -= 1
    return sorted(result, key=lambda one: one.start)


def _completed(word: Word, place: int, head: str, compound: str, known: Lexicon) -> Match | None:
    tails = (compound[compound.index(head, 2) :], head)
    for tail in tails:
        for one in known.find(word.text + tail):
            if one.kind == "cancer-type" and one.concept not in HEADS and one.first == one.last:
                return Match(one.concept, one.kind, word.start, word.end, place, place, False, listed=True)
    for one in known.find(word.text):
        cancer = _by_site().get(one.concept) if one.kind == "body-part" else None
        if cancer:
            return Match(cancer, "cancer-type", word.start, word.end, place, place, False, listed=True)
    return None


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


def _first(match: Match) -> int:
    return match.first


def _shared_head(
    text: str, split: Sequence[Word], heads: Sequence[Match], members: Sequence[Match]
) -> str | None:
    """Give the word for cancer that a list shares: before it or behind it.

    Args:
        text: The text.
        split: Its words.
        heads: All words for cancer, in order.
        members: The list, in order.
    """
    first, last = members[0], members[-1]
    near = bisect_left(heads, first.first - _LONGEST_HEAD - _BEFORE_LIST, key=_first)
    for one in heads[near : bisect_right(heads, last.last + _BESIDE, key=_first)]:
        if one.last < first.first and first.first - one.last - 1 <= _BEFORE_LIST:
            if not _ENDS & set(text[one.end : first.start]):
                return text[one.start : one.end]
        elif 0 < one.first - last.last <= _BESIDE and not any(
            split[place].breaks for place in range(last.last + 1, one.first + 1)
        ):
            return text[one.start : one.end]
    return None


def _inner(
    text: str, split: Sequence[Word], members: Sequence[Match], place: int, known: Lexicon
) -> str | None:
    """Give the head that a member of the list lends: behind it ("... and kidney cancers"), or before it."""
    for one in members[place + 1 :]:
        if one.kind == "cancer-type":
            if one.first < one.last and _is_head(text, split, one.last, known):
                return text[split[one.last].start : split[one.last].end]
            break
    for one in reversed(members[:place]):
        if one.kind == "cancer-type" and one.first < one.last and _is_head(text, split, one.first, known):
            return text[split[one.first].start : split[one.first].end]
    return None


def _is_head(text: str, split: Sequence[Word], place: int, known: Lexicon) -> bool:
    word = split[place].text
    if word.startswith(STEMS.get(known.language, ())):
        return True
    return any(one.concept in HEADS for one in known.find(text[split[place].start : split[place].end]))


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
    candidates: dict[str, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for concept in scheme().of_kind("cancer-type"):
        for site in concept.related:
            # "cancer" in the id keeps benign tumours and metastases out.
            if "cancer" in concept.id or "tumour" in concept.id:
                own = concept.id in {f"{site}-cancer", f"{site}-tumour"}
                depth = len(scheme().ancestors(concept.id))
                candidates[site].append((not own, len(concept.related), depth, concept.id))
    return {**{site: min(ranked)[-1] for site, ranked in candidates.items()}, **_NAMED}

"""Words that mean something beside others: a polyp at colonoscopy, a nodule of the thyroid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harvester.understand.lexicon import Match
from harvester.understand.words import Word


@dataclass(frozen=True, slots=True)
class Bare:
    """Beginnings of a word, the concepts beside which it means one, and that one."""

    stems: tuple[str, ...]
    beside: frozenset[str]
    concept: str


_POLYPS = "polyp pólip pólypo polip polyyp polüüp poliep polypou πολύποδ πολυπόδ πολύποδε полип polap polaip"
_NODULES = """
nodul nódul nodū noduļ knoten knude knuder knöl uzl uzel uzol uzlov guzk възел възл όζο όζω όζοι όζων οζίδι
mazg mezgl sõlm kyhmy göb csomó čvor vozlič knobbel nóidín nodulii
"""
_COLON: Final = frozenset(
    {
        "colonoscopy",
        "colon",
        "rectum",
        "large-intestine",
        "colorectal-cancer",
        "colon-cancer",
        "colorectal-adenoma",
    }
)
_TABLE: Final = (
    Bare(tuple(_POLYPS.split()), _COLON, "colorectal-polyp"),
    Bare(tuple(_NODULES.split()), frozenset({"thyroid-gland", "thyroid-cancer"}), "thyroid-nodule"),
    Bare(tuple(_NODULES.split()), frozenset({"lung", "lung-cancer", "low-dose-ct"}), "pulmonary-nodule"),
)


def bare(split: Sequence[Word], found: Sequence[Match]) -> Iterator[Match]:
    """Find such words, as matches of what they mean beside what the text names.

    Args:
        split: Words of the text.
        found: Concepts named in it; a word that is part of one is left alone.
    """
    named = {one.concept for one in found}
    rules = [one for one in _TABLE if named & one.beside and one.concept not in named]
    if not rules:
        return
    taken = {place for one in found for place in range(one.first, one.last + 1)}
    for place, word in enumerate(split):
        rule = next((one for one in rules if word.text.startswith(one.stems)), None)
        if rule and place not in taken:
            yield Match(rule.concept, "cancer-type", word.start, word.end, place, place, False)

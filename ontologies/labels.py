"""Look labels up: a table from the folded label to who has it, small enough to be kept in a file.

A table maps a key to one string, ``id match language`` of each owner joined by ``;``. Thirty thousand labels
as objects would cost a process half a second and twenty megabytes; as strings they cost a tenth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontologies.concept import Concept, Found, MatchKind
from ontologies.fold import case, plain

KINDS_OF_MATCH: tuple[MatchKind, ...] = ("preferred", "alternative", "hidden", "folded")
"""Best first; a number in a table is a place in this list."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Two tables: ``exact`` by ``case(label)``; ``folded`` by ``plain(label)`` where that differs."""

    exact: Mapping[str, str]
    folded: Mapping[str, str]

    def find(self, label: str, concepts: Mapping[str, Concept]) -> list[Found]:
        """Give all owners of a label in no order; those that agree only without accents if there are none.

        Args:
            label: The words, any case.
            concepts: By id; the labels as written are taken from here.
        """
        key = case(label)
        if key in self.exact:
            return list(_owners(self.exact[key], key, concepts))
        bare = plain(label)
        found = []
        for table in (self.exact, self.folded):
            if bare in table:
                found += [
                    Found(one.id, "folded", one.language, one.label)
                    for one in _owners(table[bare], bare, concepts)
                ]
        return found


def index(concepts: Iterable[Concept]) -> Labels:
    """Make the tables; deprecated concepts are left out."""
    exact: dict[str, list[str]] = defaultdict(list)
    folded: dict[str, list[str]] = defaultdict(list)
    for concept in concepts:
        if concept.replaced_by:
            continue
        for match, language, label in written(concept):
            owner = f"{concept.id} {match} {language}"
            key, bare = case(label), plain(label)
            exact[key].append(owner)
            if bare != key:
                folded[bare].append(owner)
    return Labels(
        {key: ";".join(dict.fromkeys(owners)) for key, owners in exact.items()},
        {key: ";".join(dict.fromkeys(owners)) for key, owners in folded.items()},
    )


def written(concept: Concept) -> Iterator[tuple[int, str, str]]:
    """Give every label of a concept: place in ``KINDS_OF_MATCH``, language, label as written."""
    for language, label in concept.labels.items():
        yield 0, language, label
    for match, layer in ((1, concept.alt), (2, concept.hidden)):
        for language, labels in layer.items():
            for label in labels:
                yield match, language, label


def _owners(packed: str, key: str, concepts: Mapping[str, Concept]) -> Iterator[Found]:
    for owner in packed.split(";"):
        name, match, language = owner.split(" ")
        rank, concept = int(match), concepts[name]
        layer: tuple[str, ...] = (
            (concept.labels[language],)
            if rank == 0
            else (concept.alt if rank == 1 else concept.hidden)[language]
        )
        label = next((one for one in layer if key in {case(one), plain(one)}), layer[0])
        yield Found(name, KINDS_OF_MATCH[rank], language, label)

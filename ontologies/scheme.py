"""The domain scheme in memory: labels, search by label, hierarchy, codes.

>>> scheme().label("breast-cancer", "de")
'Mammakarzinom'
>>> scheme().find("рак на гърдата")[0].id
'breast-cancer'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from ontologies.compiled import code_of, read_compiled
from ontologies.concept import Concept, Found, MatchKind
from ontologies.labels import Labels, index
from ontologies.namespaces import CONCEPT

ORDER: Mapping[MatchKind, int] = {"preferred": 0, "alternative": 1, "hidden": 2, "folded": 3}


class Scheme:
    """All concepts of all kinds.

    Args:
        concepts: In any order.
        labels: Their label tables when they are at hand; else they are made when first needed.

    Attributes:
        concepts: By id, deprecated ones too.
    """

    def __init__(self, concepts: Iterable[Concept], labels: Labels | None = None) -> None:
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self._given = labels

    def of_kind(self, kind: str) -> list[Concept]:
        """List the concepts of one kind by id, deprecated ones left out."""
        return [one for one in self.concepts.values() if one.kind == kind and not one.replaced_by]

    def by_iri(self, iri: str) -> Concept | None:
        """Give the concept of one of our IRIs (http or https); None for any other IRI."""
        address = "https://" + iri.removeprefix("http://") if iri.startswith("http://") else iri
        return self.concepts.get(address.removeprefix(CONCEPT)) if address.startswith(CONCEPT) else None

    def current(self, concept: str) -> str:
        """Give the id to use now: the concept itself, or what replaces it when it is deprecated."""
        passed: set[str] = set()
        while concept not in passed:
            passed.add(concept)
            known = self.concepts.get(concept)
            concept = known.replaced_by if known and known.replaced_by else concept
        return concept

    def label(self, concept: str, language: str) -> str:
        """Give the preferred label in a language, else English, else the id."""
        found = self.concepts.get(concept)
        if found is None:
            return concept
        return found.labels.get(language) or found.labels.get("en") or concept

    def find(self, label: str, language: str | None = None, kind: str | None = None) -> list[Found]:
        """Look a whole label up, best match first.

        Preferred labels come before alternative and hidden ones, and these before labels that agree
        only without accents; within each, the asked language before others, then by id.

        Args:
            label: The words, any case.
            language: Preferred language; labels of all languages are looked at in any case.
            kind: Only concepts of this kind.

        Returns:
            One ``Found`` a concept; empty when no label fits.
        """
        candidates = [
            one
            for one in self._labels.find(label, self.concepts)
            if kind is None or self.concepts[one.id].kind == kind
        ]
        candidates.sort(key=lambda one: (ORDER[one.match], one.language != language, one.id))
        first: dict[str, Found] = {}
        for one in candidates:
            first.setdefault(one.id, one)
        return list(first.values())

    def parents(self, concept: str) -> tuple[str, ...]:
        """Give the direct parents: kind-of first, then part-of."""
        found = self.concepts.get(concept)
        return found.broader + found.part_of if found else ()

    def children(self, concept: str) -> tuple[str, ...]:
        """Give the direct children, by id."""
        return self._children.get(concept, ())

    def siblings(self, concept: str) -> tuple[str, ...]:
        """Give the other children of the same parents, by id."""
        near = {child for parent in self.parents(concept) for child in self.children(parent)}
        return tuple(sorted(near - {concept}))

    def ancestors(self, concept: str) -> tuple[str, ...]:
        """Give everything above, nearest first, each once."""
        return _walk(concept, self.parents)

    def descendants(self, concept: str) -> tuple[str, ...]:
        """Give everything below, nearest first, each once."""
        return _walk(concept, self.children)

    def matches(self, code: str) -> list[str]:
        """List the concepts that carry an outside code, exact ones first.

        Args:
            code: ``NCIT:C4872``, the bare code (``C4872``), a notation (``MR``), or the code's IRI.
        """
        if "://" in code:
            vocabulary, value = code_of(code)
            code = f"{vocabulary}:{value}" if vocabulary else code
        return list(self._codes.get(code.upper(), ()))

    @cached_property
    def _labels(self) -> Labels:
        return self._given or index(self.concepts.values())

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        table: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts.values():
            for parent in concept.broader + concept.part_of:
                if not concept.replaced_by:
                    table[parent].add(concept.id)
        return {key: tuple(sorted(ids)) for key, ids in table.items()}

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
        rank = {"exact": 0, "close": 2, "broad": 3}
        for concept in self.concepts.values():
            name = self.current(concept.id)
            for code in concept.codes:
                entry = (rank[code.relation], name)
                ranked[f"{code.vocabulary}:{code.value}".upper()].append(entry)
                ranked[code.value.upper()].append(entry)
            if concept.notation:
                ranked[concept.notation.upper()].append((1, name))
        return {
            code: tuple(dict.fromkeys(name for _, name in sorted(entries)))
            for code, entries in ranked.items()
        }


def _walk(start: str, step: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    edge = list(step(start))
    while edge:
        ahead: list[str] = []
        for name in edge:
            if name not in seen and name != start:
                seen[name] = None
                ahead.extend(step(name))
        edge = ahead
    return tuple(seen)


@lru_cache(maxsize=1)
def scheme() -> Scheme:
    """Give the shipped scheme; read once a process.

    Raises:
        VocabularyError: A file of the scheme is missing or damaged.
    """
    compiled = read_compiled()
    return Scheme(compiled.concepts, compiled.labels)

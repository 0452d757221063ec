"""The figures of the catalogue, computed from its documents: in all, and by each facet's values.

Figures are sums of what datasets state. What a page says about a whole platform ("36 datasets") is a
claim of its own and is never added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from indexer.document import CONCEPT_FACETS, DATASET, FACETS, NUMBERS, Document
from indexer.filters import NOT_STATED, Filters
from ontologies.scheme import Scheme, scheme


@dataclass(slots=True)
class Counts:
    """Sums over some datasets.

    Attributes:
        datasets: How many.
        numbers: Sum by name of ``indexer.document.NUMBERS``.
        saying: How many datasets state that number: a sum over few of many says little.
        cancer_types: Ids of the cancer types that occur.
    """

    datasets: int = 0
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NUMBERS, 0))
    saying: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NUMBERS, 0))
    cancer_types: set[str] = field(default_factory=set)

    def add(self, document: Document) -> None:
        """Count one dataset."""
        self.datasets += 1
        for name, value in document.numbers.items():
            self.numbers[name] += value
            self.saying[name] += 1
        self.cancer_types.update(document.facets.get("cancer_type", ()))

    def plain(self) -> dict[str, int]:
        """Give the sums by name, for JSON."""
        return {"datasets": self.datasets, **self.numbers, "cancer_types": len(self.cancer_types)}


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures.

    Attributes:
        total: Over every dataset that passes the filters.
        by: By facet and value, most datasets first; datasets without the facet under ``NOT_STATED``.
        months: Datasets by the month (``2026-11``) of their newest date, oldest first.
    """

    total: Counts
    by: Mapping[str, Mapping[str, Counts]]
    months: Mapping[str, int]

    def plain(self) -> dict[str, object]:
        """Give everything as plain values, for JSON."""
        return {
            **self.total.plain(),
            "stated_by": dict(self.total.saying),
            **{
                f"by_{facet}": {value: counts.plain() for value, counts in values.items()}
                for facet, values in self.by.items()
            },
            "by_month": dict(self.months),
        }


def statistics(documents: Iterable[Document], filters: Filters, *, words: Scheme | None = None) -> Statistics:
    """Sum the figures of documents that pass the filters; the filters' order is not looked at.

    Args:
        documents: Any number, read once.
        filters: As in search.
        words: The concept scheme; None takes the shipped one.
    """
    wanted = passing(filters, words)
    total = Counts()
    by: dict[str, dict[str, Counts]] = {facet: {} for facet in FACETS}
    months: dict[str, int] = {}
    for document in filter(wanted, documents):
        total.add(document)
        months[document.fresh[:7]] = months.get(document.fresh[:7], 0) + 1
        for facet, values in by.items():
            for value in document.facets.get(facet, (NOT_STATED,)):
                values.setdefault(value, Counts()).add(document)
    return Statistics(
        total,
        {facet: dict(sorted(values.items(), key=_most_first)) for facet, values in by.items()},
        dict(sorted(months.items())),
    )


def passing(filters: Filters, words: Scheme | None = None) -> Callable[[Document], bool]:
    """Give a test whether a dataset's document passes the filters; see ``statistics``."""
    known = words or scheme()
    wanted = {facet: _below(facet, values, known) for facet, values in filters.chosen()}
    return lambda document: _passes(document, wanted, filters)


def _most_first(entry: tuple[str, Counts]) -> tuple[bool, int, str]:
    value, counts = entry
    return value == NOT_STATED, -counts.datasets, value


def _below(facet: str, values: Iterable[str], words: Scheme) -> set[str]:
    wanted = set(values)
    if facet in CONCEPT_FACETS:
        wanted.update(name for value in values for name in words.descendants(value))
    return wanted


def _passes(document: Document, wanted: Mapping[str, set[str]], filters: Filters) -> bool:
    if document.kind != DATASET:
        return False
    for facet, values in wanted.items():
        if values.isdisjoint(document.facets.get(facet, (NOT_STATED,))):
            return False
    for name, least, most in filters.ranges():
        number = document.numbers.get(name)
        if number is None or (least is not None and number < least):
            return False
        if most is not None and number > most:
            return False
    return True

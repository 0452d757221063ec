"""What a reader narrowed a search down to: facet values, numbers and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from indexer.document import FACETS

NOT_STATED = "not-stated"
"""The facet value of documents whose provider did not say."""

Sort = Literal["relevance", "newest", "subjects", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "subjects", "title")
NO_VALUES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Filters:
    """All of these must hold; of one facet's values one is enough.

    Attributes:
        values: Chosen values by facet name. A value of a concept facet also takes what is below it.
            ``NOT_STATED`` takes documents without the facet.
        subjects_min, subjects_max, images_min: Inclusive; a document that does not say is left out.
        sort: ``relevance`` means newest first when there is no query.

    >>> Filters({"colour": ("red",)})
    Traceback (most recent call last):
    ValueError: 'colour' is not a facet
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_VALUES)
    subjects_min: int | None = None
    subjects_max: int | None = None
    images_min: int | None = None
    sort: Sort = "relevance"

    def __post_init__(self) -> None:
        """Refuse a facet or an order that does not exist: the pages check before."""
        for name in self.values:
            if name not in FACETS:
                raise ValueError(f"'{name}' is not a facet")
        if self.sort not in SORTS:
            raise ValueError(f"'{self.sort}' is not an order")

    def without(self, facet: str) -> Filters:
        """Give the same filters without one facet: its own counts are taken so."""
        return replace(self, values={name: chosen for name, chosen in self.values.items() if name != facet})

    def chosen(self) -> list[tuple[str, tuple[str, ...]]]:
        """List the facets with at least one chosen value."""
        return [(name, values) for name, values in self.values.items() if values]

    def ranges(self) -> list[tuple[str, int | None, int | None]]:
        """List (number, least, most) of the numbers that are limited."""
        limits = [("subjects", self.subjects_min, self.subjects_max), ("images", self.images_min, None)]
        return [limit for limit in limits if limit[1] is not None or limit[2] is not None]

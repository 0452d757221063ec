"""Tantivy query objects from terms, concepts and filters; never from a query string."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indexer.document import CONCEPT_FACETS
from indexer.filters import NOT_STATED, Filters

TITLE_BOOST = 2.0


class Queries:
    """Builds queries for one schema."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def words(self, terms: Mapping[str, float], filters: Filters) -> Any:
        """One of the weighted terms, in title or body, within the filters."""
        import tantivy

        parts = []
        for term, weight in terms.items():
            for field, boost in (("title", TITLE_BOOST), ("body", 1.0)):
                query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
                parts.append(tantivy.Query.boost_query(query, boost * weight))
        return self._within(self._any(parts), filters)

    def concepts(self, concepts: Iterable[str], filters: Filters) -> Any:
        """One of the concepts or something below it, within the filters."""
        import tantivy

        parts = [tantivy.Query.const_score_query(self._term("concept", one), 1.0) for one in concepts]
        return self._within(self._any(parts), filters)

    def _within(self, query: Any, filters: Filters) -> Any:
        import tantivy

        must = [(tantivy.Occur.Must, query)]
        for name, values in filters.chosen():
            closed = f"{name}+" if name in CONCEPT_FACETS else name
            terms = [f"{name if value == NOT_STATED else closed}={value}" for value in values]
            chosen = self._any([self._term("facet", term) for term in terms])
            must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)))
        for name, least, most in filters.ranges():
            between = tantivy.Query.range_query(
                self._schema, name, tantivy.FieldType.Integer, least or 0, most
            )
            must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(between, 0.0)))
        return tantivy.Query.boolean_query(must) if len(must) > 1 else query

    def _term(self, field: str, value: str) -> Any:
        import tantivy

        return tantivy.Query.term_query(self._schema, field, value, index_option="basic")

    @staticmethod
    def _any(parts: list[Any]) -> Any:
        import tantivy

        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

"""The OpenSearch engine: candidates and filters from a server, scores from the local shelf."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from catalogue.errors import SearchIndexError
from catalogue.settings import Settings
from indexer.engine import Written
from indexer.files import REBUILD
from indexer.filters import NOT_STATED, Filters
from indexer.generations import Generations
from indexer.opensearch_client import Place, answered, connect, search
from indexer.opensearch_write import Upload, drop, field_of
from indexer.shelf import Entry, Shelf
from indexer.wordlist import Array

TITLE_BOOST = 2.0
MOST_VALUES = 10_000


class OpenSearchReader:
    """One index on the server and its shelf here, as the ``Reader`` protocol says."""

    def __init__(
        self, client: Any, place: Place, folder: Path, facts: Mapping[str, Any], warnings: tuple[str, ...]
    ) -> None:
        self.shelf = Shelf(folder, facts)
        self.warnings = warnings
        self._client = client
        self._place = place
        self._index = str(facts["index"])
        with answered(place):
            held = client.count(index=self._index, params={"ignore_unavailable": "true"})["count"]
        expected = len(self.shelf) - len(facts.get("refused", ()))
        if held != expected:
            raise SearchIndexError(
                f"the index '{self._index}' on the server holds {held} documents, not {expected}",
                hint=REBUILD,
                identifier=place.shown,
            )

    def by_words(self, terms: Mapping[str, float], filters: Filters, limit: int) -> list[int]:
        """As the protocol says."""
        clauses = [
            {"term": {field: {"value": term, "boost": weight * boost}}}
            for term, weight in terms.items()
            for field, boost in (("title", TITLE_BOOST), ("body", 1.0))
        ]
        return self._any(clauses, filters, limit)

    def by_concepts(self, concepts: Iterable[str], filters: Filters, limit: int) -> list[int]:
        """As the protocol says."""
        field = field_of("concept+")
        clauses = [{"constant_score": {"filter": {"term": {field: concept}}}} for concept in concepts]
        return self._any(clauses, filters, limit)

    def by_vector(self, vector: Array, filters: Filters, limit: int) -> list[int]:
        """As the protocol says; approximate on large indices (Lucene HNSW)."""
        if self.shelf.vectors.shape[1] != len(vector) or not np.isfinite(vector).all():
            return []
        near: dict[str, Any] = {"vector": [float(value) for value in vector], "k": limit}
        if within := clauses_of(filters):
            near["filter"] = {"bool": within}
        return self._numbers({"query": {"knn": {"vector": near}}, "size": limit})

    def browse(self, filters: Filters, offset: int, limit: int) -> tuple[int, list[int]]:
        """As the protocol says."""
        order: dict[str, Any] = {
            "title": {"title_rank": "asc"},
            "subjects": {"numbers.subjects": {"order": "desc", "missing": "_last"}},
        }
        first = order.get(filters.sort, {"fresh": "desc"})
        body = {
            "query": {"bool": clauses_of(filters)} if clauses_of(filters) else {"match_all": {}},
            "sort": [first, {"number": "asc"}],
            "from": offset,
            "size": limit,
            "track_total_hits": True,
        }
        found = self._search(body)
        return int(found["hits"]["total"]["value"]), _numbers(found)

    def facet(self, name: str, filters: Filters) -> dict[str, int]:
        """As the protocol says."""
        within = clauses_of(filters)
        own, closed = field_of(name), field_of(f"{name}+")
        closes = f"{name}+" in self.shelf.members
        groups: dict[str, Any] = {
            "own": {"terms": {"field": own, "size": MOST_VALUES}},
            "none": {"missing": {"field": own}},
        }
        if closes:
            groups["closed"] = {"terms": {"field": closed, "size": MOST_VALUES}}
        query = {"bool": within} if within else {"match_all": {}}
        found = self._search({"query": query, "size": 0, "aggs": groups})["aggregations"]
        counted = {one["key"]: one["doc_count"] for one in found["closed" if closes else "own"]["buckets"]}
        values = {one["key"]: int(counted[one["key"]]) for one in found["own"]["buckets"]}
        if missing := int(found["none"]["doc_count"]):
            values[NOT_STATED] = missing
        return values

    def _any(self, clauses: list[dict[str, Any]], filters: Filters, limit: int) -> list[int]:
        if not clauses:
            return []
        query = {"bool": {"should": clauses, "minimum_should_match": 1, **clauses_of(filters)}}
        return self._numbers({"query": query, "size": limit})

    def _numbers(self, body: dict[str, Any]) -> list[int]:
        return _numbers(self._search({**body, "sort": ["_score", {"number": "asc"}]}))

    def _search(self, body: dict[str, Any]) -> Any:
        return search(self._client, self._place, self._index, body)


class OpenSearchEngine:
    """Indices behind one alias, and the generations of the shelf in a folder.

    Args:
        root: Folder of the shelf.
        place: Where the server is and how to log in.
    """

    name = "opensearch"

    def __init__(self, root: Path, place: Place) -> None:
        self._place = place
        self._root = root
        self._client: Any = None
        self._generations: Generations[OpenSearchReader] = Generations(root, self._opened)

    @classmethod
    def from_settings(cls, settings: Settings) -> OpenSearchEngine:
        """Make the engine of the settings; nothing is connected yet."""
        place = Place(
            url=settings.text("opensearch_url"),
            alias=settings.text("opensearch_index"),
            user=settings.text("opensearch_user"),
            password=settings.text("opensearch_password"),
            authority=settings.text("opensearch_ca"),
        )
        return cls(settings.home / "index-opensearch", place)

    def live(self) -> tuple[int, str]:
        """As the protocol says."""
        return self._generations.live()

    def reader(self) -> OpenSearchReader:
        """As the protocol says."""
        return self._generations.reader()

    def write(self, entries: Iterable[Entry], *, model: str, reason: str = "") -> Written:
        """As the protocol says; the alias is swapped when the new index is whole."""
        owner = hashlib.sha256(str(self._root.resolve()).encode()).hexdigest()[:12]
        upload = Upload(self._connected(), self._place, owner)
        try:
            written = self._generations.write(entries, model, reason, upload.fill)
        except BaseException:
            upload.undo()
            raise
        drop(self._connected(), self._place, owner, keep=self._generations.facts("index"))
        return written

    def close(self) -> None:
        """As the protocol says."""
        self._generations.close()
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> Any:
        if self._client is None:
            self._client = connect(self._place)
        return self._client

    def _opened(self, folder: Path, facts: Mapping[str, Any], warnings: tuple[str, ...]) -> OpenSearchReader:
        return OpenSearchReader(self._connected(), self._place, folder, facts, warnings)


def clauses_of(filters: Filters) -> dict[str, Any]:
    """Give the filters as the inside of a bool query; empty when there is none."""
    within: list[dict[str, Any]] = []
    for name, values in filters.chosen():
        stated = [value for value in values if value != NOT_STATED]
        closed = field_of(f"{name}+")
        either: list[dict[str, Any]] = [{"terms": {closed or field_of(name): stated}}] if stated else []
        if NOT_STATED in values:
            either.append({"bool": {"must_not": {"exists": {"field": field_of(name)}}}})
        within.append({"bool": {"should": either, "minimum_should_match": 1}})
    for name, least, most in filters.ranges():
        limits = {"gte": least or 0} | ({"lte": most} if most is not None else {})
        within.append({"range": {f"numbers.{name}": limits}})
    return {"filter": within} if within else {}


def _numbers(found: Any) -> list[int]:
    return [int(hit["fields"]["number"][0]) for hit in found["hits"]["hits"]]

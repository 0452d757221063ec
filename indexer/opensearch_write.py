"""Fill a new OpenSearch index, swap the alias to it, and remove old ones."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import structlog

from catalogue.errors import SearchIndexError
from indexer.document import CONCEPT_FACETS, FACETS, NUMBERS, from_json
from indexer.opensearch_client import Place, answered
from indexer.shelf import FIELDS, Entry
from indexer.shelving import member_values
from indexer.wordlist import load_array
from ontologies.errors import cut

CHUNK = 200
CHUNK_BYTES = 10_000_000
MOST_REFUSED = 0.01
"""Share of documents that may be refused one by one before the whole index is refused."""

log = structlog.get_logger(__name__)


def field_of(name: str) -> str:
    """Name the field of a set; empty when there is no such set.

    >>> field_of("modality"), field_of("modality+"), field_of("source+")
    ('facets.modality', 'facets.modality_closed', '')
    """
    own = name.removesuffix("+")
    if own != name and own not in (*CONCEPT_FACETS, "concept"):
        return ""
    return f"facets.{own}_closed" if own != name else f"facets.{own}"


def mapping(dimension: int, owner: str) -> dict[str, Any]:
    """Give settings and mapping of an index: every field named, nothing learnt from documents."""
    names = [*FACETS, "concept", *(f"{name}+" for name in (*CONCEPT_FACETS, "concept"))]
    words = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    fields: dict[str, Any] = {
        "number": {"type": "integer"},
        "title": words,
        "body": words,
        "facets": {
            "dynamic": "strict",
            "properties": {field_of(name).removeprefix("facets."): {"type": "keyword"} for name in names},
        },
        "numbers": {"dynamic": "strict", "properties": {name: {"type": "long"} for name in NUMBERS}},
        "fresh": {"type": "integer"},
        "title_rank": {"type": "integer"},
        "document": {"type": "object", "enabled": False},
    }
    if dimension:
        method = {"name": "hnsw", "engine": "lucene", "space_type": "innerproduct"}
        fields["vector"] = {"type": "knn_vector", "dimension": dimension, "method": method}
    return {
        "settings": {"index": {"knn": bool(dimension), "number_of_shards": 1, "auto_expand_replicas": "0-1"}},
        "mappings": {
            "dynamic": "strict",
            "_meta": {"messor": owner},
            "_source": {"excludes": ["vector", "title", "body"]},
            "properties": fields,
        },
    }


class Upload:
    """One new index.

    Args:
        client: Connected.
        place: Where.
        owner: Mark of this folder of shelves in the index, so that only its own are ever removed.
    """

    def __init__(self, client: Any, place: Place, owner: str) -> None:
        self._client = client
        self._place = place
        self._owner = owner
        self._index = ""
        self._before: list[str] = []

    def fill(self, folder: Path, entries: list[Entry], generation: int) -> Mapping[str, Any]:
        """Create the index, send all documents, count them, and swap the alias.

        Raises:
            SearchIndexError: The server refuses, or refuses too many documents.
        """
        from opensearchpy.helpers import streaming_bulk

        vectors = load_array(folder / "vectors.npy")
        dimension = int(vectors.shape[1])
        index = f"{self._place.alias}-{generation}-{secrets.token_hex(3)}"
        refused: list[tuple[str, str]] = []
        with answered(self._place):
            self._client.indices.create(index=index, body=mapping(dimension, self._owner))
            self._index = index
            for accepted, told in streaming_bulk(
                self._client,
                self._actions(folder, entries),
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                max_retries=3,
                raise_on_error=False,
            ):
                if not accepted:
                    refused.append(_refusal(told))
            if len(refused) > len(entries) * MOST_REFUSED:
                raise SearchIndexError(
                    f"OpenSearch refused {len(refused)} of {len(entries)} documents, first "
                    f"{refused[0][0]}: {cut(refused[0][1])}",
                    hint="See the server's log; the live index stays as it is.",
                    identifier=self._place.shown,
                )
            self._client.indices.refresh(index=index)
            self._swap(index)
        for key, why in refused:
            log.warning("index.refused", dataset=key, why=why)
        return {"engine": "opensearch", "index": index, "refused": refused}

    def undo(self) -> None:
        """Point the alias where it was and remove the new index, as far as the server lets us."""
        if self._index:
            try:
                with answered(self._place):
                    actions = [{"add": {"index": one, "alias": self._place.alias}} for one in self._before]
                    if actions:
                        self._client.indices.update_aliases(body={"actions": actions})
                    self._client.indices.delete(index=self._index, params={"ignore_unavailable": "true"})
            except SearchIndexError as error:
                log.warning("index.left", index=self._index, error=error.message)

    def _swap(self, index: str) -> None:
        """Move the alias in one step: other programs never see both, or none."""
        alias = self._place.alias
        if self._client.indices.exists_alias(name=alias):
            self._before = list(self._client.indices.get_alias(name=alias))
        actions: list[dict[str, Any]] = [{"remove": {"index": one, "alias": alias}} for one in self._before]
        actions.append({"add": {"index": index, "alias": alias}})
        self._client.indices.update_aliases(body={"actions": actions})

    def _actions(self, folder: Path, entries: list[Entry]) -> Iterator[dict[str, Any]]:
        vectors = load_array(folder / "vectors.npy")
        fresh, rank = load_array(folder / "fresh.npy"), load_array(folder / "title_rank.npy")
        sets = member_values([from_json(entry.line) for entry in entries])
        title = FIELDS.index("title")
        for number, entry in enumerate(entries):
            document = from_json(entry.line)
            source: dict[str, Any] = {
                "number": number,
                "title": _repeated(entry, lambda counts: counts[title]),
                "body": _repeated(entry, lambda counts: sum(counts) - counts[title]),
                "facets": {
                    field_of(name).removeprefix("facets."): list(dict.fromkeys(rows[number]))
                    for name, rows in sets.items()
                    if rows[number]
                },
                "numbers": dict(document.numbers),
                "fresh": int(fresh[number]),
                "title_rank": int(rank[number]),
                "document": {"id": document.id, "iri": document.iri, "title": document.title},
            }
            if vectors.shape[1] and vectors[number].any():
                source["vector"] = [float(value) for value in vectors[number]]
            yield {"_index": self._index, "_id": entry.id, "_source": source}


def drop(client: Any, place: Place, owner: str, keep: set[str]) -> None:
    """Remove the indices of this owner but those that a generation on disk still names."""
    pattern = re.compile(rf"{re.escape(place.alias)}-\d+-[0-9a-f]{{6}}")
    with answered(place):
        found = client.indices.get_mapping(index=f"{place.alias}-*", params={"ignore_unavailable": "true"})
        for name, told in found.items():
            meta = told["mappings"].get("_meta", {})
            if pattern.fullmatch(name) and meta.get("messor") == owner and name not in keep:
                client.indices.delete(index=name)


def _repeated(entry: Entry, amount: Any) -> str:
    return " ".join(term for term, counts in entry.terms.items() for _ in range(amount(counts)))


def _refusal(told: Mapping[str, Any]) -> tuple[str, str]:
    answer = next(iter(told.values()))
    error = answer.get("error", {})
    why = error.get("reason", error) if isinstance(error, dict) else error
    return str(answer.get("_id", "?")), f"{answer.get('status', '')} {cut(why, 200)}".strip()

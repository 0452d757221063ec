"""Bring the index up to date with the record: take changes, flatten, encode, write, move on.

    record.changes | flatten | unchanged? keep its entry : encode, analyse | engine.write | record.done

The position moves last. A run that dies in between is done again by the next one, and gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from catalogue.errors import ConfigError, SearchIndexError
from catalogue.model import Dataset, DatasetState
from catalogue.settings import Settings
from catalogue.store import Store
from indexer.document import Document, flatten, from_json
from indexer.encoder import Encoder, open_encoder
from indexer.engine import Engine, Reader, Written, open_engine
from indexer.languages import of_text
from indexer.options import languages_from
from indexer.record import Record, StoreRecord
from indexer.shelf import Entry
from indexer.shelving import analyse
from indexer.vectors import FILE, VectorCache
from ontologies.scheme import Scheme

MOST_TOLD = 20
"""Refused documents that are named."""
BATCH = 512
"""Documents flattened and encoded together."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did.

    Attributes:
        changes: Lines of the change log that were read.
        documents: In the index now; -1 when nothing was done and nobody counted.
        put: Documents that are new or differ from before.
        same: Datasets read again whose document did not differ.
        removed: Documents that left.
        encoded: Texts given to the model now.
        rebuilt: Everything was read from the record.
        generation: Number of the live generation.
        seconds: All of it.
        warnings: Sentences for the operator.
    """

    changes: int = 0
    documents: int = -1
    put: int = 0
    same: int = 0
    removed: int = 0
    encoded: int = 0
    rebuilt: bool = False
    generation: int = 0
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Give the counts by name, for JSON."""
        return {**asdict(self), "seconds": round(self.seconds, 3), "warnings": list(self.warnings)}

    def sentence(self) -> str:
        """Say it in a line.

        >>> Report(generation=3).sentence()
        'The index is up to date (generation 3).'
        """
        notes = "".join(f"\nnote: {warning}" for warning in self.warnings)
        if self.documents < 0:
            return f"The index is up to date (generation {self.generation}).{notes}"
        return (
            f"Indexed {self.documents} datasets in {self.seconds:.1f} s: {self.put} new or changed, "
            f"{self.removed} removed, {self.encoded} texts encoded (generation {self.generation}).{notes}"
        )


@dataclass(frozen=True, slots=True)
class Tools:
    """What turns datasets into entries.

    Attributes:
        encoder: None makes an index without vectors.
        vectors: Those made before.
        languages: Tags the model understands.
        words: The concept scheme; None takes the shipped one.
    """

    encoder: Encoder | None
    vectors: VectorCache
    languages: tuple[str, ...] = ("en",)
    words: Scheme | None = None


def update(store: Store, settings: Settings, *, rebuild: bool = False, reason: str = "") -> Report:
    """Bring the index of the settings up to date; with nothing to do it returns at once.

    Args:
        store: The open record.
        settings: Engine, model, home.
        rebuild: Read everything again.
        reason: Why the index may become empty or much smaller, when it may.

    Raises:
        SearchIndexError: The index cannot be written, or would shrink without a reason. The live one
            stays, and the changes stay unread.
    """
    engine = open_engine(settings)
    tools = Tools(open_encoder(settings), VectorCache(settings.home / FILE), languages_from(settings))
    try:
        return follow(StoreRecord(store, engine.name), engine, tools, rebuild=rebuild, reason=reason)
    finally:
        engine.close()


def follow(
    record: Record, engine: Engine, tools: Tools, *, rebuild: bool = False, reason: str = ""
) -> Report:
    """As ``update``, with the pieces given."""
    start = perf_counter()
    before, believed = record.position()
    generation, model = engine.live()
    changes = list(record.changes())
    other_model = bool(tools.encoder and model and model != tools.encoder.name)
    whole = rebuild or other_model or not generation or believed != str(generation)
    if not whole and not changes:
        return Report(generation=generation, seconds=perf_counter() - start)
    old = None if not generation else _reader(engine, generation)
    seq = changes[-1].seq if changes else before
    if whole or old is None:
        report = _write(record.all(), set(), True, old, engine, tools, reason)
    else:
        ids = list(dict.fromkeys(change.dataset for change in changes))
        report = _write(record.some(ids), set(ids), False, old, engine, tools, reason)
    record.done(seq, str(report.generation))
    return replace(report, changes=len(changes), seconds=perf_counter() - start)


def _reader(engine: Engine, generation: int) -> Reader | None:
    """Open the live generation, None when it is not the one that is whole."""
    try:
        reader = engine.reader()
    except SearchIndexError:
        return None
    return reader if reader.shelf.generation == generation else None


def _write(
    datasets: Iterable[Dataset],
    touched: set[str],
    rebuilt: bool,
    old: Reader | None,
    engine: Engine,
    tools: Tools,
    reason: str,
) -> Report:
    """Write the next generation: entries of datasets read now, and of the old one what was not touched."""
    shelf = old.shelf if old else None
    made = _Made(old, tools)
    entries = {entry.id: entry for entry in made.entries(datasets)}
    if shelf and not rebuilt:
        for number in range(len(shelf)):
            if shelf.ids[number] not in touched:
                entries[shelf.ids[number]] = shelf.entry(number)
    earlier = {shelf.ids[number] for number in range(len(shelf))} if shelf else set()
    put = made.put
    removed = len(earlier - entries.keys())
    name = tools.encoder.name if tools.encoder else ""
    if rebuilt or put or removed or shelf is None:
        written = engine.write(entries.values(), model=name, reason=reason)
    else:  # datasets changed without changing what is searched
        written = Written(shelf.generation)
    made.warnings += [f"{key} was refused by the engine: {why}" for key, why in written.refused[:MOST_TOLD]]
    return Report(
        documents=len(entries),
        put=put,
        same=made.same,
        removed=removed,
        encoded=made.encoded,
        rebuilt=rebuilt,
        generation=written.generation,
        warnings=tuple(made.warnings),
    )


class _Made:
    """Makes entries of datasets, and counts."""

    def __init__(self, old: Reader | None, tools: Tools) -> None:
        self._shelf = old.shelf if old else None
        self._tools = tools
        self.put = self.same = self.encoded = 0
        self.warnings: list[str] = []

    def entries(self, datasets: Iterable[Dataset]) -> Iterator[Entry]:
        batch: list[Document] = []
        for dataset in datasets:
            if dataset.state is not DatasetState.GONE:
                batch.append(
                    flatten(dataset, languages=self._tools.languages, words=self._tools.words, guess=of_text)
                )
            if len(batch) >= BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, documents: list[Document]) -> Iterator[Entry]:
        changed = []
        for document in documents:
            if entry := self._kept(document):
                self.same += 1
                yield entry
            else:
                changed.append(document)
        vectors = self._vectors({one.text_hash: one.encode for one in changed})
        self.put += len(changed)
        for document in changed:
            yield analyse(document, vectors.get(document.text_hash))

    def _kept(self, document: Document) -> Entry | None:
        """Give the entry of an unchanged document, unless it still waits for its vector."""
        if self._shelf is None:
            return None
        number = self._shelf.ids.find(document.id)
        if number < 0 or from_json(self._shelf.line(number)).hash != document.hash:
            return None
        entry = self._shelf.entry(number)
        encoder = self._tools.encoder
        fresh = encoder is None or (entry.vector is not None and self._shelf.model == encoder.name)
        return entry if fresh or not document.encode else None

    def _vectors(self, texts: dict[str, str]) -> dict[str, Any]:
        """Encode; a model that fails leaves an index of words, and says so."""
        encoder = self._tools.encoder
        if encoder is None or self.warnings or not texts:
            return {}
        try:
            vectors, count = self._tools.vectors.fill(encoder, texts)
        except (ConfigError, RuntimeError, ValueError, MemoryError, ImportError) as error:
            self.warnings.append(
                f"Search by meaning is off, the model failed: {error}. "
                "Run 'messor index --rebuild' once it works."
            )
            return {}
        self.encoded += count
        return vectors

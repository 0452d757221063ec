"""One run: walk through one source and bring the record up to date.

    begin (lease)
    | crawling process -> fetched, kept as it comes
    | readers          -> descriptions, findings          (while the crawling goes on)
    | decide           -> outcome
    | datasets.put     -> new version + change line, in the transaction that marks the document read
    end (verdict)      -> absence, only from a complete run

Killed anywhere, the next run takes over: what was fetched is not asked for again, what was read is not
read again, and the record ends as if nothing had happened.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import structlog

from catalogue import absence, datasets, fetched, runs, written
from catalogue import findings as records
from catalogue.errors import SourceError
from catalogue.model import (
    DatasetState,
    Description,
    Extraction,
    Fetched,
    Finding,
    Outcome,
    RunState,
    Severity,
)
from catalogue.packing import content_hash
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Handle, Store
from harvester.crawling import Crawling, Summary
from harvester.decide import Walk, mark, outcome, verdict
from harvester.readers import Readers, ReaderStartError
from harvester.reading import MAPPING
from ontologies.errors import ProjectError

POLL_S = 0.2
HOLD_S = runs.LEASE_S / 3
BATCH = 25
BATCH_BYTES = 4_000_000

log = structlog.get_logger()
Tell = Callable[[str, int, int | None], None]
"""Hears of progress: source key, datasets read so far, number declared or None."""


class RunInterruptedError(Exception):
    """Somebody asked the run to stop; it stays open, and the next harvest goes on with it."""


@dataclass(slots=True)
class Counts:
    """Datasets by outcome, as they come."""

    by: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    failed: int = 0

    @classmethod
    def of(cls, run: Run) -> Counts:
        """Give what an interrupted run had counted."""
        by = dict.fromkeys(Outcome, 0) | {
            Outcome.ADDED: run.added,
            Outcome.CHANGED: run.changed,
            Outcome.SAME: run.same,
            Outcome.GONE: run.gone,
        }
        return cls(by, run.failed)

    def columns(self) -> dict[str, int]:
        """Give the counts by column of the run's row."""
        kept = (Outcome.ADDED, Outcome.CHANGED, Outcome.SAME, Outcome.GONE)
        return {one.value: self.by[one] for one in kept} | {"failed": self.failed}

    @property
    def seen(self) -> int:
        """Datasets that the source described in this run."""
        return self.by[Outcome.ADDED] + self.by[Outcome.CHANGED] + self.by[Outcome.SAME]


def run(
    source: Source,
    settings: Settings,
    store: Store,
    readers: Readers,
    *,
    limit: int | None = None,
    tell: Tell = lambda *_: None,
    stop: threading.Event | None = None,
) -> Run:
    """Harvest one source.

    Args:
        limit: Stop after about this many datasets; such a run judges nothing missing.
        tell: Hears of progress.
        stop: When set, the run is left as it is, at the latest after the documents now being read.

    Returns:
        The run as it ended; its state and message say how.

    Raises:
        SourceError: Another process is harvesting this source.
        StoreError: The record cannot be written.
        ReaderStartError: No document can be read at all.
        RunInterruptedError: ``stop`` was set.
    """
    with store.write() as connection:
        taken = runs.begin(connection, source, settings.integer("resume_minutes"))
    if taken is None:
        raise SourceError(
            "another process is harvesting it now",
            hint="Wait for it to end; 'messor runs list' shows it.",
            code="busy",
            source=source.key,
        )
    this, resumed = taken
    log.info("run-begins", source=source.key, run=this.id, resumed=resumed)
    counts = Counts.of(this) if resumed else Counts()
    with store.read() as connection:
        held = datasets.count(connection, source.key)
    crawling = Crawling(source, settings, this, limit)
    going = Going(source, settings, store, readers, this, counts, tell, stop or threading.Event())
    try:
        going.follow(crawling)
    except BaseException:
        if crawling.going_on:
            crawling.stop("the run was interrupted")
        with contextlib.suppress(ProjectError), store.write() as connection:
            runs.release(connection, this)
        raise
    return going.close(crawling.summary(), held, limited=limit is not None)


@dataclass(slots=True)
class Going:
    """A run that goes on: what it works with and what it has counted."""

    source: Source
    settings: Settings
    store: Store
    readers: Readers
    run: Run
    counts: Counts
    tell: Tell
    stop: threading.Event
    known: Collection[bytes] = ()

    def follow(self, crawling: Crawling) -> None:
        """Read documents as they come until the crawling has ended and none is left."""
        held_at = started = time.monotonic()
        with self.store.read() as connection:
            had = datasets.contents(connection, self.source.key, MAPPING)
            self.known = frozenset(mark(*one) for one in had)
        longest = self.settings.number("run_max_minutes") * 60
        while True:
            ended = not crawling.going_on
            with self.store.read() as connection:
                waiting = fetched.unread(connection, self.run.id)
            for start in range(0, len(waiting), BATCH):
                self._look_up()
                self._read(waiting[start : start + BATCH])
                self.tell(self.source.key, self.counts.seen, self._declared())
            if time.monotonic() - held_at > HOLD_S:
                held_at = time.monotonic()
                with self.store.write() as connection:
                    runs.hold(connection, self.run)
            if ended and not waiting:
                return
            if not ended and time.monotonic() - started > longest:
                crawling.stop(f"it took longer than {longest / 60:g} minutes (run_max_minutes)")
            elif not waiting:
                self.stop.wait(POLL_S)
            self._look_up()

    def _look_up(self) -> None:
        if self.stop.is_set():
            raise RunInterruptedError

    def _declared(self) -> int | None:
        with self.store.read() as connection:
            return runs.get(connection, self.run.id).declared

    def _read(self, numbers: list[int]) -> None:
        """Read documents by number, at most ``BATCH_BYTES`` at a time, and put what they say in."""
        waiting = list(numbers)
        while waiting:
            batch: list[tuple[int, Fetched]] = []
            size = 0
            with self.store.read() as connection:
                while waiting and size < BATCH_BYTES:
                    number = waiting.pop(0)
                    batch.append((number, fetched.get(connection, number)))
                    size += len(batch[-1][1].body)
            read = self._safely([document for _, document in batch])
            for (number, _), extraction in zip(batch, read, strict=True):
                with self.store.write() as connection:
                    self._put(connection, extraction)
                    fetched.mark_read(connection, number)

    def _safely(self, documents: list[Fetched]) -> list[Extraction]:
        """Read a batch; a document that our own code stumbles over becomes a finding and a log line."""
        try:
            return self.readers.read(self.source, documents, self.settings.text("iri_base"), self.known)
        except ReaderStartError:
            raise
        except Exception as error:
            if len(documents) > 1:
                return [self._safely([one])[0] for one in documents]
            log.exception("reading-failed", source=self.source.key, url=documents[0].url)
            failed = Finding(
                code="reading-failed",
                severity=Severity.VIOLATION,
                place=documents[0].url,
                found=f"{type(error).__name__}: {error}"[:200],
                expected="a document that Messor can read",
                hint="The bytes are kept. This is a fault of Messor: please report it with the log.",
            )
            return [Extraction((), (failed,))]

    def _put(self, connection: Handle, extraction: Extraction) -> None:
        records.add(connection, self.run.id, self.source.key, extraction.findings)
        for description in extraction.descriptions:
            self._put_one(connection, description)
        self.counts.failed += sum(one.severity is Severity.VIOLATION for one in extraction.findings)
        runs.note(connection, self.run, self.counts.columns())

    def _put_one(self, connection: Handle, description: Description) -> None:
        known = datasets.known(connection, description.source, description.identifier)
        content = content_hash(description.claims, description.graph)
        if known is not None and known.seen_run == self.run.id:
            # A list that began anew (an OAI token died) names datasets again: not worth a word.
            if known.content != content:
                self._twice(connection, known.id, description.identifier)
            return
        made = outcome(known, content, deleted=description.deleted)
        if made is Outcome.GONE:
            if known is not None and known.state is not DatasetState.GONE:
                datasets.bury(connection, known.id)
                self.counts.by[made] += 1
            return
        key = datasets.put(
            connection,
            self.run.id,
            description,
            description.findings,
            outcome=made,
            mapping=MAPPING,
            iri_base=self.settings.text("iri_base"),
        )
        if made is not Outcome.SAME:
            records.add(connection, self.run.id, self.source.key, description.findings, key)
        self.counts.by[made] += 1

    def _twice(self, connection: Handle, dataset: str, identifier: str) -> None:
        found = Finding(
            "identifier-twice", Severity.WARNING, "dct:identifier", identifier,
            "one description an identifier", "The first was kept. Tell the provider.",
        )  # fmt: skip
        records.add(connection, self.run.id, self.source.key, [found], dataset)

    def close(self, summary: Summary, held: int, *, limited: bool) -> Run:
        """End the run: only a complete one within its bounds may speak about absence."""
        with self.store.write() as connection:
            records.add(connection, self.run.id, self.source.key, summary.findings)
            walk = Walk(
                complete=summary.complete,
                why_not=summary.why_not,
                failed=summary.error,
                seen=self.counts.seen,
                missing=absence.newly_missing(connection, self.source.key, self.run.id),
                held=held,
                limited=limited and summary.error is None,
                empty=summary.listed == 0 and any(one.code == "empty-list" for one in summary.findings),
            )
            said = verdict(walk, self.source.expect, self.settings.number("removal_share"))
            unseen = gone = 0
            if said.judges_absence:
                grace = absence.Grace(
                    self.settings.integer("absence_runs"), self.settings.integer("absence_days")
                )
                unseen, gone = absence.mark(connection, self.source.key, self.run.id, grace)
            closed = runs.end(
                connection, self.run, said.state, self.source,
                {
                    "complete": said.state is RunState.COMPLETE, "why_not": summary.why_not,
                    "listed": summary.listed, "declared": summary.declared,
                    "requests": summary.requests, "bytes": summary.bytes,
                    "not_modified": summary.not_modified, "unseen": unseen,
                    "gone": self.counts.by[Outcome.GONE] + gone, "code": said.code,
                    "message": said.message, "hint": said.hint.replace("{run}", str(self.run.id)),
                },
            )  # fmt: skip
        looked: str | None = ""
        while looked is not None:  # nothing to do but after an update of Messor
            with self.store.write() as connection:
                looked = written.renew(connection, self.source.key, looked)
        level = log.info if said.state is RunState.COMPLETE else log.warning
        level("run-ended", source=self.source.key, run=self.run.id, state=said.state.value,
              seen=self.counts.seen)  # fmt: skip
        return closed

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

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection

from catalogue import absence, datasets, fetched, runs
from catalogue import findings as records
from catalogue.errors import SourceError
from catalogue.model import Description, Extraction, Fetched, Finding, Outcome, RunState, Severity
from catalogue.packing import content_hash
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Store
from harvester.crawling import Crawling, Summary
from harvester.decide import Walk, outcome, verdict
from harvester.readers import Readers
from harvester.reading import MAPPING

POLL_S = 0.2
HOLD_S = runs.LEASE_S / 3
BATCH = 25
BATCH_BYTES = 4_000_000

log = structlog.get_logger()
Tell = Callable[[str, int, int | None], None]
"""Hears of progress: source key, datasets read so far, number declared or None."""


@dataclass(slots=True)
class Counts:
    """Datasets by outcome, as they come."""

    by: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    failed: int = 0

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
) -> Run:
    """Harvest one source.

    Args:
        limit: Stop after about this many datasets; such a run judges nothing missing.
        tell: Hears of progress.

    Returns:
        The run as it ended; its state and message say how.

    Raises:
        SourceError: Another process is harvesting this source.
        StoreError: The record cannot be written.
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
    with store.read() as connection:
        held = datasets.count(connection, source.key)
    crawling = Crawling(source, settings, this, limit)
    counts = _resumed(store, this) if resumed else Counts()
    try:
        _follow(source, settings, store, readers, (this, crawling, counts), tell)
    except BaseException:
        if crawling.going_on:
            crawling.stop("the run was interrupted")
        raise
    return _close(source, settings, store, (this, crawling.summary(), counts), held, limit)


def _resumed(store: Store, this: Run) -> Counts:
    """Count again what an interrupted run had put in."""
    counts = Counts()
    with store.read() as connection:
        before = runs.get(connection, this.id)
    for kind, number in ((Outcome.ADDED, before.added), (Outcome.CHANGED, before.changed)):
        counts.by[kind] = number
    counts.by[Outcome.SAME], counts.by[Outcome.GONE] = before.same, before.gone
    counts.failed = before.failed
    return counts


def _follow(
    source: Source,
    settings: Settings,
    store: Store,
    readers: Readers,
    going: tuple[Run, Crawling, Counts],
    tell: Tell,
) -> None:
    """Read documents as they come until the crawling has ended and none is left."""
    this, crawling, counts = going
    held_at = started = time.monotonic()
    longest = settings.number("run_max_minutes") * 60
    while True:
        ended = not crawling.going_on
        with store.read() as connection:
            waiting = fetched.unread(connection, this.id)
        for batch in _batches(store, waiting):
            _read(source, settings, store, readers, (this, batch, counts))
            tell(source.key, counts.seen, _declared(store, this))
        if time.monotonic() - held_at > HOLD_S:
            held_at = time.monotonic()
            with store.write() as connection:
                runs.hold(connection, this)
        if ended and not waiting:
            return
        if not ended and time.monotonic() - started > longest:
            crawling.stop(f"it took longer than {longest / 60:g} minutes (run_max_minutes)")
        elif not waiting:
            time.sleep(POLL_S)


def _declared(store: Store, this: Run) -> int | None:
    with store.read() as connection:
        return runs.get(connection, this.id).declared


def _batches(store: Store, numbers: Sequence[int]) -> list[list[int]]:
    """Cut a list of documents into batches of at most ``BATCH``."""
    return [list(numbers[start : start + BATCH]) for start in range(0, len(numbers), BATCH)]


def _read(
    source: Source,
    settings: Settings,
    store: Store,
    readers: Readers,
    work: tuple[Run, list[int], Counts],
) -> None:
    this, numbers, counts = work
    while numbers:
        batch, size = [], 0
        with store.read() as connection:
            while numbers and size < BATCH_BYTES:
                batch.append((numbers[0], fetched.get(connection, numbers.pop(0))))
                size += len(batch[-1][1].body)
        read = _safely(source, settings, readers, [document for _, document in batch])
        for (number, _), extraction in zip(batch, read, strict=True):
            with store.write() as connection:
                _put(connection, settings, this, extraction, counts)
                fetched.mark_read(connection, number)


def _safely(
    source: Source, settings: Settings, readers: Readers, documents: list[Fetched]
) -> list[Extraction]:
    """Read a batch; a document that our own code stumbles over becomes a finding and a log line."""
    iri_base = settings.text("iri_base")
    try:
        return readers.read(source, documents, iri_base)
    except Exception as error:
        if len(documents) > 1:
            return [_safely(source, settings, readers, [one])[0] for one in documents]
        log.exception("reading-failed", source=source.key, url=documents[0].url)
        failed = Finding(
            code="reading-failed",
            severity=Severity.VIOLATION,
            place=documents[0].url,
            found=f"{type(error).__name__}: {error}"[:200],
            expected="a document that Messor can read",
            hint="The bytes are kept. This is a fault of Messor: please report it with the log.",
        )
        return [Extraction((), (failed,))]


def _put(
    connection: Connection, settings: Settings, this: Run, extraction: Extraction, counts: Counts
) -> None:
    records.add(connection, this.id, this.source, extraction.findings)
    for description in extraction.descriptions:
        _put_one(connection, settings, this, description, counts)
    counts.failed += sum(one.severity is Severity.VIOLATION for one in extraction.findings)
    runs.note(
        connection,
        this,
        {
            "added": counts.by[Outcome.ADDED],
            "changed": counts.by[Outcome.CHANGED],
            "same": counts.by[Outcome.SAME],
            "gone": counts.by[Outcome.GONE],
            "failed": counts.failed,
        },
    )


def _put_one(
    connection: Connection,
    settings: Settings,
    this: Run,
    description: Description,
    counts: Counts,
) -> None:
    known = datasets.known(connection, description.source, description.identifier)
    if known is not None and known.seen_run == this.id:
        twice = Finding(
            "identifier-twice", Severity.WARNING, "dct:identifier", description.identifier,
            "one description an identifier", "The first was kept. Tell the provider.",
        )  # fmt: skip
        records.add(connection, this.id, this.source, [twice], known.id)
        return
    content = content_hash(description.claims, description.graph)
    made = outcome(known, content, deleted=description.deleted)
    if made is Outcome.GONE:
        if known is not None and known.state != "gone":
            datasets.bury(connection, known.id)
            counts.by[made] += 1
        return
    key = datasets.put(
        connection,
        this.id,
        description,
        description.findings,
        outcome=made,
        mapping=MAPPING,
        iri_base=settings.text("iri_base"),
    )
    if made is not Outcome.SAME:
        records.add(connection, this.id, this.source, description.findings, key)
    counts.by[made] += 1


def _close(
    source: Source,
    settings: Settings,
    store: Store,
    ended: tuple[Run, Summary, Counts],
    held: int,
    limit: int | None,
) -> Run:
    this, summary, counts = ended
    with store.write() as connection:
        records.add(connection, this.id, source.key, summary.findings)
        walk = Walk(
            complete=summary.complete,
            why_not=summary.why_not,
            failed=summary.error,
            seen=counts.seen,
            missing=absence.newly_missing(connection, source.key, this.id),
            held=held,
            limited=limit is not None and summary.error is None,
        )
        said = verdict(walk, source.expect, settings.number("removal_share"))
        unseen = gone = 0
        if said.judges_absence:
            grace = absence.Grace(settings.integer("absence_runs"), settings.integer("absence_days"))
            unseen, gone = absence.mark(connection, source.key, this.id, grace)
        closed = runs.end(
            connection, this, said.state, source,
            {
                "complete": said.state is RunState.COMPLETE, "why_not": summary.why_not,
                "listed": summary.listed, "declared": summary.declared,
                "requests": summary.requests, "bytes": summary.bytes,
                "not_modified": summary.not_modified, "unseen": unseen,
                "gone": counts.by[Outcome.GONE] + gone, "code": said.code,
                "message": said.message, "hint": said.hint.replace("{run}", str(this.id)),
            },
        )  # fmt: skip
    level = log.info if said.state is RunState.COMPLETE else log.warning
    level("run-ended", source=source.key, run=this.id, state=said.state.value, seen=counts.seen)
    return closed

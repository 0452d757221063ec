"""Absence: a dataset that a complete listing lacks is first unseen, after a grace period gone.

Source of the idea: what harvesters of other catalogues lost by deleting at once (an empty answer with
status 200 is the deletion button), and kept for ever by never deleting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select, update

from catalogue import datasets as records
from catalogue.model import DatasetState
from catalogue.store import now
from catalogue.tables import datasets

SMALL = 1
"""Datasets of a small source that may always go missing in one run."""


@dataclass(frozen=True, slots=True)
class Grace:
    """How long a dataset may be missing: complete runs and days, both must be over."""

    runs: int
    days: int


def missing(connection: Connection, source: str, run: int) -> list[str]:
    """List the ids of a source's datasets that a run did not see, tombstones left out."""
    rows = connection.execute(
        select(datasets.c.id)
        .where(
            datasets.c.source == source,
            datasets.c.seen_run != run,
            datasets.c.state != DatasetState.GONE.value,
        )
        .order_by(datasets.c.id)
    )
    return list(rows.scalars())


def newly_missing(connection: Connection, source: str, run: int) -> int:
    """Count those of them that were there until this run."""
    rows = connection.execute(
        select(datasets.c.id).where(
            datasets.c.source == source,
            datasets.c.seen_run != run,
            datasets.c.state == DatasetState.ACTIVE.value,
        )
    )
    return len(rows.all())


def too_many(absent: int, held: int, share: float) -> bool:
    """Tell whether so many datasets went missing at once that a person must look.

    Args:
        absent: Newly missing datasets.
        held: Datasets of the source that were active before the run.
        share: Largest harmless share, 0..1.

    >>> too_many(3, 15, 0.10), too_many(1, 5, 0.10), too_many(0, 0, 0.10)
    (True, False, False)
    """
    return absent > max(SMALL, share * held) or (absent > 0 and absent == held)


def mark(connection: Connection, source: str, run: int, grace: Grace) -> tuple[int, int]:
    """Count one more complete run without these datasets; bury those whose grace is over.

    Returns:
        How many are unseen now, and how many became gone.
    """
    unseen = gone = 0
    limit = (datetime.now(UTC) - timedelta(days=grace.days)).isoformat(timespec="microseconds")
    for key in missing(connection, source, run):
        row = connection.execute(select(datasets).where(datasets.c.id == key)).one()
        count, since = row.unseen_runs + 1, row.unseen_since or now()
        connection.execute(
            update(datasets)
            .where(datasets.c.id == key)
            .values(state=DatasetState.UNSEEN.value, unseen_runs=count, unseen_since=since)
        )
        if count >= grace.runs and since <= limit:
            records.bury(connection, key)
            gone += 1
        else:
            unseen += 1
    return unseen, gone

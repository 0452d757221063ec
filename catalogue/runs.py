"""Runs: one walk through one source, with a lease so that only one process walks at a time.

A run always ends in a state other than ``running``. A process that dies leaves a lease that expires;
the next one takes the same run over with a higher fence and goes on with what was fetched.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from catalogue.errors import StoreError
from catalogue.model import RunState
from catalogue.sources import Source
from catalogue.store import now
from catalogue.tables import runs, sources

LEASE_S = 60
INTERRUPTED = "'messor harvest' goes on from what was kept."


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the record knows it; times are ISO 8601 UTC text, counts are datasets."""

    id: int
    source: str
    kind: str
    state: str
    started_at: str
    ended_at: str | None
    owner: str
    lease_until: str | None
    fence: int
    complete: bool
    why_not: str
    listed: int
    declared: int | None
    requests: int
    bytes: int
    not_modified: int
    added: int
    changed: int
    same: int
    held: int
    unseen: int
    gone: int
    failed: int
    code: str
    message: str
    hint: str
    accepted_by: str | None


def owner() -> str:
    """Name this process for a lease: host and process number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def register(connection: Connection, source: Source) -> None:
    """Write or refresh a source's row; its due time is kept."""
    values = {
        "title": source.title,
        "kind": source.kind,
        "url": source.url,
        "programme": source.options.programme,
    }
    known = connection.execute(update(sources).where(sources.c.key == source.key).values(**values)).rowcount
    if not known:
        connection.execute(insert(sources).values(key=source.key, first_seen=now(), **values))


def begin(
    connection: Connection, source: Source, resume_minutes: int, kind: str = "harvest"
) -> tuple[Run, bool] | None:
    """Take a source for a run.

    Args:
        resume_minutes: A run that lost its owner is taken over when it started this recently; an
            older one ends as ``lost`` and a new one begins.
        kind: ``harvest`` or ``remap``.

    Returns:
        The run and whether it was taken over; None when another process holds it.
    """
    register(connection, source)
    open_run = connection.execute(
        select(runs)
        .where(runs.c.source == source.key, runs.c.state == RunState.RUNNING.value)
        .order_by(runs.c.id.desc())
    ).first()
    if open_run is not None:
        if not _expired(open_run.owner, open_run.lease_until):
            return None
        young = datetime.now(UTC) - timedelta(minutes=resume_minutes)
        if datetime.fromisoformat(open_run.started_at) >= young and open_run.kind == kind:
            connection.execute(
                update(runs)
                .where(runs.c.id == open_run.id)
                .values(owner=owner(), lease_until=_lease(), fence=open_run.fence + 1, message="", hint="")
            )
            return get(connection, open_run.id), True
        connection.execute(
            update(runs)
            .where(runs.c.id == open_run.id)
            .values(
                state=RunState.LOST.value,
                ended_at=now(),
                message="its process ended without a word",
                hint="A new run was started.",
            )
        )
    made = connection.execute(
        insert(runs)
        .values(
            source=source.key,
            kind=kind,
            state=RunState.RUNNING.value,
            started_at=now(),
            owner=owner(),
            lease_until=_lease(),
        )
        .returning(runs.c.id)
    ).scalar_one()
    return get(connection, made), False


def _expired(holder: str, lease_until: str | None) -> bool:
    """Tell whether nobody holds a lease: its time is over, or its process on this host is dead."""
    if lease_until is None or lease_until < now():
        return True
    host, _, process = holder.rpartition(":")
    if host != socket.gethostname() or not process.isdecimal():
        return False
    if int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _lease() -> str:
    return (datetime.now(UTC) + timedelta(seconds=LEASE_S)).isoformat(timespec="microseconds")


def hold(connection: Connection, run: Run) -> None:
    """Renew the lease of a run; call it at least every ``LEASE_S`` / 3 seconds.

    Raises:
        StoreError: Another process has taken the run over.
    """
    renewed = connection.execute(
        update(runs)
        .where(runs.c.id == run.id, runs.c.fence == run.fence, runs.c.state == "running")
        .values(lease_until=_lease())
    ).rowcount
    if not renewed:
        raise StoreError(
            f"run {run.id} is held by another process",
            hint="Nothing to do: the other process goes on with it.",
            source=run.source,
        )


def release(connection: Connection, run: Run) -> None:
    """Give the lease of an interrupted run back: the next process takes it over at once."""
    note(connection, run, {"lease_until": None, "message": "interrupted", "hint": INTERRUPTED})


def note(connection: Connection, run: Run, values: Mapping[str, Any]) -> None:
    """Write counts or texts into a run that is going on."""
    connection.execute(update(runs).where(runs.c.id == run.id, runs.c.fence == run.fence).values(**values))


def end(connection: Connection, run: Run, state: RunState, source: Source, values: Mapping[str, Any]) -> Run:
    """Close a run and set when its source is due again.

    Raises:
        StoreError: Another process has taken the run over.
    """
    hold(connection, run)
    at = now()
    connection.execute(
        update(runs)
        .where(runs.c.id == run.id)
        .values(state=state.value, ended_at=at, lease_until=None, **values)
    )
    after: dict[str, Any] = {"last_run": run.id}
    if run.kind != "harvest":
        return get(connection, run.id)
    if source.interval_s is not None:
        due = datetime.now(UTC) + timedelta(seconds=source.interval_s)
        after["due_at"] = due.isoformat(timespec="microseconds")
    if state is RunState.COMPLETE:
        after["last_complete_at"] = at
    connection.execute(update(sources).where(sources.c.key == source.key).values(**after))
    return get(connection, run.id)


def get(connection: Connection, number: int) -> Run:
    """Give one run.

    Raises:
        StoreError: There is no run of that number.
    """
    row = connection.execute(select(runs).where(runs.c.id == number)).first()
    if row is None:
        raise StoreError(f"there is no run {number}", hint="'messor runs list' shows all runs.")
    return _run(row)


def recent(connection: Connection, source: str | None = None, limit: int = 50) -> list[Run]:
    """List runs, newest first, of one source or all."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if source is not None:
        query = query.where(runs.c.source == source)
    return [_run(row) for row in connection.execute(query)]


def due(connection: Connection, known: Mapping[str, Source]) -> list[str]:
    """List the keys of enabled, scheduled sources whose time has come, longest waiting first."""
    rows = {row.key: row.due_at for row in connection.execute(select(sources))}
    waiting = [
        (rows.get(key) or "", key)
        for key, source in known.items()
        if source.enabled and source.interval_s is not None and (rows.get(key) or "") <= now()
    ]
    return [key for _, key in sorted(waiting)]


def _run(row: Any) -> Run:
    return Run(*(getattr(row, one.name) for one in fields(Run)))

"""Cheap lists for pages and feeds: ids by keyset, the newest change, the sources, without any claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from catalogue.model import DatasetState
from catalogue.tables import changes, datasets, decisions, sources, versions


@dataclass(frozen=True, slots=True)
class Listed:
    """A dataset's id and when it last changed here (a new version or a decision)."""

    id: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue's feed says of a dataset beside its own graph."""

    id: str
    iri: str
    url: str
    first_seen: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the record knows of a source; times are ISO 8601 UTC text."""

    key: str
    title: str
    kind: str
    url: str
    programme: str
    due_at: str | None
    last_run: int | None
    last_complete_at: str | None


def page(connection: Connection, after: str = "", size: int = 1000) -> list[Listed]:
    """List the next datasets that are not gone, by id, behind ``after``; at most ``size``."""
    decided = (
        select(func.max(func.coalesce(decisions.c.undone_at, decisions.c.at)))
        .where(decisions.c.dataset == datasets.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(datasets.c.id, datasets.c.changed_at, decided.label("at"))
        .where(datasets.c.id > after, datasets.c.state != DatasetState.GONE.value)
        .order_by(datasets.c.id)
        .limit(size)
    )
    return [Listed(row.id, datetime.fromisoformat(max(row.changed_at, row.at or ""))) for row in rows]


def entries(connection: Connection, after: str = "", size: int = 100) -> list[Entry]:
    """List the next datasets that are not gone, by id, behind ``after``; at most ``size``."""
    rows = connection.execute(
        select(datasets.c.id, datasets.c.iri, versions.c.url, datasets.c.first_seen, datasets.c.changed_at)
        .join(
            versions,
            and_(versions.c.dataset == datasets.c.id, versions.c.number == datasets.c.version),
        )
        .where(datasets.c.id > after, datasets.c.state != DatasetState.GONE.value)
        .order_by(datasets.c.id)
        .limit(size)
    )
    return [
        Entry(
            row.id, row.iri, row.url,
            datetime.fromisoformat(row.first_seen), datetime.fromisoformat(row.changed_at),
        )
        for row in rows
    ]  # fmt: skip


def starts(connection: Connection, size: int) -> list[str]:
    """List the ids behind which each page of ``size`` begins; the first is ``""``; never empty."""
    keys = connection.execute(
        select(datasets.c.id).where(datasets.c.state != DatasetState.GONE.value).order_by(datasets.c.id)
    ).scalars()
    found, last = [""], ""
    for number, key in enumerate(keys):
        if number and number % size == 0:
            found.append(last)
        last = key
    return found


def newest_change(connection: Connection) -> int:
    """Give the number of the newest line of the change log, 0 when it is empty."""
    return int(connection.execute(select(func.max(changes.c.seq))).scalar() or 0)


def changed_after(connection: Connection, seq: int) -> tuple[int, list[str]]:
    """Give the newest line's number and the ids of the datasets changed after line ``seq``."""
    rows = connection.execute(
        select(changes.c.dataset, func.max(changes.c.seq).label("seq"))
        .where(changes.c.seq > seq)
        .group_by(changes.c.dataset)
        .order_by(changes.c.dataset)
    ).all()
    return max((row.seq for row in rows), default=seq), [row.dataset for row in rows]


def by_source(connection: Connection) -> dict[str, int]:
    """Count the datasets that are not gone, by source."""
    rows = connection.execute(
        select(datasets.c.source, func.count().label("number"))
        .where(datasets.c.state != DatasetState.GONE.value)
        .group_by(datasets.c.source)
    )
    return {row.source: row.number for row in rows}


def source_rows(connection: Connection) -> list[SourceRow]:
    """List the sources that were ever harvested, by key."""
    rows = connection.execute(select(sources).order_by(sources.c.key))
    return [
        SourceRow(
            row.key, row.title, row.kind, row.url, row.programme, row.due_at, row.last_run,
            row.last_complete_at,
        )
        for row in rows
    ]  # fmt: skip

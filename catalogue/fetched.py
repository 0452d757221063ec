"""Keep fetched bytes: once by content hash, compressed, with where and when they came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from catalogue.errors import StoreError
from catalogue.model import Fetched
from catalogue.packing import spread, squeeze
from catalogue.tables import contents, fetched


def keep(
    connection: Connection,
    run: int,
    source: str,
    answer: Fetched,
    fingerprint: str,
    headers: Mapping[str, str],
) -> None:
    """Keep one answer of a run; the same request twice in a run keeps the first."""
    known = connection.execute(
        select(fetched.c.id).where(fetched.c.run == run, fetched.c.fingerprint == fingerprint)
    ).first()
    if known is not None:
        return
    _keep_body(connection, answer)
    connection.execute(
        insert(fetched).values(
            run=run, source=source, fingerprint=fingerprint, url=answer.url, status=answer.status,
            media_type=answer.media_type, charset=answer.charset, headers=json.dumps(dict(headers)),
            role=answer.role, at=answer.at.isoformat(timespec="microseconds"), sha256=answer.sha256,
        )
    )  # fmt: skip


def _keep_body(connection: Connection, answer: Fetched) -> None:
    stored = connection.execute(select(contents.c.sha256).where(contents.c.sha256 == answer.sha256)).first()
    if stored is None:
        connection.execute(
            insert(contents).values(sha256=answer.sha256, size=len(answer.body), body=squeeze(answer.body))
        )


def of_request(connection: Connection, run: int, fingerprint: str) -> Fetched | None:
    """Give what a run has already fetched for a request, None when it has not."""
    row = connection.execute(
        select(fetched).where(fetched.c.run == run, fetched.c.fingerprint == fingerprint)
    ).first()
    return _fetched(connection, row) if row else None


def last_answer(
    connection: Connection, source: str, fingerprint: str
) -> tuple[Fetched, Mapping[str, str]] | None:
    """Give a source's newest answer to a request and its headers, for a conditional request."""
    row = connection.execute(
        select(fetched)
        .where(fetched.c.source == source, fetched.c.fingerprint == fingerprint)
        .order_by(fetched.c.id.desc())
        .limit(1)
    ).first()
    return (_fetched(connection, row), json.loads(row.headers)) if row else None


def unread(connection: Connection, run: int) -> list[int]:
    """List the numbers of a run's answers from which datasets were not yet read, oldest first."""
    rows = connection.execute(
        select(fetched.c.id)
        .where(fetched.c.run == run, fetched.c.role == "dataset", fetched.c.read.is_(False))
        .order_by(fetched.c.id)
    )
    return [row.id for row in rows]


def get(connection: Connection, number: int) -> Fetched:
    """Give one answer by its number."""
    row = connection.execute(select(fetched).where(fetched.c.id == number)).one()
    return _fetched(connection, row)


def mark_read(connection: Connection, number: int) -> None:
    """Say that the datasets of an answer are in the record."""
    connection.execute(update(fetched).where(fetched.c.id == number).values(read=True))


def latest_numbers(connection: Connection, source: str) -> list[int]:
    """List the numbers of a source's newest answers from which datasets are read, oldest first.

    One a request; what a run had to fetch again is not listed twice.
    """
    newest = (
        select(func.max(fetched.c.id).label("id"))
        .where(fetched.c.source == source, fetched.c.role == "dataset")
        .group_by(fetched.c.fingerprint)
        .subquery()
    )
    return list(connection.execute(select(newest.c.id).order_by(newest.c.id)).scalars())


def body(connection: Connection, sha256: str) -> bytes:
    """Give the bytes of a content hash.

    Raises:
        StoreError: They are not in the record.
    """
    row = connection.execute(select(contents.c.body).where(contents.c.sha256 == sha256)).first()
    if row is None:
        raise StoreError(
            f"no document {sha256[:12]}… is kept", hint="The record is incomplete; restore a copy."
        )
    return spread(row.body)


def _fetched(connection: Connection, row: Any) -> Fetched:
    return Fetched(
        url=row.url,
        body=body(connection, row.sha256),
        media_type=row.media_type,
        charset=row.charset,
        status=row.status,
        at=datetime.fromisoformat(row.at),
        role=row.role,
        sha256=row.sha256,
    )

"""The change log: what the indices have not read yet.

A writer adds a line in the transaction that changes a dataset. A reader takes lines after its own
position, applies them, and only then moves the position: a reader that dies reads them again, and
applying a line twice gives the same index.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from catalogue.model import Change
from catalogue.store import lock_changes, now
from catalogue.tables import changes, positions


def add(connection: Connection, dataset: str, op: str) -> None:
    """Write one line: ``op`` is ``put`` or ``delete``."""
    lock_changes(connection)
    connection.execute(insert(changes).values(dataset=dataset, op=op, at=now()))


def position(connection: Connection, reader: str) -> tuple[int, str]:
    """Give the last line a reader has applied and the generation it made of it; 0 and "" at first."""
    row = connection.execute(
        select(positions.c.seq, positions.c.generation).where(positions.c.reader == reader)
    ).first()
    return (row.seq, row.generation) if row else (0, "")


def waiting(connection: Connection, reader: str) -> int:
    """Count the lines a reader has not applied."""
    last, _ = position(connection, reader)
    count = connection.execute(select(func.count()).where(changes.c.seq > last)).scalar_one()
    return int(count)


def take(connection: Connection, reader: str, limit: int = 1000) -> list[Change]:
    """List the next lines for a reader, oldest first, at most ``limit``; they stay unread."""
    last, _ = position(connection, reader)
    rows = connection.execute(
        select(changes).where(changes.c.seq > last).order_by(changes.c.seq).limit(limit)
    )
    return [Change(row.seq, row.dataset, row.op) for row in rows]


def done(connection: Connection, reader: str, seq: int, generation: str) -> None:
    """Move a reader's position forward to ``seq``; never back."""
    last, _ = position(connection, reader)
    values = {"seq": max(seq, last), "generation": generation, "at": now()}
    moved = connection.execute(update(positions).where(positions.c.reader == reader).values(**values))
    if not moved.rowcount:
        connection.execute(insert(positions).values(reader=reader, **values))


def restart(connection: Connection, reader: str) -> None:
    """Put a reader back to the beginning, for a rebuild."""
    connection.execute(update(positions).where(positions.c.reader == reader).values(seq=0))

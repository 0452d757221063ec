"""Keep what curators decide; nothing a source sends ever removes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from catalogue import changes
from catalogue.errors import ConfigError
from catalogue.overlay import Action, Decision
from catalogue.store import now
from catalogue.tables import datasets, decisions

MAX_REASON = 2000
ACTIONS: tuple[Action, ...] = ("accept", "correct", "reject")


def decide(
    connection: Connection,
    dataset: str,
    action: Action,
    claim: tuple[str, str, str],
    value: tuple[str, str, str | None, str | None],
    *,
    by: str,
    reason: str,
) -> int:
    """Write one decision and tell the indices.

    Args:
        dataset: Its id.
        action: What is decided.
        claim: Node, property and machine value decided on.
        value: New value, kind, language and datatype; for ``accept`` the same as the claim's.
        by: Name of the person.
        reason: Why; not empty for ``correct`` and ``reject``.

    Returns:
        Number of the decision, for ``undo``.

    Raises:
        ConfigError: The dataset is unknown, the action is not one, a reason or a value is missing.
    """
    node, property_, was = claim
    if action not in ACTIONS:
        raise ConfigError(f"'{action}' is not a decision", hint=f"Choose one of {', '.join(ACTIONS)}.")
    if action != "accept" and not reason.strip():
        raise ConfigError("a reason is missing", hint="Say in a few words why.", identifier=dataset)
    if action == "correct" and not value[0].strip():
        raise ConfigError("the new value is empty", hint="Write the value, or reject the old one.")
    known = connection.execute(select(datasets.c.id).where(datasets.c.id == dataset)).first()
    if known is None:
        raise ConfigError(f"there is no dataset '{dataset}'", hint="Check the address.")
    made = connection.execute(
        insert(decisions)
        .values(
            dataset=dataset, node=node, property=property_, action=action, was=was, value=value[0],
            kind=value[1], language=value[2], datatype=value[3],
            reason=reason.strip()[:MAX_REASON], by=by, at=now(),
        )
        .returning(decisions.c.id)
    ).scalar_one()  # fmt: skip
    changes.add(connection, dataset, "put")
    return int(made)


def undo(connection: Connection, decision: int) -> bool:
    """Take a decision back (it stays in the history); False when it is unknown or already undone."""
    row = connection.execute(
        update(decisions)
        .where(decisions.c.id == decision, decisions.c.undone_at.is_(None))
        .values(undone_at=now())
        .returning(decisions.c.dataset)
    ).first()
    if row is None:
        return False
    changes.add(connection, row.dataset, "put")
    return True


def of_dataset(connection: Connection, dataset: str) -> list[Decision]:
    """List the decisions on one dataset that stand, oldest first."""
    return of_datasets(connection, [dataset]).get(dataset, [])


def of_datasets(connection: Connection, ids: Sequence[str]) -> dict[str, list[Decision]]:
    """List the decisions that stand for many datasets, oldest first, by dataset id."""
    rows = connection.execute(
        select(decisions)
        .where(decisions.c.dataset.in_(ids), decisions.c.undone_at.is_(None))
        .order_by(decisions.c.id)
    )
    found: dict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        found[row.dataset].append(
            Decision(
                row.id, row.dataset, row.node, row.property, row.action, row.was, row.value,
                row.kind, row.language, row.datatype, row.reason, row.by,
                datetime.fromisoformat(row.at),
            )
        )  # fmt: skip
    return dict(found)

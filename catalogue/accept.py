"""Accept a run that was out of range: a named person says that what it did not list is missing."""

from __future__ import annotations

from sqlalchemy import update

from catalogue import absence, runs
from catalogue.errors import ConfigError
from catalogue.model import RunState
from catalogue.settings import Settings
from catalogue.store import Store
from catalogue.tables import runs as table


def accept(store: Store, settings: Settings, number: int, by: str) -> tuple[int, int]:
    """Let a run judge absence after all.

    Returns:
        How many datasets are unseen now and how many became gone.

    Raises:
        ConfigError: The run is not out of range, was accepted before, a newer run of the source
            exists, or no name is given.
        StoreError: There is no such run.
    """
    if not by.strip():
        raise ConfigError("nobody is named", hint="Say who accepts it: --by NAME.")
    grace = absence.Grace(settings.integer("absence_runs"), settings.integer("absence_days"))
    with store.write() as connection:
        run = runs.get(connection, number)
        newest = runs.recent(connection, run.source, 1)[0]
        if run.state != RunState.OUT_OF_RANGE.value or run.accepted_by:
            raise ConfigError(
                f"run {number} is {run.state}" + (", accepted" if run.accepted_by else ""),
                hint="Only a run that is out of range can be accepted, once.",
            )
        if newest.id != run.id:
            raise ConfigError(
                f"run {number} is not the newest of {run.source}", hint=f"Look at run {newest.id}."
            )
        counted = absence.mark(connection, run.source, number, grace)
        connection.execute(
            update(table)
            .where(table.c.id == number)
            .values(state=RunState.COMPLETE.value, complete=True, accepted_by=by.strip())
        )
    return counted

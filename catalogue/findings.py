"""Findings of runs, for the operator's lists; a dataset's own findings also lie in its version."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from catalogue.model import Finding, Severity
from catalogue.tables import findings


def add(
    connection: Connection, run: int, source: str, found: Iterable[Finding], dataset: str | None = None
) -> None:
    """Write findings of a run, about one dataset or about the source as a whole."""
    rows = [
        {
            "run": run, "source": source, "dataset": dataset, "code": one.code,
            "severity": one.severity.value, "place": one.place, "found": one.found,
            "expected": one.expected, "hint": one.hint, "profile": one.profile,
        }
        for one in found
    ]  # fmt: skip
    if rows:
        connection.execute(insert(findings), rows)


def counts(connection: Connection, run: int) -> list[tuple[str, str, int]]:
    """Count a run's findings by code and severity, most frequent first."""
    number = func.count().label("number")
    rows = connection.execute(
        select(findings.c.code, findings.c.severity, number)
        .where(findings.c.run == run)
        .group_by(findings.c.code, findings.c.severity)
        .order_by(number.desc(), findings.c.code)
    )
    return [(row.code, row.severity, row.number) for row in rows]


def of_run(
    connection: Connection, run: int, code: str | None = None, limit: int = 100
) -> list[tuple[str | None, Finding]]:
    """List a run's findings with the dataset's id (None: the source), in order of writing."""
    query = select(findings).where(findings.c.run == run).order_by(findings.c.id).limit(limit)
    if code is not None:
        query = query.where(findings.c.code == code)
    return [
        (
            row.dataset,
            Finding(
                row.code, Severity(row.severity), row.place, row.found, row.expected, row.hint,
                row.profile,
            ),
        )
        for row in connection.execute(query)
    ]  # fmt: skip

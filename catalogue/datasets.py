"""Datasets and their versions: write what a run found, read what is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from catalogue import changes, decisions, written
from catalogue.model import Claim, Dataset, DatasetState, Description, Finding, Outcome, Severity
from catalogue.overlay import Decision, overlay
from catalogue.packing import (
    content_hash,
    pack_claims,
    pack_findings,
    spread,
    squeeze,
    unpack_claims,
    unpack_findings,
)
from catalogue.store import now
from catalogue.tables import datasets, versions

ID_HEX = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What the record knows of a dataset before a run's description is put in.

    ``content`` is the hash of the newest version, ``mapping`` the version of the rules that made it.
    """

    id: str
    state: DatasetState
    version: int
    content: str
    mapping: str
    seen_run: int


def dataset_id(source: str, identifier: str) -> str:
    """Make a dataset's id from its source and the provider's identifier; never changes.

    >>> dataset_id("zenodo", "oai:zenodo.org:1")
    'zenodo.6049bad6427f'
    """
    digest = hashlib.sha256(f"{source}\n{identifier}".encode("utf-8", "replace")).hexdigest()
    return f"{source}.{digest[:ID_HEX]}"


def known(connection: Connection, source: str, identifier: str) -> Known | None:
    """Give what is known of a dataset, None when it is new."""
    row = connection.execute(
        select(datasets, versions.c.content_hash, versions.c.mapping)
        .join(
            versions,
            and_(versions.c.dataset == datasets.c.id, versions.c.number == datasets.c.version),
        )
        .where(datasets.c.id == dataset_id(source, identifier))
    ).first()
    if row is None:
        return None
    state = DatasetState(row.state)
    return Known(row.id, state, row.version, row.content_hash, row.mapping, row.seen_run)


def contents(connection: Connection, source: str, mapping: str) -> Iterator[tuple[str, str]]:
    """Give identifier and content hash of each dataset of a source whose newest version these rules made."""
    rows = connection.execute(
        select(datasets.c.identifier, versions.c.content_hash)
        .join(
            versions,
            and_(versions.c.dataset == datasets.c.id, versions.c.number == datasets.c.version),
        )
        .where(datasets.c.source == source, versions.c.mapping == mapping)
    )
    return ((row.identifier, row.content_hash) for row in rows)


def put(
    connection: Connection,
    run: int,
    description: Description,
    findings: Sequence[Finding],
    *,
    outcome: Outcome,
    mapping: str,
    iri_base: str,
    sighting: bool = True,
) -> str:
    """Write a description: a new version when added or changed, else only that it was seen.

    Args:
        run: Number of the run.
        description: What was read, with stated and inferred claims.
        findings: Of reading and checking.
        outcome: As ``harvester.decide`` says: added, changed or same.
        mapping: Version of the rules that made the claims.
        iri_base: Start of the IRI of a dataset whose provider gave none.
        sighting: The source was asked; False when kept bytes were only read again.

    Returns:
        The dataset's id.
    """
    before = known(connection, description.source, description.identifier)
    at = now()
    key = dataset_id(description.source, description.identifier)
    seen = {"state": DatasetState.ACTIVE.value, "last_seen": at, "seen_run": run}
    seen |= {"unseen_since": None, "unseen_runs": 0}
    again = seen if sighting else {}
    if before is None:
        iri, taken = _iri(connection, description.iri, iri_base + key)
        findings = [*findings, *taken]
        connection.execute(
            insert(datasets).values(
                id=key, source=description.source, identifier=description.identifier, iri=iri,
                version=1, first_seen=at, changed_at=at, **seen,
            )
        )  # fmt: skip
        _add_version(connection, run, description, findings, (key, 1, at, mapping))
        written.keep(connection, key, 1, iri, written.Said(description.claims, description.graph, findings))
    elif outcome is Outcome.CHANGED:
        number = before.version + 1
        connection.execute(
            update(datasets).where(datasets.c.id == key).values(version=number, changed_at=at, **again)
        )
        _add_version(connection, run, description, findings, (key, number, at, mapping))
        iri = connection.execute(select(datasets.c.iri).where(datasets.c.id == key)).scalar_one()
        written.keep(
            connection, key, number, iri, written.Said(description.claims, description.graph, findings)
        )
    elif again:
        connection.execute(update(datasets).where(datasets.c.id == key).values(**again))
    if outcome in {Outcome.ADDED, Outcome.CHANGED} or (
        before and before.state is DatasetState.GONE and sighting
    ):
        changes.add(connection, key, "put")
    return key


def _iri(connection: Connection, wished: str | None, own: str) -> tuple[str, list[Finding]]:
    """Choose the dataset's IRI: the provider's, unless another dataset of the record has it."""
    if wished is None:
        return own, []
    holder = connection.execute(select(datasets.c.id).where(datasets.c.iri == wished)).first()
    if holder is None:
        return wished, []
    return own, [
        Finding(
            "iri-taken", Severity.INFO, "dcat:Dataset", wished,
            "an IRI that no other source uses",
            f"The same dataset is known as {holder.id}; both are kept and linked.",
        )
    ]  # fmt: skip


def _add_version(
    connection: Connection,
    run: int,
    description: Description,
    findings: Sequence[Finding],
    where: tuple[str, int, str, str],
) -> None:
    key, number, at, mapping = where
    connection.execute(
        insert(versions).values(
            dataset=key, number=number, run=run, at=at,
            content_hash=content_hash(description.claims, description.graph), mapping=mapping,
            document=description.document, url=description.url, format=description.format,
            languages=",".join(description.languages), claims=pack_claims(description.claims),
            graph=squeeze(description.graph.encode("utf-8", "replace")),
            findings=pack_findings(findings),
        )
    )  # fmt: skip


def get(connection: Connection, key: str) -> Dataset | None:
    """Give one dataset as published, tombstones too; None when there is no such id."""
    return next(iter(many(connection, [key])), None)


def by_iri(connection: Connection, iri: str) -> Dataset | None:
    """Give the dataset that has an IRI, None when none has."""
    key = connection.execute(select(datasets.c.id).where(datasets.c.iri == iri)).scalar()
    return get(connection, key) if key else None


def many(connection: Connection, keys: Sequence[str]) -> list[Dataset]:
    """Give datasets as published, in the order asked; unknown ids are left out."""
    rows = connection.execute(
        select(datasets, versions)
        .join(
            versions,
            and_(versions.c.dataset == datasets.c.id, versions.c.number == datasets.c.version),
        )
        .where(datasets.c.id.in_(keys))
    ).mappings()
    decided = decisions.of_datasets(connection, keys)
    found = {row[datasets.c.id]: _dataset(row, decided.get(row[datasets.c.id], [])) for row in rows}
    return [found[key] for key in keys if key in found]


def walk(
    connection: Connection, *, source: str | None = None, after: str = "", size: int = 200,
    gone: bool = False,
) -> Iterator[Dataset]:  # fmt: skip
    """Walk through datasets by id, a page at a time, never all in memory.

    Args:
        source: Only this source's.
        after: Start behind this id.
        size: Datasets a page.
        gone: Tombstones too.
    """
    while True:
        query = select(datasets.c.id).where(datasets.c.id > after).order_by(datasets.c.id)
        if source is not None:
            query = query.where(datasets.c.source == source)
        if not gone:
            query = query.where(datasets.c.state != DatasetState.GONE.value)
        keys = list(connection.execute(query.limit(size)).scalars())
        yield from many(connection, keys)
        if len(keys) < size:
            return
        after = keys[-1]


def count(connection: Connection, source: str | None = None) -> int:
    """Count the datasets that are not gone."""
    query = select(func.count()).where(datasets.c.state != DatasetState.GONE.value)
    if source is not None:
        query = query.where(datasets.c.source == source)
    return int(connection.execute(query).scalar_one())


def bury(connection: Connection, key: str) -> None:
    """Make a tombstone: the dataset stays in the record and leaves the indices."""
    connection.execute(
        update(datasets).where(datasets.c.id == key).values(state=DatasetState.GONE.value, changed_at=now())
    )
    changes.add(connection, key, "delete")


def _dataset(row: Any, decided: Iterable[Decision]) -> Dataset:
    laid = overlay(unpack_claims(row[versions.c.claims]), decided)
    return Dataset(
        id=row[datasets.c.id],
        source=row[datasets.c.source],
        identifier=row[datasets.c.identifier],
        iri=row[datasets.c.iri],
        state=DatasetState(row[datasets.c.state]),
        version=row[datasets.c.version],
        claims=laid.published,
        shadowed=laid.shadowed,
        graph=spread(row[versions.c.graph]).decode(),
        findings=(*unpack_findings(row[versions.c.findings]), *laid.findings),
        first_seen=datetime.fromisoformat(row[datasets.c.first_seen]),
        last_seen=datetime.fromisoformat(row[datasets.c.last_seen]),
        changed_at=datetime.fromisoformat(row[datasets.c.changed_at]),
        url=row[versions.c.url],
        format=row[versions.c.format],
        languages=tuple(one for one in row[versions.c.languages].split(",") if one),
    )


def versions_of(connection: Connection, key: str) -> list[tuple[int, datetime, int, tuple[Claim, ...]]]:
    """List a dataset's versions, newest first: number, time, run, claims before decisions."""
    rows = connection.execute(
        select(versions).where(versions.c.dataset == key).order_by(versions.c.number.desc())
    )
    return [(row.number, datetime.fromisoformat(row.at), row.run, unpack_claims(row.claims)) for row in rows]

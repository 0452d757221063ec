"""Turtle that is kept beside the claims: what is written once need not be made for every reader.

Only what no curator decided on is kept; it counts while the dataset's version and the rules of writing are
the same, and whoever finds none makes it anew. Losing the table loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select

from catalogue.assemble import assemble
from catalogue.model import Claim, DatasetState
from catalogue.overlay import overlay
from catalogue.packing import spread, squeeze, unpack_claims
from catalogue.tables import datasets, decisions, versions, written
from catalogue.turtle import blocks

_ROOM: Final = Path(__file__).parent
_RULES: Final = (
    *(_ROOM / f"{name}.py" for name in (
        "assemble", "overlay", "rdf_source", "rdf_terms", "short_names", "statements", "terms", "turtle",
    )),
    _ROOM.parent / "ontologies" / "namespaces.py",
)  # fmt: skip


@cache
def form() -> str:
    """Name of the rules of writing, made from their own text: other rules, another name."""
    digest = hashlib.sha256()
    for file in _RULES:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def keep(
    connection: Connection, dataset: str, version: int, iri: str, said: tuple[Iterable[Claim], str]
) -> None:
    """Keep a dataset's Turtle in place of what was kept of it.

    Args:
        dataset: Its id.
        version: Number of the version.
        iri: Of the dataset.
        said: The version's claims and the provider's own triples.
    """
    claims, graph = said
    laid = overlay(tuple(claims), ())
    connection.execute(delete(written).where(written.c.dataset == dataset))
    try:
        body = blocks(assemble(laid.published, iri=iri, graph=graph, without=laid.shadowed))
    except (SyntaxError, ValueError):
        return  # no N-Triples: nothing is kept, and whoever asks for it hears why
    connection.execute(
        insert(written).values(dataset=dataset, version=version, form=form(), body=squeeze(body.encode()))
    )


def bodies(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Give what is kept of some datasets and still right, by id: Turtle without its prefixes."""
    decided = exists().where(decisions.c.dataset == written.c.dataset, decisions.c.undone_at.is_(None))
    rows = connection.execute(
        select(written.c.dataset, written.c.body)
        .join(datasets, and_(datasets.c.id == written.c.dataset, datasets.c.version == written.c.version))
        .where(written.c.dataset.in_(keys), written.c.form == form(), ~decided)
    )
    return {row.dataset: spread(row.body).decode() for row in rows}


def renew(connection: Connection, source: str, after: str = "", size: int = 200) -> str | None:
    """Keep what is not kept, or kept by other rules, of the next datasets of a source.

    Args:
        source: Its key.
        after: Begin behind this id.
        size: Datasets at most.

    Returns:
        The last id that was looked at; None when there is none left.
    """
    rows = connection.execute(
        select(datasets.c.id, datasets.c.iri, versions.c.number, versions.c.claims, versions.c.graph)
        .join(versions, and_(versions.c.dataset == datasets.c.id, versions.c.number == datasets.c.version))
        .outerjoin(written, and_(written.c.dataset == datasets.c.id, written.c.version == datasets.c.version))
        .where(
            datasets.c.source == source,
            datasets.c.id > after,
            datasets.c.state != DatasetState.GONE.value,
            or_(written.c.form.is_(None), written.c.form != form()),
        )
        .order_by(datasets.c.id)
        .limit(size)
    ).all()
    for row in rows:
        keep(connection, row.id, row.number, row.iri, (unpack_claims(row.claims), spread(row.graph).decode()))
    return rows[-1].id if rows else None

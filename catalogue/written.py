"""Turtle and points that are kept beside the claims: what is made once need not be made for every reader.

Only what no curator decided on is kept; it counts while the dataset's version and the rules of writing are
the same, and whoever finds none makes it anew. Losing the table loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select

from catalogue.assemble import assemble
from catalogue.gauges import KEYS
from catalogue.gauges_said import measure_claims
from catalogue.model import Claim, DatasetState, Finding
from catalogue.overlay import overlay
from catalogue.packing import spread, squeeze, unpack_claims, unpack_findings
from catalogue.tables import datasets, decisions, versions, written
from catalogue.turtle import blocks

_ROOM: Final = Path(__file__).parent
_RULES: Final = (
    *(_ROOM / f"{name}.py" for name in (
        "assemble", "gauges", "gauges_said", "overlay", "rdf_source", "rdf_terms", "short_names",
        "statements", "terms", "turtle",
    )),
    *(_ROOM.parent / "ontologies" / f"{name}.py" for name in ("gauging", "namespaces", "spellings")),
    *sorted((_ROOM.parent / "ontologies" / "gauges").glob("*.toml")),
    _ROOM.parent / "ontologies" / "shapes" / "eucaim-2.0" / "all.ttl",
)  # fmt: skip


class Said(NamedTuple):
    """What is made into Turtle and points: a version's claims, the provider's triples, the findings."""

    claims: Iterable[Claim]
    graph: str
    findings: Sequence[Finding] = ()


class Kept(NamedTuple):
    """What is kept of a dataset.

    Attributes:
        body: Turtle without its prefixes.
        points: Total of each gauge, by key.
    """

    body: str
    points: Mapping[str, float]


@cache
def form() -> str:
    """Name of the rules of writing, made from their own text: other rules, another name."""
    digest = hashlib.sha256()
    for file in _RULES:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def keep(connection: Connection, dataset: str, version: int, iri: str, said: Said) -> None:
    """Keep a dataset's Turtle and points in place of what was kept of it.

    Args:
        dataset: Its id.
        version: Number of the version.
        iri: Of the dataset.
        said: Of the version.
    """
    laid = overlay(tuple(said.claims), ())
    connection.execute(delete(written).where(written.c.dataset == dataset))
    try:
        body = blocks(assemble(laid.published, iri=iri, graph=said.graph, without=laid.shadowed))
    except (SyntaxError, ValueError):
        return  # no N-Triples: nothing is kept, and whoever asks for it hears why
    gauges = measure_claims(iri, laid.published, said.findings, KEYS)
    # The points stand in a first line, so that Turtle and points are always of one making.
    line = " ".join(f"{key}={gauge.total:g}" for key, gauge in gauges.items())
    packed = squeeze(f"{line}\n{body}".encode())
    connection.execute(insert(written).values(dataset=dataset, version=version, form=form(), body=packed))


def bodies(connection: Connection, keys: Sequence[str]) -> dict[str, Kept]:
    """Give what is kept of some datasets and still right, by id."""
    decided = exists().where(decisions.c.dataset == written.c.dataset, decisions.c.undone_at.is_(None))
    rows = connection.execute(
        select(written.c.dataset, written.c.body)
        .join(datasets, and_(datasets.c.id == written.c.dataset, datasets.c.version == written.c.version))
        .where(written.c.dataset.in_(keys), written.c.form == form(), ~decided)
    )
    return {row.dataset: _kept(spread(row.body).decode()) for row in rows}


def _kept(text: str) -> Kept:
    line, _, body = text.partition("\n")
    return Kept(body, {key: float(points) for key, _, points in (one.partition("=") for one in line.split())})


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
        select(datasets.c.id, datasets.c.iri, versions)
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
        said = Said(unpack_claims(row.claims), spread(row.graph).decode(), unpack_findings(row.findings))
        keep(connection, row.id, row.number, row.iri, said)
    return rows[-1].id if rows else None

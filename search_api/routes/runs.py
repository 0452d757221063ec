"""Runs and sources: how fresh everything is, what each run did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from catalogue import accept, findings, listing, runs
from catalogue.errors import ConfigError, StoreError
from catalogue.gauges import MQA
from catalogue.listing import SourceRow
from catalogue.runs import Run
from catalogue.sources import Source
from ontologies.findings import explain, sentence
from search_api.desk import Desk, desk_of
from search_api.problem import Problem
from search_api.quality import by_source, dials
from search_api.reader import reader_of
from search_api.session import curator

router = APIRouter(include_in_schema=False)
CELLS = 12
SHAPES = {
    "running": "…", "complete": "✓", "partial": "◐", "out-of-range": "!", "failed": "✕", "lost": "?",
}  # fmt: skip
MOST_CODES, MOST_EXAMPLES = 5, 50


@dataclass(frozen=True, slots=True)
class Line:
    """One source with its latest runs, newest first, and the findings of the last."""

    key: str
    title: str
    source: Source | None
    row: SourceRow | None
    datasets: int
    runs: Sequence[Run]
    findings: Sequence[tuple[str, str, int]]

    @property
    def fresh(self) -> str:
        """When its last complete run ended; empty for never."""
        return (self.row.last_complete_at or "") if self.row else ""


def lines(desk: Desk) -> list[Line]:
    """List the sources, those that need a look first, then the freshest first."""
    with desk.store.read() as connection:
        rows = {row.key: row for row in listing.source_rows(connection)}
        counts = listing.by_source(connection)
        found = []
        for key in sorted({*rows, *desk.sources}):
            recent = runs.recent(connection, key, CELLS)
            codes = findings.counts(connection, recent[0].id)[:MOST_CODES] if recent else []
            title = desk.source_title(key)
            found.append(
                Line(key, title, desk.sources.get(key), rows.get(key), counts.get(key, 0), recent, codes)
            )
    found.sort(key=lambda line: line.key)
    found.sort(key=lambda line: line.fresh, reverse=True)
    return found


@router.get("/runs")
def runs_page(request: Request) -> Response:
    """Show the grid of runs."""
    desk = desk_of(request)
    return desk.pages.render(
        request,
        "runs.html",
        title=reader_of(request).say("runs.title"),
        lines=[line for line in lines(desk) if line.runs],
        shapes=SHAPES,
    )


@router.get("/sources")
def sources_page(request: Request) -> Response:
    """Show the sources with their freshness and the quality of their descriptions."""
    desk = desk_of(request)
    reader = reader_of(request)
    return desk.pages.render(
        request,
        "sources.html",
        title=reader.say("sources.title"),
        lines=lines(desk),
        gauges={key: dials({MQA: one}, reader)[0] for key, one in by_source(desk, MQA).items()},
        shapes=SHAPES,
    )


@router.get("/runs/{number}")
def run_page(request: Request, number: str) -> Response:
    """Show what one run did."""
    desk = desk_of(request)
    reader = reader_of(request)
    run = _run_or_404(request, desk, number)
    with desk.store.read() as connection:
        counted = findings.counts(connection, run.id)
        examples = findings.of_run(connection, run.id, limit=MOST_EXAMPLES)
    return desk.pages.render(
        request,
        "run.html",
        title=reader.say("run.title", n=run.id),
        run=run,
        source_title=desk.source_title(run.source),
        shape=SHAPES[run.state],
        counted=[(code, severity, count, explain(code).title) for code, severity, count in counted],
        examples=[(key, one.severity.value, sentence(one)) for key, one in examples],
    )


@router.post("/runs/{number}/accept")
def accept_run(request: Request, number: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Let a run that was out of range judge what is missing, in the curator's name."""
    desk = desk_of(request)
    session = curator(request, csrf)
    run = _run_or_404(request, desk, number)
    try:
        accept.accept(desk.store, desk.settings, run.id, session.user)
    except ConfigError as error:
        raise Problem(409, error.message, hint=error.hint) from error
    return RedirectResponse(f"/runs/{run.id}", 303)


def _run_or_404(request: Request, desk: Desk, number: str) -> Run:
    say = reader_of(request).say
    missing = Problem(404, say("problem.404.run", id=number[:20]), hint=say("problem.404.hint"))
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise missing
    try:
        with desk.store.read() as connection:
            return runs.get(connection, int(number))
    except StoreError as error:
        raise missing from error

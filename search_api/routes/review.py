"""The review queue: what is worth a curator's look, best first."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from catalogue import decisions, runs
from catalogue.model import RunState
from ontologies.findings import sentence
from search_api.desk import Desk, desk_of
from search_api.reader import Reader, reader_of
from search_api.session import session_of
from search_api.tasks import Task
from search_api.values import confidence, property_name, quote, shown

router = APIRouter(include_in_schema=False)
PAGE = 20
KINDS = ("unsure", "conflict", "violation")
MOST_RUNS = 200


@router.get("/review")
def review_page(request: Request) -> Response:
    """Show the queue to a curator; anybody else is led to the log-in."""
    if session_of(request) is None:
        return RedirectResponse("/login?next=/review", 303)
    desk = desk_of(request)
    reader = reader_of(request)
    kind = request.query_params.get("kind", "")
    kind = kind if kind in KINDS else ""
    tasks = [task for row in desk.survey.rows() for task in row.tasks]
    counts = {name: sum(task.kind == name for task in tasks) for name in KINDS}
    chosen = sorted((one for one in tasks if not kind or one.kind == kind), key=_order)
    page = _page(request, len(chosen))
    return desk.pages.render(
        request,
        "review.html",
        title=reader.say("review.title"),
        kind=kind,
        counts=counts,
        total=len(chosen),
        tasks=[_shown(task, reader) for task in chosen[(page - 1) * PAGE : page * PAGE]],
        page=page,
        last=max(1, -(-len(chosen) // PAGE)),
        held=_held(desk),
        said=_said(request, desk, reader),
        noindex=True,
    )


def _order(task: Task) -> tuple[float, str]:
    return -task.worth, task.dataset


def _page(request: Request, total: int) -> int:
    given = request.query_params.get("page", "")
    page = int(given) if given.isdecimal() and len(given) < 7 else 1
    return min(max(1, page), max(1, -(-total // PAGE)))


def _shown(task: Task, reader: Reader) -> dict[str, Any]:
    found: dict[str, Any] = {"task": task, "name": "", "label": None, "quote": None, "sentence": ""}
    if task.claim is not None:
        label, href = shown(task.claim, reader)
        found |= {
            "name": property_name(task.claim.property, reader),
            "label": label,
            "href": href,
            "quote": quote(task.claim),
            "confidence": confidence(task.claim),
        }
    if task.finding is not None:
        found["sentence"] = sentence(task.finding)
    return found


def _held(desk: Desk) -> list[runs.Run]:
    """List the newest runs that listed too few or too many datasets and wait for a person."""
    with desk.store.read() as connection:
        recent = runs.recent(connection, limit=MOST_RUNS)
    newest: dict[str, runs.Run] = {}
    for run in recent:
        newest.setdefault(run.source, run)
    return [
        run for run in newest.values() if run.state == RunState.OUT_OF_RANGE.value and not run.accepted_by
    ]


def _said(request: Request, desk: Desk, reader: Reader) -> dict[str, Any] | None:
    """Give the notice after a decision made here, with the way to take it back."""
    done, key = request.query_params.get("done", ""), request.query_params.get("dataset", "")[:80]
    if done == "undone":
        return {"text": reader.say("decide.undone"), "decision": None, "dataset": key}
    with desk.store.read() as connection:
        standing = {str(one.id) for one in decisions.of_dataset(connection, key)}
    if done in standing:
        return {"text": reader.say("decide.done"), "decision": done, "dataset": key}
    return None

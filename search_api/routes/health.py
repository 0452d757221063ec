"""Whether the service lives, is ready, and how it fares."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from catalogue import changes, datasets
from search_api.desk import Desk, desk_of

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="Does the service live?", response_description="How it stands.")
def healthz(request: Request) -> Response:
    """Say whether the record can be read, which index answers, and how many changes wait for it."""
    state = _state(desk_of(request))
    return _json(state, 200 if state["record"] == "readable" else 503)


@router.get("/readyz", summary="May requests be sent here?")
def readyz(request: Request) -> Response:
    """Say 200 when the record is readable and there is an index, else 503."""
    state = _state(desk_of(request))
    ready = state["record"] == "readable" and state["generation"] > 0
    return _json({"ready": ready, **state}, 200 if ready else 503)


@router.get("/metrics", summary="Figures for Prometheus", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Give the figures in the text format of Prometheus."""
    desk = desk_of(request)
    state = _state(desk)
    desk.measure.datasets.set(state["datasets"])
    desk.measure.waiting.set(state["waiting"])
    desk.measure.generation.set(state["generation"])
    return Response(desk.measure.text(), media_type=CONTENT_TYPE_LATEST)


def _state(desk: Desk) -> dict[str, Any]:
    state: dict[str, Any] = {"record": "unreadable", "datasets": 0, "generation": 0, "waiting": 0}
    try:
        with desk.store.read() as connection:
            state["datasets"] = datasets.count(connection)
            state["waiting"] = changes.waiting(connection, desk.settings.text("engine"))
        state["record"] = "readable"
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the record, the answer says so
        state["why"] = type(error).__name__
    try:
        state["generation"] = desk.engine.live()[0]
    except Exception as error:  # noqa: BLE001 - likewise for the index
        state["index"] = type(error).__name__
    return state


def _json(value: dict[str, Any], status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(value), status, headers, "application/json")

"""Errors as readers get them: RFC 9457 problem details for programs, a friendly page for people."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from indexer.query import QueryError
from ontologies.errors import ProjectError, cut
from search_api.desk import desk_of
from search_api.negotiation import prefers_html
from search_api.problem import Problem
from search_api.reader import reader_of

PROBLEM = "application/problem+json"
MOST_ERRORS = 10


def answer(request: Request, problem: Problem) -> Response:
    """Write a problem for whoever asked."""
    if prefers_html(request):
        return desk_of(request).pages.render(
            request,
            "problem.html",
            status=problem.status,
            headers=problem.headers,
            problem=problem,
            title=reader_of(request).say(_title_key(problem.status)),
        )
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        **({"hint": problem.hint} if problem.hint else {}),
        **problem.more,
    }
    body = json.dumps(document, ensure_ascii=False)
    return Response(body, problem.status, problem.headers, PROBLEM)


def _title_key(status: int) -> str:
    known = {401, 403, 404, 406, 409, 413, 414, 422, 429, 500, 503}
    return f"problem.{status if status in known else 400}"


def fault(request: Request, status: int, reference: str) -> Response:
    """Write an answer for a request that never reached a route, or whose route failed."""
    say = reader_of(request).say
    problem = Problem(status, say(f"problem.{status}.detail"), hint=say(f"problem.{status}.hint"))
    if reference:
        problem.more["reference"] = reference
    return answer(request, problem)


def on_problem(request: Request, error: Exception) -> Response:
    """Handle ``Problem``."""
    assert isinstance(error, Problem)
    return answer(request, error)


def on_http(request: Request, error: Exception) -> Response:
    """Handle what the router raises: no such address, a method that is not allowed."""
    assert isinstance(error, HTTPException)
    say = reader_of(request).say
    if error.status_code == 404:
        problem = Problem(404, say("problem.404.detail"), hint=say("problem.404.hint"))
    else:
        problem = Problem(error.status_code, str(error.detail), headers=error.headers)
    return answer(request, problem)


def on_project_error(request: Request, error: Exception) -> Response:
    """Handle an error of the record or the index: the message says what to do, the page says it."""
    assert isinstance(error, ProjectError)
    return answer(request, Problem(503, error.message, hint=error.hint, headers={"Retry-After": "30"}))


def on_query_error(request: Request, error: Exception) -> Response:
    """Handle a query that is refused: too long, too deep, a page too far."""
    assert isinstance(error, QueryError)
    return answer(request, Problem(422, error.message, hint=error.hint, more={"code": error.code}))


def on_invalid(request: Request, error: Exception) -> Response:
    """Handle parameters that do not fit: names each, and the nearest known one."""
    assert isinstance(error, RequestValidationError)
    return answer(request, invalid(error.errors(), known_parameters(request)))


def known_parameters(request: Request) -> list[str]:
    """List the query parameters of the route that was asked."""
    described = request.app.openapi()["paths"].get(request.scope["route"].path, {})
    listed = described.get(request.method.lower(), {}).get("parameters", [])
    return [one["name"] for one in listed if one["in"] == "query"]


def invalid(errors: Iterable[Mapping[str, Any]] | Sequence[Any], known: Sequence[str]) -> Problem:
    """Describe parameters that do not fit."""
    listed = [_one(error, known) for error in list(errors)[:MOST_ERRORS]]
    first = listed[0]
    return Problem(422, first["detail"], hint=first["hint"], more={"errors": listed})


def _one(error: Mapping[str, Any], known: Sequence[str]) -> dict[str, str]:
    place = [str(part) for part in error["loc"] if part not in {"query", "path", "body"}]
    name = place[0] if place else ""
    found = cut(error.get("input", ""))
    if error["type"] == "extra_forbidden":
        close = difflib.get_close_matches(name, known, n=1)
        nearest = close[0] if close else ""
        hint = f"Did you mean '{nearest}'? " if nearest else ""
        return {
            "parameter": cut(name),
            "detail": f"'{cut(name)}' is not a parameter here",
            "nearest": nearest,
            "hint": f"{hint}Known: {', '.join(known)}.",
        }
    if error["type"] == "missing":
        return {"parameter": name, "detail": f"'{name}' is missing", "nearest": "", "hint": f"Send {name}."}
    expected = str(error["msg"]).removeprefix("Value error, ")
    return {
        "parameter": name,
        "detail": f"{name} is '{found}'",
        "nearest": "",
        "hint": f"Expected: {expected[:1].lower()}{expected[1:]}.",
    }

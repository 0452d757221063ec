"""Log in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from catalogue import users
from catalogue.users import MAX_PASSWORD
from search_api.desk import Desk, desk_of
from search_api.reader import reader_of
from search_api.safe import own_path
from search_api.session import (
    COOKIE,
    FORM_COOKIE,
    check_form_token,
    curator,
    form_token,
    session_of,
    set_cookie,
)

router = APIRouter(include_in_schema=False)
AFTER = "/review"
HASH_WAIT_S = 5.0


@router.get("/login")
def login_page(request: Request) -> Response:
    """Show the form."""
    goal = own_path(request.query_params.get("next"), AFTER)
    if session_of(request) is not None:
        return RedirectResponse(goal, 303)
    return _form(request, goal)


@router.post("/login")
def log_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    goal: Annotated[str, Form(alias="next")] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Check name and password and begin a new session; an older one of this browser ends."""
    desk = desk_of(request)
    say = reader_of(request).say
    check_form_token(request, csrf)
    goal = own_path(goal, AFTER)
    address = request.client.host if request.client else ""
    name = name.strip()[:60]
    if wait := desk.attempts.wait_s(name, address):
        desk.measure.logins.labels("braked").inc()
        return _form(request, goal, say("login.wait", n=wait), 429, {"Retry-After": str(wait)}, name)
    if not desk.attempts.hashing.acquire(timeout=HASH_WAIT_S):
        return _form(request, goal, say("login.busy"), 503, {"Retry-After": "5"}, name)
    try:
        right = len(password) <= MAX_PASSWORD and _check(desk, name, password)
    finally:
        desk.attempts.hashing.release()
    if not right:
        desk.attempts.failed(name, address)
        desk.measure.logins.labels("wrong").inc()
        return _form(request, goal, say("login.wrong"), 422, {}, name)
    desk.attempts.succeeded(name, address)
    desk.measure.logins.labels("right").inc()
    return _begin(request, desk, name, goal)


def _check(desk: Desk, name: str, password: str) -> bool:
    with desk.store.read() as connection:
        return users.check(connection, name, password)


def _begin(request: Request, desk: Desk, name: str, goal: str) -> Response:
    hours = desk.settings.integer("session_hours")
    with desk.store.write() as connection:
        if old := request.cookies.get(COOKIE):
            users.close_session(connection, old)
        token = users.open_session(connection, name, hours)
    response = RedirectResponse(goal, 303)
    set_cookie(response, COOKIE, token, secure=desk.secure, seconds=hours * 3600)
    response.delete_cookie(FORM_COOKIE, path="/")
    return response


@router.post("/logout")
def log_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session here and in the record."""
    desk = desk_of(request)
    curator(request, csrf)
    with desk.store.write() as connection:
        users.close_session(connection, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _form(
    request: Request,
    goal: str,
    error: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
    name: str = "",
) -> Response:
    desk = desk_of(request)
    token = form_token(request)
    response = desk.pages.render(
        request,
        "login.html",
        status=status,
        headers={"Cache-Control": "private, no-store", **(headers or {})},
        title=reader_of(request).say("login.title"),
        goal=goal,
        error=error,
        name=name,
        token=token,
        noindex=True,
    )
    if token != request.cookies.get(FORM_COOKIE):
        set_cookie(response, FORM_COOKIE, token, secure=desk.secure, seconds=None)
    return response

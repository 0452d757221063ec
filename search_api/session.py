"""Who is logged in: cookies, the token every form carries, the brake on guessing passwords."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict, deque
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from catalogue import users
from catalogue.store import Store
from catalogue.users import Session
from search_api.problem import Problem
from search_api.reader import reader_of

COOKIE = "messor_session"
FORM_COOKIE = "messor_form"
PER_NAME_AND_ADDRESS, PER_ADDRESS, PER_NAME = 5, 20, 60
WINDOW_S = 300.0
MOST_KEYS = 20_000
HASHES_AT_ONCE = 4
"""Passwords checked at the same time: each takes 64 MiB for a moment."""


def session_of(request: Request) -> Session | None:
    """Give the session of a request, read once; None for anybody who is not logged in."""
    if not hasattr(request.state, "session"):
        token = request.cookies.get(COOKIE, "")
        store: Store = request.app.state.desk.store
        found = None
        if token:
            with store.read() as connection:
                found = users.session(connection, token)
        request.state.session = found
    session: Session | None = request.state.session
    return session


def curator(request: Request, token: str) -> Session:
    """Give the session of a person who may change something.

    Raises:
        Problem: 403, when nobody is logged in, the form token is missing or wrong, or the form was
            sent from another site.
    """
    say = reader_of(request).say
    session = session_of(request)
    if session is None:
        raise Problem(403, say("problem.login.detail"), hint=say("problem.login.hint"))
    same_site(request)
    if not _equal(token, session.csrf):
        raise Problem(403, say("problem.token.detail"), hint=say("problem.token.hint"))
    return session


def same_site(request: Request) -> None:
    """Refuse a form that another site sent.

    Raises:
        Problem: 403.
    """
    say = reader_of(request).say
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc not in _own_hosts(request)
    if foreign or request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        raise Problem(403, say("problem.origin.detail"), hint=say("problem.origin.hint"))


def _own_hosts(request: Request) -> set[str]:
    public = urlsplit(request.app.state.desk.public_url).netloc
    return {public, request.headers.get("host", "")}


def form_token(request: Request) -> str:
    """Give the token of a form for people who are not logged in; it is also in their cookie."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def check_form_token(request: Request, token: str) -> None:
    """Check the token of the log-in form against the cookie.

    Raises:
        Problem: 403, when it is missing or wrong, or another site sent the form.
    """
    say = reader_of(request).say
    same_site(request)
    if not _equal(token, request.cookies.get(FORM_COOKIE, "")):
        raise Problem(403, say("problem.token.detail"), hint=say("problem.token.hint"))


def _equal(given: str, right: str) -> bool:
    return bool(right) and hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def set_cookie(response: Response, name: str, value: str, *, secure: bool, seconds: int | None) -> None:
    """Set a cookie that scripts cannot read and other sites' forms do not send."""
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


class Attempts:
    """Counts failed log-ins of the last minutes, by name and address; all in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self.hashing = threading.BoundedSemaphore(HASHES_AT_ONCE)

    def wait_s(self, name: str, address: str, now: float | None = None) -> int:
        """Give the seconds until this name may be tried from this address again, 0 for now."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            return max(
                self._wait((name, address), PER_NAME_AND_ADDRESS, moment),
                self._wait(("", address), PER_ADDRESS, moment),
                self._wait((name, ""), PER_NAME, moment),
            )

    def failed(self, name: str, address: str, now: float | None = None) -> None:
        """Note a failure."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            for key in ((name, address), ("", address), (name, "")):
                self._failures.setdefault(key, deque(maxlen=PER_NAME)).append(moment)
                self._failures.move_to_end(key)
            while len(self._failures) > MOST_KEYS:
                self._failures.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a person who then knew the password."""
        with self._lock:
            self._failures.pop((name, address), None)

    def _wait(self, key: tuple[str, str], most: int, now: float) -> int:
        failures = self._failures.get(key)
        if not failures:
            return 0
        while failures and failures[0] <= now - WINDOW_S:
            failures.popleft()
        if len(failures) < most:
            return 0
        return max(1, int(failures[-most] + WINDOW_S - now) + 1)

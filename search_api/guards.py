"""What stands before every route: security headers, size limits, a clean end for our own faults."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from traceback import format_exception

import structlog
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 65_536
MAX_URL = 8_192
GZIP_FROM = 800
LONGEST_TRACE = 8_000

POLICY = "; ".join(
    (
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
    )
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Answer = Callable[[Request, int, str], Response]
"""Makes the answer to a fault: request, status, short reference."""


class Headers:
    """Put the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Heads:
    """Answer HEAD like GET, without the body (RFC 9110, 9.3.2): link checkers and caches ask so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as GET."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, without_body)


class Compress:
    """Compress answers, but none to a reader who is logged in.

    A page with a secret (the form token) and a reader's own words in it must not be compressed: its
    length would tell about the secret.
    """

    def __init__(self, app: ASGIApp, cookie: str) -> None:
        self.app = app
        self.zipped = GZipMiddleware(app, minimum_size=GZIP_FROM, compresslevel=6)
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        secret = scope["type"] == "http" and self.cookie in Request(scope).cookies
        await (self.app if secret else self.zipped)(scope, receive, send)


class Sizes:
    """Refuse long addresses and large bodies before anything reads them."""

    def __init__(self, app: ASGIApp, answer: Answer) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on when it is small enough."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        length = request.headers.get("content-length", "0")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_URL:
            await self.answer(request, 414, "")(scope, receive, send)
        elif not length.isdecimal() or len(length) > 12 or int(length) > MAX_BODY:
            await self.answer(request, 413, "")(scope, receive, send)
        elif "transfer-encoding" in request.headers:
            await self._counted(scope, receive, send, request)
        else:
            await self.app(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, request: Request) -> None:
        """Read a body of unknown length first: our forms are small."""
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > MAX_BODY:
                await self.answer(request, 413, "")(scope, receive, send)
                return
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        told = False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)


class Faults:
    """Turn an exception nobody foresaw into a page with a reference that is also in the log."""

    def __init__(self, app: ASGIApp, answer: Answer, count: Callable[[], None]) -> None:
        self.app = app
        self.answer = answer
        self.count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as error:
            if scope["type"] != "http":
                raise
            reference = secrets.token_hex(4)
            self.count()
            structlog.get_logger().error(
                "request-failed",
                reference=reference,
                method=scope["method"],
                path=scope["path"][:200],
                # Text, not exc_info: a renderer that prints local variables would print secrets.
                trace="".join(format_exception(error))[-LONGEST_TRACE:],
            )
            if begun:
                raise
            await self.answer(Request(scope), 500, reference)(scope, receive, send)

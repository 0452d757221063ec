"""One demo site as an HTTP server: GET, HEAD and form POST, ETags, 404 pages, and no noise."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from messor.demo.web import Answer, Ask, Site

FORM = "application/x-www-form-urlencoded"
BODY_MAX = 64 * 1024
"""Bytes that the form of a POST may have."""
IDLE_S = 30
"""Seconds a kept connection may be silent."""


class SiteServer(ThreadingHTTPServer):
    """A site on a port; the site itself is made when its first request comes.

    Args:
        address: Host and port; port 0 takes a free one.
        make: Makes the site.
        answered: Called after each request.

    Raises:
        OSError: The port is taken.
    """

    daemon_threads = True
    block_on_close = False  # a client that keeps its connection must not hold up the end

    def __init__(
        self, address: tuple[str, int], make: Callable[[], Site], answered: Callable[[], None]
    ) -> None:
        self._make = make
        self._making = threading.Lock()
        self._site: Site | None = None
        self.answered = answered
        super().__init__(address, _Handler)

    @property
    def base(self) -> str:
        """URL of the site without a trailing slash."""
        return f"http://{self.server_address[0]!s}:{self.server_port}"

    @property
    def site(self) -> Site:
        """The site, made once."""
        with self._making:
            if self._site is None:
                self._site = self._make()
            return self._site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client hangs up; anything else is our bug and goes to stderr."""
        import sys

        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    server_version = "MessorDemo/1"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = IDLE_S
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def do_GET(self) -> None:
        self._answer("")

    def do_HEAD(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != FORM or not length.isdecimal() or int(length) > BODY_MAX:
            self.close_connection = True  # the body stays unread
            self._send(_refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE))
            return
        self._answer(self.rfile.read(int(length)).decode("utf-8", "replace"))

    def _answer(self, form: str) -> None:
        parts = urlsplit(self.path)
        ask = Ask(
            path=unquote(parts.path) or "/",
            query=tuple(
                pair for text in (parts.query, form) for pair in parse_qsl(text, keep_blank_values=True)
            ),
            base=self.server.base,
            accept=self.headers.get("Accept", ""),
        )
        self._send(self.server.site.answer(ask) or _refusal(HTTPStatus.NOT_FOUND))

    def _send(self, answer: Answer) -> None:
        self.server.answered()
        headers = {"Content-Type": answer.media_type, **answer.headers}
        body, status = answer.body, answer.status
        if answer.lasting and status == HTTPStatus.OK:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            if _named(headers["ETag"], self.headers.get("If-None-Match", "")):
                body, status = b"", HTTPStatus.NOT_MODIFIED
                del headers["Content-Type"]
        if status != HTTPStatus.NOT_MODIFIED:
            headers["Content-Length"] = str(len(body))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet: the demo's terminal belongs to the harvest."""


def _named(etag: str, header: str) -> bool:
    """Whether If-None-Match names the tag; it compares weakly."""
    named = {part.strip().removeprefix("W/") for part in header.split(",")}
    return etag in named or "*" in named


def _refusal(status: HTTPStatus) -> Answer:
    text = (
        f'<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{status.phrase}</title>\n'
        f'<h1>{status.value} {status.phrase}</h1><p><a href="/">Start page</a></p></html>\n'
    )
    return Answer(text.encode(), "text/html; charset=utf-8", status.value)

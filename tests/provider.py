"""A small bad provider on loopback: real HTTP, scripted answers, every kind of trouble.

    with Provider({"/feed": Reply(TURTLE, "text/turtle")}) as provider:
        crawl(provider.url("/feed"))
    assert provider.paths == ["/robots.txt", "/feed"]

A route is a ``Reply``, a list of them (one for each further request, the last for ever), or a function
of the ``Hit``. What no route knows is a 404.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
JSON = "application/json"
TURTLE = "text/turtle; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    Attributes:
        missing: Bytes that Content-Length promises and nobody sends.
        pause_s: Silence before the status line.
        drip_s: Silence before each byte of the body.
        drop: Close the connection instead of answering.
        open_ended: No Content-Length; the end of the connection ends the body.
        endless: Repeat the body for ever, in chunks.
    """

    body: bytes | str = b""
    media: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    pause_s: float = 0
    drip_s: float = 0
    drop: bool = False
    open_ended: bool = False
    endless: bool = False

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Hit:
    """One request as it came; ``at`` is a monotonic time in seconds."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    at: float
    base: str


Route = Reply | Sequence[Reply] | Callable[[Hit], Reply]


class Provider:
    """The server, running while the context is open."""

    def __init__(self, routes: Mapping[str, Route] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        self.hits: list[Hit] = []
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._scheme = "https" if tls else "http"
        self._server = _Server(("127.0.0.1", 0), _Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._server.provider = self

    def __enter__(self) -> Provider:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def base(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        return self.base + path

    @property
    def paths(self) -> list[str]:
        """Paths asked for, in order, without queries."""
        return [hit.path for hit in self.hits]

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return self.paths.count(path)

    def answer(self, hit: Hit) -> Reply:
        with self._lock:
            self.hits.append(hit)
            place = self._counts.get(hit.path, 0)
            self._counts[hit.path] = place + 1
            route = self.routes.get(hit.path, Reply("not here", status=404))
        if isinstance(route, Reply):
            return route
        return route(hit) if callable(route) else route[min(place, len(route) - 1)]

    def wait(self, seconds: float) -> None:
        """Be silent, but not longer than the server lives."""
        if self._closing.wait(seconds):
            raise ConnectionAbortedError


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    provider: Provider

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients of a bad provider hang up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each small answer waits 40 ms
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        provider = self.server.provider
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = provider.answer(Hit(parts.path, query, headers, time.monotonic(), provider.base))
        with contextlib.suppress(OSError):
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        provider = self.server.provider
        if reply.pause_s:
            provider.wait(reply.pause_s)
        if reply.drop:
            self.close_connection = True
            self.connection.close()
            return
        data = reply.data
        self.send_response(reply.status)
        if reply.media:
            self.send_header("Content-Type", reply.media)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.endless:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._pour(data)
            return
        if reply.open_ended:
            self.send_header("Connection", "close")
        elif reply.status != 304:
            self.send_header("Content-Length", str(len(data) + reply.missing))
        self.end_headers()
        if reply.drip_s:
            for byte in data:
                provider.wait(reply.drip_s)
                self.wfile.write(bytes([byte]))
        elif reply.status != 304:
            self.wfile.write(data)
        self.close_connection = self.close_connection or reply.open_ended or bool(reply.missing)

    def _pour(self, data: bytes) -> None:
        chunk = b"%x\r\n%s\r\n" % (len(data), data)
        while True:
            self.server.provider.wait(0)
            self.wfile.write(chunk)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Stay silent."""


# -- whole providers, healthy until a test changes one route -----------------------------------------


def turtle(names: Sequence[str], extra: str = "") -> str:
    """A Turtle page with one dataset a name; ``extra`` may hold Hydra triples."""
    datasets = "\n".join(
        f'<https://id.example/{name}> a dcat:Dataset ; dct:title "{name}"@en .' for name in names
    )
    return (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
        f"@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n{datasets}\n{extra}\n"
    )


def hydra_feed(count: int, per_page: int = 4, declared: int | None = None) -> Callable[[Hit], Reply]:
    """A DCAT feed in Hydra pages: ``?page=2`` and so on."""
    names = [f"d{number}" for number in range(1, count + 1)]

    def page(hit: Hit) -> Reply:
        number = int(hit.query.get("page", "1"))
        shown = names[(number - 1) * per_page : number * per_page]
        view = f"{hit.base}{hit.path}?page={number}"
        total = f"<> hydra:totalItems {count if declared is None else declared} ."
        more = f"<{view}> hydra:next <{hit.base}{hit.path}?page={number + 1}> ."
        return Reply(turtle(shown, total + (more if number * per_page < count else "")), TURTLE)

    return page


def oai(content: str) -> str:
    """An OAI-PMH answer around its content."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-11-02T08:00:00Z</responseDate><request>http://x.example/oai</request>{content}"
        "</OAI-PMH>"
    )


IDENTIFY = oai(
    "<Identify><repositoryName>A repository</repositoryName><protocolVersion>2.0</protocolVersion>"
    "<deletedRecord>transient</deletedRecord></Identify>"
)


def oai_records(names: Sequence[str], token: str | None = None, total: int | None = None) -> str:
    """A ListRecords answer; ``token`` None leaves the element out."""
    records = "".join(
        f"<record><header><identifier>oai:x.example:{name}</identifier><datestamp>2026-01-01</datestamp></header>"
        f'<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{name}</dc:title></oai_dc:dc></metadata></record>'
        for name in names
    )
    size = f' completeListSize="{total}"' if total is not None else ""
    element = "" if token is None else f"<resumptionToken{size}>{token}</resumptionToken>"
    return oai(f"<ListRecords>{records}{element}</ListRecords>")


def oai_error(code: str) -> Reply:
    """An OAI-PMH error with status 200."""
    return Reply(oai(f'<error code="{code}">{code} it is</error>'), XML)


def oai_list(count: int, per_page: int = 3, declared: int | None = None) -> Callable[[Hit], Reply]:
    """A healthy OAI-PMH endpoint; tokens are ``t<offset>``."""
    names = [f"r{number}" for number in range(1, count + 1)]

    def page(hit: Hit) -> Reply:
        if hit.query.get("verb") == "Identify":
            return Reply(IDENTIFY, XML)
        start = int(hit.query.get("resumptionToken", "t0").removeprefix("t"))
        end = start + per_page
        token = f"t{end}" if end < count else ""
        return Reply(oai_records(names[start:end], token, count if declared is None else declared), XML)

    return page


def ckan(count: int, cap: int = 1000, declared: int | None = None) -> Callable[[Hit], Reply]:
    """A CKAN package_search that gives at most ``cap`` rows, however many were asked for."""

    def page(hit: Hit) -> Reply:
        start, rows = int(hit.query.get("start", "0")), min(int(hit.query.get("rows", "10")), cap)
        results = [
            {"id": f"p{number:04}", "name": f"n{number}", "title": f"Dataset {number}"}
            for number in range(start, min(start + rows, count))
        ]
        result = {"count": count if declared is None else declared, "results": results}
        return Reply(json.dumps({"success": True, "result": result}), JSON)

    return page


CKAN_PATH = "/api/3/action/package_search"


def sitemap(urls: Sequence[str]) -> Reply:
    """A sitemap of page URLs."""
    places = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return Reply(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>', XML)


def sitemap_index(urls: Sequence[str]) -> Reply:
    """A sitemap index of sitemap URLs."""
    places = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    text = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</sitemapindex>'
    return Reply(text, XML)


def page(title: str, links: Sequence[str] = ()) -> Reply:
    """An HTML page with JSON-LD of a dataset and links."""
    anchors = "".join(f'<a href="{link}">{link}</a>' for link in links)
    about = json.dumps({"@context": "https://schema.org/", "@type": "Dataset", "name": title})
    return Reply(
        f"<!doctype html><html><head><title>{title}</title>"
        f'<script type="application/ld+json">{about}</script></head>'
        f"<body><h1>{title}</h1>{anchors}</body></html>"
    )


def tagged(reply: Reply, etag: str) -> Callable[[Hit], Reply]:
    """The reply with an ETag, and 304 for whoever has it already."""

    def answer(hit: Hit) -> Reply:
        if hit.headers.get("if-none-match") == etag:
            return Reply(status=304, media="", headers={"ETag": etag})
        return replace(reply, headers={**reply.headers, "ETag": etag})

    return answer


def gzipped(reply: Reply) -> Reply:
    """The reply packed with gzip."""
    return replace(
        reply, body=gzip.compress(reply.data, mtime=0), headers={**reply.headers, "Content-Encoding": "gzip"}
    )


def gzip_bomb(megabytes: int) -> Reply:
    """So many megabytes of blanks, packed with gzip."""
    packer = zlib.compressobj(9, wbits=31)
    block = b" " * 1_000_000
    body = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    return Reply(body, TURTLE, headers={"Content-Encoding": "gzip"})


MAINTENANCE = Reply("<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>")

"""Undo gzip and deflate strictly: a stream that ends early or grows beyond the limit is a fault."""

from __future__ import annotations

import zlib
from typing import Any, Self

from scrapy import Request
from scrapy.http import Response

from harvester.spiders.faults import Fault, FaultError
from harvester.spiders.reasons import RefusedError

CHUNK = 1 << 16
LAYERS = 2
GZIP_MAGIC = b"\x1f\x8b"


def unpack(body: bytes, wbits: int, most: int, url: str) -> bytes:
    """Decompress one layer.

    Args:
        body: The packed bytes; gzip may have several members.
        wbits: As for zlib: 31 gzip, 15 zlib, -15 raw deflate.
        most: Bytes that may come out.
        url: For the fault.

    Raises:
        FaultError: ``too-large``, ``cut-off`` or ``bad-encoding``.
    """
    out = bytearray()
    while body:
        stream = zlib.decompressobj(wbits)
        rest = body
        while rest and not stream.eof:
            try:
                out += stream.decompress(rest, CHUNK)
            except zlib.error as error:
                raise FaultError(Fault("bad-encoding", url, str(error))) from error
            if len(out) > most:
                found = f"more than {most} bytes once unpacked"
                raise FaultError(Fault("too-large", url, found))
            rest = stream.unconsumed_tail
        if not stream.eof:
            raise FaultError(Fault("cut-off", url, f"a packed body that ends after {len(body)} bytes"))
        body = stream.unused_data if wbits == 31 and stream.unused_data.startswith(GZIP_MAGIC) else b""
    return bytes(out)


class Encodings:
    """Asks for gzip or deflate and unpacks what comes."""

    def __init__(self, most: int) -> None:
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it with the limit of a body."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what we can unpack."""
        request.headers.setdefault("Accept-Encoding", "gzip, deflate")

    def process_response(self, request: Request, response: Response) -> Response:
        """Unpack the body; raise when it cannot be done whole."""
        names = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        layers = [name.strip() for name in names.split(",") if name.strip() not in {"", "identity"}]
        if not layers or not response.body:
            return response
        if len(layers) > LAYERS or not set(layers) <= {"gzip", "x-gzip", "deflate"}:
            raise RefusedError(Fault("bad-encoding", request.url, f"Content-Encoding: {names}"))
        body = response.body
        try:
            for name in reversed(layers):
                body = unpack(body, _wbits(name, body), self._most, request.url)
        except FaultError as error:
            raise RefusedError(error.fault) from error
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        return response.replace(body=body, headers=headers)


def _wbits(name: str, body: bytes) -> int:
    if name != "deflate":
        return 31
    # "deflate" means a zlib stream, yet some servers send it bare.
    return 15 if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0 else -15

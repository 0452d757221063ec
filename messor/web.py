"""Serve the pages with uvicorn."""

from __future__ import annotations

import errno
import socket

from catalogue.errors import ConfigError
from catalogue.settings import Settings

PORTS = 65_535


def free_port(settings: Settings) -> None:
    """Make sure that the port can be had.

    Raises:
        ConfigError: Another program uses it, or it may not be used.
    """
    host, port = settings.text("host"), settings.integer("port")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            elsewhere = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
            other = port + 1 if port < PORTS else port - 1
            raise ConfigError(
                f"port {port} of {host} cannot be used: {error.strerror}",
                hint="Name an address of this machine: --host 127.0.0.1, or 0.0.0.0 for all."
                if elsewhere
                else f"End the other program, or choose another port: --port {other}.",
            ) from error


def serve_pages(settings: Settings) -> None:
    """Serve until Ctrl-C.

    Raises:
        ConfigError: The port is in use.
        StoreError: The record cannot be opened.
    """
    import uvicorn

    from search_api.app import make_app

    free_port(settings)
    app = make_app(settings)
    print(
        f"Messor serves http://{settings.text('host')}:{settings.integer('port')}/ (Ctrl-C ends it)",
        flush=True,
    )
    uvicorn.run(
        app,
        host=settings.text("host"),
        port=settings.integer("port"),
        log_level="warning",
        access_log=False,
        server_header=False,
    )

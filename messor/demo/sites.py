"""All demo sites at once: real HTTP on loopback, each site in threads of this process."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from importlib import import_module
from types import TracebackType

from messor.demo.server import SiteServer
from messor.demo.web import Site

# Module and class of each site; imported at its first request, so that a start is quick.
SITES: Mapping[str, tuple[str, str]] = {
    "chaimeleon": ("messor.demo.site_dcat", "DcatSite"),
    "eucanimage": ("messor.demo.site_ckan", "CkanSite"),
    "incisive": ("messor.demo.site_oai", "OaiSite"),
    "procancer-i": ("messor.demo.site_schema", "SchemaSite"),
    "primage": ("messor.demo.site_prose", "ProseSite"),
    "registry": ("messor.demo.site_registry", "RegistrySite"),
}
POLL_S = 0.2
"""Seconds until a server notices that it shall stop."""


class Sites:
    """All demo sites, running while the context is open; one object, one use.

    Args:
        ports: Port wished for by site key; where it is missing or taken, a free one is used.
        host: Address to listen on, one of this machine's loopback addresses (IPv4).

    Attributes:
        urls: Base URL by site key, without a trailing slash.
        ports: Port by site key.
        requests: Requests answered by site key, whatever the status.

    >>> with Sites() as sites:
    ...     list(sites.urls)
    ['chaimeleon', 'eucanimage', 'incisive', 'procancer-i', 'primage', 'registry']
    """

    def __init__(self, ports: Mapping[str, int] | None = None, host: str = "127.0.0.1") -> None:
        self._wished = dict(ports or {})
        self._host = host
        self._open = ExitStack()
        self._counting = threading.Lock()
        self.urls: dict[str, str] = {}
        self.ports: dict[str, int] = {}
        self.requests: Counter[str] = Counter()

    def __enter__(self) -> Sites:
        """Bind and serve."""
        with ExitStack() as stack:
            servers = {key: stack.enter_context(self._bound(key)) for key in SITES}
            stack.callback(_stop, servers)
            for key, server in servers.items():
                self.ports[key] = server.server_port
                self.urls[key] = server.base
                threading.Thread(
                    target=server.serve_forever, args=(POLL_S,), name=f"site-{key}", daemon=True
                ).start()
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving and give the ports back."""
        self._open.close()

    def _bound(self, key: str) -> SiteServer:
        def make() -> Site:
            module, name = SITES[key]
            site: Site = getattr(import_module(module), name)(key)
            return site

        def answered() -> None:
            with self._counting:
                self.requests[key] += 1

        wished = self._wished.get(key, 0)
        try:
            return SiteServer((self._host, wished), make, answered)
        except OSError:
            if not wished:
                raise
            return SiteServer((self._host, 0), make, answered)


def _stop(servers: Mapping[str, SiteServer]) -> None:
    """Tell all servers to stop, then wait for all: each takes up to ``POLL_S``."""
    stopping = [threading.Thread(target=server.shutdown) for server in servers.values()]
    for thread in stopping:
        thread.start()
    for thread in stopping:
        thread.join()

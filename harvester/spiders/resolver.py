"""Resolve host names for the spiders and refuse addresses that are not public.

Twisted connects to exactly the addresses given here, so a name that answers otherwise a second time
(rebinding) gains nothing; one bad address among good ones refuses the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self, cast

from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from harvester.guard import address_allowed

refused: dict[str, str] = {}
"""Host name -> address it was refused for; read by ``reasons`` to tell refusal from failure."""


@implementer(IResolutionReceiver)
class _Checked:
    """Collects the addresses of one name and hands them on only when all are allowed."""

    def __init__(self, receiver: Any, host: str, allow_loopback: bool) -> None:
        self._receiver, self._host, self._allow = receiver, host, allow_loopback
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        bad = [a.host for a in self._addresses if not address_allowed(a.host, self._allow)]
        if bad:
            refused[self._host] = bad[0]
        else:
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Twisted's resolver with the guard behind it; IPv4 and IPv6, literals included."""

    def __init__(self, reactor: Any, allow_loopback: bool) -> None:
        self._reactor, self._allow = reactor, allow_loopback
        self._resolver = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        """Build it for a crawl; ``MESSOR_ALLOW_LOOPBACK`` comes from the source file."""
        return cls(reactor, crawler.settings.getbool("MESSOR_ALLOW_LOOPBACK"))

    def install_on_reactor(self) -> None:
        """Make it the reactor's resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        receiver: Any,
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name; a refused one resolves to nothing."""
        checked = _Checked(receiver, hostName, self._allow)
        resolution = self._resolver.resolveHostName(
            checked, hostName, portNumber, addressTypes, transportSemantics
        )
        return cast(IHostResolution, resolution)

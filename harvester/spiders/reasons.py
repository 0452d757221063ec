"""Turn what Scrapy and Twisted raise into a fault with a permanent code."""

from __future__ import annotations

from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet import error as internet_error

from harvester.spiders import resolver
from harvester.spiders.faults import Fault

TRANSIENT = frozenset({"unreachable", "dns-failed", "timeout", "cut-off"})
"""Codes of faults that a second try may mend."""


class RefusedError(IgnoreRequest):
    """A request that must not be sent, or an answer that must not be used, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def fault_of(error: BaseException, url: str) -> Fault:
    """Name what went wrong with the request of a URL.

    Raises:
        BaseException: The error itself when it is none of the network: a bug of ours.
    """
    if isinstance(error, RefusedError):
        return error.fault
    if isinstance(error, IgnoreRequest):  # only the redirect middleware raises it plain
        return Fault("redirect-limit", url, str(error))
    for kind, code, found in PLAIN:
        if isinstance(error, kind):
            return Fault(code, url, found)
    if isinstance(error, CannotResolveHostError) or _bad_name(error):
        host = urlsplit(url).hostname or ""
        if address := resolver.refused.get(host):
            return Fault("blocked-address", url, f"{host} is {address}")
        return Fault("dns-failed", url, f"no address for {host}")
    if isinstance(error, DownloadFailedError | internet_error.ConnectError | internet_error.ConnectionClosed):
        return _deeper(error, url)
    raise error


PLAIN = (
    (DownloadTimeoutError, "timeout", "no whole answer in time"),
    (DownloadCancelledError, "too-large", "a body above the limit"),
    (ResponseDataLossError, "cut-off", "fewer bytes than the server announced"),
    (DownloadConnectionRefusedError, "unreachable", "connection refused"),
    (UnsupportedURLSchemeError, "blocked-url", "a scheme that is not fetched"),
)


def _bad_name(error: BaseException) -> bool:
    return isinstance(error, UnicodeError) or str(error).startswith("invalid hostname")


def _deeper(error: BaseException, url: str) -> Fault:
    """Look at the causes that a failed download carries."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, SSL.Error) or type(cause).__name__ in {"VerificationError", "CertificateError"}:
            return Fault("tls-failed", url, _words(cause))
        if isinstance(cause, internet_error.TimeoutError):
            return Fault("timeout", url, "no connection in time")
    return Fault("unreachable", url, _words(causes[-1]))


def _causes(error: BaseException) -> list[BaseException]:
    found = [error]
    for failure in getattr(error, "reasons", ()):
        found += _causes(failure.value)
    if error.__cause__ is not None:
        found += _causes(error.__cause__)
    return found


def _words(error: BaseException) -> str:
    if isinstance(error, SSL.Error) and error.args and error.args[0]:
        return "; ".join(str(part[-1]) for part in error.args[0])
    return str(error) or type(error).__name__

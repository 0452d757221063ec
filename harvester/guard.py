"""Where a spider may go: which addresses, hosts, ports and URLs. Pure; nothing here touches the network.

A URL is judged three times: before a request is sent (own hosts, ports, scheme), at each redirect (the
same), and when its host name has been resolved (public addresses only).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from catalogue.sources import Source

DEFAULT_PORTS = {"http": 80, "https": 443}

# What ``ipaddress`` calls global although nobody out there has it, or what reaches an inner network.
REFUSED4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # a cloud's own metadata and health service
)
REFUSED6 = (
    IPv6Network("64:ff9b::/96"),  # NAT64
    IPv6Network("64:ff9b:1::/48"),  # NAT64, local use
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("3fff::/20"),  # documentation
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("::/96"),  # IPv4-compatible, unspecified, loopback
    IPv6Network("::ffff:0:0:0/96"),  # IPv4-translated
    IPv6Network("fec0::/10"),  # site-local
    IPv6Network("100::/64"),  # discard
    IPv6Network("5f00::/16"),  # segment routing
)


class Refusal(NamedTuple):
    """Why a URL is not fetched: a permanent code, what was found, what was expected."""

    code: str
    found: str
    expected: str


def address_allowed(address: str, allow_loopback: bool = False) -> bool:
    """Tell whether a resolved address is public unicast (or loopback, where that is allowed).

    Args:
        address: IPv4 or IPv6 address as text; anything else is refused.
        allow_loopback: The source says ``[network] allow_loopback = true``.

    >>> address_allowed("93.184.215.14"), address_allowed("169.254.169.254"), address_allowed("::1")
    (True, False, False)
    >>> address_allowed("127.0.0.1", allow_loopback=True)
    True
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_loopback:
        return allow_loopback
    return _public4(ip) if isinstance(ip, IPv4Address) else _public6(ip)


def _public4(ip: IPv4Address) -> bool:
    if any(ip in network for network in REFUSED4):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _public6(ip: IPv6Address) -> bool:
    if any(ip in network for network in REFUSED6):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_site_local)


def settled(url: str, source: Source) -> str:
    """Give the URL that is asked for: no fragment, and https where the source itself is https.

    Servers behind a proxy write ``http`` into their own links; following them would leave TLS.

    >>> settled("http://a.org/x?page=2#y", Source(key="a", title="A", kind="dcat", url="https://a.org/"))
    'https://a.org/x?page=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme == "http" and urlsplit(source.url).scheme == "https" and port in {None, 80}:
        host = parts.netloc.removesuffix(":80")
        parts = parts._replace(scheme="https", netloc=host)
    return urlunsplit(parts._replace(fragment=""))


def refusal(url: str, source: Source) -> Refusal | None:
    """Say why a source's spider may not ask for a URL; None when it may.

    >>> source = Source(key="a", title="A", kind="dcat", url="https://a.org/feed")
    >>> refusal("https://a.org/feed?page=2", source) is None
    True
    >>> refusal("https://b.org/", source).code
    'blocked-host'
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        return Refusal("blocked-url", f"{url} ({error})", "an http or https URL")
    if parts.scheme not in DEFAULT_PORTS or not host:
        return Refusal("blocked-url", url, "an http or https URL with a host")
    if parts.username is not None or parts.password is not None:
        return Refusal("blocked-url", f"a user name in the URL of {host}", "a URL without a user name")
    if any(ord(letter) <= 32 or letter == "\\" for letter in url):
        return Refusal("blocked-url", url, "a URL without spaces, control characters and backslashes")
    if host.rstrip(".") not in source.hosts:
        return Refusal("blocked-host", host, f"one of the source's hosts: {', '.join(sorted(source.hosts))}")
    ports = allowed_ports(source)
    if (port or DEFAULT_PORTS[parts.scheme]) not in ports:
        return Refusal("blocked-port", str(port), f"one of the ports {', '.join(map(str, sorted(ports)))}")
    return None


def allowed_ports(source: Source) -> frozenset[int]:
    """List the TCP ports of a source: 80, 443, its own URL's, and those in ``[network] ports``."""
    own = urlsplit(source.url).port
    return frozenset({80, 443, *source.network.ports, *([own] if own else [])})

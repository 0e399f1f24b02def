"""Which addresses may be connected to: public ones only, whatever they hide in.

``ipaddress.is_private`` is not enough: it lets through IPv4 inside NAT64, 6to4 and
IPv4-compatible IPv6, shared space 100.64/10, multicast, site-local IPv6 and a cloud
control address that is formally public.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

import httpx
from django.utils.translation import gettext as _

from sources.errors import BadUrl, DeadHost, FetchTimeout, RefusedAddress

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000

#: IANA IPv4 Special-Purpose Address Registry, multicast, class E, and extras.
REFUSED_V4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",  # Azure's host: public by number, internal by use
    )
)
#: Global unicast is 2000::/3; these parts of it are special.
GLOBAL_V6 = IPv6Network("2000::/3")
REFUSED_V6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")
TRANSLATED = IPv6Network("::ffff:0:0:0/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")
#: A public IPv4 address in one of these is reached as that address.
_CARRIERS = (MAPPED, NAT64, SIX_TO_FOUR)

_resolvers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="resolve")


def check_url(url: str) -> str:
    """Return ``url`` in its normal form, without fragment; BadUrl when not fetchable.

    Only the shape is judged here; port and address are when it is fetched.
    """
    return str(parse_url(url))


def parse_url(url: str) -> httpx.URL:
    """Parse an address by the one parser that is also used to connect."""
    url = url.strip()
    if not url or len(url) > LONGEST_URL:
        raise BadUrl(_("The address is empty or too long."), limit=LONGEST_URL)
    if "\\" in url or any(char.isspace() or not char.isprintable() for char in url):
        raise BadUrl(_("The address holds characters that no address may hold."))
    try:
        parsed = httpx.URL(url)
        host, port = parsed.host, parsed.port
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise BadUrl(_("The address is not well formed.")) from None
    if parsed.scheme not in PORTS:
        raise BadUrl(_("Only http and https addresses can be fetched."))
    if not host or host.startswith(".") or ".." in host:
        raise BadUrl(_("The address names no host."))
    if port is not None and not 0 < port < 65536:
        raise BadUrl(_("The address has an impossible port."), port=port)
    if parsed.userinfo:
        raise BadUrl(_("The address may hold no user name or password."))
    return parsed.copy_with(fragment=None)


def check_port(url: httpx.URL, allow_hosts: frozenset[str]) -> int:
    """Return the port of ``url``; BadUrl for any but 80 and 443 if not allowed."""
    port = url.port or PORTS[url.scheme]
    if port not in PORTS.values() and not is_allowed(url.host, port, allow_hosts):
        raise BadUrl(_("Only ports 80 and 443 can be fetched from."), port=port)
    return port


def is_allowed(host: str, port: int, allow_hosts: frozenset[str]) -> bool:
    """Say whether ``host:port`` was allowed explicitly, whatever its address."""
    return f"{host}:{port}" in allow_hosts


def resolve(host: str, port: int, timeout_s: float) -> list[str]:
    """Return every address of ``host``, all of them checked, as literals.

    DeadHost when the name is unknown, RefusedAddress when *any* answer is not public,
    FetchTimeout when the resolver does not answer.
    """
    addresses = look_up(host, port, timeout_s)
    for address in addresses:
        check_address(address)
    return addresses


def look_up(host: str, port: int, timeout_s: float) -> list[str]:
    """Return the addresses of ``host`` unchecked, each once, in the system's order."""
    job = _resolvers.submit(
        socket.getaddrinfo,
        host,
        port,
        type=socket.SOCK_STREAM,
        proto=socket.IPPROTO_TCP,
    )
    try:
        answers = job.result(timeout=max(0.01, timeout_s))
    except FutureTimeout:
        job.cancel()
        raise FetchTimeout(_("The name server did not answer in time.")) from None
    except socket.gaierror:
        raise DeadHost(_("There is no host of that name."), host=host) from None
    except UnicodeError:
        raise BadUrl(_("The host's name is not well formed.")) from None
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def check_address(address: str) -> None:
    """Raise RefusedAddress unless ``address`` and all it carries are public."""
    if not is_public(address):
        raise RefusedAddress(_("The address is not on the public internet."))


def is_public(address: str) -> bool:
    """Say whether a literal IP address is public; False for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.scope_id is not None:
        return False
    return _is_public(parsed)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in net for net in REFUSED_V4)
    if not all(map(_is_public, embedded(address))):
        return False
    if any(address in net for net in _CARRIERS):
        return True
    return address in GLOBAL_V6 and not any(address in net for net in REFUSED_V6)


def embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address carries."""
    number = int(address)
    if any(address in net for net in (MAPPED, NAT64, COMPATIBLE, TRANSLATED)):
        yield IPv4Address(number & 0xFFFFFFFF)
    if address in SIX_TO_FOUR:
        yield IPv4Address(number >> 80 & 0xFFFFFFFF)
    if address in TEREDO:
        yield IPv4Address(number >> 64 & 0xFFFFFFFF)
        yield IPv4Address(~number & 0xFFFFFFFF)
    if _is_isatap(number):
        yield IPv4Address(number & 0xFFFFFFFF)


def _is_isatap(number: int) -> bool:
    """Say whether the interface part is ``[02]00:5efe:a.b.c.d`` (RFC 5214)."""
    return (number >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE)

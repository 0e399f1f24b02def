"""How much one caller may ask of the API in a minute.

In: who asks. Out: what is left to them. Counted in Valkey, one round trip a request;
where that does not answer nobody is refused, for the desk goes on without it. Headers
after the IETF draft "RateLimit header fields for HTTP" (httpapi-ratelimit-headers-10).
"""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import redis
from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import Throttled

logger = logging.getLogger(__name__)

WINDOW_S = 60
PATIENCE_S = 0.2
# While Valkey is away it is not asked at every request.
REST_S = 5.0


@dataclass(frozen=True, slots=True)
class Share:
    """What is left of one quota: ``used`` requests of ``quota`` in this window."""

    policy: str
    quota: int
    used: int
    reset_s: int

    @property
    def left(self) -> int:
        return max(0, self.quota - self.used)

    @property
    def spent(self) -> bool:
        return self.used > self.quota


class Away:
    """Until when Valkey is taken to be away; of this process."""

    until = 0.0


def spend(policy: str, who: object) -> Share | None:
    """Count one request of ``who``; None when there is no limit, or no Valkey."""
    quota = settings.RATE_LIMITS.get(policy, 0)
    if not quota or time.monotonic() < Away.until:
        return None
    name = name_of(policy, who)
    try:
        with client().pipeline(transaction=False) as pipe:
            pipe.incr(name)
            pipe.expire(name, WINDOW_S, nx=True)
            pipe.ttl(name)
            used, _, left_s = pipe.execute()
    except redis.RedisError as error:
        go_without(error)
        return None
    return Share(policy, quota, int(used), max(1, int(left_s)))


def give_back(policy: str, who: object) -> None:
    """Take back the count of a request that cost nothing (304)."""
    if time.monotonic() < Away.until:
        return
    try:
        client().decr(name_of(policy, who))
    except redis.RedisError as error:
        go_without(error)


def go_without(error: Exception) -> None:
    Away.until = time.monotonic() + REST_S
    logger.warning("requests are not counted for now: %s", type(error).__name__)


def name_of(policy: str, who: object) -> str:
    return f"corroborate:limit:{policy}:{who}"


@lru_cache(maxsize=1)
def client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=PATIENCE_S,
        socket_timeout=PATIENCE_S,
    )


def address_of(request: HttpRequest) -> str:
    """Return the caller's address, of IPv6 the network (/64) that one house has.

    Behind a proxy of ours it is what that proxy added last to X-Forwarded-For.
    """
    told = request.META.get("REMOTE_ADDR") or ""
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        # A server that listens on both names IPv4 callers so: no house has them all.
        address = address.ipv4_mapped or address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def spend_key(request: HttpRequest, key: object) -> None:
    """Count one request against a key, and note its share for the headers.

    Raises:
        Throttled: the key has used up its quota.
    """
    share = spend("key", key)
    if share is None:
        return
    request.limit_shares = [*getattr(request, "limit_shares", []), share]
    if share.spent:
        raise Throttled(wait=share.reset_s)


def headers_of(shares: Iterable[Share]) -> dict[str, str]:
    """Return the header fields that tell of quotas and what is left of them."""
    found = list(shares)
    if not found:
        return {}
    return {
        "RateLimit-Policy": ", ".join(
            f'"{one.policy}";q={one.quota};w={WINDOW_S}' for one in found
        ),
        "RateLimit": ", ".join(
            f'"{one.policy}";r={one.left};t={one.reset_s}' for one in found
        ),
    }

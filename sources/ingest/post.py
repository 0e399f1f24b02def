"""Send a small JSON message to one public address, under the rules of fetching.

Names are resolved once, every answer is checked, and redirects are not followed: a
message is for the address it was given, and nobody else's.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore
import orjson

from sources.errors import BadUrl, DeadHost, FetchStatus, FetchTimeout
from sources.ingest.fetch import _tls
from sources.ingest.guard import check_port, parse_url
from sources.ingest.pinned import PinnedBackend

TOTAL_S, CONNECT_S = 10.0, 5.0
KEPT_BYTES = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and the first bytes of what was answered, as far as they came at once."""

    status: int
    start: bytes


def post_json(
    url: str, body: dict[str, Any], *, allow_hosts: Iterable[str] = ()
) -> None:
    """POST ``body``; any status from 200 to 299 is success, what is answered is left.

    Raises:
        FetchFailed: its subclasses BadUrl, RefusedAddress, DeadHost, FetchTimeout and
            FetchStatus, by what went wrong.
    """
    status = post(url, orjson.dumps(body), allow_hosts=allow_hosts).status
    if not 200 <= status < 300:
        raise FetchStatus(f"The host answered with status {status}.", status=status)


def post(
    url: str,
    data: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    allow_hosts: Iterable[str] = (),
) -> Answer:
    """POST these very bytes, as JSON, and return what was answered, whatever it is.

    Raises:
        FetchFailed: its subclasses BadUrl, RefusedAddress, DeadHost and FetchTimeout.
    """
    allowed = frozenset(allow_hosts)
    target = parse_url(url)
    check_port(target, allowed)
    deadline = time.monotonic() + TOTAL_S
    sent = [
        ("Host", target.netloc.decode("ascii")),
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", "Corroborate/0.1 (messages of a fact-checking desk)"),
        ("Connection", "close"),
        *(headers or {}).items(),
    ]
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls(),
                network_backend=PinnedBackend(deadline, CONNECT_S, allowed),
                max_keepalive_connections=0,
            ) as pool,
            pool.stream("POST", str(target), headers=sent, content=data) as response,
        ):
            start = next(iter(response.iter_stream()), b"")
            return Answer(response.status, start[:KEPT_BYTES])
    except httpcore.TimeoutException:
        raise FetchTimeout(
            f"The answer took longer than {TOTAL_S:g} seconds.", limit_s=TOTAL_S
        ) from None
    except httpcore.UnsupportedProtocol:
        raise BadUrl("Only http and https addresses can be posted to.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise DeadHost(
            "The host cannot be reached, or broke off.",
            host=target.host,
            reason=str(error)[:200],
        ) from None

"""Fetch one address from the public internet, and nothing else.

Names are resolved once for each connection, every answer is checked, and the
connection goes to the checked address with the original Host and SNI. No proxy or
other variable of the environment is heeded.
"""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import httpcore
import httpx
from django.utils.translation import gettext as _

from sources.errors import (
    BadUrl,
    DeadHost,
    FetchStatus,
    FetchTimeout,
    FetchTooLarge,
    TooManyRedirects,
)
from sources.ingest.guard import check_port, check_url, parse_url
from sources.ingest.pinned import PinnedBackend

__all__ = ["FetchLimits", "Fetched", "check_url", "fetch"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = (
    ("User-Agent", "Corroborate/0.1 (fact-checking desk; fetches single pages)"),
    ("Accept", "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5"),
    ("Accept-Encoding", "gzip, deflate"),
    ("Connection", "close"),
)
_DISPOSITION = re.compile(
    r"filename\*?\s*=\s*(?:UTF-8'[^']*')?\"?([^\";]{1,200})", re.IGNORECASE
)

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch, redirects included.

    ``allow_hosts`` names ``host:port`` pairs that may be fetched whatever their port
    and address, for trusted sites inside and for tests.
    """

    decoded_bytes: int = 20_000_000
    header_bytes: int = 64_000
    total_s: float = 30.0
    connect_s: float = 10.0
    redirects: int = 5
    allow_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetched:
    """``media_type`` and ``charset`` as the server says; ``fetched_at`` in UTC."""

    data: bytes
    media_type: str
    final_url: str
    fetched_at: datetime
    filename: str = ""
    charset: str = ""


def fetch(
    url: str,
    *,
    limits: FetchLimits = FetchLimits(),  # noqa: B008 - frozen
    allow_hosts: Iterable[str] = (),
) -> Fetched:
    """Get ``url`` and return its bytes, decoded from gzip or deflate.

    Raises:
        FetchFailed: its subclasses, by what went wrong: BadUrl, RefusedAddress,
            DeadHost, FetchTimeout, FetchTooLarge, FetchStatus, TooManyRedirects.
    """
    allowed = limits.allow_hosts | frozenset(allow_hosts)
    limits = replace(limits, allow_hosts=allowed)
    deadline = time.monotonic() + limits.total_s
    target = parse_url(url)
    for _hop in range(limits.redirects + 1):
        answer = _get(target, limits, deadline)
        if isinstance(answer, Fetched):
            return answer
        target = answer
    raise TooManyRedirects(
        _("The address redirects more than %d times.") % limits.redirects,
        limit=limits.redirects,
    )


def _get(
    target: httpx.URL, limits: FetchLimits, deadline: float
) -> Fetched | httpx.URL:
    """Make one request; return what came, or where it redirects to."""
    check_port(target, limits.allow_hosts)
    backend = PinnedBackend(deadline, limits.connect_s, limits.allow_hosts)
    headers = [("Host", target.netloc.decode("ascii")), *HEADERS]
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls(), network_backend=backend, max_keepalive_connections=0
            ) as pool,
            pool.stream("GET", str(target), headers=headers) as response,
        ):
            return _answer(target, response, limits, deadline)
    except httpcore.TimeoutException:
        raise _too_slow(limits) from None
    except httpcore.ConnectError as error:
        raise DeadHost(
            _("The host cannot be reached."), host=target.host, reason=str(error)[:200]
        ) from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise DeadHost(
            _("The host broke off its answer or did not speak HTTP."),
            host=target.host,
            reason=str(error)[:200],
        ) from None
    except httpcore.UnsupportedProtocol:
        raise BadUrl(_("Only http and https addresses can be fetched.")) from None


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _too_slow(limits: FetchLimits) -> FetchTimeout:
    return FetchTimeout(
        _("The answer took longer than %s seconds.") % f"{limits.total_s:g}",
        limit_s=limits.total_s,
    )


def _answer(
    target: httpx.URL, response: Any, limits: FetchLimits, deadline: float
) -> Fetched | httpx.URL:
    headers = _headers(response.headers, limits)
    if response.status in REDIRECTS and "location" in headers:
        return _redirected(target, headers["location"])
    if response.status >= 300 or response.status < 200:
        raise FetchStatus(
            _("The host answered with status %d.") % response.status,
            status=response.status,
        )
    return Fetched(
        data=_body(response, headers, limits, deadline),
        media_type=headers.get("content-type", "").split(";")[0].strip().lower(),
        charset=_charset(headers.get("content-type", "")),
        final_url=str(target),
        fetched_at=datetime.now(UTC),
        filename=_filename(target, headers),
    )


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1].lower() if found else ""


def _headers(raw: Iterable[tuple[bytes, bytes]], limits: FetchLimits) -> dict[str, str]:
    pairs = list(raw)
    if sum(len(name) + len(value) for name, value in pairs) > limits.header_bytes:
        raise FetchTooLarge(_("The answer's headers are too large."))
    return {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in pairs}


def _redirected(target: httpx.URL, location: str) -> httpx.URL:
    try:
        joined = target.join(location.encode("latin-1").decode("utf-8", "replace"))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise BadUrl(
            _("The address redirects to one that is not well formed.")
        ) from None
    return parse_url(str(joined))


def _body(
    response: Any, headers: dict[str, str], limits: FetchLimits, deadline: float
) -> bytes:
    """Read the body, never holding more than the limit, packed or unpacked."""
    most = limits.decoded_bytes
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_large(most)
    out = bytearray()
    raw = _capped(response.iter_stream(), limits, deadline)
    for chunk in _decoded(raw, headers.get("content-encoding", ""), most):
        out += chunk
        if len(out) > most:
            raise _too_large(most)
    return bytes(out)


def _too_large(most: int) -> FetchTooLarge:
    return FetchTooLarge(
        _("The answer is larger than %s MB.") % f"{most / 1_000_000:g}",
        limit_bytes=most,
    )


def _capped(
    stream: Iterable[bytes], limits: FetchLimits, deadline: float
) -> Iterator[bytes]:
    size = 0
    for chunk in stream:
        size += len(chunk)
        if size > limits.decoded_bytes:
            raise _too_large(limits.decoded_bytes)
        if time.monotonic() > deadline:
            raise _too_slow(limits)
        yield chunk


def _decoded(raw: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """Undo gzip or deflate in steps of a bounded size; other encodings are refused."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from raw
        return
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchStatus(_("The host answered in an encoding that was not asked for."))
    decoder = None
    try:
        for chunk in raw:
            if decoder is None:
                decoder = zlib.decompressobj(_window(name, chunk))
            yield decoder.decompress(chunk, most + 1)
            if decoder.unconsumed_tail:
                raise _too_large(most)
    except zlib.error:
        raise DeadHost(_("The host's compressed answer is damaged.")) from None
    if decoder is not None and not decoder.eof:
        raise DeadHost(_("The host broke off its answer."))


def _window(name: str, first: bytes) -> int:
    """Return zlib's window bits; servers mean two things by "deflate"."""
    if name != "deflate":
        return 31
    return 15 if first[:1] and first[0] & 0x0F == 8 else -15


def _filename(target: httpx.URL, headers: dict[str, str]) -> str:
    """Return the name the server gives, else the last part of the path if it ends."""
    match = _DISPOSITION.search(headers.get("content-disposition", ""))
    raw = unquote(match[1]) if match else target.path
    name = PurePosixPath(raw.replace("\\", "/")).name
    shown = "".join(char for char in name if char.isprintable()).strip()
    return shown[-200:] if PurePosixPath(shown).suffix else ""

"""Connections that go to checked addresses only and end when their time is over."""

from __future__ import annotations

import ssl
import time
import typing

import httpcore

from sources.ingest.guard import is_allowed, look_up, resolve


class PinnedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks every answer, connects to the first that opens.

    ``deadline`` is in :func:`time.monotonic` seconds and bounds every later read and
    write too, so a server that sends a byte a second gains nothing.
    """

    def __init__(
        self, deadline: float, connect_s: float, allow_hosts: frozenset[str]
    ) -> None:
        self._deadline = deadline
        self._connect_s = connect_s
        self._allow_hosts = allow_hosts
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: typing.Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        name = host.strip("[]")
        allowed = is_allowed(name, port, self._allow_hosts)
        find = look_up if allowed else resolve
        failure: Exception | None = None
        for address in find(name, port, _left(self._deadline)):
            try:
                stream = self._inner.connect_tcp(
                    address, port, timeout=min(self._connect_s, _left(self._deadline))
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError("the host has no address")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(min(seconds, _left(self._deadline)))


class TimedStream(httpcore.NetworkStream):
    """A stream whose every operation gets only the time that is left."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._time(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._time(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._time(timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)

    def _time(self, timeout: float | None) -> float:
        left = _left(self._deadline)
        return left if timeout is None else min(left, timeout)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left

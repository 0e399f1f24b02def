"""Sending requests: retries, what is known already, problems as exceptions.

In: method, path, parameters. Out: the JSON of the answer, or a :class:`Problem`.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO, Any, TypeAlias
from urllib.parse import quote
from uuid import uuid4

import httpx

from corroborate_client.problems import Problem, problem_of

File: TypeAlias = tuple[str, bytes | IO[bytes]]

# What says nothing of the request itself: the same, sent later, may be answered.
PASSING = frozenset({429, 502, 503, 504})
LONGEST_PAUSE_S = 60.0


@dataclass
class Kept:
    """An answer with its ETag, so that the same need not be sent again."""

    etag: str
    answer: Any


class Transport:
    """A connection to one workbench; safe to keep, to be closed in the end.

    ``base`` is the address of the site, ``key`` an API key (none is needed for what is
    published). A request is sent up to ``tries`` times, waiting as long as
    ``Retry-After`` says; one that writes only while it is certain to have no effect
    twice. ``keep`` answers are remembered with their ETag.
    """

    def __init__(
        self,
        base: str,
        *,
        key: str = "",
        tries: int = 6,
        timeout_s: float = 45.0,
        keep: int = 1000,
        http: httpx.Client | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        self.tries = max(1, tries)
        self.keep = keep
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.http = http or httpx.Client(timeout=timeout_s)
        self.headers = {"Accept": "application/json"}
        if key:
            self.headers["Authorization"] = f"Bearer {key}"

    def close(self) -> None:
        self.http.close()

    @staticmethod
    def quoted(part: str) -> str:
        return quote(str(part), safe="")

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        header: Mapping[str, str | None] | None = None,
        body: Any = None,
        file: File | None = None,
    ) -> Any:
        """Return what the API answers; None when that is nothing.

        Raises:
            Problem: it refused, or could not be reached in ``tries`` tries.
        """
        url = self.base + path
        headers = self.headers | {k: v for k, v in (header or {}).items() if v}
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid4()))
        given: dict[str, Any] = {"params": parameters(query), "headers": headers}
        if file is not None:
            given |= {"data": body, "files": {"file": file}}
        elif body is not None:
            given["json"] = body
        if method == "GET":
            return self.read(self.http.build_request(method, url, **given))
        return content_of(self.send(method, url, given))

    def read(self, request: httpx.Request) -> Any:
        """Return the answer to a GET, the kept one when it is current."""
        place = str(request.url)
        known = self.kept.get(place)
        headers = dict(request.headers)
        if known is not None:
            headers["If-None-Match"] = known.etag
        response = self.send("GET", place, {"headers": headers})
        if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            self.kept.move_to_end(place)
            return known.answer
        answer = content_of(response)
        if etag := response.headers.get("ETag"):
            self.remember(place, Kept(etag, answer))
        return answer

    def remember(self, place: str, kept: Kept) -> None:
        self.kept[place] = kept
        self.kept.move_to_end(place)
        while len(self.kept) > self.keep:
            self.kept.popitem(last=False)

    def send(self, method: str, url: str, given: dict[str, Any]) -> httpx.Response:
        """Send until it is answered for good.

        Raises:
            Problem: as :meth:`call`.
        """
        repeatable = method in {"GET", "POST"}  # each POST bears its own key
        for tried in range(1, self.tries + 1):
            last = tried == self.tries
            try:
                response = self.http.request(method, url, **given)
            except httpx.TransportError as error:
                if last or not repeatable:
                    raise Problem.unreachable(url, error) from error
                time.sleep(pause_s(tried, None))
                continue
            if response.status_code not in PASSING or last:
                break
            time.sleep(pause_s(tried, response.headers.get("Retry-After")))
        if response.status_code >= 400:
            raise problem_of(response)
        return response


def parameters(query: Mapping[str, Any] | None) -> dict[str, str]:
    return {
        name: text_of(v) for name, v in (query or {}).items() if v not in (None, "")
    }


def text_of(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(text_of, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def content_of(response: httpx.Response) -> Any:
    return response.json() if response.content else None


def pause_s(tried: int, told: str | None) -> float:
    """Return the seconds to wait: as told, else ever longer and never all alike."""
    asked = told_s(told) if told else None
    if asked is None:
        asked = random.uniform(0.5, 1.0) * 0.5 * 2**tried
    return min(LONGEST_PAUSE_S, asked)


def told_s(told: str) -> float | None:
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (at - datetime.now(UTC)).total_seconds())

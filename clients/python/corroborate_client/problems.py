"""Refusals of the API (RFC 9457) as exceptions: act on ``code``, show ``detail``."""

from __future__ import annotations

from typing import Any

import httpx


class Problem(Exception):
    """The API refused a request, or could not be reached (``code`` unreachable).

    ``code`` is stable; ``type`` leads to a page that says what to do. ``errors`` lists
    faults of single fields, ``extra`` what the code's page tells of.
    """

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(f"{code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.type: str = more.get("type") or "about:blank"
        self.title: str = more.get("title") or code
        self.errors: list[dict[str, str]] = more.get("errors") or []
        self.extra: dict[str, Any] = more.get("extra") or {}
        self.request_id: str | None = more.get("request_id")

    @classmethod
    def unreachable(cls, url: str, error: Exception) -> Problem:
        return Unavailable(0, "unreachable", f"{url}: {error!r}")


class NotAllowed(Problem):
    """401 and 403: no key, or one that may not."""


class NotThere(Problem):
    """404: no such thing, or not for you."""


class Gone(Problem):
    """410: it was erased, or the cursor is of an earlier life of the database."""


class Conflict(Problem):
    """409, 412, 428: what you read is no longer what stands there."""


class BadRequest(Problem):
    """400, 413, 415, 422 and the like: the request itself is at fault."""


class Unavailable(Problem):
    """429, 5xx, or no answer at all: it may be answered later."""


KINDS: dict[int, type[Problem]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotThere,
    409: Conflict,
    410: Gone,
    412: Conflict,
    428: Conflict,
    429: Unavailable,
}


def problem_of(response: httpx.Response) -> Problem:
    """Return the exception for an answer of 400 and above."""
    status = response.status_code
    kind = KINDS.get(status, Unavailable if status >= 500 else BadRequest)
    try:
        told = response.json()
        known = {k: told.get(k) for k in ("type", "title", "errors", "extra")}
        known["request_id"] = told.get("request_id")
        return kind(status, told["code"], told["detail"], **known)
    except (ValueError, KeyError, TypeError, AttributeError):
        # A proxy's page, perhaps.
        return kind(status, f"http_{status}", response.text[:300])

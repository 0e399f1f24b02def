"""One table from error codes to HTTP answers (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claims.errors import ClaimsError
from sources.errors import SourcesError

STATUS_BY_CODE = {
    "bad_cursor": 400,
    "bad_limit": 400,
    "bad_count": 400,
    "not_allowed": 403,
    "not_found": 404,
    "not_covered_yet": 404,
    "blind_reading": 409,
    "stale_claim": 409,
    "stale_comment": 409,
    "stale_actor": 409,
    "stale_facts": 409,
    "stale_story": 409,
    "stale_row": 409,
    "story_closed": 409,
    "embargo_refused": 409,
    "merged_away": 409,
    "transition_not_allowed": 409,
    "already_decided": 409,
    "leased_by_another": 409,
    "duplicate_document": 409,
    "job_not_set_aside": 409,
    "duplicate_evidence": 409,
    "cursor_from_lost_history": 410,
    "erased": 410,
    "too_large": 413,
    "fetch_too_large": 413,
    "unknown_type": 415,
    "type_mismatch": 415,
    "too_many_reports": 429,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What a program or a page is told: stable code, title, detail, extras.

    ``errors`` lists the faults of a form or body, each with its place.
    """

    code: str
    status: int
    title: str
    detail: str
    extra: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)


def problem_of(error: Exception) -> Problem | None:
    """Translate a domain error; None for anything unexpected."""
    if not isinstance(error, SourcesError | ClaimsError):
        return None
    return Problem(
        code=error.code,
        status=STATUS_BY_CODE.get(error.code, 422),
        title=error.code.replace("_", " ").capitalize(),
        detail=error.message,
        extra=dict(error.extra),
    )

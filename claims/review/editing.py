"""Editorial writes other than moves: one row lock, one version, one event each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Risk, Status
from claims.errors import BadClaim, BlindReading, TransitionNotAllowed
from claims.models import Claim
from claims.review.blind import hides
from claims.review.record import record
from claims.review.workflow import lapse, lock, require_unmerged
from sources.labels import in_sentence

# A published finding is corrected by reopening it, never edited in place.
EDITABLE = frozenset(
    {Status.QUEUED, Status.IN_REVIEW, Status.PROPOSED, Status.APPROVED}
)
FIELDS = (
    "text",
    "normalized_text",
    "claimant",
    "made_on",
    "made_where",
    "event_start",
    "event_end",
    "tags",
    "risk",
    "risk_reason",
    "origin_exception",
    "level",
)


@dataclass
class Edit:
    """The locked claim, and what the event will say changed."""

    claim: Claim
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@contextmanager
def editing(
    claim: Claim,
    kind: str,
    *,
    by: Any,
    seen_version: int | None = None,
    permitted: frozenset[str] = roles.REPORTER_UP,
) -> Iterator[Edit]:
    """Lock the claim, let the caller write, then bump, record and lapse approvals.

    Raises:
        StaleClaim: not in the version seen.
        TransitionNotAllowed: the claim is published, dismissed or retracted.
        NotAllowed: the person's roles do not permit it.
    """
    with transaction.atomic():
        row = lock(claim, seen_version=seen_version)
        roles.require(by, row.story.team_id, permitted)
        require_unmerged(row)
        if row.status not in EDITABLE:
            raise TransitionNotAllowed(
                _("A claim that is %s is not edited; reopen or restore it first.")
                % in_sentence(row.get_status_display()),
                status=row.status,
            )
        edit = Edit(row)
        yield edit
        if not edit.before and not edit.after:
            return  # nothing changed, so nothing is recorded
        row.version += 1
        row.updated_at = timezone.now()
        row.save()
        record(row, kind, edit.before, edit.after, by=by)
        lapse(row, by=by, reason=f"{kind.replace('_', ' ')} after the approval")


def edit_claim(
    claim: Claim, changes: dict[str, Any], *, by: Any, seen_version: int
) -> Claim:
    """Change a claim's own fields; only those in ``FIELDS``, only what differs.

    Raises:
        BadClaim: a field is unknown, or the text would be empty.
    """
    unknown = set(changes) - set(FIELDS)
    if unknown:
        raise BadClaim(_("These cannot be edited: %s.") % ", ".join(sorted(unknown)))
    if not changes.get("text", claim.text).strip():
        raise BadClaim(_("A claim needs words."))
    with editing(claim, "edited", by=by, seen_version=seen_version) as edit:
        for name, value in changes.items():
            if getattr(edit.claim, name) != value:
                edit.before[name] = getattr(edit.claim, name)
                edit.after[name] = value
                setattr(edit.claim, name, value)
        if "risk" in edit.after:
            edit.claim.risk = Risk(edit.after["risk"])
            edit.claim.risk_by = by
    return edit.claim


def ask_blind(claim: Claim, *, by: Any, seen_version: int, asked: bool = True) -> Claim:
    """Ask that the claim be read blind, or take that back.

    Raises:
        BlindReading: who is to read it blind cannot end the blindness.
    """
    kind = "blind_read_asked" if asked else "blind_read_withdrawn"
    with editing(
        claim, kind, by=by, seen_version=seen_version, permitted=roles.REVIEWER_UP
    ) as edit:
        if hides(edit.claim, by):
            raise BlindReading()
        if asked != (edit.claim.blind_by_id is not None):
            edit.before = {"blind_read": not asked}
            edit.after = {"blind_read": asked}
            edit.claim.blind_by = by if asked else None
    return edit.claim

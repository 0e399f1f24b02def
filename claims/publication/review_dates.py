"""When a finding is to be looked at again: a date beside its frozen versions.

A body keeps the date that was promised when it went out. The date itself may be moved
without a new version, since nothing that readers were told about the matter changes;
pages and the API tell it beside the body. The clock tells people once when it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import WorkKind
from claims.errors import BadReviewDate
from claims.models import Assignment, Claim, Publication, ReviewDate
from claims.review.notices import concerned, notify
from claims.review.record import record
from claims.review.workflow import lock
from sources.jobs.service import Progress, Save
from sources.models import Job
from workbench.accounts.models import User

AT_ONCE = 200  # what is left over is told in the next round


def review_dates(records: Iterable[UUID]) -> dict[UUID, date | None]:
    """Return the date of each record that has one of its own; one query.

    None: it was taken away. A record without an entry has the date in its body.
    """
    rows = ReviewDate.objects.filter(record__in=records)
    return dict(rows.values_list("record", "review_by"))


def reviewed(bodies: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return newest bodies with the date that holds now for the one promised then."""
    found = list(bodies)
    dates = review_dates(UUID(body["id"]) for body in found)
    rows = []
    for body in found:
        promised = body.get("review_by")
        day = dates.get(UUID(body["id"]), promised)
        rows.append(
            {**body, "review_by": day.isoformat() if isinstance(day, date) else day}
        )
    return rows


def is_stale(review_by: date | None) -> bool:
    """Whether the day has gone by and nobody has moved it since."""
    return review_by is not None and review_by < timezone.localdate()


def move_review_date(
    claim: Claim,
    review_by: date | None,
    *,
    by: Any,
    note: str,
    seen_version: int | None = None,
) -> ReviewDate | None:
    """Promise another day (None: none) for a published finding; no new version.

    Raises:
        BadReviewDate: no finding is public, the day is past, or no reason is given.
        StaleClaim: the claim is not in ``seen_version``, when one is given.
        NotAllowed: ``by`` is no editor of the story's team.
    """
    with transaction.atomic():
        row = lock(claim, seen_version=seen_version)
        roles.require(by, row.story.team_id, roles.EDITOR)
        newest = row.publications.order_by("-version").first()
        if newest is None or newest.retracted:
            raise BadReviewDate(_("No finding about this claim is public."))
        require_ahead(review_by)
        if not note.strip():
            raise BadReviewDate(_("Say what was looked at, or why the day moves."))
        before = review_dates([newest.record]).get(newest.record)
        made = set_review_date(newest, review_by, by=by, keep=True)
        record(
            row,
            "review_date_moved",
            {"review_by": before.isoformat() if before else ""},
            {
                "review_by": review_by.isoformat() if review_by else "",
                "note": note.strip(),
            },
            by=by,
        )
    return made


def is_ahead(review_by: date | None) -> bool:
    return review_by is None or review_by > timezone.localdate()


def require_ahead(review_by: date | None) -> None:
    """Raise :class:`BadReviewDate` unless the day is still to come."""
    if not is_ahead(review_by):
        raise BadReviewDate(_("The day to look at it again is still to come."))


def set_review_date(
    publication: Publication, review_by: date | None, *, by: Any, keep: bool = False
) -> ReviewDate | None:
    """Write the date of a finding. The caller holds the lock.

    None leaves it to the body, or with ``keep`` says that there is none any more.
    """
    if review_by is None and not keep:
        ReviewDate.objects.filter(record=publication.record).delete()
        return None
    values = {
        "claim": publication.claim,
        "review_by": review_by,
        "told_for": None,
        "set_by": by,
        "set_at": timezone.now(),
    }
    return ReviewDate.objects.update_or_create(
        record=publication.record, defaults=values
    )[0]


def handle_stale(job: Job, progress: Progress) -> Save:
    """Tell of findings whose day has come: people of it, and a task for the team."""

    def save() -> None:
        rows = ReviewDate.objects.filter(
            ~Q(told_for=F("review_by")) | Q(told_for=None),
            review_by__lte=timezone.localdate(),
            claim__merged_into=None,
        ).select_related("claim__story__team")
        rows = rows.select_for_update(of=("self",), skip_locked=True)
        for row in rows.order_by("review_by")[:AT_ONCE]:
            tell(row)
            row.told_for = row.review_by
            row.save(update_fields=["told_for"])

    return save


def tell(row: ReviewDate) -> None:
    claim = row.claim
    task = Assignment.objects.create(
        scope_id=claim.scope_id,
        claim=claim,
        team=claim.story.team,
        kind=WorkKind.LOOK_AGAIN,
        note=_("It was promised to be looked at again by %(day)s.")
        % {"day": row.review_by.isoformat()},
    )
    notify("stale", to=answerable(claim), about=task, by=None)


def answerable(claim: Claim) -> list[User]:
    """Who worked on it, and the editors of its story's team."""
    editors = User.objects.filter(
        memberships__team=claim.story.team_id,
        memberships__role__in=roles.EDITOR,
        is_active=True,
    ).distinct()
    return list(dict.fromkeys([*concerned(claim), *editors]))

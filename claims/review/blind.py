"""A second reading without the first verdict, where somebody asked for it.

Until a second reader has given a rating of their own, they see no verdict, rationale or
approval of such a claim, and nothing that was done or said after it was proposed: on
no page, in no list, in no answer of the API and in no notice.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims import roles
from claims.choices import Action, Status
from claims.models import Approval, Claim, Comment, ReviewEvent, Verdict
from claims.querysets import ClaimQuerySet
from claims.review import deputies
from claims.review.approvals import Standing


def hides(claim: Claim, user: Any, standing: Standing | None = None) -> bool:
    """Whether the verdict of this claim is hidden from ``user`` now.

    It is hidden from everybody who may read it second, its author apart, until they
    have read; editors see both once two readings differ, to adjudicate.
    """
    if claim.blind_by_id is None or claim.status != Status.PROPOSED:
        return False
    standing = standing or Standing(claim)
    verdict = standing.verdict
    if verdict is None or verdict.by_id == user.pk:
        return False
    if any(row.by_id == user.pk for row in standing.readings):
        return False
    if not deputies.may_approve(user, claim.story.team_id):
        return False
    judges = roles.holds(user, claim.story.team_id, roles.EDITOR)
    return not (judges and standing.unsettled)


def hidden_from(user: Any) -> ClaimQuerySet:
    """Claims whose verdict ``user`` is not to see now; as :func:`hides`, in one query.

    An approval that lapsed is voided when it does, so that digests need no comparing.
    """
    teams = list(deputies.teams_to_approve(user))
    judged = [
        team
        for team, own in user.memberships_by_team.items()
        if own & roles.EDITOR and team in teams
    ]
    verdict = Verdict.objects.filter(claim=OuterRef("pk"), current=True)
    reading = Approval.objects.filter(
        claim=OuterRef("pk"), verdict__current=True, voided_at=None
    )
    differs = reading.filter(own_rating__isnull=False).exclude(
        own_rating=F("verdict__rating")
    )
    unsettled = Exists(differs) & ~Exists(reading.filter(kind="adjudicate"))
    rows = Claim.objects.filter(
        status=Status.PROPOSED, blind_by__isnull=False, story__team__in=teams
    )
    return rows.filter(
        Exists(verdict) & ~Exists(verdict.filter(by=user)),
        ~Exists(reading.filter(by=user)),
    ).exclude(Q(story__team__in=judged) & Q(unsettled))


def without_sequel(
    events: QuerySet[ReviewEvent], claim: Claim
) -> QuerySet[ReviewEvent]:
    """Leave out the proposal that stands, and all that was recorded after it."""
    proposal = claim.events.filter(kind=Action.PROPOSE).order_by("-seq").first()
    return events.filter(seq__lt=proposal.seq) if proposal else events


def without_talk(
    comments: QuerySet[Comment], claim: Claim, user: Any
) -> QuerySet[Comment]:
    """Leave out what others said after the verdict was proposed."""
    verdict = claim.verdicts.filter(current=True).first()
    if verdict is None:
        return comments
    return comments.filter(Q(created_at__lt=verdict.created_at) | Q(by=user))

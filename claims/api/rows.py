"""The rows of each list with all that is shown of them, in a few queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from claims.models import (
    Appearance,
    Approval,
    Assignment,
    Candidate,
    CandidateGroup,
    Claim,
    Evidence,
    Publication,
    Question,
    Relation,
    ReviewEvent,
    Verdict,
)
from claims.review import approvals
from claims.review.workflow import allowed_actions


def candidates() -> QuerySet[Candidate]:
    rows = Candidate.objects.filter(retired_at=None)
    return rows.select_related("document__source", "origin")


def groups() -> QuerySet[CandidateGroup]:
    return CandidateGroup.objects.filter(documents__gt=0).select_related(
        "story",
        "question",
        "best__document__source",
        "best__origin",
        "decision__by",
        "lease_by",
    )


def claims() -> QuerySet[Claim]:
    current = Verdict.objects.filter(current=True).select_related("rating", "by")
    return Claim.objects.select_related(
        "story", "question", "checker", "claimant_actor__side"
    ).prefetch_related(Prefetch("verdicts", current, to_attr="current_verdicts"))


def questions() -> QuerySet[Question]:
    living = Q(groups__documents__gt=0)
    return Question.objects.annotate(
        n_groups=Count("groups", filter=living, distinct=True),
        n_claims=Count("claims", distinct=True),
    )


def events(claim: Claim) -> QuerySet[ReviewEvent]:
    return ReviewEvent.objects.filter(claim=claim).select_related("by", "payload")


def assignments() -> QuerySet[Assignment]:
    return Assignment.objects.select_related("person", "team", "by").with_due()


def evidence() -> QuerySet[Evidence]:
    return Evidence.objects.select_related(
        "document__source", "origin", "added_by", "confirmed_by", "claim__story"
    )


def with_members(group: CandidateGroup, user: Any) -> CandidateGroup:
    """Add ``members`` and ``relations`` of a group, as far as ``user`` may see them."""
    group.members = list(
        candidates().visible_to(user).filter(group=group).order_by("-score", "pk")
    )
    keys = {row.pk for row in group.members}
    ends = ("a__document__source", "a__origin", "b__document__source", "b__origin")
    rows = (
        Relation.objects.visible_to(user)
        .filter(Q(a__in=keys) | Q(b__in=keys), a__isnull=False, b__isnull=False)
        .select_related(*ends)
        .order_by("-score", "pk")
    )
    group.relations = [seen_from(row, keys) for row in rows]
    return group


def seen_from(row: Relation, members: set[Any]) -> Relation:
    """Name the ends of a relation: the group's ``member``, and the ``other``."""
    own, other = (row.a, row.b) if row.a_id in members else (row.b, row.a)
    row.member, row.other = own.pk, other
    return row


def with_answers(question: Question, user: Any) -> dict[str, Any]:
    """Return a question with its groups and claims, as far as ``user`` may see them."""
    return {
        "id": question.pk,
        "story": question.story_id,
        "slot": question.slot,
        "wording": question.wording,
        "created_at": question.created_at,
        "groups": list(
            groups().visible_to(user).filter(question=question).order_by("-score", "pk")
        ),
        "claims": list(
            claims().visible_to(user).filter(question=question).order_by("number")
        ),
    }


def detailed() -> QuerySet[Claim]:
    """Claims with all that the detail shows of them, but for what depends on a user."""
    passed = Approval.objects.select_related("by", "own_rating").order_by("created_at")
    places = Appearance.objects.select_related("document__source")
    return claims().prefetch_related(
        "current_verdicts__evidence",
        Prefetch("approvals", passed),
        Prefetch("appearances", places),
        Prefetch("evidence", evidence()),
    )


def with_moves(claim: Claim, user: Any) -> Claim:
    """Add verdict, approvals needed, newest publication and the user's moves."""
    claim.verdict = claim.current_verdicts[0] if claim.current_verdicts else None
    claim.approvals_needed = approvals.needed(claim)
    claim.actions = allowed_actions(claim, user)
    published = Publication.objects.filter(claim=claim).defer("body")
    claim.publication = published.order_by("-version").first()
    return claim

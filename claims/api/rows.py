"""The rows of each list with all that is shown of them, in a few queries."""

from __future__ import annotations

from collections.abc import Iterable
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
from claims.review.blind import hidden_from, hides, without_sequel
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


def events(claim: Claim, user: Any) -> QuerySet[ReviewEvent]:
    """Its history, without what a blind second reader is not to see yet."""
    found = ReviewEvent.objects.filter(claim=claim).select_related("by", "payload")
    return without_sequel(found, claim) if hides(claim, user) else found


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
        "claims": blinded(
            claims().visible_to(user).filter(question=question).order_by("number"),
            user,
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


def blinded(rows: Iterable[Claim], user: Any) -> list[Claim]:
    """Take the verdict off claims that ``user`` is to read without it.

    One query where some of them are read blind, else none.
    """
    found = list(rows)
    keys = [claim.pk for claim in found if claim.blind_by_id]
    if not keys:
        return found
    hidden = set(hidden_from(user).filter(pk__in=keys).values_list("pk", flat=True))
    for claim in found:
        if claim.pk in hidden:
            claim.current_verdicts = []
    return found


def with_moves(claim: Claim, user: Any) -> Claim:
    """Add verdict, approvals needed, newest publication and the user's moves."""
    claim.verdict = claim.current_verdicts[0] if claim.current_verdicts else None
    claim.approvals_needed = approvals.needed(claim)
    claim.actions = allowed_actions(claim, user)
    claim.blind = hides(claim, user)
    if claim.blind:
        claim.verdict, claim.current_verdicts, claim.readings = None, [], []
    else:
        claim.readings = list(claim.approvals.all())
    published = Publication.objects.filter(claim=claim).defer("body")
    claim.publication = published.order_by("-version").first()
    return claim

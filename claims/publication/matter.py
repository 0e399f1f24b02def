"""Publish all claims that answer one question together, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import (
    Exists,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Action, EvidenceState, Status
from claims.errors import GuardFailed, StaleClaim
from claims.models import (
    Appearance,
    Approval,
    Claim,
    Evidence,
    Publication,
    Question,
    RiskRule,
)
from claims.publication.service import publish
from claims.review.approvals import WITHOUT_RULE, Standing
from claims.review.guards import ORPHANED, Situation
from claims.review.workflow import allowed_actions
from sources.labels import in_sentence

ENDED = (Status.PUBLISHED, Status.DISMISSED, Status.RETRACTED)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a claim lacks to be published, in words."""

    claim: Claim
    words: str


def matter_of(question: Question) -> list[Claim]:
    """Return the question's claims that are still to be published, by number."""
    rows = question.claims.filter(merged_into=None).exclude(status__in=ENDED)
    return list(for_publishing(rows).order_by("number"))


def still_to_publish(claims: list[Claim]) -> list[Claim]:
    """Those of a question's claims that :func:`matter_of` would return."""
    return [row for row in claims if not row.merged_into_id and row.status not in ENDED]


def for_publishing(rows: Any) -> Any:
    """Claims with what of other tables :func:`lacks_of` asks in the same query."""
    current = FilteredRelation("verdicts", condition=Q(verdicts__current=True))
    rule = RiskRule.objects.filter(risk=OuterRef("risk")).values("approvals")[:1]
    return rows.annotate(
        standing_verdict=current,
        n_needed=Coalesce(Subquery(rule), Value(WITHOUT_RULE)),
        published_before=Exists(Publication.objects.filter(claim=OuterRef("pk"))),
    ).select_related(
        "story__team",
        "claimant_actor__side",
        "right_of_reply__by",
        "standing_verdict__rating__scale",
        "standing_verdict__by",
    )


def lacks_of(claims: list[Any], *, by: Any) -> list[Lack]:
    """Return all that keeps these claims from being published now by ``by``.

    They come from :func:`for_publishing`; what else the guards ask of the approved
    ones is read here, for all together, in three queries.
    """
    evidence = Evidence.objects.filter(state=EvidenceState.CONFIRMED)
    evidence = evidence.select_related("origin__side", "document__source")
    evidence = evidence.order_by("place", "created_at", "id")
    appearances = Appearance.objects.order_by("created_at", "id")
    readings = Approval.objects.select_related("by", "own_rating", "deputy_for")
    held = {
        "evidence": evidence.annotate(orphaned=ORPHANED),
        "appearances": appearances.annotate(orphaned=ORPHANED),
        "approvals": readings.order_by("created_at"),
    }
    prefetch_related_objects(
        [claim for claim in claims if claim.status == Status.APPROVED],
        *(Prefetch(name, rows, to_attr=f"held_{name}") for name, rows in held.items()),
    )
    return [Lack(claim, words) for claim in claims for words in lack_of(claim, by)]


def situation_of(claim: Any, by: Any) -> Situation:
    """The situation of a claim of which :func:`lacks_of` read all."""
    standing = Standing(claim)
    standing.verdict = getattr(claim, "standing_verdict", None)
    standing.evidence = claim.held_evidence
    standing.appearances = claim.held_appearances
    standing.approvals = claim.held_approvals
    situation = Situation(claim, by)
    situation.standing = standing
    situation.needed = claim.n_needed
    quoted = (*standing.evidence, *standing.appearances)
    situation.orphans = sum(row.orphaned for row in quoted)
    return situation


def lack_of(claim: Any, by: Any) -> list[str]:
    if claim.status != Status.APPROVED:
        state = in_sentence(claim.get_status_display())
        return [_("is %(status)s, not approved") % {"status": state}]
    if claim.published_before:
        return [_("was published before: publish it by itself, with its correction")]
    moves = allowed_actions(claim, by, situation_of(claim, by))
    move = next((one for one in moves if one.action == Action.PUBLISH), None)
    if move is None:
        return [_("is published by an editor of the story’s team")]
    return [_("needs that %(condition)s") % {"condition": g.words} for g in move.failed]


def publish_matter(
    question: Question, *, by: Any, seen: Mapping[str, int]
) -> list[Publication]:
    """Publish every open claim of the question in one transaction.

    ``seen`` gives the version read of each claim, by its id as text.

    Raises:
        GuardFailed: there is none, or something is missing; ``extra["faults"]`` lists
            what, for each claim.
        StaleClaim: a claim changed, or joined the question, since it was read.
        and what :func:`claims.publication.service.publish` raises.
    """
    roles.require(by, question.story.team_id, roles.EDITOR)
    with transaction.atomic():
        claims = matter_of(question)
        if not claims:
            raise GuardFailed(
                _("No claim of this question waits to be published."),
                failed=["matter_is_complete"],
            )
        lacks = lacks_of(claims, by=by)
        if lacks:
            faults = [f"{lack.claim} {lack.words}" for lack in lacks]
            raise GuardFailed(
                _("Not yet as one matter: ") + "; ".join(faults) + ".",
                failed=["matter_is_complete"],
                faults=faults,
            )
        for claim in claims:
            if str(claim.pk) not in seen:
                raise StaleClaim(
                    _("%(claim)s joined this question after you read it.")
                    % {"claim": claim},
                    seen=0,
                    current=claim.version,
                )
        return [
            publish(claim, by=by, seen_version=seen[str(claim.pk)]) for claim in claims
        ]

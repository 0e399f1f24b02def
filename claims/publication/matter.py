"""Publish all claims that answer one question together, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Action, Status
from claims.errors import GuardFailed, StaleClaim
from claims.models import Claim, Publication, Question
from claims.publication.service import publish
from claims.review.workflow import allowed_actions

ENDED = (Status.PUBLISHED, Status.DISMISSED, Status.RETRACTED)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a claim lacks to be published, in words."""

    claim: Claim
    words: str


def matter_of(question: Question) -> list[Claim]:
    """Return the question's claims that are still to be published, by number."""
    rows = question.claims.filter(merged_into=None).exclude(status__in=ENDED)
    return list(rows.select_related("story__team").order_by("number"))


def lacks_of(claims: list[Claim], *, by: Any) -> list[Lack]:
    """Return all that keeps these claims from being published now by ``by``."""
    return [Lack(claim, words) for claim in claims for words in lack_of(claim, by)]


def lack_of(claim: Claim, by: Any) -> list[str]:
    if claim.status != Status.APPROVED:
        state = claim.get_status_display().lower()
        return [_("is %(status)s, not approved") % {"status": state}]
    if claim.publications.exists():
        return [_("was published before: publish it by itself, with its correction")]
    moves = allowed_actions(claim, by)
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

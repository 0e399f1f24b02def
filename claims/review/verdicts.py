"""Proposing a verdict: rating, our one sentence, the reasons, the confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims.choices import Action, Confidence
from claims.errors import IncompleteVerdict
from claims.models import Claim, Evidence, Rating, Verdict
from claims.review.workflow import act, lock

MAX_FINDING = 400


def propose_verdict(
    claim: Claim,
    *,
    rating: Rating,
    finding: str,
    rationale: str,
    by: Any,
    seen_version: int,
    confidence: str = Confidence.MEDIUM,
    evidence_ids: Iterable[Any] = (),
) -> Verdict:
    """Write the verdict and move the claim to proposed, or neither.

    ``evidence_ids`` are the claim's own evidence that the rationale rests on.

    Raises:
        IncompleteVerdict: finding or rationale is empty or too long, the rating is of
            the other level's scale, or the evidence is another claim's.
        and what :func:`claims.review.workflow.act` raises.
    """
    check_words(claim, rating, finding, rationale, confidence)
    with transaction.atomic():
        row = lock(claim, seen_version=seen_version)
        Verdict.objects.filter(claim=row, current=True).update(current=False)
        verdict = Verdict.objects.create(
            claim=row,
            rating=rating,
            finding=finding.strip(),
            rationale=rationale.strip(),
            confidence=confidence,
            by=by,
        )
        verdict.evidence.set(own_evidence(row, set(evidence_ids)))
        act(
            row,
            Action.PROPOSE,
            by=by,
            seen_version=row.version,
            note=f"{rating.label}: {verdict.finding}",
        )
    return verdict


def own_evidence(claim: Claim, wanted: set[Any]) -> list[Evidence]:
    found = list(claim.evidence.filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise IncompleteVerdict(_("Some of this evidence is not the claim's own."))
    return found


def check_words(
    claim: Claim, rating: Rating, finding: str, rationale: str, confidence: str
) -> None:
    if rating.scale.level != claim.level:
        raise IncompleteVerdict(_("This rating belongs to the other level's scale."))
    if not finding.strip() or not rationale.strip():
        raise IncompleteVerdict(_("A verdict needs a finding and a rationale."))
    if len(finding) > MAX_FINDING:
        raise IncompleteVerdict(
            _("The finding is one sentence: at most %d characters.") % MAX_FINDING
        )
    if confidence not in Confidence.values:
        raise IncompleteVerdict(_("Confidence is low, medium or high."))

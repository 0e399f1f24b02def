"""An approval covers exactly what was read, and lapses when that changes."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from claims.choices import EvidenceState, Risk
from claims.models import Approval, Claim, Evidence, Rating, Verdict
from claims.review.record import canonical, sha256

# A reader who would rate it otherwise does not stand by the verdict.
AGREES = Q(own_rating=None) | Q(own_rating=F("verdict__rating"))
# Approvals needed by the claim's risk. Data rather than branches.
NEEDED = {Risk.NORMAL.value: 1, Risk.HIGH.value: 2}


def current_verdict(claim: Claim) -> Verdict | None:
    return (
        claim.verdicts.filter(current=True)
        .select_related("rating__scale", "by")
        .first()
    )


def confirmed_evidence(claim: Claim) -> list[Evidence]:
    return list(
        claim.evidence.filter(state=EvidenceState.CONFIRMED)
        .select_related("origin__side", "document__source")
        .order_by("created_at", "id")
    )


def digest(claim: Claim, verdict: Verdict, evidence: list[Evidence]) -> str:
    """Return the digest of all that would be published, as it stands."""
    return sha256(
        canonical(
            {
                "claim": {
                    "id": claim.pk,
                    "level": claim.level,
                    "text": claim.text,
                    "normalized_text": claim.normalized_text,
                    "claimant": claim.claimant,
                    "made_on": claim.made_on,
                    "made_where": claim.made_where,
                    "event_start": claim.event_start,
                    "event_end": claim.event_end,
                    "origin_exception": claim.origin_exception,
                    "risk": claim.risk,
                    "tags": claim.tags,
                    "language": claim.language,
                    "question": claim.question_id,
                    "appearances": appearances_part(claim),
                },
                "verdict": {
                    "id": verdict.pk,
                    "rating": verdict.rating.slug,
                    "finding": verdict.finding,
                    "rationale": verdict.rationale,
                    "confidence": verdict.confidence,
                    "by": verdict.by_id,
                },
                "evidence": [digest_part(row) for row in evidence],
            }
        )
    )


def appearances_part(claim: Claim) -> list[Any]:
    """Where the claim was made is published too, so it is part of what was read."""
    places = claim.appearances.order_by("created_at", "id").values_list(
        "revision", "segments", "heard_where", "heard_on"
    )
    return [list(place) for place in places]


def digest_part(row: Evidence) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "stance": row.stance,
        "revision": row.revision_id,
        "segments": row.segments,
        "exact": row.exact,
        "speaker": row.speaker,
        "details": row.details,
        "note": row.note,
        "disclosure": row.disclosure,
        "origin": row.origin_id,
    }


def digest_now(claim: Claim) -> str:
    """Return the digest of what stands now, "" when nothing is proposed."""
    verdict = current_verdict(claim)
    return digest(claim, verdict, confirmed_evidence(claim)) if verdict else ""


def valid_approvals(claim: Claim) -> list[Approval]:
    """Approvals of the current verdict that agree and still cover what stands."""
    verdict = current_verdict(claim)
    if verdict is None:
        return []
    now = digest(claim, verdict, confirmed_evidence(claim))
    return list(
        claim.approvals.filter(AGREES, verdict=verdict, voided_at=None, digest=now)
        .select_related("by")
        .order_by("created_at")
    )


def needed(claim: Claim) -> int:
    return NEEDED[claim.risk]


def is_approved(claim: Claim) -> bool:
    return len(valid_approvals(claim)) >= needed(claim)


def add_approval(
    claim: Claim,
    *,
    by: Any,
    note: str = "",
    kind: str = "approve",
    blind: bool = False,
    own_rating: Rating | None = None,
) -> Approval:
    """Write the approval row; the database refuses the verdict's own author."""
    verdict = current_verdict(claim)
    assert verdict is not None  # the move's guards were asked before
    return Approval.objects.create(
        claim=claim,
        verdict=verdict,
        verdict_by_id=verdict.by_id,
        by=by,
        kind=kind,
        blind=blind,
        own_rating=own_rating,
        note=note,
        digest=digest(claim, verdict, confirmed_evidence(claim)),
    )


def void_lapsed(claim: Claim, *, reason: str) -> list[Approval]:
    """Void approvals whose digest no longer covers what stands; return them."""
    now = digest_now(claim)
    lapsed = [a for a in claim.approvals.filter(voided_at=None) if a.digest != now]
    claim.approvals.filter(pk__in=[a.pk for a in lapsed]).update(
        voided_at=timezone.now(), void_reason=reason
    )
    return lapsed

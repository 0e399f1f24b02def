"""An approval covers exactly what was read, and lapses when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from claims.choices import EvidenceState
from claims.models import (
    Appearance,
    Approval,
    Claim,
    Evidence,
    Rating,
    RightOfReply,
    RiskRule,
    Verdict,
)
from claims.review.record import canonical, sha256

# A risk that no rule names is the gravest: missing data is no bypass.
WITHOUT_RULE = 2


@dataclass
class Standing:
    """What stands on a claim now, each thing read at most once.

    A page that has the rows already puts them in place of the properties.
    """

    claim: Claim

    @cached_property
    def verdict(self) -> Verdict | None:
        return current_verdict(self.claim)

    @cached_property
    def evidence(self) -> list[Evidence]:
        """Confirmed evidence, in its order."""
        return confirmed_evidence(self.claim)

    @cached_property
    def appearances(self) -> list[Appearance]:
        return list(self.claim.appearances.order_by("created_at", "id"))

    @cached_property
    def approvals(self) -> list[Approval]:
        """Every second reading the claim ever had, oldest first."""
        rows = self.claim.approvals.select_related("by", "own_rating", "deputy_for")
        return list(rows.order_by("created_at"))

    @cached_property
    def digest(self) -> str:
        """The digest of what stands, "" when nothing is proposed."""
        if self.verdict is None:
            return ""
        reply = getattr(self.claim, "right_of_reply", None)
        return digest(self.claim, self.verdict, self.evidence, self.appearances, reply)

    @property
    def readings(self) -> list[Approval]:
        """Second readings of what stands now, those that differ included."""
        if self.verdict is None:
            return []
        return [
            row
            for row in self.approvals
            if row.verdict_id == self.verdict.pk
            and row.voided_at is None
            and row.digest == self.digest
        ]

    @property
    def dissents(self) -> list[Approval]:
        """Readings whose own rating is another than the verdict's."""
        return [row for row in self.readings if not self.agrees(row)]

    @property
    def valid(self) -> list[Approval]:
        """Readings by those who stand by the verdict."""
        return [row for row in self.readings if self.agrees(row)]

    def agrees(self, row: Approval) -> bool:
        return self.verdict is not None and row.own_rating_id in {
            None,
            self.verdict.rating_id,
        }

    @property
    def unsettled(self) -> bool:
        """Whether readers differ and no editor has adjudicated yet."""
        settled = any(row.kind == "adjudicate" for row in self.readings)
        return bool(self.dissents) and not settled


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
        .order_by("place", "created_at", "id")
    )


def digest(
    claim: Claim,
    verdict: Verdict,
    evidence: list[Evidence],
    appearances: list[Appearance],
    reply: RightOfReply | None = None,
) -> str:
    """Return the digest of all that would be published, as it stands."""
    # Only where there is one: approvals given before replies were kept stay valid.
    more = {"reply": reply_part(reply)} if reply else {}
    return sha256(
        canonical(
            more
            | {
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
                    "appearances": [place_of(row) for row in appearances],
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


def place_of(row: Appearance) -> list[Any]:
    """Where the claim was made is published too, so it is part of what was read."""
    return [row.revision_id, row.segments, row.heard_where, row.heard_on]


def reply_part(row: RightOfReply) -> list[Any]:
    return [row.asked, row.asked_on, row.answered_on, row.words]


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


def valid_approvals(claim: Claim) -> list[Approval]:
    """Approvals of the current verdict that agree and still cover what stands."""
    return Standing(claim).valid


def needed(claim: Claim) -> int:
    """Return how many people must stand by the verdict at the claim's risk."""
    rule = RiskRule.objects.filter(risk=claim.risk).values_list("approvals", flat=True)
    return rule.first() or WITHOUT_RULE


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
    deputy_for: Any = None,
) -> Approval:
    """Write the approval row; the database refuses the verdict's own author."""
    standing = Standing(claim)
    assert standing.verdict is not None  # the move's guards were asked before
    return Approval.objects.create(
        claim=claim,
        verdict=standing.verdict,
        verdict_by_id=standing.verdict.by_id,
        by=by,
        kind=kind,
        blind=blind,
        own_rating=own_rating,
        deputy_for=deputy_for,
        note=note,
        digest=standing.digest,
    )


def void_lapsed(claim: Claim, *, reason: str) -> list[Approval]:
    """Void approvals whose digest no longer covers what stands; return them."""
    standing = Standing(claim)
    lapsed = [
        row
        for row in standing.approvals
        if row.voided_at is None and row.digest != standing.digest
    ]
    claim.approvals.filter(pk__in=[a.pk for a in lapsed]).update(
        voided_at=timezone.now(), void_reason=reason
    )
    return lapsed

"""What the page of a claim shows; the same whichever form was sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from claims.choices import EvidenceState, Stance, WorkState
from claims.forms import (
    ApproveForm,
    AssignForm,
    ClaimForm,
    EvidenceForm,
    PublishForm,
    SearchForm,
    StatementForm,
    VerdictForm,
)
from claims.models import Approval, Claim, Evidence, ReviewEvent
from claims.review import approvals
from claims.review.editing import EDITABLE
from claims.review.workflow import Move, allowed_actions
from claims.views.charts import timeline
from claims.views.history import told
from claims.views.moments import near, of_claim
from claims.views.queries import documents_by_origin
from sources.http import visible_or_404
from workbench.accounts.models import User

# Guards of proposing that the form itself answers; they are not on its checklist.
ANSWERED_BY_FORM = {"verdict_is_complete", "versions_are_attributed"}


def find_claim(request: HttpRequest, pk: Any) -> Claim:
    rows = Claim.objects.select_related(
        "story__team",
        "question",
        "checker",
        "claimant_actor__side",
        "created_by",
        "merged_into",
        "risk_by",
    )
    return visible_or_404(rows, request.user, pk=pk)


def claim_context(user: User, claim: Claim, **forms: Any) -> dict[str, Any]:
    """``forms`` replaces forms that were sent and refused, so nothing typed is lost."""
    evidence = evidence_of(claim)
    shown = [row for row in evidence if row.state != EvidenceState.REJECTED]
    appearances = list(
        claim.appearances.select_related("document__source", "origin", "revision")
    )
    moments, left_out = near(of_claim(claim, evidence))
    return {
        "claim": claim,
        "appearances": appearances,
        "appears_in": documents_by_origin(appearances),
        "sides": sides_of(shown),
        "rejected": [row for row in evidence if row not in shown],
        "line": timeline(moments) if len(moments) > 1 else None,
        "left_out": left_out,
        "moves": moves_of(claim, user),
        "verdict": approvals.current_verdict(claim),
        "approvals": approvals_of(claim),
        "needed": approvals.needed(claim),
        "assignments": open_assignments(claim),
        "publications": list(claim.publications.order_by("-version")),
        "history": told(events_of(claim)),
        "editable": claim.status in EDITABLE,
        **claim_forms(claim),
        **forms,
    }


def claim_forms(claim: Claim) -> dict[str, Any]:
    seen = {"seen_version": claim.version}
    return {
        "claim_form": ClaimForm(instance=claim),
        "verdict_form": VerdictForm(claim, initial=verdict_initial(claim)),
        "approve_form": ApproveForm(claim, initial=seen),
        "publish_form": PublishForm(initial=seen),
        "evidence_form": EvidenceForm(claim, initial=seen),
        "statement_form": StatementForm(initial=seen, auto_id="statement_%s"),
        "search_form": SearchForm(initial=seen, auto_id="search_%s"),
        "assign_form": AssignForm(claim.story.team, auto_id="assign_%s"),
    }


def verdict_initial(claim: Claim) -> dict[str, Any]:
    """What stood before, when a verdict is proposed afresh."""
    last = approvals.current_verdict(claim)
    seen = {"seen_version": claim.version}
    if last is None:
        return seen
    return seen | {
        "rating": last.rating_id,
        "finding": last.finding,
        "rationale": last.rationale,
        "confidence": last.confidence,
    }


def evidence_of(claim: Claim) -> list[Evidence]:
    return list(
        claim.evidence.select_related(
            "document__source", "origin", "confirmed_by", "added_by", "candidate"
        )
    )


@dataclass(frozen=True, slots=True)
class Side:
    """Evidence of one stance; suggestions after what is confirmed."""

    stance: str
    title: str
    rows: list[Evidence]

    @property
    def confirmed(self) -> list[Evidence]:
        return [row for row in self.rows if row.state == EvidenceState.CONFIRMED]

    @property
    def per_origin(self) -> list[int]:
        return documents_by_origin(self.rows)

    @property
    def documents(self) -> int:
        return len({row.document_id for row in self.rows if row.document_id})


TITLES = {
    Stance.SUPPORTS: "For",
    Stance.CONTRADICTS: "Against",
    Stance.CONTEXT: "Context",
}


def sides_of(evidence: list[Evidence]) -> list[Side]:
    return [
        Side(
            stance.value,
            title,
            sorted(
                (row for row in evidence if row.stance == stance),
                key=lambda row: row.state != EvidenceState.CONFIRMED,
            ),
        )
        for stance, title in TITLES.items()
    ]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move with its checklist as the page shows it."""

    move: Move
    checks: list[tuple[str, bool]]

    @property
    def open(self) -> list[str]:
        return [words for words, holds in self.checks if not holds]

    @property
    def met(self) -> list[str]:
        return [words for words, holds in self.checks if holds]

    @property
    def allowed(self) -> bool:
        return not self.open


def moves_of(claim: Claim, user: User) -> dict[str, MoveRow]:
    """Moves by action; what their own form asks for is off the checklist."""
    found = {}
    for move in allowed_actions(claim, user):
        skipped = ANSWERED_BY_FORM if move.action == "propose" else set()
        checks = [
            (guard.words, holds)
            for guard, holds in move.checks
            if guard.name not in skipped and guard.name != "reason_is_given"
        ]
        found[move.action.value] = MoveRow(move, checks)
    return found


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    approval: Approval
    valid: bool


def approvals_of(claim: Claim) -> list[ApprovalRow]:
    valid = {row.pk for row in approvals.valid_approvals(claim)}
    rows = claim.approvals.select_related("by", "own_rating").order_by("-created_at")
    return [ApprovalRow(row, row.pk in valid) for row in rows]


def open_assignments(claim: Claim) -> list[Any]:
    rows = claim.assignments.filter(state=WorkState.OPEN)
    return list(rows.select_related("person", "team", "by"))


def events_of(claim: Claim) -> list[ReviewEvent]:
    rows = ReviewEvent.objects.filter(claim=claim).select_related("by", "payload")
    return list(rows.order_by("-seq"))

"""What the page of a claim shows; the same whichever form was sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from claims import roles
from claims.choices import Action, EvidenceState, Stance, Status, WorkState
from claims.forms import (
    ApproveForm,
    AssignForm,
    ClaimForm,
    EvidenceForm,
    ReplyForm,
    ReviewDateForm,
    RiskForm,
    SearchForm,
    StatementForm,
    VerdictForm,
)
from claims.models import (
    Appearance,
    Approval,
    Claim,
    Evidence,
    Publication,
    ReviewDate,
    ReviewEvent,
    RiskRule,
)
from claims.publication.review_dates import is_stale
from claims.review import blind, deputies
from claims.review.approvals import WITHOUT_RULE, Standing
from claims.review.editing import EDITABLE
from claims.review.guards import ORPHANED, Situation
from claims.review.workflow import Move, allowed_actions
from claims.views.charts import timeline
from claims.views.comments import thread_of
from claims.views.history import Told, told
from claims.views.moments import near, of_claim
from claims.views.provenance import ways_of
from claims.views.queries import documents_by_origin
from sources.http import page_or_part, visible_or_404
from sources.search.passages import search_passages
from workbench.accounts.decorators import member_required
from workbench.accounts.models import User

# Guards of proposing that the form itself answers; they are not on its checklist.
ANSWERED_BY_FORM = {"verdict_is_complete", "versions_are_attributed"}
# Of the history the page shows what happened last; all of it has a page of its own.
EVENTS_SHOWN = 6
MOST_HITS = 12
BACK_AND_FORTH = ("send_back", "propose")


def find_claim(request: HttpRequest, pk: Any) -> Claim:
    """The claim with what its page needs of other tables in the same query."""
    rule = RiskRule.objects.filter(risk=OuterRef("risk")).values("approvals")[:1]
    newest = Publication.objects.filter(claim=OuterRef("pk")).order_by("-version")
    current = FilteredRelation("verdicts", condition=Q(verdicts__current=True))
    rows = (
        Claim.objects.annotate(standing_verdict=current)
        .select_related(
            "standing_verdict__rating__scale",
            "standing_verdict__by",
            "story__team",
            "question",
            "checker",
            "claimant_actor__side",
            "created_by",
            "merged_into",
            "risk_by",
            "blind_by",
            "right_of_reply__by",
        )
        .annotate(
            n_needed=Coalesce(Subquery(rule), Value(WITHOUT_RULE)),
            public_slug=Subquery(newest.values("slug")[:1]),
            public_record=Subquery(newest.values("record")[:1]),
            published_by=Subquery(newest.values("published_by")[:1]),
            review_by=Subquery(
                ReviewDate.objects.filter(record=OuterRef("public_record")).values(
                    "review_by"
                )
            ),
        )
    )
    return visible_or_404(rows, request.user, pk=pk)


@dataclass
class Page:
    """A claim as one person sees it, each table read once."""

    claim: Claim
    user: Any
    chosen_blind: bool = False

    @cached_property
    def evidence(self) -> list[Evidence]:
        rows = self.claim.evidence.select_related(
            "document__source",
            "origin__side",
            "origin__parent",
            "confirmed_by",
            "added_by",
            "candidate",
        )
        # What the rationale of the verdict that stands names.
        standing = self.claim.verdicts.filter(current=True, evidence=OuterRef("pk"))
        return list(rows.annotate(named=Exists(standing), orphaned=ORPHANED))

    @cached_property
    def appearances(self) -> list[Appearance]:
        rows = self.claim.appearances.select_related(
            "document__source", "origin__side", "candidate"
        )
        rows = rows.annotate(orphaned=ORPHANED)
        return list(rows.order_by("created_at", "id"))

    @cached_property
    def standing(self) -> Standing:
        standing = Standing(self.claim)
        # Django sets nothing where there is none.
        standing.verdict = getattr(self.claim, "standing_verdict", None)
        standing.evidence = [e for e in self.evidence if e.state == "confirmed"]
        standing.appearances = self.appearances
        if standing.verdict is None:
            standing.approvals = []
        return standing

    @cached_property
    def must_be_blind(self) -> bool:
        """Whether the person has to give a reading of their own first."""
        return blind.hides(self.claim, self.user, self.standing)

    @property
    def blind(self) -> bool:
        """Whether the verdict is hidden: somebody asked for it, or the reader did."""
        chosen = self.chosen_blind and self.claim.status == Status.PROPOSED
        return chosen or self.must_be_blind

    @cached_property
    def situation(self) -> Situation:
        situation = Situation(self.claim, self.user)
        situation.standing = self.standing
        situation.needed = self.claim.n_needed
        situation.published_by = self.claim.published_by
        quoted = (*self.standing.evidence, *self.appearances)
        situation.orphans = sum(row.orphaned for row in quoted)
        return situation

    @cached_property
    def moves(self) -> dict[str, MoveRow]:
        """Moves by action; what their own form asks for is off the checklist."""
        found = {}
        for move in allowed_actions(self.claim, self.user, self.situation):
            skipped = ANSWERED_BY_FORM if move.action == "propose" else set()
            checks = [
                (str(guard.words), holds)
                for guard, holds in move.checks
                if guard.name not in skipped and guard.name != "reason_is_given"
            ]
            found[move.action.value] = MoveRow(move, checks)
        return found

    @cached_property
    def events(self) -> list[ReviewEvent]:
        """The latest events, one more than are shown when there are more."""
        rows = events_of(self.claim)
        if self.blind:
            rows = blind.without_sequel(rows, self.claim)
        return list(rows[: EVENTS_SHOWN + 1])

    @cached_property
    def sent_back(self) -> Told | None:
        """Why it came back to who proposed it, while nothing was proposed anew."""
        if self.claim.status != Status.IN_REVIEW or self.standing.verdict is None:
            return None
        moves = [e for e in self.events if e.kind in BACK_AND_FORTH]
        if not moves and len(self.events) > EVENTS_SHOWN:
            moves = list(events_of(self.claim).filter(kind__in=BACK_AND_FORTH)[:1])
        last = moves[0] if moves else None
        return told([last])[0] if last and last.kind == "send_back" else None


@member_required
def claim(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the claim; ``open`` names a form to show, ``find`` words to look for."""
    row = find_claim(request, pk)
    chosen = "blind" in request.GET
    context = claim_context(request.user, row, chosen_blind=chosen)
    context["open_form"] = request.GET.get("open", "")
    context |= found_context(row, context["page"], request)
    return page_or_part(
        request, "claims/claim.html", "claims/parts/_claim.html", context
    )


def found_context(claim: Claim, page: Page, request: HttpRequest) -> dict[str, Any]:
    """Passages of the story's documents that hold the words looked for."""
    words = request.GET.get("find", "").strip()
    if not words:
        return {"find": ""}
    hits = search_passages(words, user=request.user, story=claim.story, limit=MOST_HITS)
    held = {place_of(row) for row in page.evidence if row.segments}
    found = [(hit.passage, place_of(hit.passage) in held) for hit in hits]
    return {"find": words, "found": found}


def place_of(row: Any) -> tuple[Any, ...]:
    """Where words stand: their text and segments."""
    return (row.revision_id, *(tuple(segment) for segment in row.segments))


def claim_context(
    user: User, claim: Claim, *, chosen_blind: bool = False, **forms: Any
) -> dict[str, Any]:
    """``forms`` replaces forms that were sent and refused, so nothing typed is lost."""
    page = Page(claim, user, chosen_blind)
    evidence = page.evidence
    shown = [row for row in evidence if row.state != EvidenceState.REJECTED]
    moments, left_out = near(of_claim(claim, evidence))
    standing = page.standing
    verdict = None if page.blind else standing.verdict
    return {
        "claim": claim,
        "page": page,
        "blind": page.blind,
        "appearances": page.appearances,
        "appears_in": documents_by_origin(page.appearances),
        "sides": (sides := sides_of(shown)),
        "halves": halves_of(sides),
        "rejected": [row for row in evidence if row not in shown],
        "rests_on": rests_on(verdict, evidence),
        "line": timeline(moments) if len(moments) > 1 else None,
        "left_out": left_out,
        "ways": ways_of(claim, page.appearances, shown),
        "moves": page.moves,
        "verdict": verdict,
        "approvals": [] if page.blind else approvals_of(standing),
        "dissents": [] if page.blind else standing.dissents,
        "needed": claim.n_needed,
        "stands_for": deputies.stands_for(user, claim.story.team_id)
        if "approve" in page.moves
        else None,
        "away": deputies.away_of(claim.story.team_id)
        if claim.status == Status.PROPOSED
        else [],
        "assignments": open_assignments(claim),
        "history": told(page.events[:EVENTS_SHOWN]),
        "more_history": len(page.events) > EVENTS_SHOWN,
        "editable": claim.status in EDITABLE,
        "may_edit": roles.holds(user, claim.story.team_id, roles.REPORTER_UP),
        "may_ask_blind": claim.status in BLINDABLE
        and not page.blind
        and roles.holds(user, claim.story.team_id, roles.REVIEWER_UP),
        "may_move_review": bool(claim.public_slug)
        and claim.status != Status.RETRACTED
        and roles.holds(user, claim.story.team_id, roles.EDITOR),
        "stale": is_stale(claim.review_by),
        **thread_of(claim, user, unseeing=page.blind),
        **claim_forms(claim, standing, evidence),
        **forms,
    }


BLINDABLE = frozenset({Status.QUEUED, Status.IN_REVIEW, Status.PROPOSED})


def claim_forms(
    claim: Claim, standing: Standing, evidence: list[Evidence]
) -> dict[str, Any]:
    seen = {"seen_version": claim.version}
    last = verdict_initial(claim, standing, evidence)
    return {
        "claim_form": ClaimForm(instance=claim),
        "verdict_form": VerdictForm(claim, confirmed=standing.evidence, initial=last),
        "approve_form": ApproveForm(claim, initial=seen),
        "risk_form": RiskForm(
            initial=seen | {"risk": claim.risk, "risk_reason": claim.risk_reason},
            auto_id="risk_%s",
        ),
        "evidence_form": EvidenceForm(claim, initial=seen),
        "statement_form": StatementForm(initial=seen, auto_id="statement_%s"),
        "search_form": SearchForm(initial=seen, auto_id="search_%s"),
        "assign_form": AssignForm(claim.story.team, auto_id="assign_%s"),
        "reply_form": ReplyForm(initial=reply_initial(claim), auto_id="reply_%s"),
        "again_form": ReviewDateForm(
            initial=seen | {"review_by": claim.review_by}, auto_id="again_%s"
        ),
    }


def reply_initial(claim: Claim) -> dict[str, Any]:
    """What is recorded, else that the claimant is asked."""
    row = getattr(claim, "right_of_reply", None)
    asked = {"asked": claim.claimant}
    if row is not None:
        names = ("asked", "asked_on", "answered_on", "words")
        asked = {name: getattr(row, name) for name in names}
    return {"seen_version": claim.version, **asked}


def verdict_initial(
    claim: Claim, standing: Standing, evidence: list[Evidence]
) -> dict[str, Any]:
    """What stood before, when a verdict is proposed afresh."""
    seen = {"seen_version": claim.version}
    if claim.status != Status.IN_REVIEW or standing.verdict is None:
        return seen
    last = standing.verdict
    return seen | {
        "rating": last.rating_id,
        "finding": last.finding,
        "rationale": last.rationale,
        "confidence": last.confidence,
        "evidence": [row.pk for row in evidence if row.named],
    }


def rests_on(verdict: Any, evidence: list[Evidence]) -> list[Evidence]:
    """The evidence that the rationale names, in the order of the page."""
    if verdict is None:
        return []
    return [row for row in evidence if row.named]


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
    Stance.SUPPORTS: lazy("For"),
    Stance.CONTRADICTS: lazy("Against"),
    Stance.CONTEXT: lazy("Context"),
}


def sides_of(evidence: list[Evidence]) -> list[Side]:
    return [
        Side(
            stance.value,
            str(title),
            sorted(
                (row for row in evidence if row.stance == stance),
                key=lambda row: row.state != EvidenceState.CONFIRMED,
            ),
        )
        for stance, title in TITLES.items()
    ]


def halves_of(sides: list[Side]) -> list[list[Side]]:
    """For and against side by side; context below the shorter of them."""
    supports, contradicts, context = sides
    if len(supports.rows) <= len(contradicts.rows):
        return [[supports, context], [contradicts]]
    return [[supports], [contradicts, context]]


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

    @property
    def refuted(self) -> bool:
        """Sending back and dismissing share a key, and are never offered together."""
        return self.move.action in {Action.SEND_BACK, Action.DISMISS}


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A second reading, and how it stands to the verdict now."""

    approval: Approval
    state: str  # stands, lapsed, differs, earlier

    @property
    def words(self) -> str:
        return {
            "stands": _("✓ stands"),
            "lapsed": _("lapsed"),
            "differs": _("▲ reads it differently"),
            "earlier": _("of an earlier verdict"),
        }[self.state]


def approvals_of(standing: Standing) -> list[ApprovalRow]:
    """Every reading the claim had, latest first."""
    valid, differs = standing.valid, standing.dissents

    def state(row: Approval) -> str:
        if row in valid:
            return "stands"
        if row in differs:
            return "differs"
        return "lapsed" if row.voided_at else "earlier"

    return [ApprovalRow(row, state(row)) for row in reversed(standing.approvals)]


def open_assignments(claim: Claim) -> list[Any]:
    rows = claim.assignments.filter(state=WorkState.OPEN)
    return list(rows.select_related("person", "team", "by"))


def events_of(claim: Claim) -> Any:
    rows = ReviewEvent.objects.filter(claim=claim).select_related("by", "payload")
    return rows.order_by("-seq")

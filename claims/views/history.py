"""Review events in words: what changed, from what, to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop

from claims.choices import Level, Stance, Status
from claims.models import Claim, ReviewEvent
from claims.review.blind import hides, without_sequel
from claims.views.differences import Run, word_diff
from sources.http import page_or_part, paged, visible_or_404
from workbench.accounts.decorators import member_required
from workbench.accounts.models import User
from workbench.templatetags.desk import kept_words

KINDS = {
    "created": lazy("made the claim"),
    "imported": lazy("took the finding in from a file"),
    "edited": lazy("edited the claim"),
    "take": lazy("took it into review"),
    "release": lazy("released it"),
    "propose": lazy("proposed a verdict"),
    "send_back": lazy("sent it back"),
    "approve": lazy("approved"),
    "adjudicate": lazy("adjudicated"),
    "publish": lazy("published"),
    "reopen": lazy("reopened it"),
    "retract": lazy("retracted it"),
    "dismiss": lazy("dismissed it"),
    "restore": lazy("restored it"),
    "evidence_added": lazy("added evidence"),
    "evidence_confirmed": lazy("confirmed evidence"),
    "evidence_rejected": lazy("rejected evidence"),
    "evidence_edited": lazy("edited evidence"),
    "statement_added": lazy("recorded a statement"),
    "search_recorded": lazy("recorded a search"),
    "evidence_restored": lazy("took a rejection of evidence back"),
    "evidence_moved": lazy("reordered evidence"),
    "blind_read_asked": lazy("asked that it be read blind"),
    "blind_read_withdrawn": lazy("ended the blind reading"),
    "approval_lapsed": lazy("changed what was approved: the approval lapsed"),
    "group_attached": lazy("attached words from triage"),
    "merged": lazy("merged it into another claim"),
    "merge_taken_in": lazy("merged a duplicate into it"),
    "unmerged": lazy("took the merge back"),
    "merge_given_back": lazy("took back the merge of a duplicate"),
    "assigned": lazy("gave out work"),
    "assignment_done": lazy("ended work: done"),
    "assignment_dropped": lazy("ended work: no longer needed"),
    "assignment_handed_over": lazy("handed work on"),
    "reply_recorded": lazy("recorded the right of reply"),
    "reply_withdrawn": lazy("took the right of reply back"),
    "review_date_moved": lazy("moved the day to look at it again"),
    "commented": lazy("commented"),
    "comment_edited": lazy("edited a comment"),
    "comment_deleted": lazy("deleted a comment"),
    "payload_erased": lazy("erased by law what an event said"),
}
HIDDEN = {"id", "group", "approvals", "person", "team", "kind", "state", "moved"}
HIDDEN |= {"survivor_seq"}
LABELLED = {"status": Status, "level": Level, "stance": Stance}
# Why approvals lapsed: the event keeps the product's own words.
LAPSES = (
    gettext_noop("edited after the approval"),
    gettext_noop("evidence added after the approval"),
    gettext_noop("evidence confirmed after the approval"),
    gettext_noop("evidence edited after the approval"),
    gettext_noop("evidence moved after the approval"),
    gettext_noop("evidence rejected after the approval"),
    gettext_noop("evidence restored after the approval"),
    gettext_noop("group attached after the approval"),
    gettext_noop("moved to story after the approval"),
    gettext_noop("question set after the approval"),
    gettext_noop("search recorded after the approval"),
    gettext_noop("statement added after the approval"),
    gettext_noop("reply recorded after the approval"),
    gettext_noop("reply withdrawn after the approval"),
    gettext_noop("blind read asked after the approval"),
    gettext_noop("blind read withdrawn after the approval"),
)
NAMES = {
    "normalized_text": lazy("claim"),
    "text": lazy("as made"),
    "claimant": lazy("claimant"),
    "made_on": lazy("made on"),
    "made_where": lazy("made where"),
    "event_start": lazy("event start"),
    "event_end": lazy("event end"),
    "tags": lazy("tags"),
    "risk": lazy("risk"),
    "risk_reason": lazy("risk reason"),
    "origin_exception": lazy("origin exception"),
    "level": lazy("level"),
    "status": lazy("status"),
    "stance": lazy("stance"),
    "words": lazy("words"),
    "note": lazy("note"),
    "disclosure": lazy("disclosure"),
    "blind_read": lazy("blind read"),
    "asked": lazy("asked to answer"),
    "asked_on": lazy("asked on"),
    "answered_on": lazy("answered on"),
    "review_by": lazy("to be looked at again by"),
}


# What the history may be narrowed to: a name for the address, words, kinds.
PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "moves": (
        lazy("Moves and verdicts"),
        (
            "created",
            "take",
            "release",
            "propose",
            "send_back",
            "approve",
            "adjudicate",
            "publish",
            "reopen",
            "retract",
            "dismiss",
            "restore",
            "approval_lapsed",
            "blind_read_asked",
            "blind_read_withdrawn",
            "review_date_moved",
        ),
    ),
    "wording": (lazy("The claim itself"), ("created", "edited", "group_attached")),
    "evidence": (
        lazy("Evidence"),
        (
            "evidence_added",
            "statement_added",
            "search_recorded",
            "evidence_confirmed",
            "evidence_rejected",
            "evidence_restored",
            "evidence_moved",
            "evidence_edited",
            "reply_recorded",
            "reply_withdrawn",
        ),
    ),
    "talk": (
        lazy("Comments"),
        ("commented", "comment_edited", "comment_deleted"),
    ),
    "work": (
        lazy("Work"),
        (
            "assigned",
            "assignment_done",
            "assignment_dropped",
            "assignment_handed_over",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    before: Any
    after: Any

    @property
    def runs(self) -> list[Run]:
        """Word by word, where both are texts; else empty."""
        if isinstance(self.before, str) and isinstance(self.after, str):
            return word_diff(self.before, self.after) if self.before else []
        return []


@dataclass(frozen=True, slots=True)
class Told:
    """An event; ``erased`` when its payload is gone by law, the chain still whole."""

    event: ReviewEvent
    words: str
    note: str
    changes: list[Change]
    erased: bool


def told(events: Iterable[ReviewEvent]) -> list[Told]:
    return [tell(event) for event in events]


def tell(event: ReviewEvent) -> Told:
    payload = getattr(event, "payload", None)
    words = str(KINDS.get(event.kind, event.kind.replace("_", " ")))
    if payload is None:
        return Told(event, words, "", [], True)
    before = payload.body.get("before") or {}
    after = payload.body.get("after") or {}
    note = after.get("note") or after.get("reason") or ""
    if event.kind == "approval_lapsed":
        note = kept_words(note)
    names = [n for n in {**before, **after} if n not in HIDDEN | {"note", "reason"}]
    changes = [
        Change(
            str(NAMES.get(name, name.replace("_", " "))),
            in_words(name, before.get(name)),
            in_words(name, after.get(name)),
        )
        for name in names
        if (before.get(name) or "") != (after.get(name) or "")
    ]
    return Told(event, words, str(note), changes, False)


def in_words(name: str, value: Any) -> Any:
    """Statuses and levels by their labels; other values as they are."""
    choices = LABELLED.get(name)
    known = choices is not None and value in choices.values
    return str(choices(value).label) if known else value


@member_required
def claim_history(request: HttpRequest, pk: Any) -> HttpResponse:
    """All that happened to a claim, latest first; narrowed by part and person."""
    claim = visible_or_404(Claim.objects.select_related("story"), request.user, pk=pk)
    rows = ReviewEvent.objects.filter(claim=claim).select_related("by", "payload")
    if hides(claim, request.user):
        rows = without_sequel(rows, claim)
    people = User.objects.filter(pk__in=rows.order_by().values("by")).order_by("name")
    part = request.GET.get("part", "")
    if part in PARTS:
        rows = rows.filter(kind__in=PARTS[part][1])
    by = next((one for one in people if str(one.pk) == request.GET.get("by")), None)
    if by is not None:
        rows = rows.filter(by=by)
    page = paged(request, rows.order_by("-seq"), 25)
    context = {
        "claim": claim,
        "page": page,
        "history": told(page.object_list),
        "parts": [(name, words) for name, (words, _) in PARTS.items()],
        "part": part,
        "people": people,
        "by": by,
    }
    return page_or_part(
        request,
        "claims/claim_history.html",
        "claims/parts/_claim_history.html",
        context,
    )

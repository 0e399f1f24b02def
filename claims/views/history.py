"""Review events in words: what changed, from what, to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.choices import Level, Stance, Status
from claims.models import ReviewEvent

KINDS = {
    "created": "made the claim",
    "edited": "edited the claim",
    "take": "took it into review",
    "release": "released it",
    "propose": "proposed a verdict",
    "send_back": "sent it back",
    "approve": "approved",
    "adjudicate": "adjudicated",
    "publish": "published",
    "reopen": "reopened it",
    "retract": "retracted it",
    "dismiss": "dismissed it",
    "restore": "restored it",
    "evidence_added": "added evidence",
    "evidence_confirmed": "confirmed evidence",
    "evidence_rejected": "rejected evidence",
    "evidence_edited": "edited evidence",
    "statement_added": "recorded a statement",
    "search_recorded": "recorded a search",
    "evidence_restored": "took a rejection of evidence back",
    "evidence_moved": "reordered evidence",
    "blind_read_asked": "asked that it be read blind",
    "blind_read_withdrawn": "ended the blind reading",
    "approval_lapsed": "changed what was approved: the approval lapsed",
    "group_attached": "attached words from triage",
    "merged": "merged it into another claim",
    "merge_taken_in": "merged a duplicate into it",
    "unmerged": "took the merge back",
    "merge_given_back": "took back the merge of a duplicate",
    "assigned": "gave out work",
    "assignment_done": "ended work: done",
    "assignment_dropped": "ended work: no longer needed",
    "assignment_handed_over": "handed work on",
    "commented": "commented",
    "comment_edited": "edited a comment",
    "comment_deleted": "deleted a comment",
}
HIDDEN = {"id", "group", "approvals", "person", "team", "kind", "state", "moved"}
HIDDEN |= {"survivor_seq"}
LABELLED = {"status": Status, "level": Level, "stance": Stance}
NAMES = {"normalized_text": "claim", "text": "as made"}


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    before: Any
    after: Any


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
    words = KINDS.get(event.kind, event.kind.replace("_", " "))
    if payload is None:
        return Told(event, words, "", [], True)
    before = payload.body.get("before") or {}
    after = payload.body.get("after") or {}
    note = after.get("note") or after.get("reason") or ""
    names = [n for n in {**before, **after} if n not in HIDDEN | {"note", "reason"}]
    changes = [
        Change(
            NAMES.get(name, name.replace("_", " ")),
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
    return choices(value).label if choices and value in choices.values else value

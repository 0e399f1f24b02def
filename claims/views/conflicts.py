"""Two editors met: what I typed, what the other wrote, and what both began from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims.models import Claim, ReviewEvent
from claims.views.history import Told, told

# Events that leave the claim's version as it is.
VERSIONLESS = ("assigned", "assignment_", "comment")


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed, or that only the other did."""

    name: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    events: list[Told]
    clashes: list[Clash]


def conflict_of(claim: Claim, form: Any, seen_version: int) -> Conflict:
    """Return what happened since ``seen_version`` and where it meets the form."""
    events = events_since(claim, seen_version)
    mine = getattr(form, "changes", {})
    clashes = []
    for name, value in mine.items():
        theirs = getattr(claim, name)
        if theirs != value:
            label = form.fields[name].label or name.replace("_", " ")
            clashes.append(Clash(label, base_of(name, events, theirs), value, theirs))
    return Conflict(told(events), clashes)


def events_since(claim: Claim, seen_version: int) -> list[ReviewEvent]:
    """Events of the versions after ``seen_version``, newest first."""
    left = claim.version - seen_version
    found = []
    rows = claim.events.select_related("by", "payload").order_by("-seq")
    for event in rows[:50]:
        if left <= 0:
            break
        found.append(event)
        left -= bumps(event)
    return found


def bumps(event: ReviewEvent) -> int:
    """1 when the event came with a new version of the claim."""
    if event.kind.startswith(VERSIONLESS):
        return 0
    if event.kind != "approval_lapsed":
        return 1
    body = event.payload.body
    return int(body["before"]["status"] != body["after"]["status"])


def base_of(name: str, events: list[ReviewEvent], current: Any) -> Any:
    """The field's value in the version seen: before the oldest edit since."""
    base = current
    for event in events:
        payload = getattr(event, "payload", None)
        before = (payload.body.get("before") or {}) if payload else {}
        if event.kind == "edited" and name in before:
            base = before[name]
    return base

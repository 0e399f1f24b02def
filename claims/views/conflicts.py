"""Two editors met: what I typed, what the other wrote, and what both began from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims.models import Claim, ReviewEvent
from claims.review.blind import hides, without_sequel
from claims.views.differences import Run, word_diff
from claims.views.history import Told, told

# Events that leave the claim's version as it is.
VERSIONLESS = ("assigned", "assignment_", "comment")
EVENTS_TOLD = 50
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed, or that only the other did."""

    name: str
    base: Any
    mine: Any
    theirs: Any
    field: str = ""

    @property
    def theirs_text(self) -> str:
        return as_typed(self.theirs)

    @property
    def base_text(self) -> str:
        return as_typed(self.base)

    @property
    def only_theirs(self) -> bool:
        """Whether I left the field as it was: then theirs is offered first."""
        return same_words(self.mine, self.base)

    @property
    def runs_mine(self) -> list[Run]:
        """From what both began with to mine, word by word; empty for no texts."""
        return compared(self.base, self.mine)

    @property
    def runs_theirs(self) -> list[Run]:
        return compared(self.base, self.theirs)


def compared(base: Any, changed: Any) -> list[Run]:
    texts = isinstance(base, str) and isinstance(changed, str) and base
    return word_diff(base, changed) if texts else []


def as_typed(value: Any) -> str:
    """A field's value as a person would type it into the form."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def same_words(one: Any, other: Any) -> bool:
    """Whether they read alike; a form ends its lines in its own way, and trims."""
    a, b = (as_typed(value).replace("\r\n", "\n").strip() for value in (one, other))
    return a == b


@dataclass(frozen=True, slots=True)
class Conflict:
    events: list[Told]
    clashes: list[Clash]

    @property
    def both(self) -> list[Clash]:
        """Fields that both of us changed, to different values."""
        return [clash for clash in self.clashes if not clash.only_theirs]

    @property
    def only_theirs(self) -> list[Clash]:
        """Fields that I left as they were: what I sent would undo the other's."""
        return [clash for clash in self.clashes if clash.only_theirs]


def conflict_of(
    claim: Claim, form: Any, seen_version: int, user: Any = None
) -> Conflict:
    """Return what happened since ``seen_version`` and where it meets the form.

    Nothing that a blind second reader is not to see yet is told to them.
    """
    events = events_since(claim, seen_version)
    clashes = clashes_of(claim, form, events)
    if user is not None and hides(claim, user):
        shown = set(without_sequel(claim.events.all(), claim).values_list("seq"))
        events = [event for event in events if (event.seq,) in shown]
    return Conflict(told(events[:EVENTS_TOLD]), clashes)


def clashes_of(claim: Claim, form: Any, events: list[ReviewEvent]) -> list[Clash]:
    """Fields the other changed; what I alone changed is saved as it stands."""
    clashes = []
    for name, mine in getattr(form, "changes", {}).items():
        theirs = getattr(claim, name)
        base = base_of(name, events, theirs)
        if not same_words(theirs, mine) and not same_words(theirs, base):
            label = form.fields[name].label or name.replace("_", " ")
            clashes.append(Clash(str(label), base, mine, theirs, name))
    return clashes


def events_since(claim: Claim, seen_version: int) -> list[ReviewEvent]:
    """Events of the versions after ``seen_version``, newest first."""
    left = claim.version - seen_version
    found = []
    rows = claim.events.select_related("by", "payload").order_by("-seq")
    for event in rows.iterator(chunk_size=CHUNK):
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

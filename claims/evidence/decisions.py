"""Find people's decisions again after groups were made anew, by selector overlap."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils import timezone

from claims.choices import TriageAction
from claims.models import CandidateGroup, TriageDecision
from sources.models import Story
from sources.text.base import Segments

# Of the shorter of the two spans, so that a widened or narrowed wording still counts.
OVERLAP = 0.5
# When groups with different decisions become one, work that began stays.
ORDER = (
    TriageAction.ACCEPT,
    TriageAction.ATTACH,
    TriageAction.DISMISS,
    TriageAction.SNOOZE,
)


def settle(story: Story) -> None:
    """Set each group's decision in force, and whether it has grown since."""
    decisions = list(in_force(story))
    places = places_by_revision(decisions)
    rows = story.groups.filter(documents__gt=0).prefetch_related("candidates")
    for row in rows:
        settle_group(row, decisions, places)


def in_force(story: Story) -> Any:
    now = timezone.now()
    return TriageDecision.objects.filter(
        Q(until=None) | Q(until__gt=now), story=story, undone_at=None
    ).order_by("created_at")


def places_by_revision(
    decisions: list[TriageDecision],
) -> dict[str, list[tuple[int, Segments]]]:
    places: dict[str, list[tuple[int, Segments]]] = defaultdict(list)
    for index, decision in enumerate(decisions):
        for revision, segments in decision.selectors:
            places[revision].append((index, tuple((s, e) for s, e in segments)))
    return places


def settle_group(
    row: CandidateGroup,
    decisions: list[TriageDecision],
    places: dict[str, list[tuple[int, Segments]]],
) -> None:
    covered: dict[int, int] = defaultdict(int)
    members = [c for c in row.candidates.all() if c.retired_at is None]
    for member in members:
        hits = {
            index
            for index, segments in places.get(str(member.revision_id), [])
            if overlap(member.segments, segments) >= OVERLAP
        }
        for index in hits:
            covered[index] += 1
    chosen = min(
        covered,
        key=lambda i: (ORDER.index(TriageAction(decisions[i].action)), -covered[i], i),
        default=None,
    )
    decision = decisions[chosen] if chosen is not None else None
    grown = chosen is not None and covered[chosen] < len(members)
    if row.decision_id != (decision.pk if decision else None) or (
        row.grown_since_decision != grown
    ):
        CandidateGroup.objects.filter(pk=row.pk).update(
            decision=decision, grown_since_decision=grown
        )


def overlap(one: Segments, other: Segments) -> float:
    """Return the shared code points as a share of the shorter span, in [0, 1]."""
    shared = sum(
        max(0, min(end, e) - max(start, s)) for start, end in one for s, e in other
    )
    shorter = min(sum(e - s for s, e in one), sum(e - s for s, e in other))
    return shared / shorter if shorter else 0.0

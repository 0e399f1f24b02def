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
STRETCH = 1000  # code points of a text that are looked up together
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
    rows = story.groups.filter(documents__gt=0)
    if not decisions:
        marked = ~Q(decision=None) | Q(grown_since_decision=True)
        rows.filter(marked).update(decision=None, grown_since_decision=False)
        return
    places = places_by_revision(decisions)
    members = members_of(story)
    for row in rows:
        settle_group(row, members[row.pk], decisions, places)


def in_force(story: Story) -> Any:
    now = timezone.now()
    return TriageDecision.objects.filter(
        Q(until=None) | Q(until__gt=now), story=story, undone_at=None
    ).order_by("created_at")


def members_of(story: Story) -> dict[Any, list[tuple[str, Segments]]]:
    """Return group id → places of its live candidates: revision and segments."""
    members: dict[Any, list[tuple[str, Segments]]] = defaultdict(list)
    rows = story.candidates.filter(retired_at=None).exclude(group=None)
    for group, revision, segments in rows.values_list(
        "group_id", "revision_id", "segments"
    ):
        members[group].append((str(revision), segments))
    return members


class Places:
    """Things that stand in texts, found again by where they stand."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], list[tuple[Any, Segments]]] = defaultdict(
            list
        )

    def put(self, revision: str, segments: Segments, thing: Any) -> None:
        for stretch in self._stretches(segments):
            self._held[revision, stretch].append((thing, segments))

    def over(self, revision: str, segments: Segments) -> list[tuple[Any, Segments]]:
        """Return what may overlap these segments, each thing at least once."""
        found = []
        for stretch in self._stretches(segments):
            found += self._held.get((revision, stretch), ())
        return found

    def _stretches(self, segments: Segments) -> set[int]:
        return {
            stretch
            for start, end in segments
            for stretch in range(start // STRETCH, end // STRETCH + 1)
        }


def places_by_revision(decisions: list[TriageDecision]) -> Places:
    places = Places()
    for index, decision in enumerate(decisions):
        for revision, segments in decision.selectors:
            places.put(revision, tuple((s, e) for s, e in segments), index)
    return places


def settle_group(
    row: CandidateGroup,
    members: list[tuple[str, Segments]],
    decisions: list[TriageDecision],
    places: Places,
) -> None:
    covered: dict[int, int] = defaultdict(int)
    for revision, own in members:
        hits = {
            index
            for index, segments in places.over(revision, own)
            if overlap(own, segments) >= OVERLAP
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

"""Dividing a story's work among people: planned in even shares, given out in one go.

In: a story, by what, among whom. Out: parts with a person each, to be adjusted, then
one assignment for each part; all of them are taken back in one go, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from claims import roles
from claims.choices import Status, WorkKind, WorkState
from claims.errors import BadAssignment
from claims.models import Assignment, Claim, Question
from claims.review.assignment import assign, finish
from claims.review.notices import notify
from sources.models import Document, Story
from workbench.accounts.ids import new_id
from workbench.accounts.models import User

MOST = 400
#: No open work lies on it.
NOT_GIVEN = ~Q(assignments__state=WorkState.OPEN)
OPEN_CLAIMS = (Status.QUEUED, Status.IN_REVIEW)
#: By what a story may be divided, and what one part of it is.
WAYS = {
    "document": lazy("by document"),
    "question": lazy("by question"),
    "speaker": lazy("by who claims it"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one person gets whole. ``weight``: how much there is to do in it.

    ``subjects`` are one document, one question, or the open claims of one speaker.
    """

    key: str
    name: str
    subjects: tuple[Any, ...]
    weight: int
    person: User | None = None


def parts_of(story: Story, way: str) -> list[Part]:
    """Return what there is to divide, without what is given out already.

    Raises:
        BadAssignment: the way is unknown.
    """
    if way not in WAYS:
        raise BadAssignment(_("A story is not divided that way."))
    found = {"document": documents, "question": questions, "speaker": speakers}[way](
        story
    )
    return found[:MOST]


def documents(story: Story) -> list[Part]:
    undecided = Q(candidates__group__decision=None, candidates__group__isnull=False)
    rows = Document.objects.filter(NOT_GIVEN, story=story).annotate(
        n=Count("candidates__group", filter=undecided, distinct=True)
    )
    return [
        Part(f"d-{row.pk}", str(row), (row,), row.n + 1)
        for row in rows.select_related("source").order_by("-created_at", "pk")
    ]


def questions(story: Story) -> list[Part]:
    rows = Question.objects.filter(NOT_GIVEN, story=story).annotate(
        n=Count("groups", distinct=True) + Count("claims", distinct=True)
    )
    return [
        Part(f"q-{row.pk}", str(row), (row,), max(1, row.n))
        for row in rows.order_by("pk")
    ]


def speakers(story: Story) -> list[Part]:
    """Open claims that nobody has, by who made them."""
    rows = Claim.objects.filter(
        NOT_GIVEN,
        story=story,
        status__in=OPEN_CLAIMS,
        checker=None,
        merged_into=None,
    ).order_by("number")
    by_name: dict[str, list[Claim]] = {}
    for row in rows:
        by_name.setdefault(" ".join(row.claimant.casefold().split()), []).append(row)
    return [
        Part(
            f"s-{one[0].pk}",
            one[0].claimant or str(_("No claimant named")),
            tuple(one),
            len(one),
        )
        for one in by_name.values()
    ]


def shared_out(parts: Iterable[Part], people: list[User]) -> list[Part]:
    """Give each part to whoever has least so far, the heaviest part first.

    The order of the parts stays; with nobody named they stay without a person.
    """
    parts = list(parts)
    if not people:
        return parts
    load = dict.fromkeys((p.pk for p in people), 0)
    chosen: dict[str, User] = {}
    for part in sorted(parts, key=lambda p: -p.weight):
        least = min(people, key=lambda p: load[p.pk])
        load[least.pk] += part.weight
        chosen[part.key] = least
    return [replace(part, person=chosen[part.key]) for part in parts]


def adjusted(parts: Iterable[Part], chosen: Mapping[str, User | None]) -> list[Part]:
    """Put the persons that an editor chose in place of those proposed."""
    return [
        replace(part, person=chosen[part.key]) if part.key in chosen else part
        for part in parts
    ]


def give_out(
    story: Story,
    parts: Iterable[Part],
    *,
    by: Any,
    kind: str = WorkKind.CHECK,
    due_at: datetime | None = None,
    note: str = "",
) -> tuple[UUID, int]:
    """Give out every part that has a person; return the division and how many tasks.

    What was given out since the preview is left alone, so a second submit adds
    nothing. Each person is told once, of the story.

    Raises:
        BadAssignment: no part has a person, or one of them may not see the story.
        NotAllowed: ``by`` is no reporter or more in the story's team.
    """
    roles.require(by, story.team_id, roles.REPORTER_UP)
    division, counts = new_id(), dict[User, int]()
    with transaction.atomic():
        # One division of a story at a time: the second sees what the first gave out.
        Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        for part in parts:
            for subject in part.subjects if part.person else ():
                if subject.assignments.filter(state=WorkState.OPEN).exists():
                    continue
                assign(
                    subject,
                    kind=kind,
                    by=by,
                    to_person=part.person,
                    due_at=due_at,
                    note=note,
                    division=division,
                )
                counts[part.person] = counts.get(part.person, 0) + 1
        for person, count in counts.items():
            words = ngettext("%d task of this story", "%d tasks of this story", count)
            told = f"{words % count}. {note}".strip()
            notify("assigned", to=[person], about=story, by=by, words=told)
    if not counts:
        raise BadAssignment(_("Nothing was left to give out."))
    return division, sum(counts.values())


def take_back(division: UUID, *, by: Any) -> tuple[int, int]:
    """Drop what a division gave out and nobody has begun; return dropped and kept."""
    rows = Assignment.objects.visible_to(by).filter(division=division)
    waiting = rows.filter(state=WorkState.OPEN, lease_until=None)
    dropped = 0
    with transaction.atomic():
        for row in waiting.select_related("claim", "question", "story", "document"):
            finish(row, by=by, dropped=True)
            dropped += 1
    return dropped, rows.count() - dropped

"""Giving work to a person or a team, handing it on, ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import roles
from claims.choices import WorkKind, WorkState
from claims.errors import BadAssignment, NotAllowed, TransitionNotAllowed
from claims.models import Assignment, Claim, Question
from claims.review.notices import notify
from claims.review.record import record
from claims.review.workflow import lock
from sources.models import Document, Story

SUBJECTS: dict[type, str] = {
    Claim: "claim",
    Question: "question",
    Story: "story",
    Document: "document",
}


def assign(
    subject: Claim | Question | Story | Document,
    *,
    kind: str,
    by: Any,
    to_person: Any = None,
    to_team: Any = None,
    due_at: datetime | None = None,
    note: str = "",
) -> Assignment:
    """Give a piece of work about one thing to a person, a team or both.

    Raises:
        NotAllowed: ``by`` is no reporter or more in the story's team.
        BadAssignment: nobody is named, or they may not see what it is about.
    """
    if kind not in WorkKind.values:
        raise BadAssignment(f"There is no work of kind “{kind}”.")
    require_takers(subject, to_person, to_team)
    with transaction.atomic():
        roles.require(by, story_of(subject).team_id, roles.REPORTER_UP)
        row = Assignment.objects.create(
            scope_id=subject.scope_id,
            person=to_person,
            team=to_team,
            kind=kind,
            due_at=due_at,
            note=note.strip(),
            by=by,
            **{SUBJECTS[type(subject)]: subject},
        )
        tell(row, "assigned", None, by=by)
        notify("assigned", to=[to_person], about=row, by=by, words=row.note)
    return row


def hand_over(
    assignment: Assignment,
    *,
    by: Any,
    to_person: Any = None,
    to_team: Any = None,
    note: str = "",
) -> Assignment:
    """Give open work to somebody else; a note replaces the one before."""
    require_takers(assignment.subject, to_person, to_team)
    with transaction.atomic():
        row = open_row(assignment, by=by)
        before = summary(row)
        row.person = to_person
        row.team = to_team
        row.note = note.strip() or row.note
        row.save(update_fields=["person", "team", "note"])
        tell(row, "assignment_handed_over", before, by=by)
        notify("handed_over", to=[to_person], about=row, by=by, words=row.note)
    return row


def finish(
    assignment: Assignment, *, by: Any, note: str = "", dropped: bool = False
) -> Assignment:
    """End open work: done, or dropped as no longer needed."""
    with transaction.atomic():
        row = open_row(assignment, by=by)
        before = summary(row)
        row.state = WorkState.DROPPED if dropped else WorkState.DONE
        row.note = note.strip() or row.note
        row.ended_at = timezone.now()
        row.save(update_fields=["state", "note", "ended_at"])
        tell(row, f"assignment_{row.state}", before, by=by)
    return row


def open_row(assignment: Assignment, *, by: Any) -> Assignment:
    """Lock the row for somebody who may change it: who has it, or the story's team.

    Raises:
        NotAllowed: ``by`` is neither.
        TransitionNotAllowed: the work ended.
    """
    # The claim before its assignment, as every editorial write: no deadlocks.
    if assignment.claim_id:
        lock(assignment.claim, seen_version=None)
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not may_change(row, by):
        raise NotAllowed("This work is not yours, and you are not in the story's team.")
    if row.state != WorkState.OPEN:
        raise TransitionNotAllowed(
            f"This work is {row.get_state_display().lower()} already.", state=row.state
        )
    return row


def may_change(row: Assignment, user: Any) -> bool:
    if not user.is_active:
        return False
    own = row.person_id == user.pk or (
        row.team_id is not None and roles.holds(user, row.team_id, roles.REPORTER_UP)
    )
    story = story_of(row.subject)
    return own or roles.holds(user, story.team_id, roles.REPORTER_UP)


def require_takers(subject: Any, person: Any, team: Any) -> None:
    """Somebody is named, and may see the thing: embargoes hold for work too."""
    if person is None and team is None:
        raise BadAssignment("Say whom it is for: a person, a team or both.")
    if team is not None and subject.scope_id not in {None, team.pk}:
        raise BadAssignment(f"{team} may not see this: it is under embargo.")
    if person is None:
        return
    if not type(subject).objects.visible_to(person).filter(pk=subject.pk).exists():
        raise BadAssignment(f"{person} may not see this.")


def story_of(subject: Any) -> Story:
    return subject if isinstance(subject, Story) else subject.story


def tell(row: Assignment, kind: str, before: Any, *, by: Any) -> None:
    """Record it in the claim's chain; its version stays, as nothing read changed."""
    if row.claim_id is None:
        return
    claim = lock(row.claim, seen_version=None)
    record(claim, kind, before, summary(row), by=by)


def summary(row: Assignment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "state": row.state,
        "person": row.person_id,
        "team": row.team_id,
        "due_at": row.due_at,
        "note": row.note,
    }

"""Work given to people and teams: taken, released, handed on, ended, reopened.

Work for a team alone lies in its pile until somebody takes it. Whoever works on
something holds a lease: it shows that they are on it, and lapses by itself; what came
from a pile is then free again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import WorkKind, WorkState
from claims.errors import BadAssignment, Leased, NotAllowed, TransitionNotAllowed
from claims.models import Assignment, Claim, Question
from claims.review.notices import notify
from claims.review.record import record
from claims.review.workflow import lock
from sources.labels import in_sentence
from sources.models import Document, Story

SUBJECTS: dict[type, str] = {
    Claim: "claim",
    Question: "question",
    Story: "story",
    Document: "document",
}
LEASE = timedelta(hours=4)
MAX_NOTE = 10_000


def assign(
    subject: Claim | Question | Story | Document,
    *,
    kind: str,
    by: Any,
    to_person: Any = None,
    to_team: Any = None,
    due_at: datetime | None = None,
    note: str = "",
    division: UUID | None = None,
) -> Assignment:
    """Give a piece of work about one thing to a person, a team or both.

    Without ``due_at`` the deadline of its story holds. ``division`` marks what was
    given out together; whoever gives it out tells people of it once.

    Raises:
        NotAllowed: ``by`` is no reporter or more in the story's team.
        BadAssignment: nobody is named, they may not see what it is about, or they
            would read their own verdict second.
    """
    if kind not in WorkKind.values:
        raise BadAssignment(_("There is no work of kind “%s”.") % kind)
    require_takers(subject, kind, to_person, to_team)
    with transaction.atomic():
        roles.require(by, story_of(subject).team_id, roles.REPORTER_UP)
        row = Assignment.objects.create(
            scope_id=subject.scope_id,
            person=to_person,
            team=to_team,
            kind=kind,
            due_at=due_at,
            note=checked(note),
            division=division,
            by=by,
            **{SUBJECTS[type(subject)]: subject},
        )
        tell(row, "assigned", None, by=by)
        if division is None:
            notify("assigned", to=[to_person], about=row, by=by, words=row.note)
    return row


def take(assignment: Assignment, *, by: Any) -> Assignment:
    """Start on it, or go on: from a team's pile, or what is one's own already.

    Raises:
        NotAllowed: it is in no pile of the person's teams, nor theirs.
        Leased: somebody else is on it.
    """
    with transaction.atomic():
        row = open_row(assignment, by=by)
        own = row.person_id == by.pk
        if not own:
            require_free(row, by)
        before = summary(row)
        row.person = by
        row.lease_until = timezone.now() + LEASE
        row.save(update_fields=["person", "lease_until"])
        if not own:
            tell(row, "assignment_taken", before, by=by)
    return row


def require_free(row: Assignment, by: Any) -> None:
    if row.person_id is not None and row.held:
        raise Leased(_("%s is on it.") % row.person, by=str(row.person_id))
    if row.person_id is not None and not row.lapsed:
        raise NotAllowed(
            _("It is given to %s; hand it over, or ask them to.") % row.person
        )
    if row.team_id is not None and not roles.holds(by, row.team_id, roles.REPORTER_UP):
        raise NotAllowed(_("It lies in the pile of another team."))
    require_takers(row.subject, row.kind, by, None)


def release(assignment: Assignment, *, by: Any) -> Assignment:
    """Stop: what came from a team's pile goes back there, the rest stays one's own.

    Raises:
        NotAllowed: somebody else is on it.
    """
    with transaction.atomic():
        row = open_row(assignment, by=by)
        if row.person_id != by.pk:
            raise NotAllowed(_("Only who is on it releases it."))
        before = summary(row)
        row.lease_until = None
        if row.team_id is not None:
            row.person = None
        row.save(update_fields=["person", "lease_until"])
        if row.person_id is None:
            tell(row, "assignment_released", before, by=by)
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
    require_takers(assignment.subject, assignment.kind, to_person, to_team)
    with transaction.atomic():
        row = open_row(assignment, by=by)
        before = summary(row)
        row.person = to_person
        row.team = to_team
        row.lease_until = None
        row.note = checked(note) or row.note
        row.save(update_fields=["person", "team", "note", "lease_until"])
        if before == summary(row):
            return row
        tell(row, "assignment_handed_over", before, by=by)
        notify("handed_over", to=[to_person], about=row, by=by, words=row.note)
    return row


def change(
    assignment: Assignment, *, by: Any, due_at: datetime | None, note: str
) -> Assignment:
    """Change when open work is due, and its note."""
    with transaction.atomic():
        row = open_row(assignment, by=by)
        before = summary(row)
        row.due_at = due_at
        row.note = checked(note)
        row.save(update_fields=["due_at", "note"])
        if before != summary(row):
            tell(row, "assignment_changed", before, by=by)
    return row


def finish(
    assignment: Assignment, *, by: Any, note: str = "", dropped: bool = False
) -> Assignment:
    """End open work: done, or dropped as no longer needed."""
    with transaction.atomic():
        row = open_row(assignment, by=by)
        before = summary(row)
        row.state = WorkState.DROPPED if dropped else WorkState.DONE
        row.note = checked(note) or row.note
        row.lease_until = None
        row.ended_at = timezone.now()
        row.ended_by = by
        row.save(update_fields=["state", "note", "ended_at", "ended_by", "lease_until"])
        tell(row, f"assignment_{row.state}", before, by=by)
    return row


def reopen(assignment: Assignment, *, by: Any) -> Assignment:
    """Open ended work again, for whom it was.

    Raises:
        TransitionNotAllowed: it is open.
    """
    with transaction.atomic():
        row = locked_row(assignment, by=by)
        if row.state == WorkState.OPEN:
            raise TransitionNotAllowed(_("This work is open."), state=row.state)
        before = summary(row)
        row.state = WorkState.OPEN
        row.ended_at = row.ended_by = None
        row.save(update_fields=["state", "ended_at", "ended_by"])
        tell(row, "assignment_reopened", before, by=by)
        notify("assigned", to=[row.person], about=row, by=by, words=row.note)
    return row


def open_row(assignment: Assignment, *, by: Any) -> Assignment:
    """Lock the row for somebody who may change it: who has it, or the story's team.

    Raises:
        NotAllowed: ``by`` is neither.
        TransitionNotAllowed: the work ended.
    """
    row = locked_row(assignment, by=by)
    if row.state != WorkState.OPEN:
        raise TransitionNotAllowed(
            _("This work is %s already.") % in_sentence(row.get_state_display()),
            state=row.state,
        )
    return row


def locked_row(assignment: Assignment, *, by: Any) -> Assignment:
    # The claim before its assignment, as every editorial write: no deadlocks.
    if assignment.claim_id:
        lock(assignment.claim, seen_version=None)
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not may_change(row, by):
        raise NotAllowed(
            _("This work is not yours, and you are not in the story's team.")
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


def require_takers(subject: Any, kind: str, person: Any, team: Any) -> None:
    """Somebody is named, and may see the thing: embargoes hold for work too."""
    if person is None and team is None:
        raise BadAssignment(_("Say whom it is for: a person, a team or both."))
    if team is not None and subject.scope_id not in {None, team.pk}:
        raise BadAssignment(_("%s may not see this: it is under embargo.") % team.name)
    if person is None:
        return
    if not type(subject).objects.visible_to(person).filter(pk=subject.pk).exists():
        raise BadAssignment(_("%s may not see this.") % person)
    if kind == WorkKind.SECOND_READ and proposed_by(subject, person):
        raise BadAssignment(
            _("%s proposed this verdict; somebody else reads it second.") % person
        )


def proposed_by(subject: Any, person: Any) -> bool:
    return (
        isinstance(subject, Claim)
        and subject.verdicts.filter(current=True, by=person).exists()
    )


def checked(note: str) -> str:
    """Return the note as it is kept.

    Raises:
        BadAssignment: it is too long, or holds NUL.
    """
    words = note.replace("\r\n", "\n").strip()
    if "\0" in words:
        raise BadAssignment(_("A note cannot hold NUL characters."))
    if len(words) > MAX_NOTE:
        raise BadAssignment(
            _("A note holds at most %(most)d characters; this has %(length)d.")
            % {"most": MAX_NOTE, "length": len(words)}
        )
    return words


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

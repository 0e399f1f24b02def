"""Telling people: one row each, on the page and by e-mail as they chose.

In: an event, whom it concerns, what it is about. Out: ``Notification`` rows, in the
transaction of what happened, and jobs that send e-mail once it is committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Action, Status, WorkKind, WorkState
from claims.models import Assignment, Claim, Comment, Notification, Question
from claims.review.blind import hides
from claims.review.deputies import absences_today
from claims.review.team_webhooks import post_event
from sources.jobs.service import submit
from sources.models import Document, Story
from workbench.accounts.events import MAIL_BY_DEFAULT, Event, Mail
from workbench.accounts.models import Membership, NotificationChoice, User

KINDS: dict[type, str] = {
    Claim: "claim",
    Question: "question",
    Story: "story",
    Document: "document",
}
#: Events that ask somebody to do something.
WAITING = frozenset(
    {
        Event.ASSIGNED,
        Event.HANDED_OVER,
        Event.MENTIONED,
        Event.PROPOSED,
        Event.REPORTED,
        Event.STALE,
        Event.DUE,
        Event.OVERDUE,
    }
)
APPROVING = frozenset({Action.APPROVE, Action.ADJUDICATE})


def notify(
    event: str,
    *,
    to: Iterable[User | None],
    about: Claim | Question | Story | Document | Assignment,
    by: User | None,
    words: str = "",
) -> list[Notification]:
    """Tell people of one event; return the rows that were inserted.

    Left out are the actor, whoever may not see the thing, who has left, and who wants
    to hear of it neither on the page nor by e-mail. What asks somebody who is away to
    do something is told to the deputy, too. ``words`` are what was said: a
    note, a comment, a reason. ``by`` is None when the clock speaks.
    """
    event = Event(event)
    work = about if isinstance(about, Assignment) else None
    subject = work.subject if work else about
    wanted = [one for one in to if one is not None]
    stand_ins = deputies_of(wanted) if event in WAITING else {}
    people = readers([*wanted, *stand_ins], subject, but=by)
    unseeing = blind_readers(people, subject)
    chosen = choices(people, event)
    said = {one.pk: f"{aside} {words}" for one, aside in stand_ins.items()}
    said |= {one.pk: words for one in wanted}
    rows = [
        Notification(
            scope_id=subject.scope_id,
            user_id=person,
            event=event,
            about=subject.pk,
            assignment=work,
            by=by,
            words="" if person in unseeing else said[person].strip(),
            on_page=chosen[person][0],
            mail=chosen[person][1],
            **{KINDS[type(subject)]: subject},
        )
        for person in people
        if chosen[person] != (False, Mail.NEVER)
    ]
    Notification.objects.bulk_create(rows)
    for row in rows:
        if row.mail == Mail.NOW:
            submit("mail", row.pk, scope_id=row.scope_id)
    post_event(event, subject=subject, work=work, by=by, words=words)
    return rows


def deputies_of(people: Iterable[User]) -> dict[User, str]:
    """Who stands in today for those who are away, with words for whom."""
    rows = absences_today().filter(user__in=[one.pk for one in people])
    return {
        row.deputy: _("(For %s, who is away.)") % row.user
        for row in rows.select_related("user", "deputy")
    }


def readers(
    to: Iterable[User | None], subject: models.Model, *, but: User | None
) -> list[Any]:
    """Ids of those who may see the thing, each once, in the order given."""
    wanted = list(dict.fromkeys(u.pk for u in to if u is not None and u != but))
    members = Membership.objects.filter(user__in=wanted, user__is_active=True)
    if subject.scope_id is not None:
        members = members.filter(team=subject.scope_id)
    allowed = set(members.values_list("user_id", flat=True))
    return [pk for pk in wanted if pk in allowed]


def blind_readers(people: list[Any], subject: models.Model) -> set[Any]:
    """Ids of those from whom the verdict, and words about it, are hidden now."""
    if not isinstance(subject, Claim) or subject.blind_by_id is None:
        return set()
    return {u.pk for u in User.objects.filter(pk__in=people) if hides(subject, u)}


def choices(people: list[Any], event: Event) -> dict[Any, tuple[bool, str]]:
    """What each wants of this event: on the page or not, and how by e-mail."""
    found: dict[Any, tuple[bool, str]] = dict.fromkeys(
        people, (True, MAIL_BY_DEFAULT[event].value)
    )
    rows = NotificationChoice.objects.filter(user__in=people, event=event)
    for user, page, mail in rows.values_list("user", "page", "mail"):
        found[user] = (page, mail)
    return found


def concerned(claim: Claim) -> list[User]:
    """Everybody who has worked on a claim, and who has open work about it."""
    ids = {claim.created_by_id, claim.checker_id}
    ids |= set(claim.verdicts.values_list("by", flat=True))
    ids |= set(claim.approvals.values_list("by", flat=True))
    open_work = claim.assignments.filter(state=WorkState.OPEN)
    ids |= set(open_work.values_list("person", flat=True))
    return list(User.objects.filter(pk__in=ids - {None}))


def proposers(claim: Claim) -> list[User]:
    """Who proposed the verdict that stands, and who is checking."""
    ids = set(claim.verdicts.filter(current=True).values_list("by", flat=True))
    return list(User.objects.filter(pk__in=(ids | {claim.checker_id}) - {None}))


def second_readers(claim: Claim) -> list[User]:
    """Who was asked to read it second; with nobody asked, all who may approve."""
    asked = User.objects.filter(
        assignments__claim=claim,
        assignments__kind=WorkKind.SECOND_READ,
        assignments__state=WorkState.OPEN,
    ).distinct()
    if asked:
        return list(asked)
    team = claim.story.team_id
    return list(
        User.objects.filter(
            memberships__team=team, memberships__role__in=roles.APPROVERS
        ).distinct()
    )


def tell_of_comment(
    subject: Claim | Question | Story | Document,
    text: str,
    mentioned: list[User],
    *,
    by: User,
) -> None:
    """Tell those who are named, and those who work on it or spoke about it before."""
    notify("mentioned", to=mentioned, about=subject, by=by, words=text)
    others = [one for one in in_talk(subject) if one not in mentioned]
    notify("commented", to=others, about=subject, by=by, words=text)


def in_talk(subject: Claim | Question | Story | Document) -> list[User]:
    """Who spoke about it or has open work about it; of a claim, who worked on it."""
    kind = KINDS[type(subject)]
    spoke = Comment.objects.filter(**{kind: subject}, deleted_at=None).values("by")
    busy = Assignment.objects.filter(**{kind: subject}, state=WorkState.OPEN)
    found = User.objects.filter(Q(pk__in=spoke) | Q(pk__in=busy.values("person")))
    return [*found, *(concerned(subject) if isinstance(subject, Claim) else ())]


def tell_of_move(claim: Claim, action: str, *, by: User, note: str) -> None:
    """Tell those whom a move of the workflow concerns; the caller holds the lock."""
    if action == Action.PROPOSE:
        notify("proposed", to=second_readers(claim), about=claim, by=by, words=note)
    elif action == Action.SEND_BACK:
        notify("sent_back", to=proposers(claim), about=claim, by=by, words=note)
    elif action in APPROVING and claim.status == Status.APPROVED:
        # An approval that others must join tells nobody yet.
        notify("approved", to=proposers(claim), about=claim, by=by, words=note)

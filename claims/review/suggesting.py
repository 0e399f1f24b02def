"""Who could take a piece of work: by load and by subject, with the reasons in words.

People decide; nothing here gives work to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims import roles
from claims.choices import Status, WorkKind, WorkState
from claims.models import Assignment, Claim, ReviewEvent
from claims.review.assignment import story_of
from workbench.accounts.models import Membership, User

#: What knowing the matter is worth, counted in open tasks that one may have more.
KNOWS_STORY, KNOWS_SPEAKER, KNOWS_LANGUAGE = 2, 2, 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person who could do it. ``weight``: the smaller, the nearer at hand."""

    person: User
    open_tasks: int
    weight: int
    why: tuple[str, ...]

    @property
    def words(self) -> str:
        return "; ".join(self.why)


def suggest(
    subject: Any, *, kind: str, by: Any, most: int | None = None
) -> list[Suggestion]:
    """Return active members of the story's team who may do it, the nearest first.

    A second read is suggested to who may approve, never to who proposed the verdict.
    Load and knowledge are counted in what ``by`` may see. A fixed number of queries
    for any team.
    """
    people = able(subject, kind)
    load = load_of(people, seen_by=by)
    known = knowledge(subject, people, by)
    least = min((load[p.pk] for p in people), default=0)
    found = []
    for person in people:
        open_tasks = load[person.pk]
        merits = known.get(person.pk, [])
        weight = open_tasks - sum(worth for worth, _words in merits)
        why = (load_words(open_tasks, least), *(words for _worth, words in merits))
        found.append(Suggestion(person, open_tasks, weight, why))
    found.sort(key=lambda s: (s.weight, s.open_tasks, str(s.person)))
    return found[:most]


def able(subject: Any, kind: str) -> list[User]:
    """Active members of the story's team whose role permits the work."""
    wanted = roles.APPROVERS if kind == WorkKind.SECOND_READ else roles.REPORTER_UP
    held = Membership.objects.filter(team=story_of(subject).team_id, role__in=wanted)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    if kind == WorkKind.SECOND_READ and isinstance(subject, Claim):
        proposed = subject.verdicts.filter(current=True)
        people = people.exclude(pk__in=proposed.values("by"))
    return list(people.order_by("name", "email"))


def load_of(people: Iterable[User], *, seen_by: Any) -> dict[Any, int]:
    """Open tasks and claims being checked, by person; two queries."""
    load = {person.pk: 0 for person in people}
    work = Assignment.objects.visible_to(seen_by).filter(
        person__in=load, state=WorkState.OPEN
    )
    checking = Claim.objects.visible_to(seen_by).filter(
        checker__in=load, status=Status.IN_REVIEW, merged_into=None
    )
    for who, rows in (("person", work), ("checker", checking)):
        counts = rows.order_by().values_list(who).annotate(n=Count("id"))
        for pk, count in counts:
            load[pk] += count
    return load


def load_words(open_tasks: int, least: int) -> str:
    if not open_tasks:
        return _("nothing open")
    words = ngettext("%d open", "%d open", open_tasks) % open_tasks
    return f"{words}, {_('the least')}" if open_tasks == least else words


def knowledge(
    subject: Any, people: list[User], by: Any
) -> dict[Any, list[tuple[int, str]]]:
    """What each person knows of the matter: its worth, and words for it."""
    found: dict[Any, list[tuple[int, str]]] = {}
    ids = [person.pk for person in people]
    story, seen_by = story_of(subject), seen_of(by)
    seen = claims_worked_on(ids, Q(claim__story=story))
    for pk, count in seen.items():
        words = ngettext(
            "worked on %d claim of this story",
            "worked on %d claims of this story",
            count,
        )
        found.setdefault(pk, []).append((KNOWS_STORY, words % count))
    speaker = getattr(subject, "claimant", "")
    if speaker:
        same = Q(claim__claimant__iexact=speaker) & ~Q(claim__story=story)
        others = claims_worked_on(ids, same & seen_by)
        for pk in others:
            words = _("checked %s before") % speaker
            found.setdefault(pk, []).append((KNOWS_SPEAKER, words))
    language = getattr(subject, "language", "")
    if language and language[:2] != "en":
        same = Q(claim__language__startswith=language[:2])
        readers = claims_worked_on(ids, same & seen_by)
        for pk in readers:
            words = _("worked in this language")
            found.setdefault(pk, []).append((KNOWS_LANGUAGE, words))
    return found


def seen_of(user: Any) -> Q:
    return Q(claim__scope=None) | Q(claim__scope__in=user.team_ids)


def claims_worked_on(people: list[Any], which: Q) -> dict[Any, int]:
    """Of how many claims each has a line in the history; one query."""
    rows = ReviewEvent.objects.filter(which, by__in=people).order_by()
    return dict(rows.values_list("by").annotate(n=Count("claim", distinct=True)))

"""Work as its list and its board need it: filtered, sorted, placed in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims import roles
from claims.choices import WorkKind, WorkState
from claims.models import Assignment
from claims.review.assignment import may_change, story_of
from claims.views.queries import counted_together
from sources.models import Story

STORY_PATHS = ("story", "claim__story", "question__story", "document__story")
#: So many cards stand in a column; the list has them all.
CARDS = 12
#: Behind a tab so many are counted.
MOST = 999
LATELY = timedelta(days=7)

WHOSE = {
    "mine": _("Mine"),
    "team": _("My teams'"),
    "given": _("Given by me"),
    "all": _("All"),
}
DUE = {
    "overdue": _("overdue"),
    "day": _("within a day"),
    "week": _("within a week"),
    "none": _("no date"),
}
SORTS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "due": (
        _("what is due first"),
        (F("due").asc(nulls_last=True), "created_at", "id"),
    ),
    "new": (_("newest first"), ("-created_at", "-id")),
    "old": (_("oldest first"), ("created_at", "id")),
    "person": (_("by person"), ("person__name", F("due").asc(nulls_last=True), "id")),
}
FREE, GIVEN, ON_IT, ENDED = "free", "given", "on_it", "ended"
PLACES = {
    FREE: _("Free to take"),
    GIVEN: _("Given"),
    ON_IT: _("In work"),
    ENDED: _("Ended in the last week"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list; everything odd in it falls back."""

    whose: str = "mine"
    state: str = "open"
    kind: str = ""
    due: str = ""
    story: UUID | None = None
    division: UUID | None = None
    place: str = ""
    sort: str = "due"
    view: str = "list"
    columns: str = "place"

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.due or self.story or self.place or self.division)


def wanted_of(query: QueryDict) -> Wanted:
    return Wanted(
        whose=one_of(query.get("whose"), WHOSE, "mine"),
        state=one_of(query.get("state"), ("open", "ended"), "open"),
        kind=one_of(query.get("kind"), WorkKind.values, ""),
        due=one_of(query.get("due"), DUE, ""),
        story=uuid_of(query.get("story")),
        division=uuid_of(query.get("division")),
        place=one_of(query.get("place"), PLACES, ""),
        sort=one_of(query.get("sort"), SORTS, "due"),
        view=one_of(query.get("view"), ("list", "board"), "list"),
        columns=one_of(query.get("columns"), ("place", "kind"), "place"),
    )


def one_of(value: str | None, known: Any, fallback: str) -> str:
    return value if value is not None and value in known else fallback


def uuid_of(value: str | None) -> UUID | None:
    try:
        return UUID(value or "")
    except ValueError:
        return None


def joined(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related(
        "person",
        "team",
        "by",
        "ended_by",
        "claim__story",
        "question__story",
        "story",
        "document__source",
        "document__story",
    )


def of_stories(**lookup: Any) -> Q:
    """Work about anything of the stories that meet the condition."""
    [(name, value)] = lookup.items()
    found = Q()
    for path in STORY_PATHS:
        found |= Q(**{f"{path}__{name}": value})
    return found


def filtered(user: Any, wanted: Wanted, now: datetime) -> QuerySet[Assignment]:
    """All work that the person may see and asks for, on the list or the board."""
    rows = with_place(now).visible_to(user).filter(WHOSE_FILTERS[wanted.whose](user))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.due:
        rows = rows.filter(due_filter(wanted.due, now))
    if wanted.story:
        rows = rows.filter(of_stories(pk=wanted.story))
    if wanted.division:
        rows = rows.filter(division=wanted.division)
    return rows


WHOSE_FILTERS: dict[str, Callable[[Any], Q]] = {
    "mine": lambda user: Q(person=user),
    "team": lambda user: Q(team__in=user.team_ids) | of_stories(team__in=user.team_ids),
    "given": lambda user: Q(by=user),
    "all": lambda user: Q(),
}


def due_filter(due: str, now: datetime) -> Q:
    if due == "none":
        return Q(due=None)
    if due == "overdue":
        return Q(due__lt=now)
    ahead = timedelta(days=1 if due == "day" else 7)
    return Q(due__gte=now, due__lte=now + ahead)


def placed(now: datetime) -> Case:
    """In which column a task stands; the same as ``Assignment.held`` and ``lapsed``."""
    lapsed = Q(team__isnull=False, lease_until__lte=now)
    return Case(
        When(~Q(state=WorkState.OPEN), then=Value(ENDED)),
        When(lease_until__gt=now, then=Value(ON_IT)),
        When(Q(person=None) | lapsed, then=Value(FREE)),
        default=Value(GIVEN),
        output_field=CharField(),
    )


def with_place(now: datetime) -> Any:
    """All work, each with when it is due and where it stands."""
    return Assignment.objects.with_due().annotate(place=placed(now))


def wanted_work(user: Any, wanted: Wanted, now: datetime) -> QuerySet[Assignment]:
    """What the list holds, in its order."""
    rows = filtered(user, wanted, now)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
        if wanted.place != ENDED:  # said twice: by this an index finds them
            rows = rows.filter(state=WorkState.OPEN)
    elif wanted.state == "ended":
        rows = rows.exclude(state=WorkState.OPEN)
    else:
        rows = rows.filter(state=WorkState.OPEN)
    order = SORTS[wanted.sort][1]
    if wanted.state == "ended" and wanted.sort == "due":
        order = ("-ended_at", "id")
    return rows.order_by(*order)


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as one person sees it: where it stands, and what they can do with it."""

    task: Assignment
    user: Any
    now: datetime

    @property
    def place(self) -> str:
        return self.task.place

    @property
    def place_name(self) -> Any:
        if self.place == ENDED:
            return self.task.get_state_display()
        return PLACES[self.place]

    @property
    def mine(self) -> bool:
        return self.task.person_id == self.user.pk

    @property
    def can_take(self) -> bool:
        if self.mine:
            return self.place in {GIVEN, FREE}
        piles = self.user.roles_in(self.task.team_id) & roles.REPORTER_UP
        return self.place == FREE and bool(piles)

    @property
    def can_release(self) -> bool:
        return self.mine and self.place == ON_IT

    @property
    def can_end(self) -> bool:
        return self.place != ENDED and self.mine

    @property
    def may_change(self) -> bool:
        return may_change(self.task, self.user)

    @property
    def can_reopen(self) -> bool:
        return self.place == ENDED and self.may_change

    @property
    def overdue(self) -> bool:
        due = self.task.due
        return self.place != ENDED and due is not None and due < self.now

    @property
    def soon(self) -> bool:
        due = self.task.due
        if due is None or self.place == ENDED or self.overdue:
            return False
        return due <= self.now + timedelta(days=1)

    @property
    def due_from_story(self) -> bool:
        return self.task.due_at is None and self.task.due is not None

    @property
    def story(self) -> Story:
        return story_of(self.task.subject)


def shown(rows: Any, user: Any, now: datetime) -> list[Shown]:
    """The rows of a page, chosen by their keys, then joined with all that they show.

    To sort twenty thousand rows with their claims, stories and people took the
    database three times as long.
    """
    keys = list(rows.values_list("pk", flat=True))
    found = joined(with_place(now).filter(pk__in=keys)).in_bulk()
    return [Shown(found[key], user, now) for key in keys]


@dataclass
class Column:
    """A column of the board; ``tasks`` are the first of ``count``."""

    key: str
    name: Any
    count: int = 0
    tasks: list[Shown] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        return self.count - len(self.tasks)


def board(user: Any, wanted: Wanted, now: datetime) -> list[Column]:
    """Columns by place or by kind, each with its first cards; two queries."""
    rows = filtered(user, wanted, now)
    lately = Q(state=WorkState.OPEN)
    if wanted.columns == "place":
        lately |= Q(ended_at__gte=now - LATELY)
    rows = rows.filter(lately)
    names: dict[str, Any] = (
        dict(PLACES) if wanted.columns == "place" else dict(WorkKind.choices)
    )
    columns = {key: Column(key, name) for key, name in names.items()}
    counts = rows.order_by().values_list(wanted.columns).annotate(n=Count("id"))
    for key, count in counts:
        columns[key].count = count
    number = Window(
        RowNumber(),
        partition_by=F(wanted.columns),
        order_by=[F("due").asc(nulls_last=True), F("created_at").asc(), F("id").asc()],
    )
    cards = joined(rows).annotate(number=number).filter(number__lte=CARDS)
    for task in cards.order_by("number"):
        shown = Shown(task, user, now)
        columns[getattr(task, wanted.columns)].tasks.append(shown)
    if wanted.columns == "kind":
        return [column for column in columns.values() if column.count]
    return list(columns.values())


def counts_of(user: Any) -> dict[str, int | str]:
    """Open work behind each of the tabs, in one query; so many are counted at most."""
    rows = Assignment.objects.visible_to(user).filter(state=WorkState.OPEN).order_by()
    keys = {
        tab: rows.filter(chosen(user)).values("pk")[: MOST + 1]
        for tab, chosen in WHOSE_FILTERS.items()
    }
    counts = counted_together(user, *keys.values())
    return {
        tab: count if count <= MOST else f"{MOST}+"
        for tab, count in zip(keys, counts, strict=True)
    }


def stories_with_work(user: Any) -> list[Story]:
    """Stories to filter by: those one may see that are open, the newest first."""
    rows = Story.objects.visible_to(user).filter(closed_at=None)
    return list(rows.order_by("-created_at")[:100])

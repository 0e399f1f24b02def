"""How a team's claims move: how many a week, and how long they stay in each state.

In: the chain of each claim. Out: plain figures for a page, counted by the clock, since
a year of events is too much to count for each reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from django.utils import timezone

from claims.choices import Action, Status
from claims.models import ReviewEvent, TeamFigures
from claims.review.workflow import TRANSITIONS
from sources.jobs.service import Progress, Save
from sources.models import Job
from workbench.accounts.models import Team

WEEKS = 12
#: A median of fewer says little; then the single times are told.
ENOUGH = 5
PACE = {"proposed": Action.PROPOSE, "approved": Action.APPROVE, "published": None}
STATES = (Status.QUEUED, Status.IN_REVIEW, Status.PROPOSED, Status.APPROVED)
MOVES = frozenset(row.action.value for row in TRANSITIONS) | {"created"}


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim came into a state at a time."""

    claim: Any
    status: str
    at: datetime


def handle_figures(job: Job, progress: Progress) -> Save:
    """Count for every team; what failed once is counted in the next round."""
    now = timezone.now()
    counted = [(team, figures_of(team, now)) for team in Team.objects.all()]

    def save() -> None:
        for team, body in counted:
            keep(team, body, now)

    return save


def keep(team: Team, body: dict[str, Any], now: datetime) -> TeamFigures:
    return TeamFigures.objects.update_or_create(
        team=team, defaults={"made_at": now, "body": body}
    )[0]


def figures_of(team: Team, now: datetime) -> dict[str, Any]:
    """Return the figures of the last weeks, this one included, as plain JSON."""
    since = first_day(now) - timedelta(weeks=WEEKS - 1)
    moved = list(moves(team, since))
    return {"weeks": weeks(moved, since, now), "states": stays(moved, since)}


def moves(team: Team, since: datetime) -> Iterable[Moved]:
    """Yield how each claim that moved since came into each of its states, in order."""
    recent = ReviewEvent.objects.filter(
        claim__story__team=team, at__gte=since, kind__in=MOVES
    )
    rows = ReviewEvent.objects.filter(
        claim__in=recent.order_by().values("claim"), kind__in=MOVES
    ).order_by("claim", "seq")
    told = rows.values_list("claim", "kind", "at", "payload__body__after__status")
    for claim, group in groupby(told.iterator(), key=lambda row: row[0]):
        before = ""
        for _claim, kind, at, status in group:
            after = Status.QUEUED.value if kind == "created" else status
            if after and after != before:
                yield Moved(claim, after, at)
                before = after


def first_day(now: datetime) -> datetime:
    """The Monday of the week, in UTC."""
    day = now.astimezone(UTC).date()
    monday = day - timedelta(days=day.weekday())
    return datetime(monday.year, monday.month, monday.day, tzinfo=UTC)


def weeks(moved: list[Moved], since: datetime, now: datetime) -> list[dict[str, Any]]:
    """How many claims were proposed, approved and published in each week."""
    counts: Counter[tuple[date, str]] = Counter()
    for one in moved:
        if one.at >= since:
            counts[first_day(one.at).date(), one.status] += 1
    days = [(since + timedelta(weeks=n)).date() for n in range(WEEKS)]
    return [
        {"week": day.isoformat(), **{name: counts[day, name] for name in PACE}}
        for day in days
    ]


def stays(moved: list[Moved], since: datetime) -> list[dict[str, Any]]:
    """How long claims stayed in each state that they left since, in seconds."""
    lasted: dict[str, list[float]] = {state.value: [] for state in STATES}
    for _claim, group in groupby(moved, key=lambda one: one.claim):
        for one, after in pairwise(group):
            if after.at >= since and one.status in lasted:
                lasted[one.status].append((after.at - one.at).total_seconds())
    return [
        {
            "state": state,
            "count": len(times),
            "median_s": median(times) if len(times) >= ENOUGH else None,
            "longest_s": max(times, default=None),
            "times_s": sorted(times) if len(times) < ENOUGH else [],
        }
        for state, times in lasted.items()
    ]

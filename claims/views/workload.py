"""Who has how much, how many claims a week, how long in each state; drawn and told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from claims.choices import Status, WorkState
from claims.models import Assignment, Claim, TeamFigures
from claims.review.figures import figures_of, keep
from claims.views.task_lists import uuid_of
from workbench.accounts.decorators import member_required
from workbench.accounts.models import Team, User

LEFT, WIDE, WORDS, LINE = 150, 340, 270, 26
PARTS = ("on_it", "given", "late", "checking")
PACE = {
    "proposed": lazy("Proposed"),
    "approved": lazy("Approved"),
    "published": lazy("Published"),
}


@member_required
@require_GET
def workload(request: HttpRequest) -> HttpResponse:
    """One of my teams, the first unless the address names another."""
    teams = list(Team.objects.filter(pk__in=request.user.team_ids))
    wanted = uuid_of(request.GET.get("team"))
    team = next((one for one in teams if one.pk == wanted), teams[0])
    now = timezone.now()
    figures = TeamFigures.objects.filter(team=team).first()
    if figures is None:
        figures = keep(team, figures_of(team, now), now)
    loads = load_lines(team, request.user, now)
    stays = [Stay(**row) for row in figures.body["states"]]
    context = {
        "teams": teams,
        "team": team,
        "loads": loads,
        "load_chart": load_chart(loads),
        "made_at": figures.made_at,
        "weeks": figures.body["weeks"],
        "pace_chart": pace_chart(figures.body["weeks"]),
        "stays": stays,
        "stay_chart": stay_chart(stays),
    }
    return render(request, "claims/workload.html", context)


@dataclass
class Load:
    """What one person has open: in work, given, overdue; and claims being checked."""

    person: User
    on_it: int = 0
    given: int = 0
    late: int = 0
    checking: int = 0
    away: Any = None

    @property
    def total(self) -> int:
        return sum(getattr(self, part) for part in PARTS)

    @property
    def words(self) -> str:
        """What the bar says, in words beside it."""
        told = {
            "on_it": _("%d in work"),
            "given": _("%d given"),
            "late": _("%d overdue"),
            "checking": _("%d checking"),
        }
        found = [
            words % getattr(self, part)
            for part, words in told.items()
            if getattr(self, part)
        ]
        return ", ".join(found) or _("nothing open")


def load_lines(team: Team, user: Any, now: datetime) -> list[Load]:
    """Members and what each has open, in all that ``user`` may see; three queries."""
    people = User.objects.filter(memberships__team=team, is_active=True).distinct()
    loads = {one.pk: Load(one) for one in people.order_by("name", "email")}
    rows = Assignment.objects.visible_to(user).with_due()
    rows = rows.filter(person__in=loads, state=WorkState.OPEN).order_by()
    late, on_it = Q(due__lt=now), Q(lease_until__gt=now)
    counted = rows.values("person").annotate(
        n_late=Count("id", filter=late),
        n_on_it=Count("id", filter=on_it & ~late | on_it & Q(due=None)),
        n=Count("id"),
    )
    for row in counted:
        load = loads[row["person"]]
        load.late, load.on_it = row["n_late"], row["n_on_it"]
        load.given = row["n"] - load.late - load.on_it
    checking = Claim.objects.visible_to(user).filter(
        checker__in=loads, status=Status.IN_REVIEW, merged_into=None
    )
    for pk, count in checking.order_by().values_list("checker").annotate(n=Count("id")):
        loads[pk].checking = count
    return list(loads.values())


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str
    words: str


@dataclass
class Bars:
    """A drawing of bars: rectangles, and texts as (x, y, anchor, words)."""

    width: int
    height: int
    label: str
    bars: list[Bar] = field(default_factory=list)
    names: list[tuple[float, float, str, str]] = field(default_factory=list)
    texts: list[tuple[float, float, str, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float]] = field(default_factory=list)


def load_chart(loads: list[Load]) -> Bars | None:
    """A bar for each person, in parts; None when nobody has anything."""
    most = max((load.total for load in loads), default=0)
    if not most:
        return None
    chart = Bars(LEFT + WIDE + WORDS, LINE * len(loads) + 8, _("Open work by person"))
    for n, load in enumerate(loads):
        y, x = n * LINE + 4, float(LEFT)
        chart.names.append((LEFT - 10, y + 14, "end", shortened(load.person)))
        for part in PARTS:
            count = getattr(load, part)
            width = round(WIDE * count / most, 1)
            if count:
                chart.bars.append(Bar(x, y, width, 18, part, load.words))
            x += width
        chart.texts.append((x + 8, y + 14, "start", load.words))
    return chart


def shortened(person: User) -> str:
    name = str(person)
    return name if len(name) <= 20 else f"{name[:19]}…"


def pace_chart(weeks: list[dict[str, Any]]) -> Bars | None:
    """A row of columns for each kind of move; None when nothing moved."""
    most = max((week[name] for week in weeks for name in PACE), default=0)
    if not most:
        return None
    high, step = 44, 48
    chart = Bars(
        LEFT + step * len(weeks) + 16,
        (high + 28) * len(PACE) + 24,
        _("Claims a week: proposed, approved, published"),
    )
    for row, (name, words) in enumerate(PACE.items()):
        base = (high + 28) * row + high + 18
        chart.names.append((LEFT - 10, base - 4, "end", str(words)))
        chart.lines.append((LEFT, LEFT + step * len(weeks), base))
        for n, week in enumerate(weeks):
            count = week[name]
            if not count:
                continue
            height = round(high * count / most, 1)
            x = LEFT + step * n + 10
            chart.bars.append(Bar(x, base - height, 28, height, "bar", str(count)))
            chart.texts.append((x + 14, base - height - 4, "middle", str(count)))
    for n, week in enumerate(weeks):
        if n % 2 == 1:
            day = date.fromisoformat(week["week"])
            x = LEFT + step * n + 24
            chart.texts.append((x, chart.height - 6, "middle", f"{day.day} {day:%b}"))
    return chart


@dataclass(frozen=True, slots=True)
class Stay:
    """How long claims stayed in a state that they left in these weeks."""

    state: str
    count: int
    median_s: float | None
    longest_s: float | None
    times_s: list[float]

    @property
    def name(self) -> Any:
        return Status(self.state).label

    @property
    def typical(self) -> str:
        """The median; of a few the single times, since a median says little then."""
        if self.median_s is not None:
            return lasted(self.median_s)
        if not self.count:
            return _("none left it in these weeks")
        times = ", ".join(lasted(time) for time in self.times_s)
        words = ngettext("only %(n)d: %(times)s", "only %(n)d: %(times)s", self.count)
        return words % {"n": self.count, "times": times}

    @property
    def longest(self) -> str:
        return lasted(self.longest_s) if self.longest_s is not None else "–"


def stay_chart(stays: list[Stay]) -> Bars | None:
    """A bar for each state that has a median; None when none has."""
    known = [(stay, stay.median_s) for stay in stays if stay.median_s is not None]
    most = max((seconds for _stay, seconds in known), default=0)
    if not most:
        return None
    label = _("Half of the claims left each state within this time")
    chart = Bars(LEFT + WIDE + WORDS, LINE * len(known) + 8, label)
    for n, (stay, seconds) in enumerate(known):
        y, width = n * LINE + 4, round(max(2, WIDE * seconds / most), 1)
        chart.names.append((LEFT - 10, y + 14, "end", str(stay.name)))
        words = _("%(time)s, of %(n)d") % {"time": lasted(seconds), "n": stay.count}
        chart.bars.append(Bar(LEFT, y, width, 18, "bar", words))
        chart.texts.append((LEFT + width + 8, y + 14, "start", words))
    return chart


def lasted(seconds: float) -> str:
    """A length of time with its unit, as exact as one speaks of it."""
    span = timedelta(seconds=seconds)
    if span < timedelta(minutes=1):
        return _("under a minute")
    if span < timedelta(hours=1):
        return _("%d min") % (seconds // 60)
    if span < timedelta(days=2):
        return _("%.1f hours") % (seconds / 3600)
    return _("%.1f days") % (seconds / 86400)

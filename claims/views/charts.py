"""Geometry of the inline pictures; the same data always stands in words nearby.

Values in, frozen dataclasses out; templates only write the numbers down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from workbench.templatetags.desk import say_day, say_short_day

# Labels stand to the right of their moments, so that side keeps room for one.
WIDTH, LEFT, RIGHT, TOP, LANE = 760, 24, 580, 22, 21
# Tick distances to choose from: the first that needs no more than eight ticks.
STEPS = [
    *(timedelta(minutes=m) for m in (5, 15, 30)),
    *(timedelta(hours=h) for h in (1, 2, 3, 6, 12)),
    *(timedelta(days=d) for d in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1825, 3650)),
]
LETTER = 6.6  # px of an average letter at the size of the labels


@dataclass(frozen=True, slots=True)
class Moment:
    """An event as somebody tells it; ``tone`` is a stance or a label."""

    name: str
    start: datetime
    end: datetime
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A moment in its lane: a dot, or a bar when it lasts, with its label beside."""

    moment: Moment
    x: float
    width: float
    y: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    height: float
    axis: float
    heading: str
    ticks: list[Tick]
    spots: list[Spot]
    left: int = LEFT
    right: int = RIGHT
    width: int = WIDTH
    top: int = TOP


def timeline(moments: Iterable[Moment]) -> Timeline | None:
    """Lay moments in UTC over one axis, in as few lanes as keep labels apart.

    None when there is nothing to lay.
    """
    rows = sorted(moments, key=lambda m: (m.start, m.end, m.name))
    if not rows:
        return None
    step = step_for(rows)
    low, high = span_of(rows, step)
    scale = (RIGHT - LEFT) / (high - low).total_seconds()

    def at(moment: datetime) -> float:
        return round(LEFT + (moment - low).total_seconds() * scale, 1)

    spots = place_in_lanes([(m, at(m.start), at(m.end)) for m in rows])
    axis = max(spot.y for spot in spots) + 20
    marks = [Tick(at(t), tick_words(t, step)) for t in every(low, high, step)]
    return Timeline(axis + 28, axis, heading(low, high, step), marks, spots)


def place_in_lanes(rows: list[tuple[Moment, float, float]]) -> list[Spot]:
    """Give each moment the first lane where nothing stands in its way."""
    ends: list[float] = []
    spots = []
    for moment, start, end in rows:
        lane = next((n for n, x in enumerate(ends) if x <= start - 8), len(ends))
        last = end + len(moment.name) * LETTER + 26
        ends[lane:] = [last, *ends[lane + 1 :]]
        y = TOP + 18 + LANE * lane
        width = round(end - start, 1)
        spots.append(Spot(moment, start, width, y, round(end + 11, 1)))
    return spots


def step_for(rows: Sequence[Moment]) -> timedelta:
    span = max(m.end for m in rows) - min(m.start for m in rows)
    return next((s for s in STEPS if span / s <= 6), STEPS[-1])


def span_of(rows: Sequence[Moment], step: timedelta) -> tuple[datetime, datetime]:
    """The first and last tick around all moments, one step of air on either side."""
    seconds = step.total_seconds()
    first = min(m.start for m in rows).timestamp()
    last = max(m.end for m in rows).timestamp()
    low = (math.floor(first / seconds) - (first % seconds == 0)) * seconds
    high = (math.ceil(last / seconds) + (last % seconds == 0)) * seconds
    return datetime.fromtimestamp(low, UTC), datetime.fromtimestamp(high, UTC)


def every(low: datetime, high: datetime, step: timedelta) -> Iterable[datetime]:
    while low <= high:
        yield low
        low += step


def tick_words(moment: datetime, step: timedelta) -> str:
    if step >= timedelta(days=180):
        return format_date(moment, pgettext("a month, as Django's date filter", "M Y"))
    if step >= timedelta(days=1):
        return say_short_day(moment)
    if (moment.hour, moment.minute) == (0, 0) and step >= timedelta(hours=3):
        return say_short_day(moment)
    return f"{moment:%H:%M}"


def heading(low: datetime, high: datetime, step: timedelta) -> str:
    first, last = say_day(low), say_day(high)
    zone = _("times in UTC") if step < timedelta(days=1) else _("days in UTC")
    if first == last:
        return f"{first}, {zone}"
    words = _("%(first)s to %(last)s, %(zone)s")
    return words % {"first": first, "last": last, "zone": zone}


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    name: str
    full: str
    x: float
    y: float
    label_x: float
    anchor: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    x1: float
    y1: float
    x2: float
    y2: float
    bend_x: float
    bend_y: float
    tone: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """Who agrees and who conflicts with whom, on an oval that grows with them.

    ``left_out`` counts lines too many to be drawn; the table has them all.
    """

    nodes: list[Node]
    links: list[Link]
    height: int
    left_out: int = 0
    width: int = 560


# Names stand in two columns, right and left of the oval: no two can touch.
MAP_WIDTH, NAME_ROOM, NAME_ROW = 560, 150, 20
MOST_NODES, MOST_LINKS = 60, 90
TONES = {"contradicts": lazy("in conflict"), "supports": lazy("in agreement")}


def ring_map(
    names: dict[str, str], counts: dict[tuple[str, str, str], int], urls: dict[str, str]
) -> Map | None:
    """Lay documents on an oval; ``counts`` maps (a, b, tone) to how many relations.

    Conflicts are drawn before agreements, many before few, as far as they stay
    readable. None when fewer than two are connected.
    """
    keys = busiest({k for a, b, _ in counts for k in (a, b)}, names, counts)
    if len(keys) < 2:
        return None
    rows = (len(keys) + 1) // 2
    height = max(min(300, 60 * rows), NAME_ROW * rows + 60)
    places = {key: place(n, len(keys), height) for n, key in enumerate(keys)}
    chosen = sorted(
        (pair for pair in counts if pair[0] in places and pair[1] in places),
        key=lambda pair: (pair[2] != "contradicts", -counts[pair], pair),
    )
    drawn = chosen[:MOST_LINKS]
    links = [link(pair, counts[pair], places, names, height) for pair in drawn[::-1]]
    nodes = [node(k, names[k], places[k], urls.get(k, "")) for k in keys]
    return Map(nodes, links, height, len(counts) - len(drawn))


def busiest(
    keys: set[str], names: dict[str, str], counts: dict[tuple[str, str, str], int]
) -> list[str]:
    """Those with most relations, in the order of their names."""
    weight = dict.fromkeys(keys, 0)
    for (a, b, tone), n in counts.items():
        for key in (a, b):
            weight[key] += n * (3 if tone == "contradicts" else 1)
    kept = sorted(keys, key=lambda k: (-weight[k], names[k]))[:MOST_NODES]
    return sorted(kept, key=lambda k: names[k])


def place(n: int, of: int, height: int) -> tuple[float, float]:
    """A place on the oval: down its right side, then up its left, in even rows."""
    right = (of + 1) // 2
    row, rows = (n, right) if n < right else (of - 1 - n, of - right)
    share = (row + 0.5) / rows
    y = 30 + share * (height - 60)
    across = math.sqrt(max(0.0, 1 - (2 * share - 1) ** 2))
    reach = (MAP_WIDTH / 2 - NAME_ROOM) * (0.55 + 0.45 * across)
    x = MAP_WIDTH / 2 + (reach if n < right else -reach)
    return round(x, 1), round(y, 1)


def link(
    pair: tuple[str, str, str],
    count: int,
    places: dict[str, tuple[float, float]],
    names: dict[str, str],
    height: int,
) -> Link:
    """A curve drawn a little to the middle; conflict and agreement lie apart."""
    a, b, tone = pair
    (x1, y1), (x2, y2) = places[a], places[b]
    pull = 0.35 if tone == "contradicts" else 0.2
    bend_x = round((x1 + x2) / 2 * (1 - pull) + MAP_WIDTH / 2 * pull, 1)
    bend_y = round((y1 + y2) / 2 * (1 - pull) + height / 2 * pull, 1)
    words = _("%(one)s and %(other)s: %(count)d %(how)s") % {
        "one": names[a],
        "other": names[b],
        "count": count,
        "how": TONES.get(tone, tone),
    }
    width = round(min(1.2 + count / 3, 5), 1)
    return Link(x1, y1, x2, y2, bend_x, bend_y, tone, width, words)


def node(key: str, name: str, at: tuple[float, float], url: str) -> Node:
    x, y = at
    right = x > MAP_WIDTH / 2
    short = name if len(name) <= 21 else f"{name[:20].rstrip()}…"
    side = "start" if right else "end"
    return Node(key, short, name, x, y, x + (12 if right else -12), side, url)

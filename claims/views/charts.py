"""Geometry of the inline pictures; the same data always stands in words nearby.

Values in, frozen dataclasses out; templates only write the numbers down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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
        return f"{moment:%b %Y}"
    if step >= timedelta(days=1):
        return f"{moment.day} {moment:%b}"
    if (moment.hour, moment.minute) == (0, 0) and step >= timedelta(hours=3):
        return f"{moment.day} {moment:%b}"
    return f"{moment:%H:%M}"


def heading(low: datetime, high: datetime, step: timedelta) -> str:
    first = f"{low.day} {low:%b %Y}"
    last = f"{high.day} {high:%b %Y}"
    zone = "times in UTC" if step < timedelta(days=1) else "days in UTC"
    return f"{first}, {zone}" if first == last else f"{first} to {last}, {zone}"


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    name: str
    x: float
    y: float
    label_x: float
    anchor: str
    dy: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    x1: float
    y1: float
    x2: float
    y2: float
    tone: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """Who agrees and who conflicts with whom, on a circle."""

    nodes: list[Node]
    links: list[Link]
    width: int = 520
    height: int = 320


def ring_map(
    names: dict[str, str], counts: dict[tuple[str, str, str], int], urls: dict[str, str]
) -> Map | None:
    """Lay documents on a ring; ``counts`` maps (a, b, tone) to how many relations.

    None when fewer than two are connected: a table says as much.
    """
    keys = sorted({k for a, b, _ in counts for k in (a, b)}, key=lambda k: names[k])
    if len(keys) < 2:
        return None
    places = {key: place(n, len(keys)) for n, key in enumerate(keys)}
    links = []
    for (a, b, tone), count in sorted(counts.items()):
        (x1, y1), (x2, y2) = places[a], places[b]
        shift = 3 if tone == "contradicts" else -3
        words = f"{names[a]} and {names[b]}: {count} {TONES.get(tone, tone)}"
        width = min(1.5 + count / 2, 6)
        links.append(Link(x1, y1 + shift, x2, y2 + shift, tone, width, words))
    nodes = [node(k, names[k], places[k], urls.get(k, "")) for k in keys]
    return Map(nodes, links)


TONES = {"contradicts": "in conflict", "supports": "in agreement"}


def place(n: int, of: int) -> tuple[float, float]:
    angle = 2 * math.pi * n / of - math.pi / 2
    return round(260 + 95 * math.cos(angle), 1), round(160 + 118 * math.sin(angle), 1)


def node(key: str, name: str, at: tuple[float, float], url: str) -> Node:
    x, y = at
    side = "start" if x > 265 else "end" if x < 255 else "middle"
    offset = {"start": 14, "end": -14, "middle": 0}[side]
    short = name if len(name) <= 20 else f"{name[:19]}…"
    lift = 4 if side != "middle" else (-14 if y < 160 else 22)
    return Node(key, short, x, y, x + offset, side, lift, url)

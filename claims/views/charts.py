"""Geometry of the inline pictures; the same data always stands in words nearby.

Values in, frozen dataclasses out; templates only write the numbers down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

WIDTH, LEFT, RIGHT = 760, 24, 736
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
    """A moment on the line: a dot, or a bar when it lasts; its label above."""

    moment: Moment
    x: float
    width: float
    label_x: float
    label_y: float
    anchor: str


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


def timeline(moments: Iterable[Moment]) -> Timeline | None:
    """Lay moments on one line in UTC, labels stacked so that none covers another.

    None when there is nothing to lay. Bars that last longer than the rest are cut at
    the edges.
    """
    rows = sorted(moments, key=lambda m: (m.start, m.end, m.name))
    if not rows:
        return None
    step = step_for(rows)
    low, high = span_of(rows, step)
    scale = (RIGHT - LEFT) / (high - low).total_seconds()

    def at(moment: datetime) -> float:
        inside = min(max(moment, low), high)
        return round(LEFT + (inside - low).total_seconds() * scale, 1)

    levels = stack(
        [(at(m.start) + at(m.end)) / 2 for m in rows], [m.name for m in rows]
    )
    axis = 46 + 18 * max(levels)
    spots = [
        spot(m, at(m.start), at(m.end), axis, lv)
        for m, lv in zip(rows, levels, strict=True)
    ]
    marks = ticks(low, high, step, at)
    return Timeline(axis + 32, axis, heading(low, high, step), marks, spots)


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


def stack(centres: list[float], names: list[str]) -> list[int]:
    """Return a level for each label: the lowest where it covers no earlier one."""
    ends: list[float] = []
    levels = []
    for centre, name in zip(centres, names, strict=True):
        half = len(name) * LETTER / 2 + 6
        level = next(
            (n for n, end in enumerate(ends) if end <= centre - half), len(ends)
        )
        if level == len(ends):
            ends.append(0.0)
        ends[level] = centre + half
        levels.append(level)
    return levels


def spot(moment: Moment, start: float, end: float, axis: float, level: int) -> Spot:
    centre = (start + end) / 2
    half = len(moment.name) * LETTER / 2
    anchor = "middle"
    if centre - half < LEFT:
        centre, anchor = start - 4, "start"
    elif centre + half > RIGHT:
        centre, anchor = end + 4, "end"
    width = round(end - start, 1)
    return Spot(moment, start, width, centre, axis - 16 - 18 * level, anchor)


def ticks(low: datetime, high: datetime, step: timedelta, at: object) -> list[Tick]:
    found, moment = [], low
    while moment <= high:
        found.append(Tick(at(moment), tick_words(moment, step)))  # type: ignore[operator]
        moment += step
    return found


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
    width: int = 560
    height: int = 300


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
    return round(280 + 120 * math.cos(angle), 1), round(150 + 118 * math.sin(angle), 1)


def node(key: str, name: str, at: tuple[float, float], url: str) -> Node:
    x, y = at
    side = "start" if x > 285 else "end" if x < 275 else "middle"
    offset = {"start": 14, "end": -14, "middle": 0}[side]
    short = name if len(name) <= 24 else f"{name[:23]}…"
    lift = 4 if side != "middle" else (-14 if y < 150 else 22)
    return Node(key, short, x, y, x + offset, side, lift, url)

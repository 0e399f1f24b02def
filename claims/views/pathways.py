"""Geometry of the drawing of origins: origin → relays → documents, left to right.

Values in, frozen dataclasses out; the template only writes the numbers down. The same
stands in words beside it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH, LEFT, TOP, ROW = 760, 20, 44, 42
LAST = 200  # px for the names of documents, right of their dots
LETTER = 6.9  # px of an average letter at the size of the labels
HANDS = 3  # columns for relays; the hands of a longer chain share the last


@dataclass(frozen=True, slots=True)
class Way:
    """How words came into one document: from its origin through ``hands``, in order.

    ``house`` is whoever stands behind the origin; origins of one house count as one.
    """

    house: Hashable
    origin: Hashable
    name: str
    hands: tuple[str, ...]
    document: Hashable
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A ring (origin), a bar (relay) or a dot (document); ``name`` may be cut short."""

    kind: str
    x: float
    y: float
    name: str
    full: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    bend: float  # where the curve turns, between x1 and x2


@dataclass(frozen=True, slots=True)
class Brace:
    """Joins rings of one house."""

    y1: float
    y2: float
    x: float = LEFT - 12


@dataclass(frozen=True, slots=True)
class Pathways:
    height: float
    heads: list[tuple[float, str]]
    stops: list[Stop]
    lines: list[Line]
    braces: list[Brace]
    width: int = WIDTH


Key = tuple[int, Hashable]


def lay_ways(ways: Iterable[Way]) -> Pathways | None:
    """Lay the ways of words over as few columns as they need; None for none."""
    rows = sorted(set(ways), key=lambda w: (str(w.house), w.name, w.hands, w.title))
    if not rows:
        return None
    hands = min(HANDS, max(len(way.hands) for way in rows))
    steps = [_steps(way, hands) for way in rows]
    columns = [_in_order(steps, at) for at in range(hands + 2)]
    ys = _heights(columns, steps)
    xs = [
        round(LEFT + at * (WIDTH - LAST - LEFT) / (hands + 1), 1)
        for at in range(hands + 2)
    ]
    room = int((xs[1] - xs[0] - 8) / LETTER)
    kinds = ["origin", *["relay"] * hands, "document"]
    known = _names(rows, steps)
    stops = [
        Stop(
            kinds[at],
            xs[at],
            ys[at, key],
            _cut(known[at, key][0], int((LAST - 14) / LETTER) if at > hands else room),
            *known[at, key],
        )
        for at, column in enumerate(columns)
        for key in column
    ]
    lines = sorted(
        {_line(xs, ys, one, two) for way in steps for one, two in _pairs(way)},
        key=lambda line: (line.x1, line.y1, line.x2, line.y2),
    )
    heads = [(xs[0], _("Origin")), (xs[-1], _("Document"))]
    if hands:
        heads.insert(1, (xs[1], _("Passed on by")))
    height = max(ys.values()) + 24
    return Pathways(height, heads, stops, lines, _braces(rows, ys))


def _steps(way: Way, hands: int) -> list[Key]:
    """Return the stops of a way as (column, key), the origin first."""
    passed = list(way.hands)
    if len(passed) > hands:
        passed = [*passed[: hands - 1], " ← ".join(reversed(passed[hands - 1 :]))]
    between: list[Key] = [(at + 1, name.casefold()) for at, name in enumerate(passed)]
    return [(0, way.origin), *between, (hands + 1, way.document)]


def _names(
    rows: Sequence[Way], steps: Sequence[list[Key]]
) -> dict[Key, tuple[str, str]]:
    """Return full name and address by stop."""
    known: dict[Key, tuple[str, str]] = {}
    for way, stops in zip(rows, steps, strict=True):
        known.setdefault(stops[0], (way.name, ""))
        known.setdefault(stops[-1], (way.title, way.url))
        for stop, name in zip(stops[1:-1], way.hands, strict=False):
            known.setdefault(stop, (name, ""))
        for stop in stops[1:-1][HANDS - 1 :]:
            known[stop] = (" ← ".join(reversed(way.hands[HANDS - 1 :])), "")
    return known


def _in_order(steps: Sequence[list[Key]], column: int) -> list[Hashable]:
    found = [key for way in steps for at, key in way if at == column]
    return list(dict.fromkeys(found))


def _heights(
    columns: Sequence[list[Hashable]], steps: Sequence[list[Key]]
) -> dict[Key, float]:
    """Put documents one below the other, and what leads to them at their middle."""
    last = len(columns) - 1
    ys: dict[Key, float] = {
        (last, key): TOP + ROW * n for n, key in enumerate(columns[last])
    }
    for at in range(last - 1, -1, -1):
        floor = 0.0
        for key in columns[at]:
            after = [
                ys[two] for way in steps for one, two in _pairs(way) if one == (at, key)
            ]
            y = max(sum(after) / len(after), floor)
            ys[at, key] = round(y, 1)
            floor = y + ROW
    return ys


def _pairs(way: Sequence[Key]) -> list[tuple[Key, Key]]:
    return list(zip(way, way[1:], strict=False))


def _line(xs: Sequence[float], ys: dict[Key, float], one: Key, two: Key) -> Line:
    x1, x2 = xs[one[0]], xs[two[0]]
    # Names stand above the line they begin; the bend comes after them.
    return Line(x1, ys[one], x2, ys[two], round(x2 - (x2 - x1) * 0.3, 1))


def _braces(rows: Sequence[Way], ys: dict[Key, float]) -> list[Brace]:
    houses: dict[Hashable, list[float]] = {}
    for way in rows:
        houses.setdefault(way.house, []).append(ys[0, way.origin])
    return [Brace(min(y), max(y)) for y in houses.values() if len(set(y)) > 1]


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: max(letters - 1, 1)].rstrip() + "…"

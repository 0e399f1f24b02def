"""Values written the way reasons show them: clocks, days, gaps, numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from claims.extraction.base import Quantity, TimeRange

_COARSE = {"month": "%b %Y", "year": "%Y", "season": "%b %Y"}
_HEDGES = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}


_LOCAL_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def clock(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%H:%M UTC")


def day(moment: datetime) -> str:
    return f"{moment.day} {moment.strftime('%b %Y')}"


def when(time: TimeRange) -> str:
    """Return "13 Sep 2022", "Sep 2020 to Nov 2020" or "2021"."""
    if local := _LOCAL_DAY.match(time.local):  # the day as it was there
        return day(datetime.fromisoformat(local.group()))
    form = _COARSE.get(time.precision)
    last = max(time.start, time.end - timedelta(seconds=1))
    if form is None:
        ends = [day(time.start), day(last)]
        if time.precision in ("instant", "hour", "part_of_day", "day"):
            return day(time.start + (last - time.start) / 2)
    else:
        ends = [time.start.strftime(form), last.strftime(form)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def gap(span: timedelta) -> str:
    """Return "1 h", "45 min", "2 days", "1 h 30 min"."""
    minutes = round(abs(span).total_seconds() / 60)
    if minutes >= 2 * 24 * 60:
        return f"{round(minutes / 1440)} days"
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def amount(quantity: Quantity) -> str:
    """Return "at least 49", "30 to 40", "dozens (24 to 99)", always in figures."""
    low, high = quantity.low, quantity.high
    if quantity.modifier in _HEDGES:
        best = low if low is not None else high
        if quantity.modifier == "about" and low is not None and high is not None:
            best = (low + high) / 2
        return _HEDGES[quantity.modifier] + (number(best) if best is not None else "?")
    if low is None or high is None:
        return f"{'up to ' if low is None else 'from '}{number(high or low or 0)}"
    text = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"dozens ({text})" if quantity.modifier == "dozens" else text

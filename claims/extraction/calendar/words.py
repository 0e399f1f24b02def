"""Tables of the calendar's words, and steps of whole units through it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from claims.extraction.calendar.base import Grain

UNITS: dict[str, tuple[str, float]] = {
    word: (unit, times)
    for words, unit, times in (
        ("second seconds sec secs s", "second", 1),
        ("minute minutes min mins", "minute", 1),
        ("hour hours hr hrs h", "hour", 1),
        ("day days d night nights", "day", 1),
        ("week weeks wk wks w", "week", 1),
        ("fortnight fortnights", "week", 2),
        ("weekend weekends", "weekend", 1),
        ("month months mo mos", "month", 1),
        ("quarter quarters", "month", 3),
        ("year years yr yrs y", "year", 1),
        ("decade decades", "year", 10),
        ("century centuries", "year", 100),
    )
    for word in words.split()
}
CODES = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "year": "Y",
}
LETTER_UNITS = {"s", "h", "d", "w", "y", "mo", "mos"}
NEXT = {"next", "coming", "upcoming", "following"}
LAST = {"last", "past", "previous", "preceding"}
THIS = {"this", "current", "same"}
STEPS = (
    dict.fromkeys(NEXT, 1)
    | dict.fromkeys(LAST, -1)
    | {"this": 0, "current": 0, "same": 0}
)
SPAN_UNITS = {
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
EVERY = {
    "daily": "P1D", "everyday": "P1D", "weekly": "P1W", "monthly": "P1M",
    "quarterly": "P3M", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y",
    "hourly": "PT1H", "biweekly": "P2W", "bimonthly": "P2M", "semiannual": "P0.5Y",
    "semiannually": "P0.5Y", "biannual": "P0.5Y", "biannually": "P0.5Y",
    "fortnightly": "P2W", "nightly": "P1D",
}  # fmt: skip
PART_WORDS = {
    "morning": "morning",
    "mornings": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "midday": "midday",
    "dawn": "dawn",
    "daybreak": "dawn",
    "lunchtime": "lunchtime",
    "dinnertime": "dinnertime",
    "daytime": "daytime",
    "overnight": "overnight",
}
PART_CODES = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "lunchtime": "TMEL",
    "dinnertime": "TMED",
    "daytime": "TDT",
}
# Days that have a name: (month, day), or a rule of the weekday in the month.
FIXED_DAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "earth day": (4, 22),
    "may day": (5, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
}
# month, weekday (Monday 0), which of the month (-1 the last), days to add
RULED_DAYS = {
    "thanksgiving day": (11, 3, 4, 0),
    "thanksgiving": (11, 3, 4, 0),
    "black friday": (11, 3, 4, 1),
    "cyber monday": (11, 3, 4, 4),
    "labor day": (9, 0, 1, 0),
    "memorial day": (5, 0, -1, 0),
    "mother's day": (5, 6, 2, 0),
    "father's day": (6, 6, 3, 0),
    "martin luther king day": (1, 0, 3, 0),
}
EASTER_DAYS = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0}
NAMED_DAYS = (*FIXED_DAYS, *RULED_DAYS, *EASTER_DAYS)
NAMED_STARTS = {name.split(" ")[0] for name in NAMED_DAYS}


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def shift(moment: datetime, count: float, unit: str) -> datetime | None:
    """Return the moment ``count`` units later; None beyond the calendar's ends."""
    try:
        if unit in ("month", "year"):
            months = round(count * (12 if unit == "year" else 1))
            number = moment.year * 12 + moment.month - 1 + months
            year, month = number // 12, number % 12 + 1
            day = min(moment.day, monthrange(year, month)[1])
            return moment.replace(year=year, month=month, day=day)
        if unit == "weekend":
            unit = "week"
        return moment + timedelta(**{f"{unit}s": count})
    except (ValueError, OverflowError):
        return None


def first_of(moment: datetime, grain: str) -> datetime:
    """Return the beginning of the day, week, month, quarter, year or decade."""
    start = midnight(moment.date())
    if grain == "week":
        return start - timedelta(days=start.weekday())
    if grain == "month":
        return start.replace(day=1)
    if grain == "quarter":
        return start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1)
    if grain == "year":
        return start.replace(month=1, day=1)
    if grain == "decade":
        return start.replace(year=max(start.year // 10 * 10, 1), month=1, day=1)
    return start


def grain_of(unit: str, times: float) -> Grain:
    """Return the grain of "two quarters ago": a unit that is three months is one."""
    if unit == "month" and times == 3:
        return "quarter"
    if unit == "year" and times >= 10:
        return "decade"
    grains: dict[str, Grain] = {
        "second": "second",
        "minute": "minute",
        "hour": "hour",
        "day": "day",
        "week": "week",
        "weekend": "week",
        "month": "month",
        "year": "year",
    }
    return grains[unit]


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date | None:
    """Return the ``which``-th such weekday of the month, -1 for the last."""
    days = monthrange(year, month)[1]
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    all_days = list(range(first, days + 1, 7))
    try:
        return date(year, month, all_days[which - 1 if which > 0 else which])
    except IndexError:
        return None


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian), by the anonymous algorithm of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)

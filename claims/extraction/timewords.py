"""The words of clock, calendar and zone, as tables and patterns."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
_ZONE = (
    r"(?:(?:GMT|UTC)\ ?[+\-−]\ ?\d{1,2}(?::?\d\d)?|GMT|UTC|CEST|CET|EEST|EET|MSK|"
    r"BST|IST|EDT|EST|CDT|CST|MDT|MST|PDT|PST|ET|CT|PT|Z)\b"
)
_ZONE_TIME = (
    r"(?:[A-Z][\w.'-]*(?:\ [A-Z][\w.'-]*){0,2}|local|capital)\ "
    r"(?:standard\ |summer\ )?time"
)

# "0300 GMT", "at 0615 local time", "at 2140 hours": four figures are a clock only with
# such words behind them; "hours" also need a zero or "at" ("1500 hours of work").
FOUR_FIGURES = (
    r"(?<![\d:.,+$€£-])(?:"
    rf"(?:[01]\d|2[0-3])[0-5]\d(?=\ ?\(?{_ZONE}|,?\ local\ time\b"
    r"|\ (?-i:[A-Z][\w.'-]*)(?:\ (?:standard|summer))?\ time\b)"
    r"|0\d[0-5]\d(?=\ ?(?:hours|hrs)\b)"
    r"|(?:(?<=\bat\ )|(?<=\bby\ )|(?<=\bfrom\ )|(?<=\buntil\ ))"
    r"(?:[01]\d|2[0-3])[0-5]\d(?=\ ?(?:hours|hrs)\b(?!\ of\b)))"
)

# What may stand behind a clock: its zone, then a note with the clock of another.
ZONE_BEHIND = re.compile(
    rf"""(?:\ ?(?:\(|,\ )?(?P<zone>{_ZONE}|{_ZONE_TIME}))?\)?
    (?:,?\ ?\(?(?P<note>(?P<nhour>[01]?\d|2[0-4])[:.]?(?P<nminute>[0-5]\d)
         \ (?P<nzone>{_ZONE})|{_ZONE})\))?""",
    re.IGNORECASE | re.VERBOSE,
)
DEFINED_ZONE = re.compile(
    r"(?P<name>[A-Za-z]+ time)(?:,| is| \(| —| –)+ ?(?P<zone>(?:GMT|UTC) ?[+\-−] ?"
    r"\d{1,2}(?::?\d\d)?)",
    re.IGNORECASE,
)

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
# Local hours [from, to) of a part of the day; 24 and above run into the next day.
PARTS = {
    "early hours": (0, 6),
    "early": (0, 8),
    "dawn": (4, 8),
    "morning": (5, 12),
    "midday": (11, 14),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "late": (18, 24),
    "overnight": (-6, 8),
}
# "On the night of the 13th" is the night before it in some languages and the night
# after it in others, and translations keep the words: both nights are in the range.
NIGHT = (-6, 30)
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
COUNT_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted((w for w in WEEKDAYS if len(w) > 4), key=len, reverse=True))
_COUNT = "|".join(COUNT_WORDS) + r"|\d{1,3}"
_PART = "morning|afternoon|evening|night|midday|dawn"
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

CLOCK = re.compile(
    rf"""(?:(?P<about>about|around|approximately|roughly|shortly\ before|
            (?:immediately|just|shortly|soon)\ after|just\ before)\ )?
    (?:(?P<word>midnight|noon|midday)\b
      |(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?
         \ ?(?P<half>[ap]\.?\ ?m\.?)(?![\w])
      |(?<![\d:.,+-])(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?!\d)
      |(?P<four>{FOUR_FIGURES})(?:\ ?(?:hours|hrs)\b)?
      |(?P<oclock>[01]?\d)\ o['’]clock)
    (?:\ ?(?:\(|,\ )?(?P<zone>{_ZONE}|{_ZONE_TIME}))?\)?
    (?:,?\ ?\(?(?P<note>(?P<nhour>[01]?\d|2[0-4])[:.]?(?P<nminute>[0-5]\d)
         \ (?P<nzone>{_ZONE})|{_ZONE})\))?""",
    re.IGNORECASE | re.VERBOSE,
)
DEFINED_ZONE = re.compile(
    r"(?P<name>[A-Za-z]+ time)(?:,| is| \(| —| –)+ ?(?P<zone>(?:GMT|UTC) ?[+\-−] ?"
    r"\d{1,2}(?::?\d\d)?)",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"""(?:(?P<prefix>early\ hours\ of|night\ of|morning\ of|evening\ of|
          afternoon\ of|early\ on|late\ on|later\ on|earlier\ on|early|late|later|
          earlier|beginning\ of|start\ of|mid-?|middle\ of|end\ of|since|last|next|
          this|past)[ ]?(?:the\ )?)?
    (?:(?P<iso>\b\d{{4}}-\d\d-\d\d)(?:T\d\d:\d\d\S*)?
      |\b(?P<month>{_MONTH})\b\.?\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\ ?[ap]\.?m)
         (?:,?\ (?P<year>\d{{4}})\b|\ (?P<this>this\ year|last\ year))?
      |\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month2>{_MONTH})\b\.?
         (?:,?\ (?P<year2>\d{{4}})\b|\ (?P<this2>this\ year|last\ year))?
      |\b(?P<weekday>{_WEEKDAY})\b(?:['’]s)?(?:\ (?P<part>{_PART}))?
      |\b(?P<today>today|tonight|yesterday|tomorrow)\b(?:\ (?P<tpart>{_PART}))?
      |\b(?:this|last)\ (?P<thispart>{_PART})\b
      |\b(?P<month3>January|February|March|April|May|June|July|August|September|
          October|November|December|Sept\.?|Oct\.?|Nov\.?|Dec\.?)
         (?:\ (?:of\ )?(?P<year3>\d{{4}})\b|\ (?:of\ )?(?P<this3>this|last)\ year\b)?
         (?![\w-])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
RELATIVE = re.compile(
    rf"""\b(?:(?P<count>{_COUNT})\ (?P<unit>day|week|month|year|decade)s?
          \ (?P<way>ago|earlier|before)
      |(?P<which>last|this|past|previous|next|same)\ (?P<span>week|month|year|
          weekend|decade|spring|summer|autumn|fall|winter)\b
      |(?P<season>spring|summer|autumn|fall|winter)(?:\ (?:of|in))?(?:\ the)?
          \ (?P<syear>\d{{4}})\b
      |(?P<decade>(?:1[89]|20)\d0)s\b
      |(?P<lead>(?:in|since|from|until|till|by|during|of|for|before|after|the|
          early|late|mid|end\ of)\ (?:the\ )?(?:early\ |late\ |mid-?)?)
          (?P<year>(?:1[5-9]|20)\d\d)\b(?!\ ?%|,\d|\ (?:people|men|soldiers|troops|
          homes|houses|households|residents|families|civilians|workers|cases|deaths|
          km|kilom|met|tons|tonnes|dollars|euros)))""",
    re.IGNORECASE | re.VERBOSE,
)

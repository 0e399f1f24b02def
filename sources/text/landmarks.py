"""Wars and upheavals that texts count years from ("a year after the end of …").

Reference knowledge for dating texts that give no year. Each row: words that name it,
the years in which it ended or happened. Several years: the name fits several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text.wordlists import words

LANDMARKS: tuple[tuple[str, tuple[int, ...]], ...] = (
    (r"(?:44|forty-four)[- ]day war", (2020,)),
    (r"second (?:nagorno-)?karabakh war", (2020,)),
    (r"first (?:nagorno-)?karabakh war", (1994,)),
    (r"(?:nagorno-)?karabakh war", (1994, 2020)),
    (r"six[- ]day war", (1967,)),
    (r"yom kippur war", (1973,)),
    (r"falklands? war", (1982,)),
    (r"(?:first )?gulf war", (1991,)),
    (r"iran[-–]iraq war", (1988,)),
    (r"bosnian war", (1995,)),
    (r"kosovo war", (1999,)),
    (r"kargil war", (1999,)),
    (r"second lebanon war", (2006,)),
    (r"(?:russo-georgian|five-day|south ossetia) war", (2008,)),
    (r"euromaidan|revolution of dignity", (2014,)),
    (r"annexation of (?:the )?crimea", (2014,)),
    (r"fall of the berlin wall", (1989,)),
    (r"(?:collapse|breakup|dissolution) of the soviet union", (1991,)),
    (r"good friday agreement", (1998,)),
    (r"september 11 attacks|9/11 attacks", (2001,)),
    (r"fall of kabul|taliban takeover", (2021,)),
    (r"velvet revolution in armenia", (2018,)),
    (r"rose revolution", (2003,)),
    (r"orange revolution", (2004,)),
    (r"brexit referendum", (2016,)),
)
_PATTERNS = tuple((re.compile(rf"\b(?:{p})\b", re.I), years) for p, years in LANDMARKS)
_COUNT = (
    r"(?:(?P<vague>over|more than|nearly|almost|about|around|some|just over)\s+)?"
    r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
)
_AGO = re.compile(
    rf"(?<!\w){_COUNT}\s+(?:full\s+)?years?\s+(?:ago|after|since|later|on from|passing|"
    r"passed|have passed|has passed)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    name: number
    for number, name in enumerate(
        words("zero one two three four five six seven eight nine ten")
    )
} | {"a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class Distance:
    """A landmark and how many years before the writing it lies."""

    landmark: str
    happened: int
    words: str
    years: tuple[int, ...]  # in which the text may have been written


def distances(sentences: list[str]) -> list[Distance]:
    """Return every landmark with a count of years in the same sentence."""
    found = []
    for sentence in sentences:
        ago = _AGO.search(sentence)
        if not ago:
            continue
        count = ago["count"].lower()
        years = _NUMBERS[count] if count in _NUMBERS else int(count)
        vague = (ago["vague"] or "").lower()
        spread = (years, years + 1) if vague else (years,)
        for pattern, happened in _PATTERNS:
            if match := pattern.search(sentence):
                found += [
                    Distance(
                        match.group(),
                        year,
                        ago.group(),
                        tuple(year + n for n in spread),
                    )
                    for year in happened
                ]
                break
    return found

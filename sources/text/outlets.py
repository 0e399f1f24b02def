"""The name of the paper, station or site that a text comes from, where it says so."""

from __future__ import annotations

import re

from sources.text.dates import ANY_DATE
from sources.text.places import zone_of
from sources.text.wordlists import words

#: Words of which mastheads are made, last ("Harbour Gazette") or first ("Radio Olm").
MASTHEAD_WORDS = frozenset(
    words(
        "times post news herald gazette courier journal tribune chronicle star sun "
        "mail telegraph guardian observer independent standard mirror express echo "
        "argus examiner inquirer enquirer dispatch register record reporter review "
        "press sentinel bulletin advertiser messenger mercury monitor globe daily "
        "weekly today tv radio fm broadcasting network wire newswire online media "
        "magazine digest newspaper insider gazeta pravda zeitung leader citizen blog"
    )
)
_CAPITAL = r"[^\W\d_a-zа-я][\w'’.&-]*"
OUTLET_NAME = rf"(?:The\s+)?{_CAPITAL}(?:\s+(?:(?:of|the|and|&)\s+)?{_CAPITAL}){{0,4}}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
NAME_AND_DATE = re.compile(
    rf"^(?P<name>{OUTLET_NAME})\s*[,|·–—-]\s*{_WEEKDAY}"
    rf"(?P<date>(?i:{ANY_DATE.pattern}))(?:\s*[,|·–—-]?\s*\d{{1,2}}[:.]\d\d.{{0,12}})?\.?$"
)
COPYRIGHT = re.compile(
    r"^(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?"
    r"(?:(?:19|20)\d\d(?:\s*[–-]\s*\d{2,4})?,?\s+)?(?:by\s+)?"
    rf"(?P<name>{OUTLET_NAME}?)(?=\s*(?:[.,|·]|(?:19|20)\d\d|[Aa]ll [Rr]ights|$))"
)
REPUBLISHED = re.compile(
    r"^\W{0,2}(?:this\s+(?:article|story|report|piece)\s+)?(?:was\s+|is\s+)?"
    r"(?:(?:first|originally)\s+(?:published|appeared|reported|posted)|republished|"
    r"reprinted)\s+(?:by|in|on|at|from)\s+"
    rf"(?P<name>(?-i:{OUTLET_NAME}))(?P<rest>.{{0,60}})$",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(
    rf"^(?:Source|SOURCE|From|Via)\s*:\s*(?P<name>{OUTLET_NAME})\.?$"
)
SHORTEST_TITLE = 3  # words
#: Words that begin a line with a date which is no name.
_NO_NAME = frozenset(
    words("on in at by since until from last published posted updated first")
)
_BAR = re.compile(r"\s+[|·•]\s+")
_DASH = re.compile(r"\s+[–—-]\s+")


def looks_like_outlet(name: str) -> bool:
    """Say whether a name has a word that mastheads are made of."""
    return not MASTHEAD_WORDS.isdisjoint(name.lower().split())


def outlet_behind_title(headline: str) -> int | None:
    """Return where the separator before an outlet's name begins, None without one.

    "Dam fails | Harbour Gazette": behind a bar any name; behind a dash, where a
    speaker may stand as well, only one that has a masthead's word.
    """
    for pattern, sure in ((_BAR, True), (_DASH, False)):
        separators = list(pattern.finditer(headline))
        if not separators:
            continue
        last = separators[-1]
        name = headline[last.end() :]
        named = re.fullmatch(OUTLET_NAME, name) or re.fullmatch(r"[\w-]+\.\w+", name)
        long = len(headline[: last.start()].split()) >= SHORTEST_TITLE
        if named and long and (sure or looks_like_outlet(name)):
            return last.start()
    return None


def name_and_date_rule(line: str) -> str:
    """Return what stands before the date of a line that is only a name and a date.

    A masthead, a place that is known or in capitals, else who wrote: the rule says
    which; "" for any other line.
    """
    match = NAME_AND_DATE.match(line)
    if not match or match["name"].lower().split()[0] in _NO_NAME:
        return ""
    name = match["name"]
    if looks_like_outlet(name):
        return "outlet-and-date"
    if name.isupper() or zone_of(name):
        return "place-and-date"
    return "byline-and-date" if 2 <= len(name.split()) <= 4 else ""


def name_before_date(line: str) -> str:
    """Return the name of a line that :func:`name_and_date_rule` knows."""
    match = NAME_AND_DATE.match(line)
    return match["name"] if match else ""


def named_outlet(line: str) -> str:
    """Return the outlet a line of imprint, origin or source names; "" without one."""
    for pattern in (COPYRIGHT, REPUBLISHED, SOURCE_LINE):
        if match := pattern.match(line):
            name = match["name"].strip(" .,")
            sure = pattern is not SOURCE_LINE or looks_like_outlet(name)
            return name if sure else ""
    return ""

"""Captions of pictures, and the lines that credit who took them."""

from __future__ import annotations

import re

from sources.text.agencies import NAME
from sources.text.lines import TERMINAL

_HOUSE = (
    r"(?:(?:AFP|AP|EPA(?:-EFE)?|TASS|Reuters|REUTERS|Getty(?: Images)?|"
    r"GETTY(?: IMAGES)?|Sputnik|Shutterstock|Xinhua|"
    r"Anadolu(?: Agency)?|dpa|DPA|Moskva(?: News)? Agency|"
    r"RIA Novosti|[Kk]remlin\.ru|Unsplash|Wikimedia(?: Commons)?|ТАСС|РИА Новости|"
    r"[A-ZА-Я]{2,8}|[A-Z][\w-]+ (?:Agency|Images|Photo|Pictures|Press|News))"
    r"(?:\s+via\s+[A-Z][\w ]+)?)"
)
PHOTO_CREDIT = re.compile(
    rf"(?:(?:Photo|Image|Picture|Фото)s?\s*(?:by|:|courtesy of)?\s*)?"
    rf"(?:{NAME}\s*/\s*(?:{NAME}\s*/\s*)?{_HOUSE}(?:\s*/\s*[\w .]{{2,40}})?|"
    rf"(?:AP Photo|REUTERS|Reuters|AFP|Getty Images|EPA)\s*/\s*{NAME})$"
)
LONGEST_CAPTION = 300
#: Where a credit may begin behind a caption; no full stop of an initial.
_AFTER_CAPTION = re.compile(
    r"(?<!\b[^\W\d_])[.!?)”\"’:|]\s+|\s\|\s|(?<=\w)\s+(?=[\[(])"
)
ANY_HOUSE = re.compile(rf"{NAME}\s*/\s*{NAME}$")
#: Thanks to whoever found the story; what stands before it is no caption.
HAT_TIP = re.compile(r"[\[(]?(?:h/t|hat tip)\b", re.IGNORECASE)
_PLATE = r"(?:photo(?:graph)?|image|picture|illustration|фото)"
_TO_END = r"\s*(?:[^.!?]|\.(?=\w)){2,80}[\])]?$"
PHOTO_LABEL = re.compile(
    rf"{HAT_TIP.pattern}{_TO_END}|[\[(]?(?:{_PLATE}s?(?:\s+credits?)?\s*(?:by|via|©|courtesy(?:\s+of|\s*:))|"
    rf"{_PLATE}(?:s?\s+credits?)?\s*:|(?:credit|courtesy)\s*(?:of|:)|"
    rf"©(?=[^\d.]{{2,60}}/)){_TO_END}",
    re.IGNORECASE,
)
PHOTOS_BY_HOUSE = re.compile(
    rf"(?:[Pp]hoto|[Ii]mage|[Pp]icture)s\s*:\s*{_HOUSE}{_TO_END}"
)
PHOTO_LINE = re.compile(
    r"^\(?(?:(?:file |handout |archive )?(?:photo|picture|image|pic)|pictured|"
    r"caption|фото)\s*:",
    re.IGNORECASE,
)
#: "In this undated photo, …", as agencies begin captions.
IN_THIS_PHOTO = re.compile(
    r"^[Ii]n (?:this|an?) (?:[\w.,-]+ ){0,6}?(?:photo(?:graph)?|picture|image|"
    r"frame grab|screen ?grab|file photo)\b"
    r"(?: (?:provided|released|taken|made|from|by)\b|,)"
)
#: Signs of a caption in a line that is no sentence.
PICTURED = re.compile(
    r"\bpictured\b|\((?:file|left|right|cent(?:er|re)|above|below|file photo)\)"
    r"|\b(?:file photo|screen ?(?:shot|grab))\W*$",
    re.IGNORECASE,
)


def photo_credit_start(line: str) -> int | None:
    """Return where a photo credit at the end of ``line`` begins, None without one.

    Behind a caption any ``Name / House`` is one; a line of its own must name a house
    that is known, for it might say something else.
    """
    starts = [0, *(m.end() for m in _AFTER_CAPTION.finditer(line))]
    for pattern in (PHOTO_CREDIT, PHOTO_LABEL, PHOTOS_BY_HOUSE):
        for start in starts:
            if pattern.match(line, start):
                return start
    if len(line) <= LONGEST_CAPTION:
        for start in starts[1:]:
            if ANY_HOUSE.match(line, start):
                return start
    return None


def caption_rule(words: str) -> str:
    """Return the rule by which a paragraph without a credit is a caption, else ""."""
    if len(words) > LONGEST_CAPTION:
        return ""
    if PHOTO_LINE.match(words):
        return "photo-line"
    if IN_THIS_PHOTO.match(words):
        return "in-this-photo"
    unfinished = not TERMINAL.search(words)
    return "pictured" if unfinished and PICTURED.search(words) else ""

"""Who wrote a text, from the line that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text.agencies import agencies_in
from sources.text.dates import ANY_DATE
from sources.text.outlets import looks_like_outlet

_CAPITAL = r"[^\W\d_a-zа-я][\w.'’-]*"
_SMALL = r"(?:staff|reporters?|newsroom|desk|correspondents?|de|la|van|von|der|bin|al)"
_PERSON = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|{_SMALL})){{0,4}}"
_BY = r"(?:[Bb]y|BY|[Aa]uthors?\s*:|[Tt]ext\s*:|[Ww]ritten by|Автор\s*:)\s*"
BYLINE = re.compile(
    rf"^{_BY}{_PERSON}(?:(?:,|,?\s+and|\s*&)\s*{_PERSON}){{0,5}}"
    rf"(?:\s+for\s+{_PERSON})?(?:\s*[|,·–—]\s*.{{0,60}})?$"
)
_OPENING = re.compile(rf"^{_BY}", re.IGNORECASE)
_EDGE = " ,|·–—-"
_PIECES = re.compile(r"\s*[|·–—]\s*|\s+for\s+|,\s+(?!and\b)")


@dataclass(frozen=True, slots=True)
class Byline:
    """``date`` is the words of a date behind the names; empty strings: none."""

    names: str
    outlet: str = ""
    date: str = ""


def read_byline(line: str) -> Byline:
    """Read a line that :data:`BYLINE` matches: names, perhaps an outlet and a date."""
    words = _OPENING.sub("", line)
    dated = ANY_DATE.search(words)
    if dated:
        words = words[: dated.start()]
    pieces = [piece.strip(_EDGE) for piece in _PIECES.split(words.strip(_EDGE))]
    outlets = [p for p in pieces if looks_like_outlet(p) and not agencies_in(p)]
    names = [p for p in pieces if p and p not in outlets and p[0].isupper()]
    return Byline(
        names=", ".join(names) or " ".join(outlets[:1]),
        outlet=outlets[0] if names and outlets else "",
        date=dated.group() if dated else "",
    )

"""Numbers in running English: figures, words, "dozens", with their modifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.base import Modifier

_ONE_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_ONE_WORDS.split(" "))}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(" "), start=2)}
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SCALES |= {"trillion": 1e12, "mln": 1e6, "bn": 1e9, "m": 1e6}
# "dozens" and its like say an order of size, not a count: at least two of it, and
# fewer than the next order would have been named by.
_VAGUE = {
    "dozens": (24.0, 120.0),
    "scores": (40.0, 200.0),
    "tens": (20.0, 100.0),
    "hundreds": (200.0, 1000.0),
    "thousands": (2000.0, 10000.0),
    "tens of thousands": (20000.0, 100000.0),
    "hundreds of thousands": (200000.0, 1000000.0),
    "millions": (2e6, 1e9),
}
# "About 2,000" is read as within a tenth: what round figures in news turn out to be.
ABOUT = 0.1

_MODIFIERS: dict[str, Modifier] = {
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "minimum of": "at_least",
    "more than": "more_than",
    "over": "more_than",
    "above": "more_than",
    "exceeding": "more_than",
    "upwards of": "more_than",
    "at most": "at_most",
    "up to": "at_most",
    "no more than": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "maximum of": "at_most",
    "less than": "less_than",
    "fewer than": "less_than",
    "under": "less_than",
    "below": "less_than",
    "about": "about",
    "around": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "nearly": "about",
    "almost": "about",
    "an estimated": "about",
    "close to": "about",
    "exactly": "exactly",
}
_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONE_NUMBER = (
    rf"(?:(?:{_FIGURE})(?:[ -]?(?:{_SCALE})\b)?"
    rf"|(?:a|one) (?:{_SCALE})\b(?! of)"
    rf"|(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}|{_SCALE})\b)*)"
)
_MODIFIER = "|".join(sorted(map(re.escape, _MODIFIERS), key=len, reverse=True))
_VAGUES = "|".join(sorted(_VAGUE, key=len, reverse=True))
PATTERN = re.compile(
    rf"""(?<!\w)(?:(?P<modifier>{_MODIFIER})\ (?:a\ (?:total|further)\ (?:of\ )?)?)?
    (?:(?P<currency>US\$|[$€£¥₽])\ ?)?
    (?:(?P<vague>{_VAGUES})\b
      |(?P<dozen>(?:a|one|two|three|half\ a)?\ ?dozen)\b
      |(?P<low>{_ONE_NUMBER})
       (?:\ ?(?:–|—|-|to|and)\ ?(?P<high>{_ONE_NUMBER}))?
    )(?P<percent>\ ?(?:%|percent\b|per\ cent\b|percentage\ points?\b))?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number ``[start, end)`` in the text, modifier included, as an interval.

    ``figure_start`` is where the number itself begins, modifier left out.
    """

    start: int
    end: int
    figure_start: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str


def find_numbers(text: str) -> list[Number]:
    """Return all numbers of ``text``; what they count is not looked at here."""
    found = []
    for match in PATTERN.finditer(text):
        number = _number(match, text)
        if number is not None:
            found.append(number)
    return found


def value_of(words: str) -> float | None:
    """Return the value of "6,500", "twenty-five", "2.5 million"; None if it is none."""
    parts = words.lower().replace("-", " ").replace(" and ", " ").split()
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        figure = re.sub(r"[,\u202f\u00a0]", "", part)
        if part in ("a", "an"):
            current = 1.0
        elif part in _ONES or part in _TENS:
            current += _ONES.get(part, _TENS.get(part, 0))
            seen = True
        elif part in _SCALES:
            current = max(current, 1.0) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif re.fullmatch(r"\d+(\.\d+)?", figure):
            current, seen = current + float(figure), True
        elif glued := re.fullmatch(r"(\d+(?:\.\d+)?)(m|bn|mln)", figure):
            current, seen = current + float(glued[1]) * _SCALES[glued[2]], True
        else:
            return None
    return total + current if seen else None


def _number(match: re.Match[str], text: str) -> Number | None:
    words = (match["modifier"] or "").lower()
    modifier: Modifier = _MODIFIERS.get(words, "exactly")
    figure = match.start("currency")
    if figure < 0:
        figure = max(match.start("vague"), match.start("dozen"), match.start("low"))
    unit = _unit(match)
    if match["vague"]:
        low, high = _VAGUE[match["vague"].lower()]
        return Number(match.start(), match.end(), figure, low, high, "dozens", unit)
    if match["dozen"]:
        low = 12.0 * _dozens(match["dozen"].lower())
        given = modifier if words else "about"
        bounds = (low, low) if given == "about" else _bounds(low, given)
        return Number(match.start(), match.end(), figure, *bounds, given, unit)
    value = value_of(match["low"])
    if value is None:
        return None
    end = match.end()
    if match["high"]:
        upper = value_of(match["high"])
        joined = match.group()[match.end("low") - match.start() :].lstrip().lower()
        between = text[: match.start()].rstrip().lower().endswith(("between", "from"))
        if (
            upper is not None
            and upper > value
            and (not joined.startswith("and") or between)
        ):
            return Number(match.start(), end, figure, value, upper, modifier, unit)
        if not match["percent"]:
            end = match.end("low")
    low_bound, high_bound = _bounds(value, modifier)
    return Number(match.start(), end, figure, low_bound, high_bound, modifier, unit)


def _bounds(value: float, modifier: Modifier) -> tuple[float | None, float | None]:
    if modifier in ("at_least", "more_than"):
        return value, None
    if modifier in ("at_most", "less_than"):
        return None, value
    if modifier == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value


def _dozens(words: str) -> float:
    if words.startswith("half"):
        return 0.5
    return {"two": 2.0, "three": 3.0}.get(words.split()[0], 1.0)


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "pp" if "point" in match["percent"].lower() else "%"
    symbols = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB"}
    return symbols.get((match["currency"] or "").lower(), "")

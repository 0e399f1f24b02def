"""Numbers in running English: figures, words, "dozens", with their modifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.amounts import money, share
from claims.extraction.base import Modifier
from claims.extraction.lexicon import word_set
from claims.extraction.numerals import (
    GLYPHS,
    ONES,
    SCALES,
    TENS,
    Numeral,
    cardinal,
    read_numeral,
)
from claims.extraction.tokens import Pieces, pieces_of
from claims.extraction.units import MONEY_SIGNS

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

MODIFIERS: dict[str, Modifier] = {
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "not fewer than": "at_least",
    "more than or equal to": "at_least",
    "no smaller than": "at_least",
    "no lower than": "at_least",
    "minimum of": "at_least",
    "greater than or equal to": "at_least",
    "equal to or greater than": "at_least",
    "equal to or more than": "at_least",
    "more than": "more_than",
    "greater than": "more_than",
    "bigger than": "more_than",
    "larger than": "more_than",
    "higher than": "more_than",
    "over": "more_than",
    "above": "more_than",
    "exceeding": "more_than",
    "upwards of": "more_than",
    "at most": "at_most",
    "up to": "at_most",
    "no more than": "at_most",
    "not more than": "at_most",
    "no greater than": "at_most",
    "not greater than": "at_most",
    "no larger than": "at_most",
    "no higher than": "at_most",
    "not exceeding": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "maximum of": "at_most",
    "less than or equal to": "at_most",
    "equal to or less than": "at_most",
    "less than": "less_than",
    "fewer than": "less_than",
    "smaller than": "less_than",
    "lower than": "less_than",
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
    "circa": "about",
    "equal to": "exactly",
    "exactly": "exactly",
}
_MODIFIER = "|".join(sorted(map(re.escape, MODIFIERS), key=len, reverse=True))
_BEFORE = re.compile(
    rf"(?<!\w)(?P<modifier>{_MODIFIER})\ (?:a\ (?:total|further)\ (?:of\ )?)?$",
    re.IGNORECASE,
)
_REACH = 45  # characters a modifier with its "a total of" may take
_AFTER: tuple[tuple[str, Modifier], ...] = (
    ("or more", "at_least"),
    ("or greater", "at_least"),
    ("or higher", "at_least"),
    ("or above", "at_least"),
    ("or over", "at_least"),
    ("or larger", "at_least"),
    ("or bigger", "at_least"),
    ("or smaller", "at_most"),
    ("or under", "at_most"),
    ("and above", "at_least"),
    ("and more", "at_least"),
    ("and less", "at_most"),
    ("and below", "at_most"),
    ("and under", "at_most"),
    ("and over", "at_least"),
    ("or less", "at_most"),
    ("or fewer", "at_most"),
    ("or lower", "at_most"),
    ("or below", "at_most"),
)
_JOINS = ("-", "–", "—", "to", "through")
_NO_NOUNS = word_set(
    """is was are were has had have will would can could may might must should does did
    of in on at to by for from with and or but that who which if as when else said"""
)
_PRONOUNS = {
    "that",
    "this",
    "which",
    "another",
    "any",
    "every",
    "each",
    "no",
    "the",
    "first",
    "last",
}


# Without one of these in small letters no number is told; with one it may be.
_ANY = re.compile(
    r"[\d½⅓⅔¼¾⅕⅛]|\b(?:half|quarter|dozen|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    rf"tenth|hundredth|{'|'.join([*ONES, *TENS, *SCALES, *_VAGUE])})"
)

# A number begins with a figure or with one of these.
_FIRST_WORDS = frozenset(
    {"a", "an", "half", "quarter", "dozen", *GLYPHS, *ONES, *TENS, *SCALES, *_VAGUE}
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number ``[start, end)`` in the text, modifier included, as an interval.

    ``figure_start`` is where the number itself begins, modifier left out;
    ``ranged`` says that two ends are written ("5 to 7").
    """

    start: int
    end: int
    figure_start: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str
    ranged: bool = False


def find_numbers(text: str) -> list[Number]:
    """Return all numbers of ``text``; what they count is not looked at here."""
    if not _ANY.search(text.lower()):
        return []  # most clauses count nothing
    pieces = pieces_of(text)
    found, i = [], 0
    while i < len(pieces):
        piece, read = pieces[i], None
        if piece.low in _FIRST_WORDS or piece.is_figure:
            read = _vague(pieces, i) or _number(pieces, i)
        if read is None:
            i += 1
        else:
            found.append(read[0])
            i = read[1]
    return found


def value_of(words: str) -> float | None:
    """Return the value of "6,500", "twenty-five", "2.5 million"; None if it is none."""
    pieces = Pieces(words)
    number = read_numeral(pieces, 0)
    return number.value if number and number.last == len(pieces) else None


def _vague(pieces: Pieces, i: int) -> tuple[Number, int] | None:
    word = pieces.low(i)
    if word not in _VAGUE:
        return None
    longer = " ".join(pieces.low(i + n) for n in range(3))
    last = i + 3 if longer in _VAGUE else i + 1
    low, high = _VAGUE[longer if longer in _VAGUE else word]
    start, _ = _modified(pieces, i)
    end = pieces[last - 1].end
    return Number(start, end, pieces[i].start, low, high, "dozens", ""), last


def _number(pieces: Pieces, i: int) -> tuple[Number, int] | None:
    number = read_numeral(pieces, i)
    if number is None or is_pronoun(pieces, number):
        return None
    one = _valued(pieces, signed(pieces, number))
    figure = pieces[one.first].start
    start, modifier = _modified(pieces, one.first)
    if (both := _range(pieces, number, one, start)) is not None:
        low, high, unit, last = both
        end = pieces[last - 1].end
        found = Number(start, end, figure, low, high, modifier, unit, ranged=True)
        return found, last
    last = one.last
    for words, said in _AFTER:
        after = pieces.starts(last, words) if modifier == "exactly" else None
        if after is not None and pieces.low(after) != "than":
            last, modifier = after, said
    if one.unit == "%" and number.kind == "fraction" and modifier == "exactly":
        modifier = "about"  # nobody measures "a third of the homes"
    low_bound, high_bound = _bounds(one.value, modifier)
    if number.kind == "dozens" and modifier in ("exactly", "about"):
        # a dozen is a round word, but a count none the less
        low_bound, high_bound, modifier = one.value, one.value, "about"
    end = pieces[last - 1].end
    return Number(start, end, figure, low_bound, high_bound, modifier, one.unit), last


@dataclass(frozen=True, slots=True)
class _Valued:
    first: int
    last: int
    value: float
    unit: str


def _valued(pieces: Pieces, number: Numeral) -> _Valued:
    """Take in a percent sign or a currency sign; a share of a thing is in percent."""
    if part := share(pieces, number):
        return _Valued(part.first, part.last, part.value, part.unit)
    sum_ = money(pieces, number)
    if sum_ is not None and sum_.first < number.first:
        return _Valued(sum_.first, sum_.last, sum_.value, sum_.unit)
    if number.kind == "fraction" and _is_part(pieces, number):
        return _Valued(number.first, number.last, 100 * number.value, "%")
    return _Valued(number.first, number.last, number.value, "")


def _is_part(pieces: Pieces, number: Numeral) -> bool:
    """Say whether a fraction is a share of something: "a third of the homes"."""
    after = pieces.low(number.last)
    return 0 < number.value < 1 and (after == "of" or after in ("the", "all"))


def is_pronoun(pieces: Pieces, number: Numeral) -> bool:
    """Say whether "one" stands for a thing: "that one is", "each one", "no one"."""
    one = pieces.low(number.first) == "one" and number.last == number.first + 1
    if not one or pieces.low(number.first - 1) not in _PRONOUNS:
        return False
    after = pieces.low(number.last)
    return not after.isalpha() or after in _NO_NOUNS


def signed(pieces: Pieces, number: Numeral) -> Numeral:
    """Take in "minus", "negative" or a minus sign that joins nothing."""
    before, sign = pieces.low(number.first - 1), pieces[number.first - 1]
    dash = before in ("-", "−") and pieces[number.first].glued and not sign.glued
    free = dash and not pieces[number.first - 2].words[-1:].isalnum()
    if before in ("minus", "negative") or free:
        return Numeral(number.first - 1, number.last, -number.value, number.kind)
    return number


def _modified(pieces: Pieces, first: int) -> tuple[int, Modifier]:
    """Return where the modifier before piece ``first`` begins, and what it says."""
    at = pieces[first].start
    begin = max(0, at - _REACH)
    match = _BEFORE.search(pieces.text[begin:at])
    if match is None:
        return at, "exactly"
    return begin + match.start(), MODIFIERS[match["modifier"].lower()]


def _range(
    pieces: Pieces, number: Numeral, one: _Valued, start: int
) -> tuple[float, float, str, int] | None:
    """Return low, high, unit of "5 to 7", "$5-7 million" and the index after it."""
    word, join = pieces.low(one.last), one.last
    led = pieces.text[max(0, start - 9) : start].rstrip().lower()
    if not (word in _JOINS or (word == "and" and led.endswith(("between", "from")))):
        return None
    if word == "to" and led.endswith(" by"):
        return None  # "rose by 20 to 60" tells a step and a level
    at = join + 1
    at += bool(one.unit) and pieces.low(at) in MONEY_SIGNS
    upper = cardinal(pieces, at)
    if upper is None or (word == "-" and pieces[join].glued != pieces[at].glued):
        return None
    if word in ("-", "–") and pieces.low(upper.last) in ("-", "/", "–"):
        return None  # dates and codes go on: "5-7-2031"
    low, unit, last = one.value, one.unit, upper.last
    scale = SCALES.get(pieces.low(last - 1), 1.0)
    if number.kind == "figure" and low < 1000 and number.last == number.first + 1:
        low *= scale if scale > 100 else 1.0  # "5 to 7 million" begins at 5 million
    part = share(pieces, upper)
    if unit in ("%", "pp") and (part is None or part.unit != unit):
        return None  # "by 3 points to 41 per cent"
    if part is not None:
        unit, last = part.unit, part.last
    return (low, upper.value, unit, last) if upper.value > low else None


def _bounds(value: float, modifier: Modifier) -> tuple[float | None, float | None]:
    if modifier in ("at_least", "more_than"):
        return value, None
    if modifier in ("at_most", "less_than"):
        return None, value
    if modifier == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value

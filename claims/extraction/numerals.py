"""Values of English numerals: figures, number words, fractions and ordinals.

In: the pieces of a text and where a numeral may begin. Out: its value and where it
ends. What it counts, and words such as "about" before it, are others' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from claims.extraction.tokens import Pieces

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        start=2,
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "mln": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
# One letter is a scale only behind a figure: "10k", "$3M"; "g" where it is no gram.
_LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "B": 1e9, "G": 1e9, "T": 1e12}
_ORDINAL_WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "nineth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}
ORDINALS: dict[str, float] = (
    dict[str, float](_ORDINAL_WORDS)
    | {f"{word}th": value for word, value in ONES.items() if value > 12}
    | {f"{word[:-1]}ieth": value for word, value in TENS.items()}
)
_SCALE_ORDINALS = {f"{word}th": value for word, value in SCALES.items()}
_PARTS: dict[str, float] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
GLYPHS = dict(
    zip("½⅓⅔¼¾⅕⅛", (1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 1 / 8), strict=True)
)
# 1,234,567.8 - 12,34,567.8 (Indian) - 1.234.567,8 - 1 234 567.8 - 12.5 - 5,00
_FIGURE = re.compile(
    r"\d{1,3}(?:,\d{3}){1,7}(?!,?\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d\d){1,7},\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){1,7},\d+(?![\d,])"
    r"|\d{1,3}(?:[\u202f\u00a0\u2009]\d{3}){1,7}(?!\d)(?:\.\d+)?"
    r"|(?<![\d.,]\ )\d{1,3}(?:\ \d{3}){2,4}(?!\ ?\d)(?:\.\d+)?"
    r"|\d+\.\d+(?!\.?\d)|\d+,\d\d(?![\d,])|\d+"
)
# No numeral has more words; a text of number words only must not be read to its end.
_LONGEST = 24
_POWER = re.compile(r"(?:[eE]([+-]?\d{1,3})|\^\ ?([+-]?\d{1,3}))(?!\w)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value read at the pieces ``[first, last)``.

    ``kind`` is "figure", "words", "dozens", "fraction" or "ordinal".
    """

    first: int
    last: int
    value: float
    kind: str


def read_numeral(pieces: Pieces, at: int) -> Numeral | None:
    """Return the longest numeral beginning at piece ``at``, ordinals left out."""
    word = pieces.low(at)
    if word in GLYPHS:
        return Numeral(at, at + 1, GLYPHS[word], "fraction")
    if word in ("a", "an", "one", "half", "quarter", "three") and (
        own := _part(pieces, at)
    ):
        return own
    whole = cardinal(pieces, at)
    if whole is None or not isfinite(whole.value):
        return None  # hundreds of figures in a row are no number to compute with
    return _with_fraction(pieces, whole)


def cardinal(pieces: Pieces, at: int) -> Numeral | None:
    """Return the whole or decimal number at piece ``at``: "two hundred and five"."""
    if pieces[at].words and pieces[at].is_figure:
        return _figure(pieces, at)
    if pieces.low(at) in ("a", "an"):
        scale = pieces.low(at + 1)
        if scale in SCALES and len(scale) > 3:
            return _words(pieces, at + 1, start=at, current=1.0)
        if scale == "dozen":
            return Numeral(at, at + 2, 12.0, "dozens")
        return None
    if pieces.low(at) == "dozen":
        return Numeral(at, at + 1, 12.0, "dozens")
    return _words(pieces, at, start=at, current=0.0)


def _figure(pieces: Pieces, at: int) -> Numeral | None:
    match = _FIGURE.match(pieces.text, pieces[at].start)
    if match is None:
        return None
    after = pieces.after(match.end())
    if after is None:  # an odd cut: the run of digits alone
        return Numeral(at, at + 1, float(pieces[at].words), "figure")
    value = figure_value(match.group())
    following = pieces[after]
    if (mixed := _mixed(pieces, at, after, value)) is not None:
        return mixed
    if following.words in _LETTERS and _is_scale_letter(pieces, after):
        return Numeral(at, after + 1, value * _LETTERS[following.words], "figure")
    if power := _POWER.match(pieces.text, match.end()):
        end = pieces.after(power.end())
        raised = _raised(value, power)
        if end is not None and raised is not None:
            return Numeral(at, end, raised, "figure")
    if glyph := GLYPHS.get(following.low):
        return Numeral(at, after + 1, value + glyph, "fraction")
    scaled = _words(pieces, after, start=at, current=value)
    if scaled is not None and pieces.low(after) in SCALES:
        return scaled
    if pieces.low(after) in ("dozen", "dozens"):
        return Numeral(at, after + 1, 12 * value, "dozens")
    return Numeral(at, after, value, "figure")


def _mixed(pieces: Pieces, at: int, after: int, whole: float) -> Numeral | None:
    """Read "101 1/4": a whole number and a proper fraction in figures."""
    above, bar, below = pieces[after], pieces[after + 1], pieces[after + 2]
    figures = above.is_figure and below.is_figure and not above.glued
    if not figures or bar.words not in ("/", "⁄") or whole % 1:
        return None
    short = len(above.words) <= 2 and len(below.words) <= 2
    goes_on = pieces.low(after + 3) == "/" or not short or int(below.words) == 0
    if goes_on or int(above.words) >= int(below.words):
        return None
    value = whole + int(above.words) / int(below.words)
    return Numeral(at, after + 3, value, "fraction")


def _raised(value: float, power: re.Match[str]) -> float | None:
    """Return the value of "1e10" or "1.1^23", None beyond what a float holds."""
    try:
        return value * 10.0 ** int(power[1]) if power[1] else value ** int(power[2])
    except (OverflowError, ZeroDivisionError):
        return None


def _is_scale_letter(pieces: Pieces, at: int) -> bool:
    """Say whether "m" after a figure means millions; "12 m" and "5 k" do not."""
    letter = pieces[at]
    if not letter.glued:
        return letter.words in "GM" and not pieces[at + 1].glued
    return not pieces[at + 1].glued or pieces[at + 1].low in ".,;:!?)-–"


def figure_value(figure: str) -> float:
    """Return the value of "1,234.5", "1.234,5", "12,34,567" or "5,00"."""
    plain = re.sub(r"[\s\u202f\u00a0\u2009]", "", figure)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d\d", plain):
        return float(plain.replace(".", "").replace(",", "."))
    return float(plain.replace(",", ""))


def _words(pieces: Pieces, at: int, *, start: int, current: float) -> Numeral | None:
    """Read number words from ``at``; ``current`` is what stands before a scale."""
    total, last, i, smallest = 0.0, 0, at, 1e18
    tail = "scale" if current else ""
    while i - at < _LONGEST:
        word, joined = pieces.low(i), i
        if (
            word == "-"
            and last
            and tail == "tens"
            or word == "-"
            and last
            and pieces.low(i + 1) in SCALES
        ):
            joined, word = i + 1, pieces.low(i + 1)
        elif word == "and" and last and tail == "scale":
            joined, word = i + 1, pieces.low(i + 1)
            if word in SCALES or _is_fraction_ahead(pieces, joined):
                break
            if pieces[joined].is_figure and pieces[joined].words.isdecimal():
                small = float(pieces[joined].words)
                if small < 100 and current >= 100 and current % 100 == 0:
                    current, i, last, tail = current + small, joined + 1, joined + 1, ""
                    continue
                break
        if word in ONES and tail in ("", "tens", "scale") and not _taken(tail, current):
            if tail == "" and last:
                break
            if tail == "tens" and not 0 < ONES[word] < 10:
                break
            current += ONES[word]
            tail = "ones"
        elif word in TENS and (tail == "scale" or not last):
            current += TENS[word]
            tail = "tens"
        elif word == "hundred" and 0 < current < 100 and last + bool(start < at):
            current *= 100
            tail = "scale"
        elif word in SCALES and word != "hundred" and current and (last or start < at):
            if SCALES[word] >= smallest and total:
                total = (total + current) * SCALES[word]
            elif word in ("lakh", "crore") and total and not current:
                total *= SCALES[word]
            else:
                total += current * SCALES[word]
            smallest, current, tail = SCALES[word], 0.0, "scale"
            if pieces.low(joined + 1) in ("crore", "million", "billion"):
                total, joined = total * SCALES[pieces.low(joined + 1)], joined + 1
        else:
            break
        i = last = joined + 1
    if not last:
        return None
    if pieces.low(last) == "point" and (decimals := _decimals(pieces, last + 1)):
        return _scaled(pieces, start, decimals[1], total + current + decimals[0])
    if pieces.low(last) in ("dozen", "dozens"):
        return Numeral(start, last + 1, 12 * (total + current), "dozens")
    return Numeral(start, last, total + current, "words")


def _decimals(pieces: Pieces, at: int) -> tuple[float, int] | None:
    """Return .14 for the "one four" of "three point one four", and what follows."""
    digits, i = "", at
    while pieces.low(i) in ONES and ONES[pieces.low(i)] < 10 and i - at < _LONGEST:
        digits += str(ONES[pieces.low(i)])
        i += 1
    return (float(f"0.{digits}"), i) if digits else None


def _scaled(pieces: Pieces, start: int, last: int, value: float) -> Numeral:
    """Take in the scale of "two point five million"."""
    scale = SCALES.get(pieces.low(last))
    if scale is None:
        return Numeral(start, last, value, "words")
    return Numeral(start, last + 1, value * scale, "words")


def _taken(tail: str, current: float) -> bool:
    return tail == "scale" and bool(current % 100)


def _is_fraction_ahead(pieces: Pieces, at: int) -> bool:
    """Say whether "half" or "three quarters" follows: "five and a half"."""
    return _part(pieces, at) is not None or _simple_fraction(pieces, at) is not None


def _denominator(pieces: Pieces, at: int) -> tuple[float, int] | None:
    """Return 5 for "fifths" or "fifth", 54 for "fifty-fourths", and what follows."""
    word = pieces.low(at).removesuffix("s")
    if pieces.low(at) in _PARTS:
        return _PARTS[pieces.low(at)], at + 1
    if word in ORDINALS and word not in ("first", "second"):
        return ORDINALS[word], at + 1
    if word in _SCALE_ORDINALS:
        return _SCALE_ORDINALS[word], at + 1
    if word in TENS and pieces.low(at + 1) == "-":
        rest = pieces.low(at + 2).removesuffix("s")
        if rest in ORDINALS and ORDINALS[rest] < 10:
            return TENS[word] + ORDINALS[rest], at + 3
    return None


def _part(pieces: Pieces, at: int) -> Numeral | None:
    """Read "half a dozen", "quarter million", "a third", "half a million"."""
    i = at + (pieces.low(at) in ("a", "an", "one"))
    share: tuple[float, int] | None = None
    if pieces.low(i) in ("half", "quarter"):
        share = 1 / _PARTS[pieces.low(i)], i + 1
    elif i > at and not pieces.low(i).endswith("s"):
        below = _denominator(pieces, i)
        share = (1 / below[0], below[1]) if below else None
    if share is None:
        return _simple_fraction(pieces, at)
    value, after = share
    of = after + (pieces.low(after) == "of")
    of += pieces.low(of) in ("a", "an")
    if pieces.low(of) == "dozen":
        return Numeral(at, of + 1, 12 * value, "dozens")
    if pieces.low(of) in SCALES and len(pieces.low(of)) > 3:
        return Numeral(at, of + 1, value * SCALES[pieces.low(of)], "fraction")
    return Numeral(at, after, value, "fraction")


def _small(pieces: Pieces, at: int) -> Numeral | None:
    """Return the number word below a hundred at ``at``; none reads on without end."""
    word = pieces.low(at)
    if word in ONES:
        return Numeral(at, at + 1, ONES[word], "words")
    if word not in TENS:
        return None
    last = at + 1 + (pieces.low(at + 1) == "-")
    unit = ONES.get(pieces.low(last), 0)
    if 0 < unit < 10:
        return Numeral(at, last + 1, TENS[word] + unit, "words")
    return Numeral(at, at + 1, TENS[word], "words")


def _simple_fraction(pieces: Pieces, at: int) -> Numeral | None:
    """Read "two thirds", "five eighths of a million" and "a hundredth"."""
    above = _small(pieces, at)
    if above is None:
        return None
    i = above.last + (pieces.low(above.last) == "-")
    below = _denominator(pieces, i)
    singular = below is not None and not pieces.low(below[1] - 1).endswith("s")
    if below is None or (singular and above.value != 1):
        return None
    value, after = above.value / below[0], below[1]
    if pieces.starts(after, "of a") and pieces.low(after + 2) in SCALES:
        return Numeral(at, after + 3, value * SCALES[pieces.low(after + 2)], "fraction")
    return Numeral(at, after, value, "fraction")


def _with_fraction(pieces: Pieces, whole: Numeral) -> Numeral:
    """Add what may follow a whole number: "and a half (million)", "fifths", "3/4"."""
    at, i = whole.first, whole.last
    if whole.kind == "dozens":
        return whole
    if pieces.low(i) == "and":
        part = _part(pieces, i + 1) or _simple_fraction(pieces, i + 1)
        if part is not None:
            value, after = whole.value, part.last
            if scale := SCALES.get(pieces.low(after - 1), 0.0):
                share = value * scale + part.value  # "five and a half million"
                return Numeral(at, after, share, "fraction")
            scale = next((s for s in (1e9, 1e6, 1e3) if value and value % s == 0), 1.0)
            return Numeral(at, after, value + part.value * scale, "fraction")
    if whole.kind == "words":
        hyphen = i + (pieces.low(i) == "-")
        below = _denominator(pieces, hyphen)
        if below is not None and (
            pieces.low(below[1] - 1).endswith("s") or whole.value == 1
        ):
            return _split_fraction(pieces, whole, below)
    if pieces.low(i) == "/" and pieces[i].glued and pieces[i + 1].is_figure:
        below_figure = float(pieces[i + 1].words)
        if below_figure and pieces.low(i + 2) != "/" and whole.value < below_figure:
            return Numeral(at, i + 2, whole.value / below_figure, "fraction")
    if pieces.low(i) == "over" or pieces.starts(i, "out of"):
        below_words = cardinal(pieces, i + (1 if pieces.low(i) == "over" else 2))
        if below_words and below_words.value and whole.value <= below_words.value:
            last = below_words.last
            share = whole.value / below_words.value
            if pieces.low(last) not in ("year", "years", "month", "months"):
                return Numeral(at, last, share, "fraction")
    return whole


def _split_fraction(
    pieces: Pieces, whole: Numeral, below: tuple[float, int]
) -> Numeral:
    """Divide: "two fifths", "two thirds of a million"."""
    after = below[1]
    if pieces.starts(after, "of a") and pieces.low(after + 2) in SCALES:
        share = whole.value / below[0] * SCALES[pieces.low(after + 2)]
        return Numeral(whole.first, after + 3, share, "fraction")
    return Numeral(whole.first, below[1], whole.value / below[0], "fraction")


def read_ordinal(pieces: Pieces, at: int) -> Numeral | None:
    """Return the ordinal at piece ``at``: "11th", "twenty-fifth", "first"."""
    if pieces[at].words and pieces[at].is_figure:
        suffix = pieces[at + 1]
        if suffix.glued and suffix.low in ("st", "nd", "rd", "th"):
            return Numeral(at, at + 2, float(pieces[at].words), "ordinal")
        return None
    word = pieces.low(at)
    if word in ORDINALS:
        return Numeral(at, at + 1, ORDINALS[word], "ordinal")
    if word in _SCALE_ORDINALS:
        return Numeral(at, at + 1, _SCALE_ORDINALS[word], "ordinal")
    before = _words(pieces, at, start=at, current=0.0)
    if before is None:
        return None
    i = before.last + (pieces.low(before.last) in ("-", "and"))
    last = pieces.low(i)
    if last in ORDINALS and before.value % (100 if ORDINALS[last] > 9 else 10) == 0:
        if before.value >= 20:
            return Numeral(at, i + 1, before.value + ORDINALS[last], "ordinal")
    elif last in _SCALE_ORDINALS:
        return Numeral(at, i + 1, before.value * _SCALE_ORDINALS[last], "ordinal")
    return None

"""Numbers with what follows or leads them: money, measures, shares, ages, degrees.

In: a text. Out: each amount with its span and value, by words alone, no parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.extraction.numerals import SCALES, Numeral, cardinal, read_numeral
from claims.extraction.tokens import Pieces
from claims.extraction.units import (
    AMBIGUOUS_MONEY,
    MONEY_CODES,
    MONEY_SIGNS,
    MONEY_WORDS,
    SMALL_MONEY,
    TEMPERATURES,
    UNIT_WORDS,
)

AmountKind = Literal["money", "measure", "temperature", "age", "share"]
_AGE_UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
_AGE_UNITS |= {f"{word}s": unit for word, unit in _AGE_UNITS.items()}
_LONGEST = max(len(words) for words in (*UNIT_WORDS, *MONEY_WORDS))
_GLUED_MONEY = {
    f"{scale}{code.lower()}": (code, value)
    for code in MONEY_CODES
    for scale, value in (("m", 1e6), ("k", 1e3), ("b", 1e9))
}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``[start, end)``; ``unit`` is our symbol or an ISO currency code.

    ``unit`` of an age is "a", "mo", "wk" or "d"; of a share "%" or "pp".
    """

    start: int
    end: int
    kind: AmountKind
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class _Read:
    first: int
    last: int
    value: float
    unit: str


def find_amounts(text: str, kind: AmountKind) -> list[Amount]:
    """Return the amounts of one kind in text order, none inside another."""
    pieces = Pieces(text)
    return [
        Amount(pieces[r.first].start, pieces[r.last - 1].end, kind, r.value, r.unit)
        for r in _walk(pieces, kind)
    ]


def _walk(pieces: Pieces, kind: AmountKind) -> Iterator[_Read]:
    read = _READERS[kind]
    i = 0
    while i < len(pieces):
        found = None
        if kind == "age" and pieces.low(i) in ("age", "aged", "ages"):
            found = _led_age(pieces, i)
        else:
            number = read_numeral(pieces, i)
            found = read(pieces, number) if number is not None else None
            if found is None and number is not None:
                i = max(i + 1, number.last)
                continue
        if found is None:
            i += 1
        else:
            yield found
            i = found.last


def money(pieces: Pieces, number: Numeral) -> _Read | None:
    """Read "$2.5bn", "hk $ 10", "17 USD 25", "48.5 MGBP", "40 million euros"."""
    first, last, value = number.first, number.last, number.value
    sign = _sign_before(pieces, first)
    if sign is not None:
        unit, first = sign
        if (word := _money_word(pieces, last)) and word[0] == "USD":
            last = word[1]
        return _Read(first, last, value, unit)
    after = pieces.low(last)
    if after in _GLUED_MONEY:
        code, scale = _GLUED_MONEY[after]
        return _Read(first, last + 1, value * scale, code)
    if after in MONEY_SIGNS and not pieces[last + 1].words[:1].isdecimal():
        return _Read(first, last + 1, value, MONEY_SIGNS[after])
    if after in SMALL_MONEY:
        return _Read(first, last + 1, value, SMALL_MONEY[after])
    word = _money_word(pieces, last + (after == "-" and pieces[last].glued))
    if word is None:
        return None
    unit, last = word
    if pieces.low(last) in SCALES and pieces.words(last - 1, last).isupper():
        return _Read(first, last + 1, value * SCALES[pieces.low(last)], unit)
    more = cardinal(pieces, last + (pieces.low(last) == "and"))
    if more is not None and 0 < more.value < 100 and value % 1 == 0:
        if pieces.low(more.last) in SMALL_MONEY:
            return _Read(first, more.last + 1, value + more.value / 100, unit)
        bare = more.first == last and not _counts_on(pieces, more)
        if bare and more.kind == "figure" and len(pieces[last].words) == 2:
            return _Read(first, more.last, value + more.value / 100, unit)
    return _Read(first, last, value, unit)


def _counts_on(pieces: Pieces, number: Numeral) -> bool:
    """Say whether the number after "15 dollars" begins something of its own."""
    after = pieces.low(number.last)
    return after.isalpha() and after not in ("more", "each", "a", "per", "for", "and")


def _sign_before(pieces: Pieces, first: int) -> tuple[str, int] | None:
    """Return the currency whose sign stands before a number, and where it begins."""
    sign = pieces.low(first - 1)
    if sign == "$":
        lead = pieces[first - 2]
        near = pieces[first - 1].glued or len(lead.words) == 2  # "A$", "hk $"
        if near and lead.words.isalpha() and f"{lead.low}$" in MONEY_SIGNS:
            return MONEY_SIGNS[f"{lead.low}$"], first - 2
        return "USD", first - 1
    if sign in MONEY_SIGNS:
        return MONEY_SIGNS[sign], first - 1
    if sign.upper() in MONEY_CODES and pieces[first - 1].words.isupper():
        before = pieces[first - 2]
        if not before.words[:1].isdecimal():
            return sign.upper(), first - 1
    return None


def _money_word(pieces: Pieces, i: int) -> tuple[str, int] | None:
    for length in range(_LONGEST, 0, -1):
        words = tuple(pieces.low(i + n) for n in range(length))
        if words in MONEY_WORDS:
            unsure = length == 1 and words[0] in AMBIGUOUS_MONEY
            if unsure and not _is_money_word(pieces, i):
                return None
            return MONEY_WORDS[words], i + length
    return None


def _is_money_word(pieces: Pieces, i: int) -> bool:
    """Say whether "pounds", "won", "marks" here are money: a scale or "a" beside."""
    return pieces.low(i) not in ("won", "real", "rub", "try", "gel") or (
        pieces.low(i - 1) in SCALES
    )


def measure(pieces: Pieces, number: Numeral) -> _Read | None:
    """Read "3-inch", "190 km2", "20 (kg)", "16,000 metric tons"."""
    i, closing = number.last, 0
    if pieces.low(i) == "-":
        i += 1
    elif pieces.low(i) == "(":
        i, closing = i + 1, 1
    for length in range(_LONGEST, 0, -1):
        words = tuple(pieces.low(i + n) for n in range(length))
        if words not in UNIT_WORDS:
            continue
        if not _ends_unit(pieces, i, length):
            continue
        if closing and pieces.low(i + length) != ")":
            return None
        if len(words) == 1 and len(words[0]) == 1 and not _is_unit_letter(pieces, i):
            return None
        if pieces[number.first].glued and _is_code(pieces, number.first):
            return None
        symbol, _ = UNIT_WORDS[words]
        return _Read(number.first, i + length + closing, number.value, symbol)
    return None


def _is_code(pieces: Pieces, first: int) -> bool:
    """Say whether the figure goes on a name: "scp-173", "B2"."""
    before = pieces[first - 1]
    return before.words.isalpha() or (before.words in "-/" and before.glued)


def _ends_unit(pieces: Pieces, i: int, length: int) -> bool:
    last, after = pieces[i + length - 1], pieces[i + length]
    if last.words.isdecimal():
        return last.glued and not after.words[:1].isdecimal()
    return not (after.glued and (after.words[0].isdecimal() or after.words == "²"))


def _is_unit_letter(pieces: Pieces, i: int) -> bool:
    """Say whether "m" or "g" is a unit: a small letter that begins no word."""
    return pieces[i].words.islower() and not pieces[i + 1].glued


def temperature(pieces: Pieces, number: Numeral) -> _Read | None:
    """Read "98.6 degrees F", "10 celsius", "-5 °C", "50 deg."."""
    i = number.last
    i += pieces.low(i) == "-"
    degree = pieces.low(i) in ("degree", "degrees", "deg", "°", "º")
    dotted = degree and pieces.low(i) == "deg" and pieces.low(i + 1) == "."
    i += degree + dotted
    scale = pieces.low(i)
    sign = pieces.low(number.first - 1) in ("-", "−", "minus")
    first = number.first - sign
    value = -number.value if sign else number.value
    ends = not pieces[i + 1].glued or pieces.low(i + 1) in list(".,;)")
    if scale in TEMPERATURES and (len(scale) > 1 or (degree and ends)):
        return _Read(first, i + 1, value, TEMPERATURES[scale])
    return _Read(first, i, value, "°") if degree else None


def share(pieces: Pieces, number: Numeral) -> _Read | None:
    """Read "10 percent", "27 %", "three percentage points", "two per cent"."""
    i = number.last
    i += pieces.low(i) == "-" and pieces[i].glued
    sign = (
        pieces.low(number.first - 1) in ("-", "−")
        and not pieces[number.first - 1].glued
    )
    first = number.first - sign
    value = -number.value if sign else number.value
    word = pieces.low(i)
    if word in ("%", "percent", "percents", "pct", "percentage"):
        points = pieces.low(i + 1) in ("point", "points")
        return _Read(first, i + 1 + points, value, "pp" if points else "%")
    if word == "per" and pieces.low(i + 1) in ("cent", "cents"):
        return _Read(first, i + 2, value, "%")
    return None


def age(pieces: Pieces, number: Numeral) -> _Read | None:
    """Read "34 years old", "a 34-year-old", "eighteen months of age", "87 yo"."""
    first, i = number.first, number.last
    if pieces.low(i) in ("yo", "y.o"):
        return _Read(first, i + 1, number.value, "a")
    i += pieces.low(i) == "-"
    unit = _AGE_UNITS.get(pieces.low(i))
    if unit is None:
        return None
    j = i + 1
    j += pieces.low(j) == "-"
    if pieces.low(j) in ("old", "olds"):
        return _Read(first, j + 1, number.value, unit)
    if pieces.starts(j, "of age"):
        return _Read(first, j + 2, number.value, unit)
    return None


def _led_age(pieces: Pieces, i: int) -> _Read | None:
    """Read "aged 34", "age 87", "at the age of nine"."""
    j = i + 1 + (pieces.low(i + 1) == "of")
    number = cardinal(pieces, j)
    if number is None or number.value > 130 or number.value % 1:
        return None
    after = pieces[number.last]
    if after.low in ("and", "to", "-", "or") and pieces.low(i) == "ages":
        return None
    return _Read(i, number.last, number.value, "a")


_READERS = {
    "money": money,
    "measure": measure,
    "temperature": temperature,
    "age": age,
    "share": share,
}

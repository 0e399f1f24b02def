"""Numerals in figures and words, with their values."""

import pytest

from claims.extraction.numbers import find_numbers, value_of
from claims.extraction.numerals import read_ordinal
from claims.extraction.tokens import Pieces

VALUES = [
    ("7", 7),
    ("1,234,567.5", 1234567.5),
    ("12,34,567", 1234567),
    ("1.234,5", 1234.5),
    ("1 234 567", 1234567),
    ("2.5bn", 2.5e9),
    ("40k", 40000),
    ("seventy-six", 76),
    ("three hundred and four", 304),
    ("two thousand and twenty", 2020),
    ("six lakh", 600000),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("two dozen", 24),
    ("two thirds", 2 / 3),
    ("a quarter", 0.25),
    ("three and a half", 3.5),
    ("two and a half million", 2.5e6),
    ("half a million", 5e5),
    ("1½", 1.5),
    ("101 1/4", 101.25),
    ("three point one four", 3.14),
    ("two point five million", 2.5e6),
    ("one in", None),
    ("bridge", None),
]


@pytest.mark.parametrize(("words", "value"), VALUES)
def test_a_numeral_has_a_value(words, value):
    found = value_of(words)
    assert found == (pytest.approx(value) if value is not None else None)


@pytest.mark.parametrize(
    ("words", "value"),
    [("11th", 11), ("third", 3), ("twenty-first", 21), ("one hundredth", 100)],
)
def test_an_ordinal_has_its_place(words, value):
    found = read_ordinal(Pieces(words), 0)
    assert found is not None
    assert (found.value, found.last) == (value, len(Pieces(words)))


# text: low, high, modifier, unit
INTERVALS = [
    ("more than a dozen boats", 12, None, "more_than", ""),
    ("half a dozen boats", 6, 6, "about", ""),
    ("dozens of boats", 24, 120, "dozens", ""),
    ("tens of thousands of people", 20000, 100000, "dozens", ""),
    ("at least 40 boats", 40, None, "at_least", ""),
    ("no more than forty boats", None, 40, "at_most", ""),
    ("fewer than 40 boats", None, 40, "less_than", ""),
    ("exactly 40 boats", 40, 40, "exactly", ""),
    ("40 or more boats", 40, None, "at_least", ""),
    ("nearly 200 boats", 180, 220, "about", ""),
    ("between 5 and 7 boats", 5, 7, "exactly", ""),
    ("from 5 to 7 boats", 5, 7, "exactly", ""),
    ("5-7 boats", 5, 7, "exactly", ""),
    ("5 to 7 million boats", 5e6, 7e6, "exactly", ""),
    ("12 per cent", 12, 12, "exactly", "%"),
    ("5-7%", 5, 7, "exactly", "%"),
    ("three percentage points", 3, 3, "exactly", "pp"),
    ("two thirds of the boats", 60, 220 / 3, "about", "%"),
    ("at least a third of the boats", 100 / 3, None, "at_least", "%"),
    ("$2.5bn", 2.5e9, 2.5e9, "exactly", "USD"),
    ("€3 million", 3e6, 3e6, "exactly", "EUR"),
    ("$5-7 million", 5e6, 7e6, "exactly", "USD"),
    ("HK$10", 10, 10, "exactly", "HKD"),
    ("minus 12 degrees", -12, -12, "exactly", ""),
]


@pytest.mark.parametrize(("text", "low", "high", "modifier", "unit"), INTERVALS)
def test_a_number_is_an_interval(text, low, high, modifier, unit):
    (found,) = find_numbers(text)
    assert (found.modifier, found.unit) == (modifier, unit)
    assert found.low == (None if low is None else pytest.approx(low))
    assert found.high == (None if high is None else pytest.approx(high))


@pytest.mark.parametrize("text", ["that one", "each one of them", "no one", "scp"])
def test_one_that_stands_for_a_thing_is_no_number(text):
    assert find_numbers(text) == []


def test_a_step_and_a_level_are_no_range():
    found = find_numbers("fell by three percentage points to 41 per cent")
    assert [(n.low, n.high, n.unit) for n in found] == [(3, 3, "pp"), (41, 41, "%")]
    assert [n.low for n in find_numbers("rose by 20 to 60")] == [20, 60]


def test_a_list_of_numbers_is_no_range():
    assert [n.low for n in find_numbers("flights 5 and 7")] == [5, 7]

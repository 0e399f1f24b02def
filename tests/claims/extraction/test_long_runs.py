"""Readers of numbers and times take time in proportion to the text, on any text."""

from datetime import date

import pytest

from claims.extraction.amounts import find_amounts
from claims.extraction.calendar.days import DayReader
from claims.extraction.clocktimes import find_clocks
from claims.extraction.dates import find_days
from claims.extraction.numbers import find_numbers

RUNS = [
    "two hundred and ",
    "next ",
    "the ",
    "from May to ",
    "100 ",
    "123,",
    "3-",
    "1/",
    "a half ",
    "twenty-",
    "early ",
    "in the ",
    "1:",
    "9:15:",
    "Monday ",
    "two days and ",
    "0th week of ",
    "1e9",
    "9^9^",
    "7",
]


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_read_to_its_end(run):
    text = run * 400
    find_days(text, date(2031, 5, 13))
    find_clocks(text)
    find_numbers(text)
    find_amounts(text, "money")


@pytest.mark.parametrize("run", ["next ", "two days and ", "from May to ", "Monday "])
def test_a_longer_run_asks_in_proportion(run, monkeypatch):
    asked = [0]
    plain = DayReader.month_at

    def counted(self, i):
        asked[0] += 1
        return plain(self, i)

    monkeypatch.setattr(DayReader, "month_at", counted)
    counts = []
    for length in (100, 400):
        asked[0] = 0
        find_days(run * length, date(2031, 5, 13))
        counts.append(asked[0])
    assert counts[1] <= 5 * counts[0]


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_date_at_the_calendars_end_is_not_counted_from(published):
    assert find_days("last week, two years ago, in May", published) == []

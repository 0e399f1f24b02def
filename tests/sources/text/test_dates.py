"""Dates as texts write them."""

from datetime import date

import pytest

from sources.text.dates import date_in_url, find_dates


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("on September 13, 2022,", [(2022, 9, 13)]),
        ("on Sept. 13", [(None, 9, 13)]),
        ("late on 16 November that", [(None, 11, 16)]),
        ("the 3rd of May 2021", [(2021, 5, 3)]),
        ("2022-09-13", [(2022, 9, 13)]),
        ("13.09.2022", [(2022, 9, 13)]),
        ("13 сентября 2022 г.", [(2022, 9, 13)]),
        ("13 вересня", [(None, 9, 13)]),
        (
            "November 9, 2020, January 11 and November 26, 2021",
            [(2020, 11, 9), (None, 1, 11), (2021, 11, 26)],
        ),
        ("12 may be enough", []),
        ("May 5 came", [(None, 5, 5)]),
        ("March 45", []),
        ("at 9:00 a.m.", []),
        ("in May and April", []),
        ("99.99.2022", []),
    ],
)
def test_dates_are_found(words, found):
    assert [(d.year, d.month, d.day) for d in find_dates(words)] == found


def test_offsets_hold():
    words = "It was on 4 March 2024 that"
    (day,) = find_dates(words)
    assert words[day.start : day.end] == day.words == "4 March 2024"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://n.example/2022/09/13/a", date(2022, 9, 13)),
        ("https://n.example/news/2022-9-3/a", date(2022, 9, 3)),
        ("https://n.example/2022/99/13/a", None),
        ("https://n.example/2022/02/31/a", None),
        ("https://n.example/a", None),
        ("", None),
    ],
)
def test_dates_in_addresses(url, day):
    assert date_in_url(url) == day

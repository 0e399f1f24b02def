"""What a text offers towards a date it does not give."""

from datetime import date

import pytest

from sources.text.missing import ask_day, only_weekday

TAKEN_IN = date(2026, 11, 28)


def values(*sentences):
    return [
        [choice.value for choice in asked.choices]
        for asked in ask_day(sentences, taken_in=TAKEN_IN)
    ]


def test_a_day_without_a_year_is_offered_in_late_years():
    assert values("The gate failed on 13 September.") == [
        [f"{year}-09-13" for year in (2026, 2025, 2024, 2023, 2022, 2021)]
    ]


def test_a_weekday_leaves_the_years_that_fit():
    found = values("The gate failed on Tuesday.", "It had held until 12 September.")
    assert found == [["2023-09-12", "2017-09-12"]]


def test_years_that_the_text_names_are_offered_with_the_reason():
    (asked,) = ask_day(
        ["On Tuesday, 12 September, it failed.", "It was built on 3 May 2016."],
        taken_in=TAKEN_IN,
    )
    assert [(c.value, c.why) for c in asked.choices] == [
        ("2023-09-12", "a Tuesday, as the text says"),
        ("2017-09-12", "a Tuesday, as the text says"),
        ("2016-09-12", "the text names 2016"),
    ]


def test_no_day_to_come_is_offered():
    assert values("It opens on 24 December.")[0][0] == "2025-12-24"


def test_a_day_that_a_year_lacks_is_not_offered():
    assert values("It failed on 29 February.") == [
        ["2024-02-29", "2020-02-29", "2016-02-29"]
    ]


def test_full_dates_are_offered_where_no_day_lacks_its_year():
    found = values("It was signed on 3 May 2016.", "It was ended on 4 June 2019.")
    assert found == [["2019-06-04"], ["2016-05-03"]]


def test_the_date_is_shown_in_its_sentence():
    (asked,) = ask_day(["The gate failed on May 4, she said."], taken_in=TAKEN_IN)
    assert (asked.line.before, asked.line.words, asked.line.after) == (
        "The gate failed on ",
        "May 4",
        ", she said.",
    )


def test_a_long_sentence_is_cut_at_words():
    (asked,) = ask_day(["word " * 90 + "on May 4 " + "more " * 90], taken_in=TAKEN_IN)
    assert asked.line.before.startswith("… word")
    assert asked.line.after.endswith("more …")
    assert len(asked.line.before) < 130


def test_a_text_without_a_day_asks_with_nothing():
    assert values("The gate failed.") == []


@pytest.mark.parametrize(
    ("line", "day"),
    [("On Tuesday.", 1), ("Tuesday and Friday.", None), ("Once.", None)],
)
def test_one_weekday_or_none(line, day):
    assert only_weekday([line]) == day

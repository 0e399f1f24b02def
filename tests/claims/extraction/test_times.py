"""Times against the document's own date: 13 May 2031, a Tuesday."""

from datetime import UTC, date, datetime

import pytest

from claims.extraction.dates import find_unplaced
from claims.extraction.times import Context, find_times
from claims.extraction.zones import ZoneBook
from sources.text.base import DocumentFacts, KnownDate

TUESDAY = date(2031, 5, 13)


def context(published=TUESDAY, zone="", text=""):
    return Context(published, ZoneBook.of(text, zone))


CLOCKS = [
    ("from 9:00 a.m. Moscow time (06:00 GMT) on May 13", "2031-05-13T06:00"),
    ("from 9AM local time (GMT+4)", "2031-05-13T05:00"),
    ("since 6:30pm UTC", "2031-05-13T18:30"),
    ("at 15:00 CET on Monday", "2031-05-12T14:00"),
    ("at noon GMT yesterday", "2031-05-12T12:00"),
    ("at 9:00 (06:00 GMT)", "2031-05-13T06:00"),
    ("at 12:15 a.m. UTC", "2031-05-13T00:15"),
    ("at 8 p.m. ET on May 12, 2031", "2031-05-13T00:00"),
    ("at 11:00 Kyiv time on 10 May", "2031-05-10T08:00"),
    ("at 0300 GMT", "2031-05-13T03:00"),
    ("at 6 a.m. Kyiv time (0300 GMT) on Monday", "2031-05-12T03:00"),
    ("by 0615 Moscow time on Monday", "2031-05-12T03:15"),
]


@pytest.mark.parametrize(("text", "instant"), CLOCKS)
def test_a_clock_time_is_an_instant(text, instant):
    (found,) = [t for t in find_times(text, context()) if t.has_clock]
    wanted = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert (found.range.start, found.range.end) == (wanted, wanted)
    assert found.range.precision == "instant"


FOUR_FIGURES = [
    ("at 0615 local time on Monday", "2031-05-12T03:15"),
    ("on Monday at 2140 hours", "2031-05-12T18:40"),
    ("at 0430 hrs", "2031-05-13T01:30"),
]


@pytest.mark.parametrize(("text", "instant"), FOUR_FIGURES)
def test_four_figures_are_a_clock_in_the_datelines_zone(text, instant):
    (found,) = find_times(text, context(zone="Europe/Kyiv"))
    assert found.range.start == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.range.precision == "instant"


@pytest.mark.parametrize(
    "text", ["gave 1500 hours of work", "hired 1200 people", "took 1530 more time"]
)
def test_four_figures_alone_are_no_clock(text):
    assert find_times(text, context(zone="Europe/Kyiv")) == []


def test_a_zone_is_no_name(the_claim):
    claim = the_claim("The gates opened at 6 a.m. Moscow time (0300 GMT).", "gates")
    assert (claim.places, claim.actors) == ((), ())


def test_about_midnight_local_time_is_near_the_datelines_midnight():
    (found,) = find_times("at about midnight local time", context(zone="Asia/Tbilisi"))
    assert found.range.start == datetime(2031, 5, 12, 19, 30, tzinfo=UTC)
    assert found.range.end == datetime(2031, 5, 12, 20, 30, tzinfo=UTC)
    assert (found.range.precision, found.range.zone) == ("hour", "")
    assert "assumed" in found.range.how


def test_capital_time_is_known_only_where_the_document_defines_it():
    words = "at 9:00 a.m. capital time"
    assert find_times(words, context()) == []
    defined = context(text="All hours are in capital time, UTC+3.")
    (found,) = find_times(words, defined)
    assert found.range.start == datetime(2031, 5, 13, 6, tzinfo=UTC)


def test_a_clock_without_any_zone_is_left_out():
    assert find_times("at 9:30 a.m.", context()) == []


def test_the_speakers_country_lends_its_zone():
    (found,) = find_times("since 6:30pm", context(), place="Georgia")
    assert found.range.start == datetime(2031, 5, 13, 14, 30, tzinfo=UTC)
    assert "Georgia" in found.range.how


DAYS = [
    ("on Tuesday", "2031-05-13", "day"),
    ("on Monday", "2031-05-12", "day"),
    ("on Wednesday", "2031-05-07", "day"),
    ("early Tuesday", "2031-05-13", "part_of_day"),
    ("Monday evening", "2031-05-12", "part_of_day"),
    ("today", "2031-05-13", "day"),
    ("yesterday", "2031-05-12", "day"),
    ("late on 12 May", "2031-05-12", "part_of_day"),
    ("in the early hours of May 12", "2031-05-12", "part_of_day"),
    ("last week", "2031-05-05/2031-05-11", "range"),
    ("in April", "2031-04-01/2031-04-30", "month"),
    ("in August", "2030-08-01/2030-08-31", "month"),
    ("at the end of August", "2030-08-21/2030-08-31", "range"),
    ("in February last year", "2030-02-01/2030-02-28", "month"),
    ("in April this year", "2031-04-01/2031-04-30", "month"),
    ("a year ago", "2030-01-01/2030-12-31", "year"),
    ("in the fall of 2029", "2029-09-01/2029-11-30", "season"),
    ("in 2019", "2019-01-01/2019-12-31", "year"),
    ("in the 1990s", "1990-01-01/1999-12-31", "range"),
    ("last month", "2031-04-01/2031-04-30", "month"),
    ("on November 9, 2030", "2030-11-09", "day"),
    ("on 2031-05-01", "2031-05-01", "day"),
    ("since April", "2031-04-01/2031-05-13", "range"),
    ("since the end of the works a year ago", "2030-01-01/2031-05-13", "range"),
    ("three days ago", "2031-05-10", "day"),
    ("two weeks ago", "2031-04-26/2031-05-02", "range"),
    ("between 3 and 5 March 2031", "2031-03-03/2031-03-05", "range"),
    ("3-5 March 2031", "2031-03-03/2031-03-05", "range"),
    ("from May to October 2030", "2030-05-01/2030-10-31", "range"),
    ("between 2014 and 2018", "2014-01-01/2018-12-31", "range"),
    ("in the first quarter of 2030", "2030-01-01/2030-03-31", "range"),
    ("in the last quarter", "2031-01-01/2031-03-31", "range"),
    ("in the second half of 2029", "2029-07-01/2029-12-31", "range"),
    ("in the last week of 2030", "2030-12-23/2030-12-29", "range"),
    ("in the past three weeks", "2031-04-22/2031-05-12", "range"),
    ("in the nineties", "1990-01-01/1999-12-31", "range"),
    ("on Christmas Day 2030", "2030-12-25", "day"),
    ("on the twenty-first of April", "2031-04-21", "day"),
    ("on 22/04/2031", "2031-04-22", "day"),
    ("on the first Monday of April", "2031-04-07", "day"),
    ("in the week of 3 March 2031", "2031-03-03/2031-03-09", "range"),
    ("in nineteen eighty-four", "1984-01-01/1984-12-31", "year"),
    ("since the end of the 2029 works", "2029-01-01/2031-05-13", "range"),
    ("the previous day", "2031-05-12", "day"),
    ("two days earlier", "2031-05-11", "day"),
    ("after 2029.", "2030-01-01/2031-05-13", "range"),
    ("after Monday's flood", "2031-05-12", "day"),
]


@pytest.mark.parametrize(("text", "local", "precision"), DAYS)
def test_a_date_is_read_against_the_document(text, local, precision):
    (found,) = find_times(text, context())
    assert (found.range.local, found.range.precision) == (local, precision)


@pytest.mark.parametrize(
    "text",
    [
        "on Tuesday",
        "on September 13",
        "in August",
        "a year ago",
        "at 9:00 GMT",
        "today",
    ],
)
def test_without_any_date_nothing_is_guessed(text):
    assert find_times(text, context(published=None)) == []


def test_a_full_date_needs_no_document_date():
    (found,) = find_times("on 3 March 2030", context(published=None))
    assert found.range.local == "2030-03-03"


def test_a_listed_date_takes_the_year_of_its_neighbour():
    found = find_times("of January 11 and November 26, 2030", context())
    assert [t.range.local for t in found] == ["2030-01-11", "2030-11-26"]


LISTS = [
    ("on 3 and 5 March 2030", ["2030-03-03", "2030-03-05"]),
    ("on 1, 3 and 5 March 2030", ["2030-03-01", "2030-03-03", "2030-03-05"]),
    ("on March 3 and 5.", ["2031-03-03", "2031-03-05"]),
    (
        "in May and June 2030",
        ["2030-05-01/2030-05-31", "2030-06-01/2030-06-30"],
    ),
]


@pytest.mark.parametrize(("text", "days"), LISTS)
def test_the_members_of_a_list_share_month_and_year(text, days):
    assert [t.range.local for t in find_times(text, context())] == days


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("On 3 March 2030 the gates shut. The next day they opened.", "2030-03-04"),
        ("On 3 March 2030 it rained; two days earlier it had not.", "2030-03-01"),
        ("On 3 March 2030 it rained, and that day the gates shut.", "2030-03-03"),
    ],
)
def test_a_day_is_counted_from_the_day_last_named(text, local):
    for published in (TUESDAY, None):
        last = find_times(text, context(published=published))[-1]
        assert last.range.local == local


@pytest.mark.parametrize(
    "text", ["before 2029.", "by 3/4 of them", "on 03/04/2031", "a day of 2000 visits"]
)
def test_what_has_no_sure_place_is_left(text):
    assert find_times(text, context()) == []


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The river froze for the first time in twelve years.", False),
        ("It was the worst flood the valley has seen in 40 years.", False),
        ("The first of the banks will close in two years.", True),
        ("He left first. The bank is to close in two years.", True),
    ],
)
def test_a_record_in_so_many_years_is_no_time_to_come(text, dated):
    assert bool(find_times(text, context())) is dated


def test_a_night_between_two_days_runs_from_evening_to_morning():
    (found,) = find_times("on the night of 3-4 March", context(zone="Etc/UTC"))
    assert found.range.start == datetime(2031, 3, 3, 18, tzinfo=UTC)
    assert found.range.end == datetime(2031, 3, 4, 8, tzinfo=UTC)


def test_two_clocks_are_a_range():
    (found,) = find_times("from 9 to 11 p.m. GMT on Monday", context())
    assert found.range.start == datetime(2031, 5, 12, 21, tzinfo=UTC)
    assert found.range.end == datetime(2031, 5, 12, 23, tzinfo=UTC)
    assert found.range.precision == "range"


def test_a_clock_without_a_zone_takes_the_one_said_before():
    first, second = find_times(
        "It began at 9 a.m. Moscow time and ended at 11:30.", context()
    )
    assert first.range.zone == "Europe/Moscow"
    assert second.range.start == datetime(2031, 5, 13, 8, 30, tzinfo=UTC)
    assert "said before" in second.range.how
    assert second.day is not None
    (later,) = find_times("At 11:45 it began again.", context(), day=second.day)
    assert later.range.start == datetime(2031, 5, 13, 8, 45, tzinfo=UTC)


def test_what_cannot_be_placed_says_why_and_keeps_what_is_known():
    found = find_unplaced("early on September 13, as they said on Tuesday", None)
    assert [(u.words, u.partial) for u in found] == [
        ("early on September 13", "--09-13"),
        ("Tuesday", ""),
    ]
    assert {u.reason for u in found} == {"the document's date is not known"}
    assert find_unplaced("on September 13 and Tuesday", TUESDAY) == []


def test_the_night_of_a_day_holds_both_nights():
    (found,) = find_times("on the night of May 12", context(zone="Etc/UTC"))
    assert found.range.start == datetime(2031, 5, 11, 18, tzinfo=UTC)
    assert found.range.end == datetime(2031, 5, 13, 6, tzinfo=UTC)


def test_may_is_a_verb_unless_a_preposition_says_otherwise():
    assert find_times("The dam may fail", context()) == []
    assert len(find_times("since May", context())) == 1


def test_facts_give_the_context():
    facts = DocumentFacts(published=KnownDate("2031-05-13T08:00:00+03:00", "metadata"))
    assert Context.of(facts, "").published == TUESDAY
    assert Context.of(DocumentFacts(), "").published is None


def test_a_clock_takes_its_day_from_the_sentence_before(the_claim):
    text = (
        "The gates were opened on May 10. "
        "The wave destroyed twelve houses in Belk at 9:15 a.m."
    )
    claim = the_claim(text, "twelve houses")
    assert claim.event_time.start == datetime(2031, 5, 10, 6, 15, tzinfo=UTC)
    assert "sentence before" in claim.event_time.how


def test_the_time_of_a_statement_is_named_as_such(the_claim):
    claim = the_claim("Sarnow Hydro said Monday it had opened two gates.", "two gates")
    assert claim.event_time.local == "2031-05-12"
    assert claim.event_time.how.startswith("when it was said")

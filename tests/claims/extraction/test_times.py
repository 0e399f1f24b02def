"""Times against the document's own date: 13 May 2031, a Tuesday."""

from datetime import UTC, date, datetime

import pytest

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

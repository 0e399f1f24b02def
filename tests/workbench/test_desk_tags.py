"""Times, counts and signs as the desk writes them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from workbench.templatetags import desk

DAY = datetime(2024, 3, 3, tzinfo=UTC)


def at(hour, minute=0, day=3):
    return DAY.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(4), at(4), "3 Mar 2024, 04:00 UTC"),
        (at(4), at(4, 30), "3 Mar 2024, 04:00–04:30 UTC"),
        (at(0), at(0, day=4), "3 Mar 2024"),
        (at(0), at(23, 59), "3 Mar 2024"),
        (at(0), at(0, day=6), "3–5 Mar 2024"),
        (at(4), at(5, day=4), "3 Mar 2024, 04:00 UTC – 4 Mar 2024, 05:00 UTC"),
    ],
)
def test_ranges_are_as_short_as_they_stay_plain(start, end, words):
    assert desk.say_range(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-03-03", "3 Mar 2024"),
        ("2024-03-03T15:20:00+02:00", "3 Mar 2024, 15:20 UTC+02:00"),
        ("2024-03-03T15:20:00+05:30", "3 Mar 2024, 15:20 UTC+05:30"),
        ("2024-03-03T15:20:00Z", "3 Mar 2024, 15:20 UTC"),
        ("spring of 2024", "spring of 2024"),
        ("", ""),
    ],
)
def test_dates_of_documents_keep_their_own_offset(value, words):
    assert desk.iso_words(value) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "04:00 UTC"),
        ("Asia/Yerevan", "08:00 UTC+04"),
        ("Asia/Tokyo", "13:00 JST"),
    ],
)
def test_instants_name_their_zone(zone, words):
    assert desk.say_instant(at(4), ZoneInfo(zone)).endswith(words)


def test_an_unknown_zone_falls_back_to_utc():
    person = type("Person", (), {"time_zone": "Mars/Olympus"})
    assert desk.zone_of(person) == ZoneInfo("UTC")


def test_a_ring_for_each_origin_a_dot_for_each_document():
    sign = desk.origins([2, 1])
    assert sign.count("<span>") == 2
    assert sign.count("<i></i>") == 3


def test_a_chain_leaves_out_the_outlet_that_stands_before_it():
    links = [
        {"name": "Post", "reservation": ""},
        {"name": "Wire <b>", "reservation": "unconfirmed"},
    ]
    assert desk.chain(links, "Post") == (
        "<em>←</em><bdi>Wire &lt;b&gt; (unconfirmed)</bdi>"
    )


def test_what_was_typed_is_kept_and_passwords_are_not():
    posted = QueryDict("finding=It+did+close.&note=No&password=a+b&next=/x&sure=on")
    assert desk.typed(posted) == [("finding", "It did close."), ("note", "No")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        ("in words", "in words"),
        (gettext_lazy("Proposed"), "Proposed"),
        (["one", gettext_lazy("Approved")], "one, Approved"),
        ([], "–"),
        ({"n": 1}, '{"n": 1}'),
    ],
)
def test_values_of_the_history_are_told_in_words(value, words):
    assert desk.plain_json(value) == words

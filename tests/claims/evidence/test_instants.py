import pytest

from claims.evidence.building import build_views
from claims.evidence.compare.instants import compare_instants
from tests.claims.evidence.said import at, said

DAY = "2031-05-06T"


def moscow(hour="09:00", utc="06:00"):
    return at(f"{DAY}{utc}", zone="Europe/Moscow", local=f"{hour} Moscow time")


def compared(one, other, words="The truce begins at {}."):
    views = build_views(
        [
            said(words.format(time.words), key, doc=key, event_time=time)
            for key, time in (("a", one), ("b", other))
        ]
    )
    return compare_instants(*views, views[0].slots[0], views[1].slots[0])


def test_one_instant_in_two_zones_agrees():
    found = compared(moscow(), at(f"{DAY}06:00", zone="+04:00", local="10:00 GMT+4"))
    assert found.outcome == "agree"
    assert "10:00 GMT+4" in found.detail[0].words


def test_one_clock_face_in_two_zones_is_an_hour_apart():
    found = compared(moscow(), at(f"{DAY}05:00", zone="+04:00", local="09:00 GMT+4"))
    assert found.outcome == "conflict"
    assert found.slot == "time:begin:ceasefire"
    assert found.reason.words == (
        "09:00 Moscow time is 06:00 UTC; 09:00 GMT+4 is 05:00 UTC: 1 h apart"
    )
    assert (found.reason.left_note, found.reason.right_note) == (
        "06:00 UTC",
        "05:00 UTC",
    )


def test_an_assumed_zone_with_one_face_says_nothing():
    assert compared(moscow(), at(f"{DAY}05:00", zone="", local="9 am")) is None


def test_an_assumed_zone_with_another_face_conflicts_in_part():
    found = compared(moscow(), at(f"{DAY}15:30", zone="", local="6:30pm"))
    assert found.outcome == "partly"
    assert "zone assumed" in found.reason.right_note


def test_about_midnight_allows_an_hour():
    late = at(f"{DAY}00:45", words="about midnight", local="about midnight")
    assert compared(at(f"{DAY}00:00", local="midnight"), late).outcome == "agree"


def test_a_part_of_a_day_holds_its_hours():
    early = at(f"{DAY}00:00", words="early Tuesday", precision="part_of_day", lasts=6)
    exact = at(f"{DAY}02:00", local="02:00")
    assert compared(early, exact, "The fighting began {}.").outcome == "agree"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("The truce ends at {}.", "end:ceasefire"),
        ("The dam collapsed at {}.", "begin:breach"),
        ("Shelling of the town started at {}.", "begin:fighting"),
    ],
)
def test_the_happening_nearest_the_clock_is_the_question(words, topic):
    time = at(f"{DAY}09:00", local="09:00")
    (view,) = build_views([said(words.format("09:00"), "a", event_time=time)])
    assert [slot.topic for slot in view.slots if slot.kind == "instant"] == [topic]


def test_when_a_minister_spoke_does_not_date_the_fighting():
    time = at(f"{DAY}06:00", words="Tuesday morning", precision="part_of_day", lasts=6)
    words = "She told members on Tuesday morning that 31 were killed in the attacks."
    (view,) = build_views([said(words, "a", event_time=time, action="kill")])
    assert not [slot for slot in view.slots if slot.kind == "instant"]

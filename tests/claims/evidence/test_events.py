import pytest

from claims.evidence.building import build_views
from claims.evidence.events import same_event
from tests.claims.evidence.said import at, document, said

DAM = "The dam at Sarnow broke."


def state(one, other):
    views = build_views([said(DAM, "a", **one), said(DAM, "b", **other)])
    return same_event(*views)


def facts(date):
    return {"facts": document(date)}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (facts("2031-05-06"), facts("2031-05-07"), "probable"),
        (facts("2031-05-06"), facts("2030-04-02"), "other"),
        (facts(""), facts("2031-05-06"), "unknown"),
        (
            {"event_time": at("2031-05-06T02:00")},
            {"event_time": at("2031-05-06T03:00")},
            "same",
        ),
        (
            {"event_time": at("2031-05-06T02:00")},
            {"event_time": at("2031-05-01T02:00")},
            "other",
        ),
        (
            {"event_time": at("2031-01-01", precision="year", lasts=8760)},
            {"event_time": at("2031-05-01")},
            "unknown",
        ),
        ({"type": "historical"}, {}, "unknown"),
        ({"factuality": "future"}, {}, "unknown"),
    ],
)
def test_times_decide(one, other, wanted):
    assert state(one, other).state == wanted


def test_another_event_says_which():
    found = state(facts("2031-05-06"), facts("2030-04-02"))
    assert found.reason.words == "other event: 6 May 2031, not 2 Apr 2030"
    assert "document" in found.reason.left_note


def test_towns_that_differ_leave_it_unknown():
    found = state({"places": ("Sarnow",)}, {"places": ("Velk",)})
    assert found.state == "unknown"


def test_undated_documents_meet_in_one_town():
    undated = {"facts": document(""), "places": ("Sarnow",)}
    assert state(undated, undated).state == "probable"


def test_words_that_look_back_are_not_dated_by_their_document():
    views = build_views(
        [said("A breach killed nine people last year.", "a"), said(DAM, "b")]
    )
    assert same_event(*views).state == "unknown"


@pytest.mark.parametrize(
    "words", ["Three people died then.", "Back then the army took the dam."]
)
def test_then_is_not_now(words):
    (view,) = build_views([said(words, "a")])
    assert view.window is None


def test_a_sentence_after_a_look_back_may_still_be_there():
    story = [
        said("Three villages were cleared in February last year.", "a"),
        said("Nine people died in the flood.", "b", start=90),
    ]
    assert [view.window for view in build_views(story)] == [None, None]


def test_a_speaker_naming_itself_does_not_move_the_event():
    views = build_views(
        [
            said(
                "We expect Norwegian mediation to hold.", "a", speaker="Norwegian envoy"
            ),
            said("Chile and Peru agreed to a truce.", "b"),
            said("A truce holds from 9:00 Oslo time.", "c"),
        ]
    )
    assert same_event(views[0], views[1]).state == "probable"
    assert same_event(views[1], views[2]).state == "probable"


def test_two_countries_hit_are_two_events_until_known():
    views = build_views(
        [said("A flood hit Norway.", "a"), said("A flood hit Chile.", "b")]
    )
    assert same_event(*views).state == "unknown"

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import at, count, document, said


def toll(words, number, key, *, doc, modifier="exactly", **more):
    quantity = count(
        number,
        "person",
        words.split(" people")[0].split(" that ")[-1],
        modifier=modifier,
        role="killed",
    )
    more = {"places": ("Sarnow",), "action": "kill"} | more
    return said(words, key, doc=doc, quantities=(quantity,), **more)


def story():
    return [
        toll(
            "The governor said that at least 31 people were killed in Sarnow.",
            31,
            "a1",
            doc="a",
            modifier="at_least",
            speaker="governor",
        ),
        toll(
            "It is known that 31 people were killed when the Sarnow dam broke.",
            31,
            "b1",
            doc="b",
        ),
        toll(
            "Rescuers said that 44 people were killed at Sarnow.",
            44,
            "c1",
            doc="c",
            speaker="rescuers",
        ),
        toll(
            "Records say that 9 people were killed in the Sarnow flood.",
            9,
            "d1",
            doc="d",
            facts=document("2030-04-02"),
        ),
        said(
            "The mayor of Sarnow praised the volunteers.",
            "a2",
            doc="a",
            start=200,
            action="praise",
        ),
        said(
            "A truce takes effect at 09:00 Moscow time.",
            "a3",
            doc="a",
            start=400,
            event_time=at(
                "2031-05-06T06:00", zone="Europe/Moscow", local="09:00 Moscow time"
            ),
        ),
        said(
            "The ceasefire begins at 9 am local time.",
            "c3",
            doc="c",
            start=400,
            event_time=at("2031-05-06T05:00", zone="+04:00", local="09:00 GMT+4"),
        ),
        said(
            "“We will rebuild every house,” Ilse Brandt said in Sarnow.",
            "a4",
            doc="a",
            start=600,
            speaker="Ilse Brandt",
            quote="direct",
        ),
        said(
            "“We will rebuild every house,” said governor Ilse Brandt in Sarnow.",
            "b4",
            doc="b",
            start=600,
            speaker="governor Ilse Brandt",
            quote="direct",
        ),
    ]


STORY = story()
FULL = relate_spans(STORY)


def label(a, b):
    return next((one.label for one in FULL if (one.a, one.b) == (a, b)), None)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("a1", "b1", "same"),
        ("b1", "c1", "contradicts"),
        ("a1", "c1", "partially_contradicts"),
        ("a1", "d1", "look_alike"),
        ("c1", "d1", "look_alike"),
        ("a3", "c3", "contradicts"),
        ("a4", "b4", "same"),
        ("a2", "c1", None),
        ("a2", "b4", None),
        ("a1", "a3", None),
    ],
)
def test_each_pair_gets_its_label(a, b, wanted):
    assert label(a, b) == wanted


def test_two_reports_of_one_utterance_are_compared_as_said():
    levels = {(one.a, one.b): one.level for one in FULL}
    assert levels["a4", "b4"] == "said"
    assert levels["a1", "b1"] == "so"


def test_every_relation_says_why():
    assert all(one.reasons and one.reasons[0].words for one in FULL)


def test_ends_are_sorted():
    assert all(one.a < one.b for one in FULL)
    assert sorted(FULL, key=lambda one: (one.a, one.b)) == FULL


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(STORY))
def test_order_never_matters(shuffled):
    assert relate_spans(shuffled) == FULL


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from([one.key for one in STORY])))
def test_new_ones_get_what_a_full_run_gives_them(new):
    found = relate_spans(STORY, new=frozenset(new))
    assert found == [one for one in FULL if one.a in new or one.b in new]


@pytest.mark.parametrize("count_of", [0, 1])
def test_too_few_to_compare_give_nothing(count_of):
    assert relate_spans(STORY[:count_of]) == []


def test_one_speaker_in_one_breath_does_not_contradict_herself():
    one = toll(
        "Brandt said that 31 people were killed.", 31, "a", doc="a", speaker="Brandt"
    )
    two = toll(
        "Later she said that 33 people were killed.",
        33,
        "b",
        doc="a",
        start=90,
        speaker="Brandt",
    )
    assert [r.label for r in relate_spans([one, two])] == []


def test_one_document_can_hold_two_versions():
    one = toll(
        "Brandt said that 31 people were killed.", 31, "a", doc="a", speaker="Brandt"
    )
    two = toll(
        "Velde said that 53 people were killed.",
        53,
        "b",
        doc="a",
        start=90,
        speaker="Velde",
    )
    assert [r.label for r in relate_spans([one, two])] == ["contradicts"]


def test_spans_on_common_ground_are_not_related():
    one = toll("It is known that 31 people were killed.", 31, "a", doc="a")
    two = toll("It is known that 31 people were killed.", 31, "b", doc="a", start=5)
    assert relate_spans([one, two]) == []


def test_unknown_events_are_never_in_conflict():
    undated = document("")
    one = toll(
        "It is known that 31 people were killed.",
        31,
        "a",
        doc="a",
        facts=undated,
        places=(),
    )
    two = toll("It is known that 53 people were killed.", 53, "b", doc="b", places=())
    (found,) = relate_spans([one, two])
    assert found.label == "look_alike"
    assert "not known" in found.reasons[0].words


def test_agent_and_patient_that_change_places_do_not_agree():
    one = said(
        "Norway helps Denmark with the flood.",
        "a",
        doc="a",
        agent="Norway",
        action="help",
        patient="Denmark",
    )
    two = said(
        "Denmark helps Norway with the flood.",
        "b",
        doc="b",
        agent="Denmark",
        action="help",
        patient="Norway",
    )
    assert relate_spans([one, two]) == []


@pytest.mark.parametrize(("score", "labels"), [(0.5, {"contradicts"}), (0.2, set())])
def test_what_scores_low_is_held_against_nobody(score, labels):
    one = toll("At Sarnow 31 people were killed.", 31, "a", doc="a")
    other = toll("At Sarnow 44 people were killed.", 44, "b", doc="b", score=score)
    assert {found.label for found in relate_spans([one, other])} == labels


def test_what_scores_low_still_joins_its_like():
    words = "It is a terrible day for the people of Sarnow, the mayor said."
    same = [said(words, key, doc=key, score=0.2, speaker="mayor") for key in "ab"]
    assert [found.label for found in relate_spans(same)] == ["same"]


def test_opened_at_one_hour_and_shut_at_another_is_no_support():
    opened = said(
        "The gates of the dam were opened at 6 a.m. local time on 6 May.",
        "a",
        doc="a",
        action="open",
        patient="gates",
        event_time=at("2031-05-06T04:00", words="6 a.m. local time, 6 May"),
    )
    shut = said(
        "The gates of the dam were closed at 3 p.m. local time on 6 May.",
        "b",
        doc="b",
        action="close",
        patient="gates",
        event_time=at("2031-05-06T13:00", words="3 p.m. local time, 6 May"),
    )
    assert relate_spans([opened, shut]) == []

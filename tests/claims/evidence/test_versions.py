"""Opposed versions, outcomes and denials."""

import pytest

from claims.evidence.building import build_views
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import said


def culprit(words, **reading):
    (view,) = build_views([said(words, "a", **reading)])
    return [slot.side for slot in view.slots if slot.kind == "party"]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Norway accused Denmark of shelling its posts.", "denmark"),
        ("Danish attacks killed three guards.", "denmark"),
        ("The town came under fire from Danish artillery.", "denmark"),
        ("Provocations committed by Norwegian forces were answered.", "norway"),
        (
            "Norway’s ongoing military adventurism and provocations are to blame.",
            "norway",
        ),
        ("Danish units opened fire at midnight.", "denmark"),
        (
            "The leadership of Norway bears responsibility for the provocations.",
            "norway",
        ),
    ],
)
def test_the_accused_is_found(words, side):
    assert culprit(words) == [side]


@pytest.mark.parametrize(
    "words",
    [
        "The shelling of Norway has stopped.",
        "Denmark called for an end to the attacks on Norway.",
        "Norway asked Denmark for help.",
        "The treaty promises Norway help in case of aggression.",
        "Norway called Denmark after fighting broke out at the border.",
    ],
)
def test_the_hit_and_the_helpers_are_not_accused(words):
    assert culprit(words) == []


def test_a_cause_names_a_culprit_only_of_something_that_happened():
    told = [
        said("Clashes broke out at the border.", "a", start=0),
        said(
            "There was a vacuum because of Norway’s focus.", "b", start=99, sentence=1
        ),
    ]
    views = build_views(told)
    assert not [s for view in views for s in view.slots if s.kind == "party"]


def test_each_blaming_the_other_names_both():
    assert culprit("Norway and Denmark blamed each other for the clashes.") == [
        "mutual"
    ]


def pair(first, second, **both):
    one, two = (
        said(words, key, doc=key, **reading, **both)
        for key, (words, reading) in (("a", first), ("b", second))
    )
    found = relate_spans([one, two])
    return found[0] if found else None


def test_sides_that_accuse_each_other_are_opposed_versions():
    found = pair(
        ("Norway accused Denmark of opening fire at the border.", {}),
        ("Denmark blamed Norway for the border attack.", {}),
    )
    assert found.label == "contradicts"
    assert found.reasons[0].code == "party"
    assert "neither decided" in found.reasons[0].words


def test_a_third_accused_is_no_opposed_version():
    found = pair(
        ("Norway accused Denmark of opening fire at the border.", {}),
        ("Chile blamed Peru for an attack at the border.", {}),
    )
    assert found is None or found.label not in ("contradicts", "partially_contradicts")


def test_failed_against_succeeded_is_an_outcome_conflict():
    found = pair(
        ("The rescue operation of Norway failed.", {}),
        ("Norway said the operation succeeded.", {"speaker": "Norway"}),
    )
    assert found.label == "contradicts"
    assert found.slot == "outcome:norway"


def test_aims_met_against_an_attempt_failed_conflict_in_part():
    found = pair(
        ("The attempt of Danish troops to cross the river failed.", {}),
        ("All necessary objectives were fulfilled.", {"speaker": "Danish army"}),
    )
    assert found.label == "partially_contradicts"


def test_averting_the_others_act_is_not_failing():
    found = pair(
        ("Norwegian provocations have been averted.", {"speaker": "Danish army"}),
        ("Danish objectives were achieved.", {}),
    )
    assert found is None or found.label not in ("contradicts", "partially_contradicts")


def test_a_denial_conflicts_with_what_it_denies():
    found = pair(
        ("The company warned the town of the cracks.", {"negated": False}),
        ("The company never warned the town of the cracks.", {"negated": True}),
        agent="company",
        action="warn",
        patient="town",
    )
    assert found.label == "contradicts"
    assert found.reasons[0].code == "negation"


def test_no_in_another_clause_is_no_denial():
    found = pair(
        ("The company warned the town of the cracks.", {}),
        ("The company warned the town of the cracks, and no bridge was closed.", {}),
        agent="company",
        action="warn",
        patient="town",
    )
    assert found.label in ("same", "supports")


def test_what_was_opened_and_later_closed_is_no_denial():
    found = pair(
        ("The gates were opened at 6 a.m. and closed at 3 p.m.", {"action": "open"}),
        ("The gates were closed at 3 p.m.", {"action": "close"}),
        patient="gates",
    )
    assert found is None or "contradicts" not in found.label


def test_each_naming_the_other_as_cause_are_opposed_versions():
    found = pair(
        (
            "The flood was caused by Norway’s decision to raise the gates.",
            {"speaker": "Danish Water Ministry"},
        ),
        (
            "The flood was caused by a storage order of Denmark.",
            {"speaker": "Norwegian Energy Office"},
        ),
    )
    assert (found.label, found.slot) == ("contradicts", "party:flood")


def test_breaking_a_truce_is_another_question_than_firing_first():
    (view,) = build_views([said("Norway had broken the truce.", "a")])
    assert [slot.topic for slot in view.slots] == ["ceasefire"]

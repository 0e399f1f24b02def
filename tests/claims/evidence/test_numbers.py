import pytest

from claims.evidence.building import build_views
from claims.evidence.compare import comparer
from claims.evidence.grouping import group_candidates
from claims.evidence.questions import ask
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import count, said


def compared(one, other, words=("{} were killed.", "{} were killed.")):
    views = build_views(
        [
            said(words[0].format(one.words), "a", doc="a", quantities=(one,)),
            said(words[1].format(other.words), "b", doc="b", quantities=(other,)),
        ]
    )
    left, right = (view.slots[0] for view in views)
    if (left.kind, left.topic) != (right.kind, right.topic):
        return "other slot"
    found = comparer(left.kind)(*views, left, right)
    return found.outcome if found else None


def difference(one, other):
    views = build_views(
        [
            said("One were killed.", "a", doc="a", quantities=(one,)),
            said("Two were killed.", "b", doc="b", quantities=(other,)),
        ]
    )
    left, right = (view.slots[0] for view in views)
    return comparer(left.kind)(*views, left, right).reason.difference


def killed(number, noun="person", words="", modifier="exactly"):
    words = words or f"{number} {noun}"
    return count(number, noun, words, modifier=modifier, role="killed")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (killed(31), killed(44), "differ by 13"),
        (killed(12, modifier="more_than"), killed(9), "differ by more than 3"),
        (killed(14, modifier="at_least"), killed(9), "differ by at least 5"),
        (killed(31, modifier="at_least"), killed(44), "differ by 13"),
        (
            killed(31, modifier="at_least"),
            killed(44, modifier="at_least"),
            "differ by 13",
        ),
    ],
)
def test_a_bound_on_the_larger_number_is_one_on_the_difference(one, other, words):
    assert difference(one, other) == words
    assert difference(other, one) == words


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (killed(31), killed(31), "agree"),
        (killed(31), killed(44), "conflict"),
        (killed(31, "person"), killed(31, "resident"), "agree"),
        (killed(49, "soldier", modifier="at_least"), killed(49), "agree"),
        (killed(49, "soldier", modifier="at_least"), killed(30), "conflict"),
        (killed(30, "soldier"), killed(49, modifier="at_least"), "agree"),
        (killed(31, modifier="at_least"), killed(44, modifier="at_least"), "partly"),
        (killed(31, modifier="at_least"), killed(44), "partly"),
        (
            killed((24, 99), words="dozens of people", modifier="dozens"),
            killed(49),
            "agree",
        ),
        (killed(6500, modifier="more_than"), killed(6600), "agree"),
        (killed(49, modifier="at_least"), killed(30000, modifier="about"), None),
        (killed(5, "soldier"), killed(9, "child"), "agree"),
        (
            count(2000, "peacekeeper", "2,000-member"),
            count(2000, "peacekeeper", "about 2,000", modifier="about"),
            "agree",
        ),
    ],
)
def test_counts_meet_as_intervals(one, other, outcome):
    assert compared(one, other) == outcome
    assert compared(other, one) == outcome


def test_killed_and_wounded_are_other_questions():
    hurt = count(24, "person", "24 people", role="wounded")
    assert compared(killed(31), hurt) == "other slot"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("31 Norwegian soldiers", "44 Norwegian soldiers", "conflict"),
        ("31 Norwegian soldiers", "44 Danish soldiers", None),
        ("31 Norwegian soldiers", "44 soldiers", None),
        ("31 Norwegian soldiers", "31 soldiers", "agree"),
    ],
)
def test_losses_of_other_sides_are_not_compared(one, other, outcome):
    left, right = (killed(int(w.split()[0]), "soldier", w) for w in (one, other))
    assert compared(left, right) == outcome


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (
            count(6, "", "six weeks", unit="week"),
            count(44, "", "44-day", unit="day"),
            "agree",
        ),
        (
            count(6, "", "six weeks", unit="week"),
            count(90, "", "90-day", unit="day"),
            "conflict",
        ),
    ],
)
def test_a_coarse_unit_is_known_to_half_of_it(one, other, outcome):
    words = ("There were {} of fighting.", "The {} war ended.")
    assert compared(one, other, words) == outcome


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [((10, "km"), (6.2, "mile"), "agree"), ((10, "km"), (10, "mile"), "conflict")],
)
def test_measures_are_compared_in_one_unit(one, other, outcome):
    left, right = (count(n, "lake", f"{n} {u}", unit=u) for n, u in (one, other))
    words = ("The lake is {} long.", "The lake is {} long.")
    assert compared(left, right, words) == outcome


RAISED = {"action": "raise", "patient": "gates"}


def gates(words, *numbers, key, **more):
    quantities = tuple(count(n, "gate", w) for n, w in numbers)
    reading = RAISED | {"quantities": quantities} | more
    return said(words, key, doc=key, **reading)


def test_counts_of_things_meet_through_what_was_done_to_them():
    one = gates("Four of the six gates were raised.", (4, "Four"), (6, "six"), key="a")
    two = gates("Five gates were raised.", (5, "Five"), key="b")
    (found,) = relate_spans([one, two])
    assert found.label == "contradicts"
    assert (found.reasons[0].left, found.reasons[0].right) == (
        "Four of the six gates",
        "Five gates",
    )
    question = ask(group_candidates([one, two], [found]), [one, two], [found])[0]
    assert question.wording == "How many gates were raised?"


def test_things_counted_in_passing_raise_no_conflict():
    one = gates(
        "Two countries signed.",
        key="a",
        quantities=(count(2, "country", "Two"),),
        action="sign",
        patient="treaty",
    )
    two = gates(
        "Three countries signed.",
        key="b",
        quantities=(count(3, "country", "Three"),),
        action="sign",
        patient="treaty",
    )
    assert not [r for r in relate_spans([one, two]) if "contradicts" in r.label]


def test_more_than_a_dozen_may_be_fourteen():
    dozen = killed(12, words="more than a dozen people", modifier="more_than")
    assert compared(dozen, killed(14, modifier="at_least")) == "agree"
    assert compared(dozen, killed(31)) == "partly"


FLOWS = [
    ((1150, "cubic metre per second", "m3/s"), "cubic metres of water a second", 1150,
     "agree"),
    ((900, "cubic metre per second", "m3/s"), "cubic metres of water a second", 1150,
     "conflict"),
    ((2e9, "cubic metre", "m3"), "cubic metres of water", 1150, "other slot"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "tail", "flow", "outcome"), FLOWS)
def test_a_flow_meets_flows_only(one, tail, flow, outcome):
    def told(key, value, noun, unit, words):
        number = count(value, noun, words=f"{value:,.0f}", unit=unit)
        return said(
            words,
            key,
            doc=key,
            quantities=(number,),
            action="pass",
            agent="water",
        )

    value, noun, unit = one
    pair = build_views(
        [
            told("a", value, noun, unit, f"Water passed at {value:,.0f} {tail}."),
            told("b", flow, "cubic metre per second", "m3/s",
                 f"Water passed at {flow:,} cubic metres of water a second."),
        ]
    )  # fmt: skip
    left, right = (view.slots[0] for view in pair)
    if left.topic != right.topic:
        assert outcome == "other slot"
    else:
        assert comparer(left.kind)(*pair, left, right).outcome == outcome

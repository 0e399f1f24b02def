import pytest

from claims.evidence.base import FoundRelation
from claims.evidence.grouping import group_candidates
from claims.evidence.questions import ask
from tests.claims.evidence.said import said


def plain(*keys):
    return [
        said(f"Words of {key}.", key, doc=f"{key}.txt", speaker=key) for key in keys
    ]


def related(a, b, label, slot="", score=0.9):
    return FoundRelation(a, b, label, "so", (), (), score, slot, True)


def members(groups):
    return [group.members for group in groups]


def test_same_joins_across_others():
    groups = group_candidates(
        plain("a", "b", "c", "d"),
        [related("a", "b", "same"), related("b", "c", "same")],
    )
    assert members(groups) == [("a", "b", "c"), ("d",)]
    assert (groups[0].documents, groups[0].origins) == (3, 3)


def test_support_does_not_join():
    groups = group_candidates(plain("a", "b"), [related("a", "b", "supports")])
    assert members(groups) == [("a",), ("b",)]


def test_a_conflict_is_never_joined_through_others():
    groups = group_candidates(
        plain("a", "b", "c"),
        [
            related("a", "b", "same", score=0.9),
            related("b", "c", "same", score=0.8),
            related("a", "c", "contradicts"),
        ],
    )
    assert members(groups) == [("a", "b"), ("c",)]


def test_people_can_join_and_part():
    utterances = plain("a", "b", "c")
    same = [related("a", "b", "same")]
    groups = group_candidates(utterances, same, must=[("a", "c")], cannot=[("a", "b")])
    assert members(groups) == [("a", "c"), ("b",)]


def test_constraints_on_unknown_candidates_are_ignored():
    groups = group_candidates(plain("a"), [], must=[("a", "gone")], cannot=[("x", "y")])
    assert members(groups) == [("a",)]


def test_order_does_not_matter():
    utterances = plain("a", "b", "c", "d")
    relations = [
        related("a", "b", "same"),
        related("c", "d", "same"),
        related("b", "c", "same", score=0.7),
        related("a", "d", "partially_contradicts"),
    ]
    first = group_candidates(utterances, relations)
    assert first == group_candidates(utterances[::-1], relations[::-1])
    assert members(first) == [("a", "b"), ("c", "d")]


def test_groups_in_conflict_share_a_question():
    utterances = plain("a", "b", "c", "d")
    relations = [
        related("a", "b", "same", slot="count:killed:person"),
        related("a", "c", "contradicts", slot="count:killed:person"),
        related("b", "c", "contradicts", slot="count:killed:person"),
        related("c", "d", "look_alike", slot="count:killed:person"),
    ]
    groups = group_candidates(utterances, relations)
    (question,) = ask(groups, utterances, relations)
    asked = {key for at in question.groups for key in groups[at].members}
    assert asked == {"a", "b", "c"}
    assert question.wording == "How many people were killed?"


def test_two_events_are_two_questions():
    utterances = plain("a", "b", "c", "d")
    relations = [
        related("a", "b", "contradicts", slot="time:begin:ceasefire"),
        related("c", "d", "contradicts", slot="time:begin:ceasefire"),
    ]
    found = ask(group_candidates(utterances, relations), utterances, relations)
    assert [question.groups for question in found] == [(0, 1), (2, 3)]


def test_agreement_raises_no_question():
    utterances = plain("a", "b")
    relations = [related("a", "b", "supports", slot="time:begin:ceasefire")]
    assert ask(group_candidates(utterances, relations), utterances, relations) == []


@pytest.mark.parametrize(
    ("slot", "wording"),
    [
        ("time:begin:ceasefire", "When did the ceasefire begin?"),
        ("count:killed:person:norway", "How many people of Norway were killed?"),
        ("outcome:norway", "Did the attempt of Norway succeed?"),
        ("party:breach", "Who is to blame for the breach?"),
        ("measure:time:war", "How long was the war?"),
    ],
)
def test_questions_are_worded_naturally(slot, wording):
    utterances = plain("a", "b")
    relations = [related("a", "b", "contradicts", slot=slot)]
    (question,) = ask(group_candidates(utterances, relations), utterances, relations)
    assert question.wording == wording

"""Which groups share a row of triage, and which row is seen first."""

import pytest

from claims.evidence.base import FoundGroup, FoundQuestion
from claims.evidence.building import build_views
from claims.evidence.matters import ROOM, Placed, in_rows, stand_beside
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import said


def hosts(utterances, questions=()):
    """Each utterance is a group of its own; returns host by key."""
    views = build_views(utterances)
    keys = [view.key for view in views]
    groups = [FoundGroup((key,), 1, 1) for key in keys]
    asked = [
        FoundQuestion("slot", "?", tuple(keys.index(key) for key in members))
        for members in questions
    ]
    found = stand_beside(groups, asked, views, relate_spans(utterances))
    return {keys[a]: keys[b] for a, b in found.items()}


def clause(words, key, sentence, **more):
    return said(words, key, **({"sentence": sentence, "start": sentence * 200} | more))


DAM = "The dam at Sarnow holds two billion tons of water."
BUILT = "It was built in 1974 by the Orven company."
MAYOR = "The mayor of Brenn resigned on Friday."


def test_clauses_of_one_sentence_stand_with_the_one_most_worth_checking():
    one = clause("the dam holds two billion tons", "a", 3, score=0.7)
    two = clause("the company denies it", "b", 3, score=0.9, start=640)
    assert hosts([one, two]) == {"a": "b"}


@pytest.mark.parametrize(
    ("before", "words", "together"),
    [
        (DAM, BUILT, True),
        (DAM, "The dam is the oldest on the river.", True),
        (DAM, "Moreover, two villages lie below.", True),
        (DAM, "Back then nobody lived in the valley.", True),
        (DAM, MAYOR, False),
        (DAM, "Two villages lie below.", False),
    ],
)
def test_a_sentence_that_points_back_stands_with_the_one_before(
    before, words, together
):
    one = clause(before, "a", 1, score=0.9)
    two = clause(words, "b", 2, score=0.8)
    assert hosts([one, two]) == ({"b": "a"} if together else {})


def test_it_in_somebodys_speech_is_the_speakers_own():
    one = clause(DAM, "a", 1)
    two = clause("it would check the dam again", "b", 2, speaker="Orven")
    assert hosts([one, two]) == {}


def test_appeals_of_one_party_are_one_row_and_those_of_another_are_not():
    asks = {"action": "ask", "score": 0.8}
    told = [
        said("Norway asked Iceland for help.", "a", doc="a", agent="Norway", **asks),
        said("Oslo sought military assistance.", "b", doc="b", agent="Oslo", **asks),
        said("Denmark asked Iceland for help.", "c", doc="c", agent="Denmark", **asks),
    ]
    found = hosts(told)
    assert found.get("b") == "a"
    assert "c" not in found


def test_what_is_said_along_with_an_answer_stands_beside_it():
    one = clause("nine people died", "a", 1)
    two = clause("14 people died", "b", 1, doc="b.txt")
    three = clause("the river still rises", "c", 1, start=260)
    assert hosts([one, two, three], questions=[("a", "b")]) == {"c": "a"}


def test_a_row_has_room_for_so_many():
    told = [clause(f"clause number {n}", f"{n:02}", 1) for n in range(ROOM + 4)]
    found = hosts(told)
    sizes = {host: 1 + list(found.values()).count(host) for host in found.values()}
    assert max(sizes.values()) <= ROOM


def test_hosts_do_not_depend_on_order():
    told = [clause(DAM, "a", 1), clause(BUILT, "b", 2), clause(MAYOR, "c", 3)]
    assert hosts(told) == hosts(told[::-1])


def test_conflicts_come_first_then_what_several_know_then_what_several_repeat():
    placed = [
        Placed("plain", None, None, 0.96),
        Placed("retold", None, None, 0.95, documents=3),
        Placed("known", None, None, 0.95, documents=2, origins=2),
        Placed("disputed", None, None, 0.85, conflicts=1),
    ]
    rows = in_rows(placed[::-1])
    assert [row[0].key for row in rows] == ["disputed", "known", "retold", "plain"]


def test_rows_hold_questions_and_company_together():
    placed = [
        Placed("a", "q", None, 0.9, conflicts=1),
        Placed("b", "q", None, 0.8, conflicts=1),
        Placed("c", None, "b", 0.7),
        Placed("d", None, None, 0.6),
        Placed("e", None, "gone", 0.5),
        Placed("f", None, "gone", 0.4),
    ]
    rows = [[one.key for one in row] for row in in_rows(placed)]
    assert rows == [["a", "b", "c"], ["d"], ["e", "f"]]

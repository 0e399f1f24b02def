"""A story's work in even shares; given out once, told once, taken back in one go."""

from __future__ import annotations

import pytest

from claims.errors import BadAssignment, NotAllowed
from claims.models import Assignment, Notification
from claims.review import division
from claims.review.assignment import assign, take
from claims.review.division import Part, adjusted, give_out, shared_out, take_back
from tests.factories import (
    make_claim,
    make_document,
    make_group,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_shares_are_even_and_keep_their_order():
    people = [make_user("Ann"), make_user("Bo")]
    parts = [Part(str(n), "", (), n) for n in (1, 5, 3, 3, 2)]
    shares = shared_out(parts, people)
    assert [part.key for part in shares] == ["1", "5", "3", "3", "2"]
    load = {p: sum(s.weight for s in shares if s.person == p) for p in people}
    assert sorted(load.values()) == [7, 7]


def test_what_an_editor_chooses_stands():
    ann, bo = make_user("Ann"), make_user("Bo")
    parts = shared_out([Part("a", "", (), 1), Part("b", "", (), 1)], [ann])
    assert [p.person for p in adjusted(parts, {"b": bo, "x": bo})] == [ann, bo]
    assert [p.person for p in adjusted(parts, {"a": None})] == [None, ann]


def test_with_nobody_named_nothing_is_shared_out():
    assert shared_out([Part("a", "", (), 1)], [])[0].person is None


def test_a_story_is_divided_by_document_question_or_speaker(story, reporter):
    document = make_document(story)
    question = make_question(story)
    make_group(story=story, question=question)
    said = [make_claim(story=story, by=reporter, claimant=n) for n in ("Ann", "ANN ")]
    by_document = division.parts_of(story, "document")
    assert document in [part.subjects[0] for part in by_document]
    [by_question] = division.parts_of(story, "question")
    assert by_question.subjects == (question,)
    [by_speaker] = division.parts_of(story, "speaker")
    assert by_speaker.subjects == tuple(said)
    assert by_speaker.weight == 2
    with pytest.raises(BadAssignment):
        division.parts_of(story, "colour")


def test_what_is_given_out_already_is_left_out(story, reporter, reviewer):
    one, two = make_document(story), make_document(story)
    assign(one, kind="check", by=reporter, to_person=reviewer)
    parts = division.parts_of(story, "document")
    assert [part.subjects[0] for part in parts] == [two]


@pytest.fixture
def parts(story, reviewer, editor):
    for _ in range(4):
        make_document(story)
    return shared_out(division.parts_of(story, "document"), [reviewer, editor])


def test_each_gets_a_share_and_one_notice(story, parts, reporter, reviewer, editor):
    made, count = give_out(story, parts, by=reporter, note="By noon.")
    assert count == 4
    assert Assignment.objects.filter(division=made, person=reviewer).count() == 2
    [told] = Notification.objects.filter(user=reviewer)
    assert (told.event, told.story) == ("assigned", story)
    assert told.words == "2 tasks of this story. By noon."


def test_a_second_submit_gives_out_nothing(story, parts, reporter):
    give_out(story, parts, by=reporter)
    with pytest.raises(BadAssignment, match="Nothing was left"):
        give_out(story, parts, by=reporter)
    assert Assignment.objects.count() == 4


def test_it_is_taken_back_but_for_what_was_begun(story, parts, reporter, reviewer):
    made, _count = give_out(story, parts, by=reporter)
    take(Assignment.objects.filter(person=reviewer).first(), by=reviewer)
    assert take_back(made, by=reporter) == (3, 1)
    assert Assignment.objects.filter(state="dropped").count() == 3


def test_others_divide_nothing(story, parts, outsider):
    with pytest.raises(NotAllowed):
        give_out(story, parts, by=outsider)


def test_nobody_gets_what_they_may_not_see(embargoed_story, reporter, outsider):
    make_document(embargoed_story)
    parts = shared_out(division.parts_of(embargoed_story, "document"), [outsider])
    with pytest.raises(BadAssignment):
        give_out(embargoed_story, parts, by=reporter)
    assert not Assignment.objects.exists()

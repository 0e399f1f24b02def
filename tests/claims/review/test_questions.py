"""People put questions together and apart, and every re-run keeps it so."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db import transaction

from claims.errors import BadQuestion, NotAllowed
from claims.evidence.base import FoundGroup, FoundQuestion
from claims.evidence.questions import as_people_asked
from claims.evidence.regroup import regroup
from claims.evidence.stored import METHOD, VERSION
from claims.models import Question
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.grouping import merge_questions, reword_question, split_question
from tests.factories import make_candidate, make_claim, make_relation, make_story

GROUPS = [FoundGroup((key,), 1, 1) for key in "abcdef"]
FIRST = FoundQuestion("when:gate", "When did it fail?", (0, 1, 2))
SECOND = FoundQuestion("count:hurt", "How many were hurt?", (3, 4))


def asked(questions, **pairs):
    return [(q.slot, q.groups) for q in as_people_asked(questions, GROUPS, **pairs)]


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ({}, [("when:gate", (0, 1, 2)), ("count:hurt", (3, 4))]),
        ({"must": [("a", "d")]}, [("when:gate", (0, 1, 2, 3, 4))]),
        (
            {"must": [("a", "f")]},
            [("when:gate", (0, 1, 2, 5)), ("count:hurt", (3, 4))],
        ),
        (
            {"cannot": [("a", "c"), ("b", "c")]},
            [("when:gate", (0, 1)), ("count:hurt", (3, 4))],
        ),
        (
            {"cannot": [("a", "b"), ("a", "c")]},
            [("when:gate:parted", (1, 2)), ("count:hurt", (3, 4))],
        ),
        ({"cannot": [("a", "gone"), ("e", "a")]}, asked([FIRST, SECOND])),
        ({"must": [("f", "a"), ("gone", "a")]}, asked([FIRST, SECOND])),
    ],
)
def test_questions_are_as_people_asked_them(pairs, wanted):
    assert asked([FIRST, SECOND], **pairs) == wanted


@pytest.fixture
def story(team, reporter):
    """Three who say when it failed, three who say how many were hurt."""
    story = make_story(team=team, by=reporter)
    for slot in ("when:gate", "count:hurt:person"):
        rows = [make_candidate(story=story, speaker=f"Voice {n}") for n in range(3)]
        for one, other in combinations(rows, 2):
            method = {"method": METHOD, "method_version": VERSION}
            make_relation(one, other, "contradicts", slot=slot, **method)
    regroup(story)
    return story


def again(story):
    """Make everything anew that hangs on relations."""
    for _ in range(2):
        with transaction.atomic():
            regroup(story)


def standing(story):
    """Questions that have answers, as sets of wordings."""
    rows = Question.objects.filter(story=story, groups__isnull=False).distinct()
    return {
        row.wording: frozenset(row.groups.values_list("wording", flat=True))
        for row in rows
    }


@pytest.mark.django_db
class TestStored:
    def test_two_questions_become_one_for_good(self, story, reviewer):
        one, two = story.questions.order_by("pk")
        together = frozenset().union(*standing(story).values())
        claim = make_claim(story=story, question=two)
        work = assign(two, kind="check", by=reviewer, to_person=reviewer)
        said = comment(two, "The same thing.", by=reviewer)
        merge_questions(two, one, by=reviewer)
        assert standing(story) == {one.wording: together}
        for row in (claim, work, said):
            row.refresh_from_db()
            assert row.question == one
        assert claim.events.last().kind == "question_set"
        again(story)
        assert standing(story) == {one.wording: together}

    def test_an_answer_that_is_none_stays_apart(self, story, reviewer):
        question = max(story.questions.all(), key=lambda q: q.groups.count())
        before = question.groups.count()
        assert before > 2
        group = question.groups.order_by("pk").first()
        split_question(question, [group], by=reviewer)
        for _ in range(2):
            question.refresh_from_db()
            assert question.groups.count() == before - 1
            group.refresh_from_db()
            assert group.question is None
            again(story)

    def test_what_was_merged_is_split_and_merged_again(self, story, reviewer):
        one, two = story.questions.order_by("pk")
        theirs = set(two.groups.values_list("pk", flat=True))
        merge_questions(two, one, by=reviewer)
        rows = one.groups.filter(pk__in=theirs)
        split_question(one, list(rows), by=reviewer)
        parted = rows.model.objects.filter(pk__in=theirs)
        (other,) = {row.question for row in parted}
        assert other not in {None, one}
        merge_questions(other, one, by=reviewer)
        again(story)
        assert {row.question for row in parted.all()} == {one}

    def test_a_persons_words_outlive_it_all(self, story, reviewer):
        one, two = story.questions.order_by("pk")
        reword_question(one, "What happened at the weir?", by=reviewer)
        merge_questions(two, one, by=reviewer)
        again(story)
        assert list(standing(story)) == ["What happened at the weir?"]

    def test_what_makes_no_sense_is_refused(self, story, team, reviewer, outsider):
        one, two = story.questions.order_by("pk")
        elsewhere = Question.objects.create(
            story=make_story(team=team), slot="x", wording="?"
        )
        for pair in ((one, one), (one, elsewhere)):
            with pytest.raises(BadQuestion):
                merge_questions(*pair, by=reviewer)
        for groups in ([], list(one.groups.all())):
            with pytest.raises(BadQuestion):
                split_question(one, groups, by=reviewer)
        with pytest.raises(NotAllowed):
            merge_questions(one, two, by=outsider)

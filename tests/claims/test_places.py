"""Rows of triage stand ready in their order, whoever wrote their groups."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.evidence.matters import Placed, in_rows
from claims.models import CandidateGroup, Question, TriagePlace
from claims.places import lay_all, lay_groups, lay_story
from claims.review import triage
from tests.factories import make_candidate, make_group, make_question

pytestmark = pytest.mark.django_db


def places():
    return list(TriagePlace.objects.order_by("-rank", "pk"))


def make_many(story, random):
    """Questions, lone groups and company, in no order."""
    questions = [make_question(story) for _ in range(4)]
    groups = []
    for _ in range(24):
        group = make_group(
            make_candidate(story=story),
            score=round(random.random(), 2),
            conflicts=random.choice([0, 0, 2]),
            documents=random.choice([1, 3]),
            origins=random.choice([1, 2]),
        )
        kind = random.random()
        if kind < 0.4:
            group.question = random.choice(questions)
        elif groups and kind < 0.7:
            hosts = [g for g in groups if g.beside is None]
            group.beside = random.choice(hosts)
        group.save()
        groups.append(group)
    return groups


@pytest.mark.parametrize("seed", range(3))
def test_the_order_is_that_of_rows_in_memory(story, seed):
    groups = make_many(story, Random(seed))
    lay_story(story.pk)
    placed = [
        Placed(
            g.pk,
            g.question_id or (g.beside and g.beside.question_id),
            g.beside_id,
            g.score,
            g.conflicts,
            g.documents,
            g.origins,
        )
        for g in groups
    ]
    rows = in_rows(placed)
    wanted = {row[0].question or row[0].beside or row[0].key: row for row in rows}
    assert [p.pk for p in places()] == sorted(
        wanted, key=lambda home: (-round(wanted[home][0].rank, 9), home)
    )
    for place in places():
        row = wanted[place.pk]
        assert place.rank == pytest.approx(row[0].rank)
        assert place.score == max(one.score for one in row)


def test_laid_one_by_one_or_all_together_they_are_the_same(story):
    groups = make_many(story, Random(7))
    lay_story(story.pk)
    told = ("pk", "rank", "score", "conflicts", "waits_from", "terms")
    whole = list(TriagePlace.objects.order_by("pk").values_list(*told))
    TriagePlace.objects.all().delete()
    for group in groups:
        lay_groups([group.pk])
    assert list(TriagePlace.objects.order_by("pk").values_list(*told)) == whole
    TriagePlace.objects.all().delete()
    lay_all()
    assert list(TriagePlace.objects.order_by("pk").values_list(*told)) == whole


def test_a_settled_row_is_gone_and_undone_it_is_back(story, reviewer):
    group = make_group(make_candidate(story=story))
    decision = triage.dismiss(group, reason="Opinion", by=reviewer)
    assert not places()
    triage.undo(decision, by=reviewer)
    assert [place.pk for place in places()] == [group.pk]


def test_a_row_set_aside_stands_from_when_it_wakes(story, reviewer):
    group = make_group(make_candidate(story=story))
    later = timezone.now() + timedelta(hours=3)
    triage.snooze(group, until=later, by=reviewer)
    (place,) = places()
    assert place.waits_from == later


def test_a_question_that_is_gone_leaves_its_groups_rows_of_their_own(story):
    question = make_question(story)
    groups = [make_group(story=story, question=question) for _ in range(2)]
    assert [place.question_id for place in places()] == [question.pk]
    CandidateGroup.objects.update(question=None)
    Question.objects.all().delete()
    lay_story(story.pk)
    assert {place.group_id for place in places()} == {g.pk for g in groups}


def test_words_find_a_row_by_how_they_begin(reviewer, story):
    client = Client()
    client.force_login(reviewer)
    question = make_question(story, wording="When did the ferry sail?")
    make_group(make_candidate("It left at noon.", story=story), question=question)
    make_group(make_candidate("The bridge’s toll: 4 euro.", story=story))

    def found(q):
        page = client.get(reverse("triage"), {"q": q})
        return [row.question for row in page.context["rows"]]

    assert found("ferr noo") == [question]
    assert found("BRIDGE 4") == [None]
    assert found("ferry bridge") == []
    assert found("'); -- <zz>&|!") == []

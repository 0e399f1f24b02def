"""On a question's page versions that agree are one answer, held once by each side."""

import pytest
from django.urls import reverse

from tests.claims.views.test_origins import spoken
from tests.factories import make_group, make_question, make_relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(story):
    """Norway blames Denmark; two bodies of Denmark blame Norway, in two wordings."""
    question = make_question(story)
    oslo = spoken(story, "Norwegian army", "Norway")
    army = spoken(story, "Danish army", "Denmark")
    ministry = spoken(story, "Danish ministry", "Denmark")
    for one in (oslo, army, ministry):
        make_group(one, question=question)
    make_relation(oslo, army, "contradicts")
    make_relation(oslo, ministry, "contradicts")
    make_relation(army, ministry, "supports")
    return question


def answers(client, question):
    return client.get(reverse("question", args=[question.pk])).context["answers"]


def test_versions_that_agree_are_one_answer_of_one_side(as_reviewer, asked):
    found = answers(as_reviewer, asked)
    held = {
        tuple((h.name, tuple(sorted(h.voices)), h.documents) for h in answer.holders)
        for answer in found
    }
    assert held == {
        (("Norway", ("Norwegian army",), 1),),
        (("Denmark", ("Danish army", "Danish ministry"), 2),),
    }


def test_versions_that_name_one_culprit_are_one_answer(as_reviewer, asked, story):
    third = spoken(story, "a lawmaker")
    make_group(third, question=asked)
    for mine, theirs in (
        ("Norwegian army", "Danish army"),
        ("a lawmaker", "Danish army"),
    ):
        one, other = (story.candidates.get(speaker=name) for name in (mine, theirs))
        story.relations.filter(a__in=[one, other], b__in=[one, other]).delete()
        ends = sorted((one, other), key=lambda c: c.pk)
        left, right = ("Denmark", "Norway")[:: 1 if ends[0] == one else -1]
        reason = {"code": "party", "words": "versions", "left": left, "right": right}
        make_relation(*ends, "contradicts", reasons=[reason])
    held = [
        {holder.name for holder in answer.holders}
        for answer in answers(as_reviewer, asked)
    ]
    assert {"Norway", "a lawmaker"} in held


def test_rivals_never_share_an_answer_through_a_third(as_reviewer, asked, story):
    third = spoken(story, "a farmer")
    make_group(third, question=asked)
    for member in ("Norwegian army", "Danish army"):
        make_relation(third, story.candidates.get(speaker=member), "supports")
    for answer in answers(as_reviewer, asked):
        names = {holder.name for holder in answer.holders}
        assert not {"Norway", "Denmark"} <= names


def test_the_page_says_who_holds_what_and_decides_nothing(as_reviewer, asked):
    text = as_reviewer.get(reverse("question", args=[asked.pk])).content.decode()
    assert "2 answers; none is decided here" in text
    assert "one side, counted once" in text
    assert "Where they come from" in text


def test_rivals_are_not_said_to_agree(as_reviewer, asked):
    text = as_reviewer.get(reverse("question", args=[asked.pk])).content.decode()
    assert "the strongest sign" not in text


def test_opposed_parties_that_give_one_answer_are_said_to_agree(
    as_reviewer, asked, story
):
    third = spoken(story, "Norwegian ministry", "Norway")
    make_group(third, question=asked)
    ministry = story.candidates.get(speaker="Danish ministry")
    make_relation(third, ministry, "supports")
    text = as_reviewer.get(reverse("question", args=[asked.pk])).content.decode()
    assert text.count("the strongest sign there is") == 1

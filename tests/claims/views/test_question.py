"""The page of a question: versions side by side, arranged, reworded, published."""

import pytest
from django.urls import reverse

from claims.models import CandidateGroup, QuestionConstraint
from tests.factories import (
    make_approved,
    make_candidate,
    make_claim,
    make_group,
    make_question,
)


@pytest.fixture
def question(story):
    question = make_question(story, wording="When did it close?")
    for words in ("It closed at nine.", "It closed at ten.", "It closed at noon."):
        make_group(make_candidate(words, story=story), question=question)
    return question


def page_of(client, question, **query):
    return client.get(reverse("question", args=[question.pk]), query)


def test_versions_stand_side_by_side_alike(as_reviewer, question):
    page = page_of(as_reviewer, question)
    assert [card.claim for card in page.context["cards"]] == [None] * 3
    for words in ("at nine", "at ten", "at noon", "3 versions", "3 undecided"):
        assert words in page.content.decode()


def test_a_version_shows_the_claim_made_of_it(as_reviewer, question):
    group = question.groups.first()
    claim = make_claim(story=question.story, question=question, group=group)
    approved = make_approved(claim)
    page = page_of(as_reviewer, question)
    (card,) = [card for card in page.context["cards"] if card.claim]
    assert (card.claim, card.version.group) == (approved, group)
    assert b"The bridge stayed open until the Sunday." in page.content


def test_ticked_versions_are_split_off(as_reviewer, question):
    url = reverse("question_arrange", args=[question.pk, "split"])
    for ticks in ([], ["nonsense"], [g.pk for g in question.groups.all()]):
        assert as_reviewer.post(url, {"group": ticks}).status_code == 422
    response = as_reviewer.post(url, {"group": question.groups.first().pk})
    # The machine finds no conflict here, so nothing is left to ask.
    assert response["Location"] == f"{reverse('triage')}?story={question.story_id}"
    assert {row.kind for row in QuestionConstraint.objects.all()} == {"cannot"}


def test_ticked_versions_become_one(as_reviewer, question):
    one, two, _ = question.groups.all()
    url = reverse("question_arrange", args=[question.pk, "join"])
    as_reviewer.post(url, {"group": [one.pk, two.pk]})
    assert CandidateGroup.objects.filter(documents=2).count() == 1


def test_another_question_is_found_by_words_and_merged(as_reviewer, question):
    other = make_question(question.story, wording="At what hour was it shut?")
    make_group(
        make_candidate("It was shut at noon.", story=question.story), question=other
    )
    found = as_reviewer.get(reverse("question_same", args=[question.pk]), {"q": "shut"})
    assert found.context["questions"] == [other]
    url = reverse("question_merge", args=[question.pk])
    here = reverse("question", args=[question.pk])
    response = as_reviewer.post(url, {"into": other.pk, "next": here})
    assert response["Location"] == reverse("question", args=[other.pk])
    assert {row.kind for row in QuestionConstraint.objects.all()} == {"must"}


def test_a_person_words_it(as_reviewer, question):
    url = reverse("question_reword", args=[question.pk])
    as_reviewer.post(url, {"wording": "  When was <b>it</b> shut? "})
    page = page_of(as_reviewer, question).content.decode()
    assert "When was &lt;b&gt;it&lt;/b&gt; shut?" in page
    assert "worded by Ravi Viewer" in page
    assert as_reviewer.post(url, {"wording": " "}).status_code == 422


def test_what_one_matter_lacks_is_listed_then_it_is_published(as_editor, question):
    ready = make_approved(make_claim(story=question.story, question=question))
    late = make_claim(story=question.story, question=question)
    page = page_of(as_editor, question).content.decode()
    assert "is queued, not approved" in page
    url = reverse("question_publish", args=[question.pk])
    seen = {f"seen_{row.pk}": row.version for row in (ready, late)}
    refused = as_editor.post(url, seen)
    assert refused.status_code == 422
    assert f"{late} is queued, not approved" in refused.content.decode()
    type(late).objects.filter(pk=late.pk).update(status="dismissed")
    assert as_editor.post(url, seen).status_code == 302
    ready.refresh_from_db()
    assert ready.status == "published"


def test_a_question_of_many_versions_is_paged(as_reviewer, question):
    for _ in range(30):
        make_group(make_candidate(story=question.story), question=question)
    page = page_of(as_reviewer, question)
    assert len(page.context["cards"]) == 24
    assert len(page_of(as_reviewer, question, page=2).context["cards"]) == 9
    assert page.context["row"].of == 33

"""All claims of a question are published together, or none of them is."""

import pytest

from claims.errors import GuardFailed, NotAllowed, StaleClaim
from claims.models import Publication
from claims.publication.matter import publish_matter
from tests.factories import make_approved, make_claim, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(story):
    return make_question(story)


@pytest.fixture
def claims(question):
    rows = [make_claim(story=question.story, question=question) for _ in range(2)]
    return [make_approved(row) for row in rows]


def seen(*claims):
    return {str(claim.pk): claim.version for claim in claims}


def test_every_approved_claim_is_published(question, claims, editor):
    made = publish_matter(question, by=editor, seen=seen(*claims))
    assert {row.claim for row in made} == set(claims)
    for claim in claims:
        claim.refresh_from_db()
        assert claim.status == "published"


def test_one_that_is_not_ready_keeps_all_back_and_is_named(question, claims, editor):
    late = make_claim(story=question.story, question=question)
    with pytest.raises(GuardFailed) as refused:
        publish_matter(question, by=editor, seen=seen(*claims, late))
    assert refused.value.extra["faults"] == [f"{late} is queued, not approved"]
    assert not Publication.objects.exists()


def test_dismissed_and_merged_claims_keep_nothing_back(question, claims, editor):
    make_claim(story=question.story, question=question, status="dismissed")
    make_claim(story=question.story, question=question, merged_into=claims[0])
    assert len(publish_matter(question, by=editor, seen=seen(*claims))) == 2


@pytest.mark.parametrize("version", [None, 1])
def test_what_was_not_read_is_not_published(question, claims, editor, version):
    read = seen(claims[0])
    if version:
        read[str(claims[1].pk)] = version
    with pytest.raises(StaleClaim):
        publish_matter(question, by=editor, seen=read)
    assert not Publication.objects.exists()


def test_an_empty_question_and_a_reviewer_publish_nothing(question, reviewer, editor):
    with pytest.raises(GuardFailed):
        publish_matter(question, by=editor, seen={})
    with pytest.raises(NotAllowed):
        publish_matter(question, by=reviewer, seen={})

"""A row of triage says what was checked before, and what was not compared yet."""

import pytest
from django.urls import reverse

from claims.models import ClaimMatch, ExternalCheck
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_published,
)

pytestmark = pytest.mark.django_db
WORDS = "The flood killed 70 people in the northern valley."


@pytest.fixture
def group(story):
    candidate = make_candidate(WORDS, story=story, score=0.9)
    return make_group(candidate, compared=True)


def match(group, **fields):
    return ClaimMatch.objects.create(
        candidate=group.best,
        likeness=0.8,
        label="contradicts",
        reasons=["40, not 70"],
        method="compare",
        method_version="1",
        **fields,
    )


def page(client, user):
    client.force_login(user)
    return client.get(reverse("triage")).content.decode()


def test_a_row_shows_the_known_finding_with_what_differs(
    client, reporter, story, group
):
    claim = make_claim("The flood killed 40 people.", story=story, by=reporter)
    match(group, publication=make_published(claim))
    shown = page(client, reporter)
    assert "Known finding:" in shown
    assert "The flood killed 40 people." in shown
    assert "differs: 40, not 70" in shown


def test_a_check_of_others_is_marked_as_theirs(client, reporter, group):
    check = ExternalCheck.objects.create(
        text="A flood killed 40 people.",
        rating="Half true",
        publisher="Factual Post",
        url="https://checks.example/flood",
    )
    match(group, external=check)
    shown = page(client, reporter)
    assert "Checked by Factual Post:" in shown
    assert "rated by them “Half true”" in shown


def test_a_lone_group_says_that_it_was_not_compared_yet(client, reporter, group):
    assert "Not compared yet" not in page(client, reporter)
    type(group).objects.update(compared=False)
    shown = page(client, reporter)
    assert "Not compared yet" in shown
    assert "Nothing found" not in shown

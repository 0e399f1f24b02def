"""Merging claims by forms alone: from one claim, and of ticked rows."""

import pytest
from django.urls import reverse

from tests.factories import make_claim, make_published, make_story

URL = "/claims/merge/"


@pytest.fixture
def pair(story):
    return [
        make_claim(f"The bridge closed on {day}.", story=story)
        for day in ("Friday", "5 May")
    ]


def sent(*rows, into, reason="The same day."):
    seen = {f"seen_{row.pk}": row.version for row in rows}
    return {"claim": [r.pk for r in rows], "into": into.pk, "reason": reason, **seen}


def test_the_survivor_is_found_by_its_words(as_reviewer, pair):
    duplicate, into = pair
    make_claim("Nothing to do with it.", story=duplicate.story)
    found = as_reviewer.get(URL, {"claim": duplicate.pk, "q": "5 may bridge"})
    assert found.context["found"] == [into]
    by_number = as_reviewer.get(URL, {"claim": duplicate.pk, "q": str(into.number)})
    assert by_number.context["found"] == [into]


def test_one_claim_is_merged_and_parted_again(as_reviewer, pair):
    duplicate, into = pair
    response = as_reviewer.post(URL, sent(duplicate, into=into))
    assert response["Location"] == into.get_absolute_url()
    duplicate.refresh_from_db()
    assert duplicate.merged_into == into
    url = reverse("claim_unmerge", args=[duplicate.pk])
    as_reviewer.post(url, {"seen_version": duplicate.version})
    duplicate.refresh_from_db()
    assert duplicate.merged_into is None


def test_ticked_rows_become_one_or_none_does(as_editor, pair):
    published = make_published(make_claim(story=pair[0].story)).claim
    published.refresh_from_db()
    refused = as_editor.post(URL, sent(*pair, published, into=pair[0]))
    assert refused.status_code == 409
    assert b"reopen or restore it first" in refused.content
    assert b"The same day." in refused.content
    for row in pair:
        row.refresh_from_db()
        assert row.merged_into is None
    assert as_editor.post(URL, sent(*pair, into=pair[0])).status_code == 302


def test_ticks_alone_ask_which_one_stays(as_reviewer, pair):
    page = as_reviewer.post(URL, {"claim": [row.pk for row in pair]})
    assert page.status_code == 200
    assert b"Which one stays?" in page.content


def test_no_reason_and_a_stale_version_are_told(as_reviewer, pair):
    duplicate, into = pair
    assert as_reviewer.post(URL, sent(*pair, into=into, reason="")).status_code == 422
    stale = sent(duplicate, into=into) | {f"seen_{duplicate.pk}": 9}
    assert as_reviewer.post(URL, stale).status_code == 409


def test_what_is_no_claim_of_ones_own_is_nothing(as_outsider, pair, embargoed_story):
    secret = make_claim("Secret words.", story=embargoed_story)
    page = as_outsider.get(URL, {"claim": [secret.pk, "nonsense"]})
    assert b"Tick two claims or more" in page.content
    assert b"Secret words" not in page.content
    (one, other) = pair
    assert as_outsider.post(URL, sent(one, into=other)).status_code == 403


def test_claims_of_other_stories_are_not_offered(as_reviewer, pair, team):
    make_claim("The bridge closed, too.", story=make_story(team=team))
    found = as_reviewer.get(URL, {"claim": pair[0].pk, "q": "bridge"})
    assert found.context["found"] == [pair[1]]


def test_a_claim_leads_to_merging_and_back(as_reviewer, pair):
    duplicate, into = pair
    page = as_reviewer.get(duplicate.get_absolute_url()).content.decode()
    assert f"{URL}?claim={duplicate.pk}" in page
    as_reviewer.post(URL, sent(duplicate, into=into))
    page = as_reviewer.get(duplicate.get_absolute_url()).content.decode()
    assert "merged into" in page
    assert reverse("claim_unmerge", args=[duplicate.pk]) in page

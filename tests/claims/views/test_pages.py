"""Every page of the desk: who may open it, whole or in part, and what it hides."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_claim,
    make_group,
    make_job,
    make_question,
    make_revision,
)

LISTS = [
    "desk",
    "triage",
    "claims",
    "claim_create",
    "stories",
    "story_create",
    "sources",
    "sources_add",
    "jobs",
    "tasks",
    "second_read",
    "teams",
    "settings",
]
PARTS = ["triage", "claims", "stories", "sources", "jobs", "tasks", "second_read"]


def test_strangers_are_led_from_the_front_door_to_what_is_published(client, db):
    response = client.get(reverse("desk"))
    assert response.status_code == 302
    assert response["Location"] == reverse("published")


@pytest.mark.parametrize("name", LISTS[1:])
def test_strangers_are_sent_to_the_login(client, db, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", LISTS)
def test_members_open_it_empty_or_not(as_reviewer, name, story):
    assert as_reviewer.get(reverse(name)).status_code == 200
    make_group(story=story)
    make_claim(story=story)
    make_job()
    response = as_reviewer.get(reverse(name))
    assert response.status_code == 200
    assert b"<html" in response.content


@pytest.mark.parametrize("name", PARTS)
def test_htmx_gets_the_part_with_counts_and_notes(as_reviewer, name, story):
    response = as_reviewer.get(reverse(name), HTTP_HX_REQUEST="true")
    assert b"<html" not in response.content
    assert b'id="side" hx-swap-oob="true"' in response.content
    assert b'id="notes"' in response.content
    assert "HX-Request" in response["Vary"]


def test_people_of_no_team_are_told_how_to_get_in(client, db, django_user_model):
    person = django_user_model.objects.with_email("new@example.org", password=None)
    client.force_login(person)
    response = client.get(reverse("triage"))
    assert response.status_code == 403
    assert b"You are in no team yet" in response.content


@pytest.fixture
def hidden(embargoed_story):
    revision = make_revision("The minister signed it.", story=embargoed_story)
    question = make_question(embargoed_story, wording="Who signed the paper?")
    group = make_group(story=embargoed_story, wording="The minister signed.")
    claim = make_claim("The minister signed in March.", story=embargoed_story)
    job = make_job(label="Secret paper", scope=embargoed_story.team)
    return {
        "story": embargoed_story,
        "document": revision.document,
        "question": question,
        "claim": claim,
        "group": group,
        "job": job,
    }


@pytest.mark.parametrize("name", ["story", "document", "question", "claim"])
def test_embargoed_things_do_not_exist_for_outsiders(
    hidden, as_outsider, as_reviewer, name
):
    url = reverse(name, args=[hidden[name].pk])
    assert as_reviewer.get(url).status_code == 200
    assert as_outsider.get(url).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_embargoed_words_show_in_no_list(hidden, as_outsider, name):
    page = as_outsider.get(reverse(name)).content.decode()
    for words in ("minister", "Minister", "Secret paper", "signed"):
        assert words not in page


@pytest.mark.parametrize(
    ("name", "thing", "more"),
    [
        ("group_decide", "group", ["accept"]),
        ("claim_move", "claim", ["take"]),
        ("claim_edit", "claim", []),
        ("claim_propose", "claim", []),
        ("claim_publish", "claim", []),
        ("claim_assign", "claim", []),
        ("question_decide", "question", ["accept"]),
        ("document_facts", "document", []),
        ("document_select", "document", []),
        ("job_retry", "job", []),
    ],
)
def test_outsiders_cannot_post_to_embargoed_things(
    hidden, as_outsider, name, thing, more
):
    url = reverse(name, args=[hidden[thing].pk, *more])
    assert as_outsider.post(url, {"seen_version": 1}).status_code == 404


@pytest.mark.parametrize("name", ["claim_edit", "claim_propose", "claim_publish"])
def test_what_changes_things_is_not_read(as_reviewer, story, name):
    claim = make_claim(story=story)
    assert as_reviewer.get(reverse(name, args=[claim.pk])).status_code == 405

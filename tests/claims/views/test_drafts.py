"""The doors of drafts, and what happens to them when a form is sent."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Draft
from claims.review.drafts import open_drafts
from tests.factories import make_claim

BODY = {
    "fields": {"note": {"value": ["Which Friday?"], "was": [""]}},
    "path": "/tasks/",
}


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


def save(client, key="move:1", **changes):
    data = {
        "key": key,
        "mark": "m1",
        "typed_at": 1,
        "base": "",
        "body": json.dumps(BODY),
    }
    return client.post(reverse("drafts"), data | changes)


def test_a_form_finds_its_own_drafts(as_reviewer, as_editor):
    assert save(as_reviewer).status_code == 204
    (found,) = as_reviewer.get(reverse("drafts"), {"key": "move:1"}).json()["drafts"]
    assert (found["body"], found["mark"], found["ended"]) == (BODY, "m1", False)
    assert as_editor.get(reverse("drafts"), {"key": "move:1"}).json()["drafts"] == []


def test_a_session_that_ended_is_told_apart(db):
    assert save(Client()).status_code == 401
    assert Client().get(reverse("drafts"), {"key": "move:1"}).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [{"body": "{"}, {"body": "[" * 100_000}, {"typed_at": "x"}, {"base": "x"}],
)
def test_an_unreadable_draft_is_refused(as_reviewer, changes):
    assert save(as_reviewer, **changes).status_code == 400


def test_a_malformed_draft_says_why(as_reviewer):
    assert save(as_reviewer, key="x").json()["code"] == "bad_draft"


def test_the_page_lists_what_was_not_sent(as_reviewer, as_editor):
    save(as_reviewer)
    page = as_reviewer.get(reverse("drafts"))
    assert b"Which Friday?" in page.content
    assert b'href="/tasks/"' in page.content
    assert b"Which Friday?" not in as_editor.get(reverse("drafts")).content
    as_reviewer.post(reverse("draft_end"), {"key": "move:1", "mark": "m1"}, follow=True)
    assert b"Which Friday?" not in as_reviewer.get(reverse("drafts")).content


def test_a_path_of_another_site_is_no_link(as_reviewer):
    save(as_reviewer, body=json.dumps(BODY | {"path": "//evil.example/"}))
    assert b"evil" not in as_reviewer.get(reverse("drafts")).content


def send(client, claim, draft, note=""):
    data = {"seen_version": claim.version, "note": note, "draft": draft}
    return client.post(reverse("claim_move", args=[claim.pk, "dismiss"]), data)


def test_an_accepted_form_takes_its_draft_with_it(as_reviewer, reviewer, claim):
    save(as_reviewer, key=f"dismiss:{claim.pk}")
    send(as_reviewer, claim, f"dismiss:{claim.pk} m1", "An opinion.")
    assert not open_drafts(reviewer).exists()


def test_a_refused_form_keeps_its_draft(as_reviewer, reviewer, claim):
    save(as_reviewer, key=f"dismiss:{claim.pk}")
    assert send(as_reviewer, claim, f"dismiss:{claim.pk} m1").status_code == 422
    assert open_drafts(reviewer).exists()


def test_a_form_sent_after_the_session_ended_keeps_its_words(claim, reviewer):
    Draft.objects.create(user=reviewer, key=f"dismiss:{claim.pk}", mark="m1", body=BODY)
    answer = send(Client(), claim, f"dismiss:{claim.pk} m1", "Opinion")
    assert answer.status_code == 401
    assert b"Opinion</textarea>" in answer.content
    assert open_drafts(reviewer).exists()


def test_a_part_asks_for_the_login_beside_the_form(claim):
    page = f"http://testserver{claim.get_absolute_url()}"
    answer = Client().post(
        reverse("claim_move", args=[claim.pk, "dismiss"]),
        {"note": "An opinion."},
        headers={"HX-Request": "true", "HX-Current-URL": page},
    )
    assert (answer.status_code, answer["HX-Retarget"]) == (401, "#problem")
    assert f"next=%2Fclaims%2F{claim.pk}%2F".encode() in answer.content

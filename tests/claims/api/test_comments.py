"""What colleagues say, by program: heard by those who may, changed by its author."""

from __future__ import annotations

import pytest

from claims.review.comments import comment
from claims.review.editing import ask_blind
from tests.factories import make_claim, make_revision, make_verdict

pytestmark = pytest.mark.django_db
COMMENTS = "/api/v1/comments"


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


def say(client, claim, text="Which Friday?", **more):
    body = {"claim": str(claim.pk), "text": text, **more}
    return client.post(COMMENTS, body, format="json")


def test_what_is_said_about_a_claim_is_listed_latest_first(as_key, reporter, claim):
    client = as_key(reporter)
    first, second = say(client, claim), say(client, claim, "The 27th.")
    assert first.status_code == second.status_code == 201
    assert first["Location"].endswith(f"{COMMENTS}/{first.json()['id']}")
    listed = client.get(COMMENTS, {"claim": str(claim.pk)}).json()["results"]
    assert [one["text"] for one in listed] == ["The 27th.", "Which Friday?"]


def test_a_comment_is_about_words_of_a_document(as_key, reporter, story):
    revision = make_revision("The bridge was closed. Nobody was hurt.", story=story)
    body = {
        "document": str(revision.document_id),
        "text": "Who says so?",
        "quote": {"revision": str(revision.pk), "exact": ["Nobody was hurt."]},
    }
    made = as_key(reporter).post(COMMENTS, body, format="json").json()
    assert made["words"] == ["Nobody was hurt."]
    assert made["segments"] == [[23, 39]]


def test_its_author_changes_it_and_takes_it_back(as_key, reporter, claim):
    client = as_key(reporter)
    made = say(client, claim)
    address, tag = f"{COMMENTS}/{made.json()['id']}", made["ETag"]
    changed = client.patch(
        address, {"text": "Which one?"}, format="json", headers={"If-Match": tag}
    )
    assert changed.json()["text"] == "Which one?"
    assert changed["ETag"] != tag
    gone = client.delete(address, headers={"If-Match": changed["ETag"]})
    assert gone.json()["text"] == ""
    assert gone.json()["deleted_at"]


def test_a_change_needs_the_version_that_was_read(as_key, reporter, claim, problem):
    client = as_key(reporter)
    address = f"{COMMENTS}/{say(client, claim).json()['id']}"
    body = {"text": "Which one?"}
    problem(client.patch(address, body, format="json"), 428, "precondition_required")
    problem(client.delete(address), 428, "precondition_required")
    for tag in ('"1"', "W/x", '"99999999999999999"'):
        stale = client.patch(address, body, format="json", headers={"If-Match": tag})
        problem(stale, 412, "stale_comment")


def test_nobody_else_changes_it(as_key, reporter, editor, claim, problem):
    made = say(as_key(reporter), claim)
    address = f"{COMMENTS}/{made.json()['id']}"
    problem(
        as_key(editor).delete(address, headers={"If-Match": made["ETag"]}),
        403,
        "not_allowed",
    )


def test_another_team_hears_nothing_of_an_embargoed_story(
    as_key, reporter, outsider, embargoed_story, problem
):
    row = comment(make_claim(story=embargoed_story, by=reporter), "Hush.", by=reporter)
    client = as_key(outsider)
    problem(client.get(f"{COMMENTS}/{row.pk}"), 404, "not_found")
    problem(client.get(COMMENTS, {"claim": str(row.claim_id)}), 404, "not_found")
    problem(say(client, row.claim), 404, "not_found")


def test_a_blind_reader_hears_nothing_said_after_the_verdict(
    as_key, reviewer, second_reader, claim, problem
):
    before = comment(claim, "Look at the log.", by=reviewer)
    make_verdict(claim, by=reviewer)
    claim.refresh_from_db()
    ask_blind(claim, by=reviewer, seen_version=claim.version)
    after = comment(claim, "It is false.", by=reviewer)
    client = as_key(second_reader)
    listed = client.get(COMMENTS, {"claim": str(claim.pk), "count": "estimate"}).json()
    assert [one["id"] for one in listed["results"]] == [str(before.pk)]
    assert listed["count"]["value"] == 1
    problem(client.get(f"{COMMENTS}/{after.pk}"), 404, "not_found")


@pytest.mark.parametrize("query", [{}, {"claim": 1, "story": 2}, {"claim": "x"}])
def test_a_list_is_of_one_thing(as_key, reporter, problem, query):
    problem(as_key(reporter).get(COMMENTS, query), 400, "bad_parameters")


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Hm."},
        {"claim": None, "text": "Hm."},
        {"text": " ", "story": "x"},
        {"text": "x" * 20_001},
    ],
)
def test_a_bad_comment_is_a_problem(as_key, reporter, problem, body):
    problem(as_key(reporter).post(COMMENTS, body, format="json"), 422, "invalid")

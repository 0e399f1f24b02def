from __future__ import annotations

import pytest

from claims.models import Claim
from tests.factories import (
    make_claim,
    make_evidence,
    make_published,
    make_revision,
    make_search,
    make_verdict,
)

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims"


@pytest.fixture
def claim(story, reporter):
    return make_claim("The bridge was closed on Friday.", story=story, by=reporter)


@pytest.fixture
def api(as_key, reviewer):
    return as_key(reviewer)


def test_a_claim_shows_what_bears_on_it_and_what_may_be_done(api, claim, reviewer):
    verdict = make_verdict(claim, by=reviewer)
    response = api.get(f"{CLAIMS}/{claim.pk}")
    body = response.json()
    assert response["ETag"] == f'"{claim.version}"'
    assert body["verdict"]["id"] == str(verdict.pk)
    assert body["rating"] == "false"
    assert body["appearances"][0]["heard_where"] == "Briefing at the town hall"
    assert {row["kind"] for row in body["evidence"]} == {"passage", "search"}
    assert body["actions"] == []


def test_moves_say_what_is_missing(as_key, second_reader, claim):
    make_verdict(claim, by=second_reader)
    body = as_key(second_reader).get(f"{CLAIMS}/{claim.pk}").json()
    moves = {move["action"]: move for move in body["actions"]}
    assert moves["send_back"]["allowed"] is True
    assert moves["send_back"]["needs_note"] is True
    assert moves["approve"]["allowed"] is False
    assert [m["name"] for m in moves["approve"]["missing"]] == ["second_reader_differs"]


def test_a_published_claim_names_its_finding(api, claim):
    publication = make_published(claim)
    body = api.get(f"{CLAIMS}/{claim.pk}").json()
    assert body["publication"]["record"] == str(publication.record)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"status": "open"}, True),
        ({"status": "queued"}, True),
        ({"status": "published"}, False),
        ({"level": "said"}, False),
        ({"claimant": "authority"}, True),
        ({"claimant": "ministry"}, False),
        ({"q": "friday bridge"}, True),
        ({"q": "friday tunnel"}, False),
        ({"tag": "rail"}, False),
        ({"mine": "true"}, False),
        ({"awaiting_me": "true"}, False),
    ],
)
def test_claims_are_filtered(api, claim, query, found):
    results = api.get(CLAIMS, query).json()["results"]
    assert [row["id"] for row in results] == [str(claim.pk)] * found


def test_an_unknown_filter_is_refused(api, problem):
    problem(api.get(CLAIMS, {"stauts": "queued"}), 400, "bad_parameters")


@pytest.mark.parametrize("address", [CLAIMS, f"{CLAIMS}?awaiting_me=true"])
def test_queries_of_the_list_do_not_grow(
    api, story, reporter, reviewer, second_reader, address, django_assert_num_queries
):
    def fill(count):
        for _ in range(count):
            make_verdict(make_claim(story=story, by=reporter), by=second_reader)

    fill(1)
    api.get(address)  # the key's use is noted once a minute
    with django_assert_num_queries(4):  # key, memberships, claims, verdicts
        api.get(address)
    fill(5)
    with django_assert_num_queries(4):
        assert len(api.get(address).json()["results"]) == 6


def test_queries_of_the_detail_do_not_grow(
    api, claim, reviewer, django_assert_max_num_queries
):
    make_verdict(claim, by=reviewer)
    with django_assert_max_num_queries(25) as few:
        api.get(f"{CLAIMS}/{claim.pk}")
    for _ in range(6):
        make_evidence(claim, by=reviewer)
    with django_assert_max_num_queries(len(few)):
        api.get(f"{CLAIMS}/{claim.pk}")


class TestEdit:
    def test_it_changes_what_is_given_and_raises_the_version(self, api, claim):
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            {"claimant": "Harbour master", "tags": ["quay"]},
            format="json",
            headers={"If-Match": f'"{claim.version}"'},
        )
        assert response.status_code == 200
        assert response["ETag"] == f'"{claim.version + 1}"'
        claim.refresh_from_db()
        assert claim.claimant == "Harbour master"
        assert claim.tags == ["quay"]

    def test_nothing_changed_is_nothing_recorded(self, api, claim):
        events = claim.events.count()
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            {"claimant": claim.claimant},
            format="json",
            headers={"If-Match": f'"{claim.version}"'},
        )
        assert response["ETag"] == f'"{claim.version}"'
        assert claim.events.count() == events

    @pytest.mark.parametrize("tag", [None, "*"])
    def test_it_needs_the_version_seen(self, api, claim, problem, tag):
        headers = {"If-Match": tag} if tag else {}
        response = api.patch(
            f"{CLAIMS}/{claim.pk}", {"claimant": "X"}, format="json", headers=headers
        )
        problem(response, 428, "precondition_required")

    @pytest.mark.parametrize("tag", ['"0"', '"99"', 'W/"1"', '"abc"', "1"])
    def test_another_version_fails_the_precondition(self, api, claim, problem, tag):
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            {"claimant": "X"},
            format="json",
            headers={"If-Match": tag},
        )
        body = problem(response, 412, "stale_claim")
        assert body["extra"]["current"] == claim.version

    def test_the_conflict_names_what_changed(self, api, claim, problem, reviewer):
        seen = claim.version
        make_evidence(claim, by=reviewer)
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            {"claimant": "X"},
            format="json",
            headers={"If-Match": f'"{seen}"'},
        )
        body = problem(response, 412, "stale_claim")
        assert body["extra"]["changed"] == ["evidence_confirmed"]

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"status": "published"}, "#/status"),
            ({"level": "both"}, "#/level"),
            ({"tags": ["ok", ""]}, "#/tags/1"),
            ({"event_start": "Friday"}, "#/event_start"),
            ({"text": " "}, "#/text"),
        ],
    )
    def test_bad_fields_are_pointed_to(self, api, claim, problem, fields, pointer):
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            fields,
            format="json",
            headers={"If-Match": f'"{claim.version}"'},
        )
        body = problem(response, 422, "invalid")
        assert [e["pointer"] for e in body["errors"]] == [pointer]

    def test_a_published_claim_is_not_edited(self, api, claim, problem):
        make_published(claim)
        claim = Claim.objects.get(pk=claim.pk)
        response = api.patch(
            f"{CLAIMS}/{claim.pk}",
            {"claimant": "X"},
            format="json",
            headers={"If-Match": f'"{claim.version}"'},
        )
        problem(response, 409, "transition_not_allowed")


class TestAdd:
    def body(self, story, **fields):
        return {
            "story": str(story.pk),
            "level": "so",
            "text": "The quay was flooded.",
            "claimant": "Harbour master",
            **fields,
        }

    def test_a_claim_heard_somewhere_is_queued(self, api, story):
        body = self.body(story, heard_where="A call")
        response = api.post(CLAIMS, body, format="json")
        assert response.status_code == 201
        assert response.json()["status"] == "queued"
        assert response["Location"].endswith(response.json()["id"])

    def test_a_claim_quoted_from_a_document_is_anchored(self, api, story):
        revision = make_revision(
            "Rain fell. The quay was flooded. Nobody hurt.", story=story
        )
        quote = {"revision": str(revision.pk), "exact": ["The quay was flooded."]}
        response = api.post(CLAIMS, self.body(story, quote=quote), format="json")
        place = response.json()["appearances"][0]
        assert place["segments"] == [[11, 32]]

    def test_words_that_stand_twice_need_segments(self, api, story, problem):
        revision = make_revision("It rained. It rained.", story=story)
        quote = {"revision": str(revision.pk), "exact": ["It rained."]}
        response = api.post(CLAIMS, self.body(story, quote=quote), format="json")
        problem(response, 422, "bad_evidence")
        quote["segments"] = [[11, 21]]
        response = api.post(CLAIMS, self.body(story, quote=quote), format="json")
        assert response.status_code == 201

    def test_words_and_place_must_agree(self, api, story, problem):
        revision = make_revision("It rained. It snowed.", story=story)
        quote = {
            "revision": str(revision.pk),
            "exact": ["It snowed."],
            "segments": [[0, 10]],
        }
        response = api.post(CLAIMS, self.body(story, quote=quote), format="json")
        body = problem(response, 422, "bad_evidence")
        assert body["extra"]["found"] == ["It rained."]

    def test_sent_twice_it_is_made_once(self, api, story):
        body = self.body(story, heard_where="A call")
        headers = {"Idempotency-Key": "one"}
        first = api.post(CLAIMS, body, format="json", headers=headers)
        again = api.post(CLAIMS, body, format="json", headers=headers)
        assert again.content == first.content
        assert again["Idempotent-Replay"] == "true"
        assert Claim.objects.count() == 1


def test_events_tell_the_history_with_its_chain(api, claim, reviewer):
    make_search(claim, by=reviewer)
    results = api.get(f"{CLAIMS}/{claim.pk}/events").json()["results"]
    assert [row["kind"] for row in results] == ["search_recorded", "created"]
    assert results[0]["previous"] == results[1]["hash"]
    assert results[1]["after"]["text"] == claim.text


def test_events_are_paged(api, claim, reviewer):
    make_search(claim, by=reviewer)
    address = f"{CLAIMS}/{claim.pk}/events"
    first = api.get(address, {"limit": 1}).json()
    second = api.get(address, {"limit": 1, "cursor": first["cursor"]}).json()
    assert [row["seq"] for row in (*first["results"], *second["results"])] == [2, 1]
    assert second["cursor"] is None

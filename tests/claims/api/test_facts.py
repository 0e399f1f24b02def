from __future__ import annotations

import hashlib

import pytest

from claims.models import Publication
from claims.publication.service import retract
from tests.factories import make_claim, make_corrected, make_member, make_published
from workbench.accounts.ids import new_id
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
FACTS = "/api/v1/facts"


def copies(publication: Publication, count: int) -> None:
    """Insert further findings like this one, without going through every step."""
    records = [new_id() for _ in range(count)]
    Publication.objects.bulk_create(
        Publication(
            record=record,
            claim=publication.claim,
            slug=f"copy-{record}",
            version=1,
            schema=1,
            body=publication.body.replace(str(publication.record), str(record)),
            digest=publication.digest,
            published_by=publication.published_by,
        )
        for record in records
    )


def test_a_finding_is_served_byte_for_byte(anonymous):
    publication = make_published()
    response = anonymous.get(f"{FACTS}/{publication.record}")
    assert response.content == publication.body.encode()
    assert response["Content-Type"] == "application/json"
    assert hashlib.sha256(response.content).hexdigest() == publication.digest


def test_the_etag_is_the_digest_and_gives_304(anonymous):
    publication = make_published()
    address = f"{FACTS}/{publication.record}"
    first = anonymous.get(address)
    assert first["ETag"] == f'"{publication.digest}"'
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Last-Modified" in first
    again = anonymous.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


def test_a_correction_is_the_newest_version_and_the_past_one_stays(anonymous):
    first = make_published()
    second = make_corrected(first)
    address = f"{FACTS}/{first.record}"
    newest = anonymous.get(address).json()
    assert newest["version"] == 2
    assert newest["corrections"][0]["kind"] == "clarification"
    past = anonymous.get(address, {"version": 1})
    assert past.content == first.body.encode()
    versions = anonymous.get(f"{address}/versions").json()["results"]
    assert [v["version"] for v in versions] == [2, 1]
    assert versions[0]["digest"] == second.digest
    listed = anonymous.get(FACTS).json()["results"]
    assert [fact["version"] for fact in listed] == [2]


def test_a_retracted_finding_stays_and_says_so(anonymous):
    publication = make_published()
    other = make_member(publication.claim.story.team, Role.EDITOR)
    retract(publication, by=other, note="The witness withdrew.")
    fact = anonymous.get(FACTS).json()["results"][0]
    assert fact["retracted"] is True
    assert fact["corrections"][-1]["kind"] == "retraction"
    assert fact["version"] == 2


def test_what_was_published_is_public_and_nothing_else_is(anonymous, problem):
    make_claim()
    assert anonymous.get(FACTS).json() == {"results": [], "cursor": None}
    problem(anonymous.get("/api/v1/claims"), 401, "not_authenticated")


def test_a_bad_key_is_no_hindrance_to_what_is_public(anonymous):
    response = anonymous.get(FACTS, headers={"Authorization": "Bearer cor_a_b"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"rating": "false"}, True),
        ({"rating": "true"}, False),
        ({"level": "so"}, True),
        ({"level": "said"}, False),
        ({"claimant": "port AUTHORITY"}, True),
        ({"claimant": "Port"}, False),
        ({"tag": "harbour"}, True),
        ({"tag": "rail"}, False),
        ({"language": "en"}, True),
        ({"language": "fr"}, False),
        ({"updated_since": "2020-01-01T00:00:00Z"}, True),
        ({"updated_since": "2999-01-01T00:00:00Z"}, False),
        ({"q": "bridges Sunday"}, True),
        ({"q": "bridge -Sunday"}, False),
        ({"q": "aqueduct"}, False),
        ({"rating": "false", "tag": "harbour", "q": "bridge"}, True),
    ],
)
def test_filters_read_the_frozen_record(anonymous, query, found):
    publication = make_published(make_claim(tags=["harbour"]))
    results = anonymous.get(FACTS, query).json()["results"]
    assert [f["id"] for f in results] == [str(publication.record)] * found


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"raiting": "false"}, "raiting"),
        ({"level": "both"}, "level"),
        ({"updated_since": "yesterday"}, "updated_since"),
        ({"q": "a\x00b"}, "q"),
    ],
)
def test_a_bad_filter_is_refused_by_name(anonymous, problem, query, parameter):
    body = problem(anonymous.get(FACTS, query), 400, "bad_parameters")
    assert body["errors"][0]["parameter"] == parameter


def test_pages_hold_every_finding_once_while_new_ones_come(anonymous):
    first = make_published()
    copies(first, 6)
    seen: list[str] = []
    query = {"limit": 3}
    for _ in range(4):
        page = anonymous.get(FACTS, query).json()
        assert len(page["results"]) <= 3
        seen += [fact["id"] for fact in page["results"]]
        copies(first, 1)
        if page["cursor"] is None:
            break
        query["cursor"] = page["cursor"]
    assert len(seen) == len(set(seen)) == 7


def test_pages_are_linked(anonymous):
    copies(make_published(), 1)
    response = anonymous.get(FACTS, {"limit": 1, "level": "so"})
    assert "level=so" in response["Link"]
    assert 'rel="next"' in response["Link"]


@pytest.mark.parametrize("cursor", ["x", "WzFd:abc", "\x00"])
def test_a_foreign_cursor_is_refused(anonymous, problem, cursor):
    problem(anonymous.get(FACTS, {"cursor": cursor}), 400, "bad_cursor")


def test_pages_elsewhere_may_read_every_answer(anonymous):
    etag = anonymous.get(FACTS)["ETag"]
    known = anonymous.get(FACTS, headers={"If-None-Match": etag})
    refused = anonymous.get(FACTS, {"cursor": "x"})
    assert (known.status_code, refused.status_code) == (304, 400)
    for answer in (known, refused, anonymous.get("/api/v1/checkpoints")):
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_cursor_of_another_list_is_refused(anonymous, problem):
    elsewhere = anonymous.get("/api/v1/changes").json()["next"]
    problem(anonymous.get(FACTS, {"cursor": elsewhere}), 400, "bad_cursor")


@pytest.mark.parametrize("limit", ["0", "501", "-1", "many", "1.5"])
def test_a_limit_out_of_range_is_refused(anonymous, problem, limit):
    problem(anonymous.get(FACTS, {"limit": limit}), 400, "bad_limit")


def test_the_list_changes_its_etag_when_a_finding_is_corrected(anonymous):
    publication = make_published()
    first = anonymous.get(FACTS)
    headers = {"If-None-Match": first["ETag"]}
    assert anonymous.get(FACTS, headers=headers).status_code == 304
    make_corrected(publication)
    assert anonymous.get(FACTS, headers=headers).status_code == 200


@pytest.mark.parametrize("rows", [1, 100])
def test_the_list_asks_one_question_however_many_rows(
    anonymous, rows, django_assert_num_queries
):
    copies(make_published(), rows - 1)
    with django_assert_num_queries(1):
        response = anonymous.get(FACTS, {"limit": 500})
    assert len(response.json()["results"]) == rows


@pytest.mark.parametrize("tail", ["", "/versions", "?version=7"])
def test_an_unknown_finding_is_not_found(anonymous, problem, tail):
    problem(anonymous.get(f"{FACTS}/{new_id()}{tail}"), 404, "not_found")


def test_a_failed_precondition_is_a_problem(anonymous, problem):
    response = anonymous.get("/api/v1/facts", headers={"If-Match": '"other"'})
    problem(response, 412, "precondition_failed")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"updated_until": "2999-01-01T00:00:00Z"}, True),
        ({"updated_until": "2020-01-01T00:00:00Z"}, False),
        ({"retracted": "false"}, True),
        ({"retracted": "true"}, False),
    ],
)
def test_facts_are_narrowed_by_their_time_and_state(anonymous, query, found):
    publication = make_published()
    results = anonymous.get(FACTS, query).json()["results"]
    assert [f["id"] for f in results] == [str(publication.record)] * found


@pytest.mark.parametrize("one", [False, True])
def test_chosen_fields_alone_are_sent(anonymous, one):
    publication = make_published()
    address = f"{FACTS}/{publication.record}" if one else FACTS
    query = {"fields": "finding,rating.slug,claim.text,claim.tags"}
    answer = anonymous.get(address, query).json()
    fact = answer if one else answer["results"][0]
    assert fact == {
        "id": str(publication.record),
        "version": 1,
        "finding": fact["finding"],
        "rating": {"slug": "false"},
        "claim": {"text": fact["claim"]["text"], "tags": []},
    }


def test_evidence_is_added_to_chosen_fields(anonymous):
    publication = make_published()
    address = f"{FACTS}/{publication.record}"
    whole = anonymous.get(address).json()
    assert whole["evidence"]
    fact = anonymous.get(address, {"fields": "finding", "expand": "evidence"}).json()
    assert set(fact) == {"id", "version", "finding", "evidence"}
    assert fact["evidence"] == whole["evidence"]
    assert anonymous.get(address, {"expand": "evidence"}).json() == whole


def test_chosen_fields_have_an_etag_of_their_own(anonymous):
    publication = make_published()
    address = f"{FACTS}/{publication.record}"
    tags = {
        anonymous.get(address, query)["ETag"]
        for query in ({}, {"fields": "finding"}, {"fields": "level"})
    }
    assert len(tags) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"fields": "verdict"},
        {"fields": ""},
        {"fields": "claim.__class__"},
        {"expand": "claims"},
        {"expand": ""},
        {"fields": "finding", "expand": "evidence,everything"},
    ],
)
def test_unknown_fields_are_refused_by_name(anonymous, problem, query):
    problem(anonymous.get(FACTS, query), 400, "bad_parameters")


def test_nothing_is_counted_unless_asked_and_then_as_an_estimate(anonymous, problem):
    copies(make_published(), 2)
    assert "count" not in anonymous.get(FACTS).json()
    page = anonymous.get(FACTS, {"count": "estimate", "limit": 1, "level": "so"}).json()
    assert page["count"] == {"value": 3, "estimate": True, "at_least": False}
    problem(anonymous.get(FACTS, {"count": "exact"}), 400, "bad_count")

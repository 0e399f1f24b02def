"""Files of everything published, as programs fetch them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json

import pytest

from claims.models import Claim
from claims.publication import walk
from claims.publication.exports import EXPORTS
from claims.publication.service import retract
from claims.views.exports import WORDS
from tests.factories import (
    make_claim,
    make_corrected,
    make_document,
    make_evidence,
    make_member,
    make_published,
    make_revision,
    make_search,
    make_story,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
NAMES = [export.name for export in EXPORTS]


def fetch(client, name, **headers):
    response = client.get(f"/exports/data/{name}", headers=headers)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_every_version_is_in_the_file_with_its_digest(client):
    first = make_published()
    second = make_corrected(first)
    other = make_member(first.claim.story.team, Role.EDITOR)
    third = retract(second, by=other, note="Forged.")
    lines = fetch(client, "facts.ndjson").decode().splitlines()
    assert [json.loads(line)["digest"] for line in lines] == [
        row.digest for row in (first, second, third)
    ]
    for line in lines:
        body = line.partition('"fact":')[2][:-1]
        assert hashlib.sha256(body.encode()).hexdigest() == json.loads(line)["digest"]


def test_the_table_marks_the_newest_version(client):
    make_corrected(make_published())
    rows = list(csv.DictReader(io.StringIO(fetch(client, "facts.csv").decode())))
    assert [(row["version"], row["newest"]) for row in rows] == [
        ("1", "no"),
        ("2", "yes"),
    ]


def test_all_pages_of_the_walk_are_one_file(client, monkeypatch):
    records = [str(make_published().record) for _ in range(5)]
    monkeypatch.setattr(walk.every_version, "__defaults__", (2,))
    lines = fetch(client, "facts.ndjson").decode().splitlines()
    assert [json.loads(line)["fact"]["id"] for line in lines] == records


def test_what_is_published_meanwhile_is_left_out():
    first = make_published()
    rows = walk.every_version(1)
    assert next(rows).newest
    make_corrected(first)
    assert list(rows) == []


def test_a_program_that_asks_for_gzip_gets_it(client):
    make_published()
    plain = fetch(client, "facts.ndjson")
    response = client.get(
        "/exports/data/facts.ndjson", headers={"Accept-Encoding": "gzip"}
    )
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(b"".join(response.streaming_content)) == plain


def test_annotations_count_code_points(client, reporter, reviewer, story):
    text = "🌉 The log: traffic ran until Sunday. 🌉"
    claim = make_claim(story=story, by=reporter)
    revision = make_revision(text, document=make_document(story))
    make_evidence(claim, "traffic ran until Sunday", revision=revision, by=reviewer)
    make_search(claim, by=reviewer)
    make_published(claim)
    page = json.loads(fetch(client, "annotations.jsonld"))["first"]
    (target,) = page["items"][0]["target"]
    place, quote = target["selector"]
    assert text[place["start"] : place["end"]] == quote["exact"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_what_was_published_is_in_a_file(client, name, team, reporter):
    secret = make_story("Secret", team=team, by=reporter, embargo=True)
    make_claim("The secret toll was 12.", story=secret, by=reporter)
    row = make_published()
    Claim.objects.filter(pk=row.claim_id).update(normalized_text="Changed in secret")
    assert b"secret" not in fetch(client, name).lower()


def test_an_unknown_file_and_an_unknown_question_are_answered(client):
    missing = client.get("/exports/data/secrets.ndjson")
    assert missing.json()["code"] == "not_found"
    asked = client.get("/exports/data/facts.csv?limit=3")
    assert asked.json()["code"] == "bad_parameters"


def test_the_page_lists_every_file_and_counts_only_when_asked(
    client, settings, django_assert_max_num_queries
):
    make_published()
    with django_assert_max_num_queries(1):
        page = client.get("/exports/").content.decode()
    for name in NAMES:
        assert f'href="/exports/data/{name}"' in page
    assert settings.LICENCE_LINE in page
    assert "About 1 version" not in page
    asked = client.get("/exports/?about=size").content.decode()
    assert "About 1 version" in asked
    assert "estimate" in asked


def test_every_file_is_described():
    assert set(WORDS) == set(NAMES)

"""Feeds as readers' programs fetch them."""

from __future__ import annotations

import json

import feedparser
import pytest

from claims.models import Claim
from claims.publication import feeds
from claims.publication.service import retract
from claims.views import feeds as views
from tests.factories import (
    make_claim,
    make_corrected,
    make_member,
    make_published,
    make_story,
    make_verdict,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
FACTS, CORRECTIONS = "/feeds/facts.atom", "/feeds/corrections.atom"


def parsed(response):
    assert response.status_code == 200, response.content
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_finding_is_told_once_in_its_newest_version(client):
    first = make_published()
    make_corrected(first, kind="update", note="New log.")
    (entry,) = parsed(client.get(FACTS)).entries
    assert entry.id == f"urn:uuid:{first.record}"
    assert "New log." in entry.content[0].value
    assert client.get(FACTS)["Content-Type"].startswith("application/atom+xml")


def test_corrections_and_retractions_have_a_feed_of_their_own(client):
    first = make_published()
    make_published()
    make_corrected(first, kind="update", note="New log.")
    other = make_member(first.claim.story.team, Role.EDITOR)
    retract(first, by=other, note="The log was forged.")
    entries = parsed(client.get(CORRECTIONS)).entries
    assert [e.title.split(":")[0] for e in entries] == ["Retraction", "Update"]
    items = client.get("/feeds/corrections.json").json()["items"]
    assert [i["summary"] for i in items] == ["The log was forged.", "New log."]


@pytest.mark.parametrize("address", [FACTS, "/feeds/corrections.json"])
def test_who_has_a_feed_already_is_told_so(client, address):
    make_corrected(make_published())
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_corrected(make_published())
    fresh = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200
    assert fresh["ETag"] != first["ETag"]


def test_a_feed_is_narrowed_as_the_list_is(client):
    claim = make_claim("The mole was flooded.", tags=["harbour"])
    make_verdict(claim, slug="unproven")
    kept = make_published(claim)
    make_published()
    for query in ("tag=harbour", "rating=unproven", "q=flooded"):
        found = parsed(client.get(f"{FACTS}?{query}"))
        assert [e.id for e in found.entries] == [f"urn:uuid:{kept.record}"]
        assert query.replace("=", ": ") in found.feed.title
    assert parsed(client.get(f"{FACTS}?language=xx")).entries == []


def test_pages_lead_through_all_of_it_once(client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_ENTRIES", 2)
    records = [make_published().record for _ in range(5)]
    address, found = f"{FACTS}?level=so", []
    while address:
        page = parsed(client.get(address))
        found += [entry.id for entry in page.entries]
        links = {link.rel: link.href for link in page.feed.links}
        assert links["first"].endswith("?level=so")
        address = links.get("next")
    assert found == [f"urn:uuid:{record}" for record in reversed(records)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("colour=red", "bad_parameters"),
        ("level=maybe", "bad_parameters"),
        ("q=a&q=b", "bad_parameters"),
        ("q=%00", "bad_parameters"),
        ("cursor=zzz", "bad_cursor"),
        ("updated_since=yesterday", "bad_parameters"),
    ],
)
def test_a_bad_question_gets_a_documented_answer(client, query, code):
    response = client.get(f"{FACTS}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == code


@pytest.mark.parametrize("address", [FACTS, "/exports/data/facts.csv"])
def test_whatever_a_program_accepts_it_gets_what_the_address_says(client, address):
    for accept in ("application/atom+xml", "text/csv;q=0.1", "image/png"):
        assert client.get(address, headers={"Accept": accept}).status_code == 200


def test_a_cursor_of_another_feed_is_refused(client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_ENTRIES", 1)
    make_published(), make_published()
    address = client.get("/feeds/facts.json").json()["next_url"]
    cursor = address.partition("cursor=")[2]
    refused = client.get(f"/feeds/corrections.json?cursor={cursor}")
    assert refused.json()["code"] == "bad_cursor"


def test_a_feed_says_the_same_in_every_language_and_to_everybody(client, editor):
    make_corrected(make_published())
    one = client.get(CORRECTIONS, headers={"Accept-Language": "de"})
    client.force_login(editor)
    assert client.get(CORRECTIONS).content == one.content
    assert "Vary" not in one or "Cookie" not in one["Vary"]


def test_feeds_tell_nothing_but_what_was_published(client, team, reporter):
    secret = make_story("Secret", team=team, by=reporter, embargo=True)
    make_claim("The secret toll was 12.", story=secret, by=reporter)
    row = make_published()
    Claim.objects.filter(pk=row.claim_id).update(normalized_text="Changed in secret")
    for address in (FACTS, "/feeds/facts.json"):
        words = client.get(address).content.decode()
        assert "secret" not in words.lower()


def test_a_feed_costs_one_query(client, django_assert_num_queries):
    for _ in range(3):
        make_published()
    with django_assert_num_queries(1):
        client.get(FACTS)


def test_public_pages_lead_to_the_feeds(client):
    row = make_published()
    for address in ("/findings/", row.get_absolute_url()):
        page = client.get(address).content.decode()
        for feed in ("facts.atom", "facts.json", "corrections.atom"):
            assert f'href="/feeds/{feed}"' in page


def test_without_anything_published_the_feeds_are_empty(client):
    assert parsed(client.get(FACTS)).feed.updated == feeds.NEVER
    assert json.loads(client.get("/feeds/corrections.json").content)["items"] == []

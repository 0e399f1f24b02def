"""What schema 2 of the frozen record adds, and that older bodies stay readable."""

from __future__ import annotations

from datetime import UTC, date, datetime

import orjson
import pytest

from claims.models import Claim, Origin, Side
from claims.publication.service import insert
from claims.publication.timeline import time_of_claim
from claims.review.evidence import edit_evidence
from sources.documents import correct_facts
from sources.forms import FactsForm
from tests.factories import (
    make_actor,
    make_approved,
    make_claim,
    make_evidence,
    make_origin,
    make_published,
    make_search,
    make_verdict,
)

pytestmark = pytest.mark.django_db
ADDED = ("review_by", "right_of_reply", "timeline", "checked_by_names", "about")


@pytest.fixture
def claim(story, reporter):
    return make_claim("The bridge was closed on Friday.", story=story, by=reporter)


def body_of(publication):
    return orjson.loads(publication.body)


def published(claim, reviewer, **fields):
    make_search(claim, by=reviewer)
    make_verdict(claim, by=reviewer)
    return body_of(make_published(make_approved(claim), **fields))


def test_the_promised_review_and_the_houses_pages_are_in_the_record(claim, settings):
    body = body_of(make_published(claim, review_by=date(2027, 3, 1)))
    assert body["schema"] == 2
    assert body["review_by"] == "2027-03-01"
    assert body["right_of_reply"] is None
    assert body["about"]["report_url"] == f"{body['url']}report/"
    assert body["about"]["method_url"] == f"{settings.PUBLIC_URL}/method/"


@pytest.mark.parametrize(("shown", "names"), [(False, 0), (True, 2)])
def test_who_checked_is_named_where_the_house_does_so(claim, settings, shown, names):
    settings.SHOW_CHECKERS = shown
    body = body_of(make_published(claim))
    assert len(body["checked_by_names"]) == names
    assert body["checked_by"] == 2


def test_each_origin_says_why_it_counts_or_not(claim, reviewer):
    river = make_side(claim, "River company")
    names = [("Harbour log", {}), ("Foreman", {"side": river}), ("Clerk", {})]
    for name, fields in names:
        origin = make_origin(claim.story, name, **fields)
        make_evidence(claim, by=reviewer, origin=origin)
    owner = make_origin(claim.story, "Owner", side=river)
    make_evidence(claim, by=reviewer, origin=owner)
    own = make_origin(claim.story, "Port authority")
    make_evidence(claim, by=reviewer, origin=own)
    frame = make_origin(claim.story, "Almanac")
    make_evidence(claim, by=reviewer, origin=frame, stance="context")
    origins = published(claim, reviewer)["origins"]
    told = {row["name"]: row for row in origins["listed"]}
    assert [row["independent"] for row in origins["listed"]].count(True) == 3
    assert origins["independent"] == 3
    assert told["Foreman"]["interest"] == "party"
    assert told["Owner"]["why"] == (
        "It counts as one with Foreman: both speak for River company."
    )
    assert told["Port authority"]["why"].startswith("It is the claimant")
    assert "context is not counted" in told["Almanac"]["why"]
    assert "no other origin" in told["Clerk"]["why"]


def make_side(claim, name):
    actor = make_actor(claim.story, name, side=name)
    Side.objects.filter(actor=actor).update(confirmed_by=claim.created_by)
    return Side.objects.get(actor=actor)


def test_who_is_on_the_claimants_side_is_listed_and_not_counted(claim, reviewer):
    side = make_side(claim, "Port authority")
    Claim.objects.filter(pk=claim.pk).update(claimant_actor=side.actor)
    claim.refresh_from_db()
    origin = make_origin(claim.story, "Port spokesman", side=side)
    make_evidence(claim, by=reviewer, origin=origin)
    make_evidence(claim, by=reviewer, origin=make_origin(claim.story, "Log"))
    listed = published(claim, reviewer)["origins"]["listed"]
    assert [row["independent"] for row in listed] == [False, True]
    assert "claimant’s side (Port authority)" in listed[0]["why"]


def test_an_origin_nobody_confirmed_is_not_counted(claim, reviewer):
    make_evidence(claim, by=reviewer)
    row = make_evidence(claim, by=reviewer)
    Origin.objects.filter(pk=row.origin_id).update(confirmed_by=None)
    listed = published(claim, reviewer)["origins"]["listed"]
    assert listed[1]["why"].startswith("Nobody has confirmed")


def test_the_timeline_tells_what_is_shown_and_nothing_else(claim, reviewer):
    start, end = datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)
    Claim.objects.filter(pk=claim.pk).update(event_start=start, event_end=end)
    claim.refresh_from_db()
    hidden = make_evidence(claim, by=reviewer)
    edit_evidence(hidden, by=reviewer, note="A person.", disclosure="described")
    body = published(claim, reviewer)
    assert body["timeline"] == [
        {
            "at": "2026-02-27",
            "precision": "day",
            "words": "The bridge was closed on Friday.",
            "who": "Port authority",
        }
    ]


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2026-02-27T09:00", "2026-02-27T09:00", "instant"),
        ("2026-02-27T00:00", "2026-02-28T00:00", "day"),
        ("2026-02-27T00:00", "2026-03-02T00:00", "range"),
        ("2026-02-27T09:00", "2026-02-28T09:00", "range"),
    ],
)
def test_a_claims_typed_time_is_as_precise_as_its_range(start, end, precision):
    claim = Claim(
        event_start=datetime.fromisoformat(start).replace(tzinfo=UTC),
        event_end=datetime.fromisoformat(end).replace(tzinfo=UTC),
    )
    time = time_of_claim(claim, [])
    assert time is not None
    assert time.precision == precision


def test_a_body_of_schema_1_is_served_as_it_was(claim, client):
    first = make_published(claim)
    old = {k: v for k, v in body_of(first).items() if k not in ADDED}
    del old["origins"]["listed"]
    old |= {"schema": 1, "version": 2}
    insert(
        first.claim,
        old,
        [first],
        by=first.published_by,
        at=first.published_at,
        correction="typo",
        note="A comma.",
    )
    assert client.get(first.get_absolute_url()).status_code == 200
    served = client.get(f"/api/v1/facts/{first.record}")
    assert served.json() == old


def test_the_address_of_a_kept_copy_is_in_the_record(claim, reviewer):
    row = make_evidence(claim, by=reviewer)
    kept = "https://web.archive.example/2026/page"
    correct_facts(
        row.document, {"archived_url": kept}, by=reviewer, reason="I kept it there."
    )
    evidence = published(claim, reviewer)["evidence"]
    assert [one["source"]["archived"] for one in evidence] == [kept]


@pytest.mark.parametrize(
    ("address", "taken"),
    [("https://a.example/x", True), ("javascript:alert(1)", False), ("", True)],
)
def test_a_kept_copy_has_an_address_of_the_web(claim, reviewer, address, taken):
    row = make_evidence(claim, by=reviewer)
    data = {"archived_url": address, "reason": "I kept it there.", "language": "en"}
    assert FactsForm(row.document, data).is_valid() is taken

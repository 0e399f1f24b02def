"""What a team's claims did of late: by week, and how long in each state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.models import ReviewEvent, TeamFigures
from claims.review import figures
from claims.review.figures import Moved, figures_of, first_day, stays, weeks
from sources.jobs import service
from sources.models import Job
from tests.factories import make_approved, make_claim, make_published

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def path(claim, *steps):
    """Moves of one claim: (status, hours since Monday)."""
    return [Moved(claim, status, MONDAY + HOUR * at) for status, at in steps]


@pytest.mark.parametrize("hours", [0, 1, 7 * 24 - 1])
def test_a_week_begins_on_monday(hours):
    assert first_day(MONDAY + HOUR * hours) == MONDAY


def test_moves_are_counted_in_their_week():
    now = MONDAY + timedelta(days=2)
    since = MONDAY - timedelta(weeks=figures.WEEKS - 1)
    moved = [
        *path(1, ("queued", 0), ("proposed", 1), ("approved", 2)),
        *path(2, ("proposed", -5)),
    ]
    rows = weeks(moved, since, now)
    assert len(rows) == figures.WEEKS
    assert rows[-1] == {
        "week": "2026-03-02",
        "proposed": 1,
        "approved": 1,
        "published": 0,
    }
    assert rows[-2]["proposed"] == 1


def test_a_median_is_of_five_or_more():
    times = (1, 2, 3, 4, 9)
    many = [m for n in times for m in path(n, ("queued", 0), ("in_review", n))]
    found = {row["state"]: row for row in stays(many, MONDAY)}["queued"]
    assert (found["count"], found["median_s"], found["longest_s"]) == (
        5,
        3 * 3600,
        9 * 3600,
    )
    few = [m for n in (1, 2) for m in path(n, ("queued", 0), ("in_review", n))]
    found = {row["state"]: row for row in stays(few, MONDAY)}["queued"]
    assert found["median_s"] is None
    assert found["times_s"] == [3600, 7200]


def test_one_claims_last_state_is_not_measured_by_the_next_claim():
    moved = [*path(1, ("queued", 0)), *path(2, ("in_review", 5))]
    assert all(row["count"] == 0 for row in stays(moved, MONDAY))


@pytest.mark.django_db
def test_the_chain_is_read(team, story, reporter):
    make_published(make_approved(make_claim(story=story, by=reporter)))
    make_claim(story=story, by=reporter)
    body = figures_of(team, timezone.now())
    assert body["weeks"][-1] == body["weeks"][-1] | {
        "proposed": 1,
        "approved": 1,
        "published": 1,
    }
    counts = {row["state"]: row["count"] for row in body["states"]}
    assert counts == {"queued": 1, "in_review": 1, "proposed": 1, "approved": 1}
    assert ReviewEvent.objects.count() > 6


@pytest.mark.django_db
def test_they_are_counted_by_the_clock(team, other_team):
    service.submit("figures", team.pk, inputs={"turn": 1})
    service.run(service.claim(Job.objects.get(kind="figures").pk))
    assert TeamFigures.objects.count() == 2

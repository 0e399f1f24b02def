"""The whole seed, with the jobs run here instead of by a worker."""

from __future__ import annotations

import json
from io import StringIO

import orjson
import pytest
from django.core.management import call_command

from claims.choices import EvidenceState, Label, Status
from claims.demo import waiting
from claims.models import (
    CandidateGroup,
    Claim,
    ErrorReport,
    Publication,
    Question,
    Relation,
    ReviewEvent,
)
from sources.jobs import ERRANDS, service
from sources.models import Document, Job, Ownership, Story
from workbench.accounts.keys import find_key
from workbench.accounts.models import User


@pytest.fixture
def seed(db, monkeypatch, settings, tmp_path):
    """Return a function that seeds and gives what was told; jobs run while it waits."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("CORROBORATE_DEMO", "1")
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: run_queued())

    def run() -> dict:
        out = StringIO()
        call_command("seed_demo", stdout=out, stderr=StringIO())
        return json.loads(out.getvalue())

    return run


def run_queued() -> None:
    for job in Job.objects.filter(state="queued").order_by("created_at"):
        held = service.claim(job.pk)
        if held is not None:
            service.run(held)


def test_a_seeded_desk_has_work_and_a_second_start_adds_nothing(seed):
    told = seed()
    counts = count_rows()

    assert seed() == told
    assert count_rows() == counts
    # Word of what was published goes out afterwards.
    assert not Job.objects.exclude(state="done").exclude(kind__in=ERRANDS).exists()
    assert find_key(told["api_key"]).scopes == ["desk:read", "facts:read"]
    claims_are_on_their_way()
    the_sample_shows_what_it_is_for()


def count_rows() -> list[int]:
    kinds = (User, Story, Document, Ownership, Job, Claim, ReviewEvent)
    return [kind.objects.count() for kind in kinds]


def claims_are_on_their_way() -> None:
    states = set(Claim.objects.values_list("status", flat=True))
    assert states == {Status.IN_REVIEW, Status.PROPOSED, Status.PUBLISHED}
    newest = orjson.loads(Publication.objects.get(superseded_by=None).body)
    assert newest["right_of_reply"]["asked"] == "Sarnow Hydro"
    assert [row["kind"] for row in newest["corrections"]] == ["clarification"]
    assert newest["review_by"]
    assert newest["origins"]["listed"]
    assert ErrorReport.objects.get().assignments.exists()
    for claim in Claim.objects.all():
        assert claim.evidence.filter(state=EvidenceState.CONFIRMED).exists()


def the_sample_shows_what_it_is_for() -> None:
    """The hours conflict by an hour, and the embargoed story keeps to itself."""
    assert Question.objects.filter(scope=None, groups__conflicts__gt=0).exists()
    conflicts = Relation.objects.filter(label=Label.CONTRADICTS)
    assert any("1 h apart" in str(row.reasons) for row in conflicts)
    hidden = Story.objects.get(title="The permit committee")
    groups = CandidateGroup.objects.filter(story=hidden)
    assert groups.exists()
    assert not groups.filter(scope=None).exists()

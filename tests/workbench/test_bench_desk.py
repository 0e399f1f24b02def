"""The rows of the desk's bench keep the rules that its loading switches off."""

from __future__ import annotations

import pytest
from django.db import connection

from claims.models import CandidateGroup, Claim, TriagePlace
from claims.review.guards import count_orphans
from workbench.stack import bench_desk
from workbench.stack.bench_rows import Sizes, fill

SMALL = Sizes(claims=20, candidates=200, vectors=10)


@pytest.fixture
def filled(db):
    """Loaded with every trigger and key at work, as rows of services are."""
    fill(SMALL, trusted=False)


def test_the_rows_keep_every_rule_of_the_database(filled):
    assert Claim.objects.count() == 20
    assert CandidateGroup.objects.filter(best=None).count() == 0
    assert TriagePlace.objects.exists()
    assert not any(count_orphans(claim) for claim in Claim.objects.all())
    connection.check_constraints()


def test_every_page_is_asked_as_several_people(filled):
    asked = list(bench_desk.ask_all(times=1, only="claims"))
    assert {timed.name for timed in asked} >= {"claims", "claims?q=ba"}
    assert {timed.rows for timed in asked} == {25, 100}
    assert all(timed.spent and timed.queries for timed in asked)
    assert {t.queries for t in asked if t.name == "claims"} == {
        next(t.queries for t in asked if t.name == "claims")
    }

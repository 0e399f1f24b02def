"""The rows of the desk's bench keep the rules that its loading switches off."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse
from django.urls.converters import get_converters

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
    assert all(timed.queries and timed.size for timed in asked)
    assert all(cost.wall and cost.database for t in asked for cost in t.costs)
    assert len({t.queries for t in asked if t.name == "claims"}) == 1


#: Its search alone asks for vectors, terms and settings of the planner one by one.
ASKS_MORE = {"document_beside"}


def test_no_page_asks_more_than_it_may(db, monkeypatch):
    """Every page, each state of a claim, with comments, news, batches and evidence."""
    fill(Sizes(claims=40, candidates=400, vectors=10), trusted=False)
    everywhere = bench_desk.askers()[1]
    assert everywhere.name == "Everywhere"
    monkeypatch.setattr(bench_desk, "askers", lambda: [everywhere])
    monkeypatch.setattr(bench_desk, "SAMPLES", 1)
    asked: dict[str, list[bench_desk.Timed]] = {}
    for timed in bench_desk.ask_all(times=0):
        asked.setdefault(timed.name, []).append(timed)
    assert [name for name, rows in asked.items() if not rows[0].costs] == []
    queries = {name: [one.queries for one in rows] for name, rows in asked.items()}
    for name in ASKS_MORE:
        assert queries.pop(name)
    most = bench_desk.GOAL_QUERIES
    assert {name: n for name, n in queries.items() if max(n) > most} == {}
    assert {name: n for name, n in queries.items() if len(set(n)) > 1} == {}


#: Something of each kind that stands in an address; where one of several words does,
#: the first will do.
STANDING = {
    "uuid": "00000000-0000-7000-8000-000000000000",
    "int": "1",
    "str": "token",
    "slug": "take",
}


def address_of(pattern):
    kinds = {converter: name for name, converter in get_converters().items()}
    values = {
        name: STANDING.get(kinds[converter], converter.regex.split("|")[0])
        for name, converter in pattern.pattern.converters.items()
    }
    return reverse(pattern.name, kwargs=values)


def test_every_page_of_the_desk_is_in_the_table(client, reviewer):
    client.force_login(reviewer)
    known = bench_desk.PAGES.keys() | bench_desk.NO_PAGES
    missing = [
        pattern.name
        for pattern in bench_desk.named()
        if pattern.name not in known
        and client.get(address_of(pattern)).status_code != 405
    ]
    assert missing == [], "give these their lines in workbench/stack/bench_desk.py"
    assert known <= {pattern.name for pattern in bench_desk.named()}

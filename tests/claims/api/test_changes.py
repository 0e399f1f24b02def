from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection

from claims.models import Change
from claims.publication.service import retract
from tests.factories import make_corrected, make_member, make_published
from workbench.accounts.ids import new_id
from workbench.accounts.models import Role

CHANGES = "/api/v1/changes"
INSERT = """
    INSERT INTO claims_change (epoch_id, kind, record, version, digest, at)
    SELECT id, 'upsert', %s, 1, '', now() FROM claims_feedepoch
    ORDER BY number DESC LIMIT 1
"""


def read_on(client, after=""):
    page = client.get(CHANGES, {"after": after} if after else {}).json()
    return page["results"], page["next"]


@pytest.mark.django_db(transaction=True)
class TestFeed:
    def test_every_kind_of_write_is_told_in_order(self, anonymous):
        publication = make_published()
        corrected = make_corrected(publication)
        other = make_member(publication.claim.story.team, Role.EDITOR)
        retract(corrected, by=other, note="The witness withdrew.")
        entries, _ = read_on(anonymous)
        assert [(e["kind"], e["version"]) for e in entries] == [
            ("upsert", 1),
            ("correction", 2),
            ("retraction", 3),
        ]
        for entry in entries:
            address = entry["url"].split("/api/", 1)[1]
            fact = anonymous.get(f"/api/{address}")
            assert fact["ETag"] == f'"{entry["digest"]}"'

    def test_next_leads_on_even_from_an_empty_page(self, anonymous):
        entries, start = read_on(anonymous)
        assert entries == []
        publication = make_published()
        entries, after = read_on(anonymous, start)
        assert [e["record"] for e in entries] == [str(publication.record)]
        entries, same = read_on(anonymous, after)
        assert entries == []
        assert same == after

    def test_a_slow_writer_is_not_skipped(self, anonymous):
        slow, fast = new_id(), new_id()
        with psycopg.connect(**connection_params()) as held:
            held.execute(INSERT, [slow])
            with psycopg.connect(**connection_params()) as quick:
                quick.execute(INSERT, [fast])
            # Committed already, yet a smaller transaction may still commit.
            entries, after = read_on(anonymous)
            assert entries == []
            held.commit()
        entries, _ = read_on(anonymous, after)
        assert [e["record"] for e in entries] == [str(slow), str(fast)]

    def test_pages_are_limited(self, anonymous):
        make_corrected(make_published())
        page = anonymous.get(CHANGES, {"limit": 1}).json()
        assert len(page["results"]) == 1
        rest, _ = read_on(anonymous, page["next"])
        assert [e["version"] for e in rest] == [2]


def connection_params():
    found = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return {name: found[name] for name in names if found.get(name)}


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["abc", "WzEsMiwzXQ:x", "\x00"])
def test_a_bad_cursor_is_refused(anonymous, problem, after):
    problem(anonymous.get(CHANGES, {"after": after}), 400, "bad_cursor")


@pytest.mark.django_db
def test_the_feed_is_insert_only():
    make_published()
    with pytest.raises(IntegrityError, match="insert-only"):
        Change.objects.update(version=9)

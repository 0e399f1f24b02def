from __future__ import annotations

import threading
from io import StringIO
from threading import BoundedSemaphore

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from claims.api import changes as api
from claims.errors import BadErasure
from claims.models import Change, FeedEpoch, Publication
from claims.publication import landmark
from claims.publication.epochs import open_epoch
from claims.publication.erasure import erase
from claims.publication.service import retract
from sources.paging import sign
from tests.factories import make_corrected, make_member, make_published
from workbench.accounts.ids import new_id
from workbench.accounts.models import Role

CHANGES = "/api/v1/changes"
INSERT = """
    INSERT INTO claims_change
        (epoch_id, kind, record, version, digest, note, at)
    SELECT id, 'upsert', %s, 1, '', '', now() FROM claims_feedepoch
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


@pytest.mark.django_db(transaction=True)
class TestOrder:
    def test_a_savepoint_is_of_its_transaction(self, anonymous):
        """What a savepoint wrote waits for the whole, and has its place in the feed."""
        inner, fast = new_id(), new_id()
        with psycopg.connect(**connection_params()) as held:
            held.execute("SELECT pg_current_xact_id()")
            with psycopg.connect(**connection_params()) as quick:
                quick.execute(INSERT, [fast])
            with held.transaction():
                held.execute(INSERT, [inner])
            entries, after = read_on(anonymous)
            assert entries == []
            held.commit()
        entries, _ = read_on(anonymous, after)
        assert [e["record"] for e in entries] == [str(inner), str(fast)]

    def test_what_is_taken_back_never_appears(self, anonymous):
        with psycopg.connect(**connection_params()) as held:
            held.execute(INSERT, [new_id()])
            held.rollback()
        kept = new_id()
        with psycopg.connect(**connection_params()) as quick:
            quick.execute(INSERT, [kept])
        entries, _ = read_on(anonymous)
        assert [e["record"] for e in entries] == [str(kept)]


@pytest.mark.django_db(transaction=True)
class TestWaiting:
    def test_news_ends_the_wait(self, anonymous, monkeypatch):
        looks = []

        def look_and_write(_):
            looks.append(1)
            with psycopg.connect(**connection_params()) as writer:
                writer.execute(INSERT, [new_id()])

        monkeypatch.setattr(api.time, "sleep", look_and_write)
        page = anonymous.get(CHANGES, {"wait": 30}).json()
        assert len(page["results"]) == len(looks) == 1

    def test_no_news_is_an_empty_page_in_the_end(self, anonymous, monkeypatch):
        monkeypatch.setattr(api.time, "sleep", lambda _: None)
        monkeypatch.setattr(api, "LONGEST_WAIT_S", 30)
        clock = iter(range(0, 300, 10))
        monkeypatch.setattr(api.time, "monotonic", lambda: next(clock))
        response = anonymous.get(CHANGES, {"wait": 25})
        assert response.json()["results"] == []
        assert "Retry-After" not in response

    def test_who_finds_no_room_is_answered_at_once(self, anonymous, monkeypatch):
        monkeypatch.setattr(api, "WAITERS", BoundedSemaphore(0))
        response = anonymous.get(CHANGES, {"wait": 30})
        assert response.json()["results"] == []
        assert response["Retry-After"] == str(api.COME_BACK_S)

    @pytest.mark.parametrize("wait", ["-1", "31", "soon", "1.5"])
    def test_other_waits_are_refused(self, anonymous, problem, wait):
        problem(anonymous.get(CHANGES, {"wait": wait}), 400, "bad_parameters")


@pytest.fixture
def fresh_process(settings):
    """Nothing was looked at or written down yet; epochs of the test go with it."""
    landmark.looked_at.clear()
    newest = FeedEpoch.objects.order_by("-number")[0]
    yield
    landmark.looked_at.clear()
    later = FeedEpoch.objects.filter(number__gt=newest.number)
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE claims_change DISABLE TRIGGER claims_change_insert_only"
        )
        cursor.execute("DELETE FROM claims_change")
        cursor.execute(
            "ALTER TABLE claims_change ENABLE TRIGGER claims_change_insert_only"
        )
    later.delete()
    FeedEpoch.objects.update(lived_in=newest.lived_in)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fresh_process")
class TestEpochs:
    def lost(self, anonymous, problem, after):
        body = problem(
            anonymous.get(CHANGES, {"after": after}), 410, "cursor_from_lost_history"
        )
        return body["extra"]

    def test_older_cursors_are_refused_and_the_start_tells_all(
        self, anonymous, problem
    ):
        old = make_published()
        _, after = read_on(anonymous)
        call_command("new_epoch", reason="restored from Sunday", stdout=StringIO())
        new = make_published()
        told = self.lost(anonymous, problem, after)
        assert told["reason"] == "restored from Sunday"
        first = anonymous.get(CHANGES, {"limit": 1}).json()
        entries, _ = read_on(anonymous, first["next"])
        entries = first["results"] + entries
        assert [e["record"] for e in entries] == [str(old.record), str(new.record)]
        assert entries[0]["epoch"] + 1 == entries[1]["epoch"] == told["epoch"]

    def test_entries_of_another_server_are_shown_whatever_its_transactions(
        self, anonymous
    ):
        FeedEpoch.objects.update(lived_in="another")
        with psycopg.connect(**connection_params()) as writer:
            writer.execute(
                INSERT.replace("at)", "at, xid)").replace("now()", "now(), 2^60"),
                [new_id()],
            )
        entries, _ = read_on(anonymous)
        assert len(entries) == 1

    def test_a_writer_in_other_files_opens_an_epoch(self, anonymous):
        before = FeedEpoch.objects.count()
        make_published()
        assert FeedEpoch.objects.count() == before
        FeedEpoch.objects.update(lived_in="another")
        make_published()
        make_published()
        assert FeedEpoch.objects.count() == before + 1
        entries, _ = read_on(anonymous)
        assert [e["epoch"] for e in entries] == [before, before + 1, before + 1]

    def test_a_reader_who_knows_more_than_we_do_opens_one(self, anonymous, problem):
        epoch = FeedEpoch.objects.order_by("-number")[0]
        row = Change.objects.get(record=make_published().record)
        other = str(new_id())[:8][::-1]  # the id was given out again
        after = sign([str(epoch.pk), epoch.number, row.xid, row.pk, other], "changes")
        told = self.lost(anonymous, problem, after)
        assert told["epoch"] == epoch.number + 1

    def test_a_database_behind_what_was_written_down_opens_one(
        self, anonymous, problem
    ):
        make_published()
        _, after = read_on(anonymous)
        mark = landmark.read_here()
        landmark.write_file(mark._replace(last=mark.last + 1))
        landmark.looked_at.clear()
        self.lost(anonymous, problem, after)
        landmark.looked_at.clear()
        _, after = read_on(anonymous)  # once: the next look finds all in order
        read_on(anonymous, after)

    def test_an_epoch_waits_for_those_who_write_in_the_old(self, anonymous):
        ended = []
        with psycopg.connect(**connection_params()) as held:
            held.execute("SELECT FROM claims_feedepoch FOR KEY SHARE")
            opening = threading.Thread(target=open_one, args=[ended])
            opening.start()
            opening.join(0.3)
            assert not ended
            held.commit()
        opening.join(30)
        assert ended


def open_one(ended):
    open_epoch("a test")
    ended.append(True)
    connection.close()


@pytest.mark.django_db(transaction=True)
class TestErasure:
    def test_a_tombstone_stays_and_nothing_else(self, anonymous, problem):
        publication = make_published()
        make_corrected(publication)
        record = publication.record
        _, after = read_on(anonymous)
        call_command(
            "erase_fact", str(record), reason="Court order.", stdout=StringIO()
        )
        entries, _ = read_on(anonymous, after)
        assert [(e["kind"], e["record"], e["version"]) for e in entries] == [
            ("tombstone", str(record), 2)
        ]
        assert entries[0]["note"] == "Court order."
        assert not Publication.objects.filter(record=record).exists()
        for address in ("", "?version=1", "/versions"):
            body = problem(
                anonymous.get(f"/api/v1/facts/{record}{address}"), 410, "erased"
            )
            assert body["detail"] == "Court order."
        assert anonymous.get("/api/v1/facts").json()["results"] == []

    def test_other_findings_stay_and_the_table_is_guarded_again(self):
        other = make_published()
        erase(make_published().record, reason="Court order.")
        assert Publication.objects.get() == other
        with pytest.raises(IntegrityError, match="insert-only"):
            Publication.objects.update(note="x")

    def test_it_needs_a_finding_and_a_reason(self):
        with pytest.raises(BadErasure):
            erase(new_id(), reason="Court order.")
        with pytest.raises(BadErasure):
            erase(make_published().record, reason=" ")

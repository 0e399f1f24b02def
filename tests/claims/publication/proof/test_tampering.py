"""Whatever a superuser does to a covered row, an audit names the row.

``TAMPERINGS`` says how many; each is drawn, made with triggers off, audited against an
export that was held outside, and rolled back.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from claims.publication.proof.audit import audit
from claims.publication.proof.checkpoints import make_checkpoint
from claims.publication.proof.held import Held, export, read
from claims.publication.service import retract
from tests.claims.publication.proof.tampering import WAYS, digest_of_state
from tests.factories import (
    make_claim,
    make_corrected,
    make_member,
    make_published,
    make_story,
)
from workbench.accounts.models import Role

COUNT = int(os.environ.get("TAMPERINGS", "36"))
SEED = int(os.environ.get("TAMPERING_SEED", "1"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def superuser():
    """Work as the one whom no privilege and no trigger stops."""
    own = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "postgres"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
            assert cursor.fetchone() == (True,)
            yield cursor
    finally:
        connection.close()
        connection.settings_dict["USER"] = own


@pytest.fixture
def desk():
    """Findings of every fate and claims on their way, under three checkpoints."""
    story = make_story("Bridge closure")
    first = make_published(make_claim("The bridge was closed.", story=story))
    make_claim("The ferry sank.", story=story)
    make_checkpoint()
    second = make_corrected(first, kind="update", note="New log.")
    third = make_published(make_claim("The port burned.", story=story))
    make_checkpoint()
    retract(third, by=make_member(story.team, Role.EDITOR), note="It was forged.")
    make_published(make_claim("The road was flooded.", story=story))
    make_checkpoint()
    return second


def drawn(count):
    """As many ways of each kind, in an order of chance."""
    chance = random.Random(SEED)
    kinds = [kind for _ in range(count // len(WAYS) + 1) for kind in WAYS][:count]
    chance.shuffle(kinds)
    return [(chance.choice(WAYS[kind]), chance.randrange(2**32)) for kind in kinds]


def tampered(way, seed, held):
    """Return the places to be named and the audit's report; nothing stays.

    Where a unique constraint refuses what was drawn, something else is drawn.
    """
    chance = random.Random(seed)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        places = set()
        while not places:  # two equal values that are exchanged change nothing
            with suppress(IntegrityError), transaction.atomic():
                places = way(cursor, chance)
        report = audit(held)
        transaction.set_rollback(True)
    return places, report


def test_every_tampering_is_detected_and_located(desk, superuser):
    held = read(export())
    before = digest_of_state(superuser)
    assert not audit(held).faults
    missed, counted, first = [], Counter(), 0
    for way, seed in drawn(COUNT):
        places, report = tampered(way, seed, held)
        named = {(fault.table, fault.row) for fault in report.faults}
        counted[way.__name__] += 1
        first += (
            (report.faults[0].table, report.faults[0].row) in places if named else 0
        )
        if not places <= named:
            missed.append((way.__name__, seed, places - named, report.faults[:5]))
    done = sum(counted.values())
    print(f"tamperings {done}, missed {len(missed)}, first fault right {first}")
    print(dict(counted))
    assert not missed, missed[:5]
    assert digest_of_state(superuser) == before
    assert first >= 0.9 * done


def test_without_anything_held_outside_most_are_seen_all_the_same(desk, superuser):
    """Only who also makes the whole tree anew needs a file held elsewhere to be named."""
    unseen = Counter()
    for way, seed in drawn(COUNT):
        places, report = tampered(way, seed, Held())
        if not report.faults:
            unseen[way.__name__] += 1
    assert set(unseen) <= {"cut_tail", "delete", "truncate"}, unseen

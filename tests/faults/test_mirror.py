"""Who reads the changes feed has everything, whatever is killed or restored.

`MIRROR_OPERATIONS=10000 pytest tests/faults/test_mirror.py -s` is the long run.
"""

from __future__ import annotations

import os
import time

import pytest

from tests.faults.feed_rig import NaiveReader, running_feed

OPERATIONS = int(os.environ.get("MIRROR_OPERATIONS", "320"))
SEED = int(os.environ.get("MIRROR_SEED", "6"))
PATIENCE_S = 120 + OPERATIONS / 10


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Write, kill, dump, write on, lose all that, restore, write and kill again."""
    folder = tmp_path_factory.mktemp("feed")
    begun = time.monotonic()
    with running_feed(folder / "data", seed=SEED) as rig:
        naive = [NaiveReader(rig, column) for column in ("id", "at")]
        for reader in naive:
            reader.start()
        rig.write(OPERATIONS * 4 // 10)
        dump = rig.start_dump(folder / "feed.dump")
        rig.write(OPERATIONS * 2 // 10, kills=False)
        assert dump.wait(PATIENCE_S) == 0
        assert rig.wait_until(lambda: not rig.differences(), PATIENCE_S)
        lost = set(rig.published())
        for reader in naive:
            reader.stop()
        there = {row[0] for row in rig.rows("SELECT id FROM claims_change")}
        missed = {reader.column: len(there - reader.seen) for reader in naive}
        rig.restore(folder / "feed.dump")
        lost -= set(rig.published())
        rig.write(OPERATIONS * 4 // 10)
        rig.wait_until(lambda: not rig.differences(), PATIENCE_S)
        found = {
            "differences": rig.differences(),
            "missed": missed,
            "killed": rig.killed,
            "lost": len(lost),
            "versions": len(rig.rows("SELECT FROM claims_publication")),
            "kinds": dict(
                rig.rows("SELECT kind, count(*) FROM claims_change GROUP BY kind")
            ),
            "epochs": rig.rows("SELECT count(*) FROM claims_feedepoch")[0][0],
        }
        shown = found | {"differences": len(found["differences"])}
        print(f"\n{OPERATIONS} operations, {time.monotonic() - begun:.0f} s: {shown}")
        yield found


def test_the_mirror_equals_the_database(outcome):
    assert outcome["versions"]
    assert set(outcome["kinds"]) >= {"upsert", "correction"}
    assert outcome["differences"] == set()


def test_things_were_killed_and_a_past_was_lost(outcome):
    assert outcome["killed"]
    assert outcome["lost"]
    assert outcome["epochs"] >= 2


@pytest.mark.parametrize("column", ["id", "at"])
def test_other_cursors_miss_rows_of_the_same_run(outcome, column):
    assert outcome["missed"][column]

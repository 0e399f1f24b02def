#!/usr/bin/env python
"""Mirror everything published into a SQLite file, for ever.

    python mirror.py https://checks.example.org findings.sqlite

Killed at any moment it goes on where it was: what a page of the changes feed says and
the cursor behind it are written in one transaction. Every version is checked against
the digest in the feed. When the other side was restored from a copy, the whole feed is
walked again: what has the same digest is kept as it is, and what the feed no longer
names goes.

Tables: `version` (record, version, digest, body: JSON as it was published), `record`
(record, state: kind of its latest entry; superseded_by, note), `place` (the cursor).
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import time
from dataclasses import dataclass
from typing import Any

from corroborate_client import BadRequest, Client, Gone, NotThere, Unavailable
from corroborate_client.models import ChangeOut

PAGE = 500
TABLES = """
CREATE TABLE IF NOT EXISTS place (
    only INTEGER PRIMARY KEY CHECK (only = 1), cursor TEXT NOT NULL,
    walk INTEGER NOT NULL, swept INTEGER NOT NULL);
INSERT OR IGNORE INTO place VALUES (1, '', 0, 0);
CREATE TABLE IF NOT EXISTS version (
    record TEXT, version INTEGER, digest TEXT NOT NULL, body TEXT,
    walk INTEGER NOT NULL, PRIMARY KEY (record, version));
CREATE TABLE IF NOT EXISTS record (
    record TEXT PRIMARY KEY, state TEXT NOT NULL, superseded_by TEXT,
    note TEXT NOT NULL, walk INTEGER NOT NULL);
"""
# Kinds that say something of a record; others may come and are passed over.
TOMBSTONE = "tombstone"
KINDS = {"upsert", "correction", "retraction", "merge", TOMBSTONE}


class Altered(Exception):
    """What was sent is not what the feed's digest promised."""


@dataclass
class Mirror:
    """One file, filled from one workbench. ``walk`` counts readings from the start."""

    client: Client
    db: sqlite3.Connection

    @classmethod
    def open(cls, client: Client, path: str) -> Mirror:
        db = sqlite3.connect(path, isolation_level=None, timeout=60)
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        db.executescript(TABLES)
        return cls(client, db)

    def step(self, *, wait_s: int = 0, limit: int = PAGE) -> int:
        """Take in the next page; return how many entries it had.

        Raises:
            Altered: a version is not what its digest says; nothing was taken in.
            Unavailable: the workbench does not answer.
        """
        row = self.db.execute("SELECT cursor, walk, swept FROM place").fetchone()
        cursor, walk, swept = row
        try:
            page = self.client.changes_list(after=cursor, limit=limit, wait=wait_s)
        except (Gone, BadRequest) as problem:
            if problem.code not in {"cursor_from_lost_history", "bad_cursor"}:
                raise
            self.db.execute("UPDATE place SET cursor = '', walk = walk + 1")
            return 1
        entries = [one for one in page["results"] if one["kind"] in KINDS]
        bodies = [self.body(one) for one in entries]  # before anything is locked
        self.db.execute("BEGIN IMMEDIATE")
        try:
            for entry, body in zip(entries, bodies, strict=True):
                self.take(entry, body, walk)
            if not page["results"] and swept < walk:
                self.sweep(walk)
            self.db.execute("UPDATE place SET cursor = ?", [page["next"]])
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        return len(page["results"])

    def body(self, entry: ChangeOut) -> str | None:
        """Return the version that an entry names; None if it is there no more.

        Then a tombstone follows, or the next page tells of a restored database.
        """
        if not entry["digest"]:
            return None
        known = self.db.execute(
            "SELECT body FROM version WHERE record = ? AND version = ? AND digest = ?",
            [entry["record"], entry["version"], entry["digest"]],
        ).fetchone()
        if known and known[0] is not None:
            return str(known[0])
        try:
            body = self.client.fact_text(entry["record"], entry["version"])
        except (Gone, NotThere):
            return None
        if hashlib.sha256(body.encode()).hexdigest() != entry["digest"]:
            raise Altered(f"{entry['record']} version {entry['version']}")
        return body

    def take(self, entry: ChangeOut, body: str | None, walk: int) -> None:
        """Write down what one entry says."""
        record = entry["record"]
        self.db.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)",
            [record, entry["kind"], entry["superseded_by"], entry["note"], walk],
        )
        if entry["kind"] == TOMBSTONE:
            self.db.execute("DELETE FROM version WHERE record = ?", [record])
        elif entry["digest"]:
            self.db.execute(
                "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?)",
                [record, entry["version"], entry["digest"], body, walk],
            )

    def sweep(self, walk: int) -> None:
        """Drop what the walk from the start, which ends here, did not name."""
        for table in ("version", "record"):
            self.db.execute(f"DELETE FROM {table} WHERE walk < ?", [walk])
        self.db.execute("UPDATE place SET swept = ?", [walk])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", help="address of the workbench")
    parser.add_argument("file", help="SQLite file, made if need be")
    parser.add_argument("--wait", type=int, default=25, help="seconds, for news")
    parser.add_argument("--once", action="store_true", help="end when up to date")
    told: Any = parser.parse_args(arguments)
    with Client(told.base) as client:
        mirror = Mirror.open(client, told.file)
        while True:
            try:
                taken = mirror.step(wait_s=0 if told.once else told.wait)
            except (Unavailable, Altered) as error:
                # Altered passes when the other side was just restored; else it stays.
                print(error, file=sys.stderr, flush=True)
                time.sleep(1)
                continue
            if told.once and not taken:
                return
            print(f"{taken} entries", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

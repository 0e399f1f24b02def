"""A web server, its database and a mirror of it, and somebody who kills all three."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.rig import answers, free_port, run
from workbench.stack.attach import ROOT
from workbench.stack.children import Child, manage, product_children
from workbench.stack.engines import start_engines
from workbench.stack.layout import layout_of
from workbench.stack.plan import Plan, child_environment, with_inherited
from workbench.stack.roles import prepare_database
from workbench.stack.supervisor import Supervisor
from workbench.stack.urls import DATABASE_NAME

MIRROR = ROOT / "clients" / "python" / "examples" / "mirror.py"
QUICK = {
    "LOG_LEVEL": "WARNING",
    "CONN_MAX_AGE": "5",
    "RATE_LIMIT_ADDRESS": "1000000",
}
CLAIMS = """
import django
django.setup()
from claims.models import Claim
from claims.review.triage import next_number
from sources.models import Story
from workbench.accounts.models import Team, User
team = Team.objects.create(name="Desk", slug="desk")
user = User.objects.with_email("editor@example.org")
story = Story.objects.create(title="Story", team=team, created_by=user)
for n in range(8):
    Claim.objects.create(number=next_number(), story=story, level="so", text=f"Claim {n}",
        normalized_text=f"Claim {n}", claimant="Port authority", created_by=user)
"""


@dataclass
class FeedRig:
    supervisor: Supervisor
    address: str
    file: Path
    owner: dict[str, str]
    chance: random.Random
    killed: dict[str, int] = field(default_factory=dict)

    @property
    def superuser(self) -> str:
        postgres = self.supervisor.engines.postgres
        assert postgres is not None
        return postgres.url(name=DATABASE_NAME)

    def child(self, name: str) -> Child:
        return next(c for c in self.supervisor.children if c.name == name)

    def look_after(self, seconds: float) -> None:
        """Let time pass; whatever has ended is started again."""
        deadline = time.monotonic() + seconds
        while True:
            for child in self.supervisor.children:
                child.failures = 0
            self.supervisor.tick()
            if time.monotonic() > deadline:
                return
            time.sleep(0.05)

    def wait_until(self, is_so: Callable[[], bool], patience_s: float) -> bool:
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            if is_so():
                return True
            self.look_after(0.2)
        return False

    def kill_something(self) -> None:
        [name] = self.chance.choices(["mirror", "web", "postgres"], [5, 3, 1])
        if name == "postgres":
            pid: int | None = self.supervisor.engines.pg_pid
        else:
            process = self.child(name).process
            pid = process.pid if process and process.exit_code() is None else None
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            self.killed[name] = self.killed.get(name, 0) + 1

    def write(self, operations: int, *, kills: bool = True) -> None:
        """Let eight writers work until they are done, killing things meanwhile."""
        seed = self.chance.randrange(10**6)
        command = [sys.executable, "-m", "tests.faults.feed_writers"]
        writers = subprocess.Popen(
            [*command, str(operations), str(seed)], env=self.owner, cwd=ROOT
        )
        try:
            while writers.poll() is None:
                self.look_after(self.chance.uniform(0.5, 3.0))
                if kills:
                    self.kill_something()
        finally:
            writers.kill()
        assert writers.returncode == 0

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        while True:
            try:
                with psycopg.connect(self.superuser) as connection:
                    return connection.execute(sql).fetchall()
            except psycopg.OperationalError:  # it was killed and comes again
                self.look_after(0.2)

    def start_dump(self, file: Path) -> subprocess.Popen[bytes]:
        postgres = self.supervisor.engines.postgres
        assert postgres is not None
        self.rows("SELECT")  # it is up
        command = [postgres.bin / "pg_dump", "--format=custom", f"--file={file}"]
        return subprocess.Popen([*command, self.superuser])

    def restore(self, file: Path) -> None:
        """Put the dump into a new cluster, where the old one was."""
        self.child("web").stop()
        engines = self.supervisor.engines
        assert engines.postgres is not None
        engines.postgres.stop()
        pgdata = engines.layout.pgdata
        pgdata.rename(pgdata.with_name("lost"))
        engines.postgres.start()
        prepare_database(engines.postgres)
        restored = [engines.postgres.bin / "pg_restore", "--exit-on-error"]
        subprocess.run([*restored, f"--dbname={self.superuser}", str(file)], check=True)
        assert self.wait_until(lambda: answers(self.address), 60)

    def mirrored(self) -> list[tuple[Any, ...]]:
        """Every version that the mirror holds, and the state of every record."""
        if not self.file.exists():
            return []
        db = sqlite3.connect(self.file, timeout=60)
        try:
            found = db.execute("SELECT record, version, digest, body FROM version")
            versions = found.fetchall()
            found = db.execute("SELECT record, state, superseded_by, note FROM record")
            return versions + found.fetchall()
        except sqlite3.OperationalError:  # it has made no tables yet
            return []
        finally:
            db.close()

    def published(self) -> list[tuple[Any, ...]]:
        """The same, as the database has it."""
        versions = "SELECT record::text, version, digest, body FROM claims_publication"
        states = """
            SELECT DISTINCT ON (record)
                record::text, kind, superseded_by::text, c.note
            FROM claims_change c JOIN claims_feedepoch e ON e.id = c.epoch_id
            WHERE kind <> 'checkpoint'
            ORDER BY record, e.number DESC, xid DESC, c.id DESC
        """
        return self.rows(versions) + self.rows(states)

    def differences(self) -> set[tuple[Any, ...]]:
        return set(self.mirrored()) ^ set(self.published())


@contextmanager
def running_feed(data_dir: Path, *, seed: int) -> Iterator[FeedRig]:
    """Start database, web server and mirror; to be called from the main thread."""
    port = free_port()
    plan = Plan("up", layout_of(data_dir), "127.0.0.1", port, "", "", "", 1)
    engines = start_engines(data_dir)  # with real fsync
    supervisor = Supervisor(plan, engines, {}, lambda _: None)
    try:
        supervisor.variables = child_environment(plan, engines) | QUICK
        env = with_inherited(dict(supervisor.variables))
        owner = env | {"DATABASE_URL": env["DATABASE_OWNER_URL"]}
        run(manage("migrate", "--no-input", "--skip-checks", "-v0"), owner)
        run(manage("grant_app_role"), owner)
        run([sys.executable, "-c", CLAIMS], owner)
        file = data_dir / "mirror.sqlite"
        mirror = Child(
            "mirror",
            [sys.executable, str(MIRROR), plan.address, str(file), "--wait", "5"],
            plan.layout.logs / "mirror.log",
            env | {"PYTHONPATH": str(ROOT / "clients" / "python")},
            ((signal.SIGTERM, 5.0),),
        )
        [web] = [c for c in product_children(plan, env) if c.name == "web"]
        rig = FeedRig(supervisor, plan.address, file, owner, random.Random(seed))
        supervisor.start([mirror, web])
        assert rig.wait_until(lambda: answers(rig.address), 60), "no web server"
        yield rig
    finally:
        supervisor.stop()


class NaiveReader(threading.Thread):
    """Follows the same rows by another cursor, as feeds commonly are."""

    def __init__(self, rig: FeedRig, column: str) -> None:
        super().__init__(name=column, daemon=True)
        self.url, self.column = rig.superuser, column
        self.seen: set[int] = set()
        self.ended = threading.Event()

    def run(self) -> None:
        last: Any = None
        while not self.ended.is_set():
            try:
                with psycopg.connect(self.url, autocommit=True) as connection:
                    while not self.ended.is_set():
                        last = self.look(connection, last)
                        time.sleep(0.02)
            except psycopg.Error:  # it was killed and comes again
                time.sleep(0.2)

    def look(self, connection: Any, last: Any) -> Any:
        column = self.column
        where = f"WHERE {column} > %(last)s" if last is not None else ""
        rows = connection.execute(
            f"SELECT id, {column} FROM claims_change {where} ORDER BY {column}",
            {"last": last},
        ).fetchall()
        self.seen |= {row[0] for row in rows}
        return rows[-1][1] if rows else last

    def stop(self) -> None:
        self.ended.set()
        self.join(30)

"""A whole workbench of its own, and somebody who kills its parts.

PostgreSQL, a Valkey that keeps nothing, web server, reader, worker and relay run as child
processes on a temporary data directory, started by the product's own launcher parts.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from workbench.stack.attach import ROOT
from workbench.stack.binaries import find_valkey_bin
from workbench.stack.children import Child, manage, product_children
from workbench.stack.engines import Engines, start_engines
from workbench.stack.layout import layout_of
from workbench.stack.plan import Plan, child_environment, with_inherited
from workbench.stack.supervisor import Supervisor
from workbench.stack.valkey import Valkey

logging.getLogger("httpx").setLevel(logging.WARNING)

TARGETS = (
    "worker_child",
    "reader_child",
    "valkey",
    "worker",
    "reader",
    "postgres",
    "web",
    "relay",
)
# Short leases, so that the test need not wait long for a lost worker. The cap of
# attempts has tests of its own: here one unlucky job may be hit often.
QUICK = {
    "JOB_LEASE_S": "6",
    "JOB_RETRY_S": "1",
    "JOB_MAX_ATTEMPTS": "30",
    "RELAY_PAUSE_S": "1",
    "LOG_LEVEL": "WARNING",
}
PEOPLE = """
import json, django
django.setup()
from sources.stories import open_story
from workbench.accounts.keys import create_key
from workbench.accounts.models import Membership, Team, User
team = Team.objects.create(name="Desk", slug="desk")
user = User.objects.with_email("reporter@example.org")
Membership.objects.create(user=user, team=team, role="reporter")
stories = [open_story(f"Story {n}", team=team, by=user).pk for n in range(STORIES)]
key = create_key(user, name="client", scopes=["documents:write", "desk:read"])[1]
print(json.dumps({"key": key, "stories": [str(pk) for pk in stories]}))
"""


@dataclass
class Rig:
    """Everything that runs, and what a client needs to reach it."""

    supervisor: Supervisor
    address: str
    key: str = ""
    stories: list[str] = field(default_factory=list)
    killed: dict[str, int] = field(default_factory=dict)

    @property
    def engines(self) -> Engines:
        return self.supervisor.engines

    def look_after(self, seconds: float) -> None:
        """Let time pass; whatever has ended is started again, after a second."""
        deadline = time.monotonic() + seconds
        while True:
            for child in self.supervisor.children:
                child.failures = 0  # the product waits ever longer; this one does not
            self.supervisor.tick()
            if time.monotonic() > deadline:
                return
            time.sleep(0.1)

    def kill(self, target: str) -> None:
        """Kill -9 one part by its pid, once it is up again from the last time."""
        assert self.wait_until(lambda: self.pids_of(target), 120), f"no {target}"
        for pid in self.pids_of(target):
            os.kill(pid, signal.SIGKILL)
            self.killed[target] = self.killed.get(target, 0) + 1

    def pids_of(self, target: str) -> list[int]:
        if target == "postgres":
            return [self.engines.pg_pid]
        if target == "valkey":
            return [self.engines.valkey_pid]
        process = self.child(target.removesuffix("_child")).process
        if process is None or process.exit_code() is not None:
            return []
        if target.endswith("_child"):
            return children_of(process.pid)[:1]
        return [process.pid]

    def child(self, name: str) -> Child:
        return next(one for one in self.supervisor.children if one.name == name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database as its owner, past everything of ours."""
        with psycopg.connect(self.engines.owner_url) as connection:
            return connection.execute(query).fetchall()

    def wait_until(self, is_so: Any, patience_s: float) -> bool:
        deadline = time.monotonic() + patience_s
        while not is_so():
            if time.monotonic() > deadline:
                return False
            self.look_after(0.3)
        return True


@contextmanager
def running_rig(data_dir: Path, *, stories: int) -> Iterator[Rig]:
    """Start all of it; to be called from the main thread."""
    port = free_port()
    plan = Plan("up", layout_of(data_dir), "127.0.0.1", port, "", "", "", 2)
    # Real fsync: an acknowledged commit must survive the death of the postmaster.
    engines = start_engines(data_dir, valkey=False)
    supervisor = Supervisor(plan, engines, {}, lambda _: None)
    try:
        engines.valkey = Valkey(plan.layout, find_valkey_bin(), keep=False)
        engines.valkey.start()
        supervisor.variables = child_environment(plan, engines) | QUICK
        env = with_inherited(dict(supervisor.variables))
        owner = env | {"DATABASE_URL": env["DATABASE_OWNER_URL"]}
        run(manage("migrate", "--no-input", "--skip-checks", "-v0"), owner)
        run(manage("grant_app_role"), owner)
        rig = Rig(supervisor, plan.address)
        script = PEOPLE.replace("STORIES", str(stories))
        told = json.loads(run([sys.executable, "-c", script], env).splitlines()[-1])
        rig.key, rig.stories = told["key"], told["stories"]
        supervisor.start(product_children(plan, env))
        assert rig.wait_until(lambda: answers(rig.address), 60), "no web server"
        yield rig
    finally:
        supervisor.stop()


def run(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


class Client:
    """Submits pastes from threads; never gives up, always with the same key."""

    def __init__(self, rig: Rig, threads: int = 3) -> None:
        self.rig = rig
        self.waiting: queue.Queue[tuple[str, dict[str, str]] | None] = queue.Queue()
        self.acknowledged: dict[str, str] = {}
        self.refused: list[str] = []
        self.threads = [threading.Thread(target=self.work) for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def submit(self, key: str, body: dict[str, str]) -> None:
        self.waiting.put((key, body))

    def close(self) -> None:
        for _ in self.threads:
            self.waiting.put(None)

    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self.threads)

    def work(self) -> None:
        while (item := self.waiting.get()) is not None:
            key, body = item
            answer = self.send_until_answered(key, body)
            if answer.status_code == 202:
                self.acknowledged[key] = answer.json()["document"]["id"]
            else:
                self.refused.append(f"{key}: {answer.status_code} {answer.text}")

    def send_until_answered(self, key: str, body: dict[str, str]) -> httpx.Response:
        while True:
            try:
                answer = self.send(key, body)
                if answer.status_code < 500:
                    return answer
            except httpx.HTTPError:
                pass
            time.sleep(random.uniform(0.05, 0.4))

    def send(self, key: str, body: dict[str, str]) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.rig.key}", "Idempotency-Key": key}
        address = f"{self.rig.address}/api/v1/documents"
        return httpx.post(address, json=body, headers=headers, timeout=10)

"""A web server of its own with a desk full of rows, for requests that machines make up.

PostgreSQL, Valkey and the web server alone: what is submitted waits, nobody works on it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests.rig import ROOT, free_port
from workbench.stack.children import manage, web_command
from workbench.stack.engines import start_engines
from workbench.stack.layout import layout_of
from workbench.stack.plan import Plan, child_environment, with_inherited

PATIENCE_S = 180
QUIET = {"RATE_LIMIT_ADDRESS": "0", "RATE_LIMIT_KEY": "0", "LOG_LEVEL": "WARNING"}
ROWS = """
import json, django
django.setup()
from django.db.models import Model
from tests.access.world import build
world = build()
rows = {
    ownership: {
        name: str(getattr(row, "pk", row))
        for name, row in found.items()
        if isinstance(row, (Model, str))
    }
    for ownership, found in world.rows.items()
}
for found in rows.values():
    found["team"] = world.team.slug
print(json.dumps({"keys": world.keys, "rows": rows}))
"""


@dataclass
class Server:
    """``keys`` by principal, ``rows`` by ownership and name, as the table has them."""

    port: int
    log: Path
    env: dict[str, str]
    keys: dict[str, str]
    rows: dict[str, dict[str, str]]
    web: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.web = subprocess.Popen(
                web_command("127.0.0.1", self.port),
                env=self.env,
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(f"{self.address}/healthz", self.web)

    def description(self) -> bytes:
        """Return it as anybody gets it: an expired key would be refused."""
        answer = httpx.get(f"{self.address}/api/v1/schema/", timeout=PATIENCE_S)
        assert answer.status_code == 200, answer.text[:1000]
        return answer.content

    def kill(self) -> None:
        """Kill -9 all processes of the web server, whatever they are at."""
        if self.web is not None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()

    def count(self, query: str) -> int:
        """Ask the database as its owner, past everything of ours."""
        with psycopg.connect(self.env["DATABASE_OWNER_URL"]) as connection:
            row = connection.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    def failures(self) -> list[str]:
        """Return what the server logged as failed."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if " failed" in line or "Traceback" in line]


@contextmanager
def running_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="corroborate-fuzz-") as folder:
        yield from serve(Path(folder))


def serve(folder: Path) -> Iterator[Server]:
    port = free_port()
    plan = Plan("up", layout_of(folder), "127.0.0.1", port, "", "", "", 1)
    engines = start_engines(folder, fsync=False)
    try:
        env = with_inherited(child_environment(plan, engines) | QUIET)
        owner = env | {"DATABASE_URL": env["DATABASE_OWNER_URL"]}
        run(manage("migrate", "--no-input", "--skip-checks", "-v0"), owner)
        run(manage("grant_app_role"), owner)
        made = json.loads(run([sys.executable, "-c", ROWS], env).splitlines()[-1])
        server = Server(port, folder / "web.log", env, made["keys"], made["rows"])
        server.start()
        try:
            yield server
        finally:
            server.kill()
    finally:
        engines.stop()


def run(command: list[str], env: dict[str, Any]) -> str:
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def wait_for(address: str, web: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert web.poll() is None, "the web server ended"
        try:
            if httpx.get(address, timeout=10).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise AssertionError("the web server does not answer")

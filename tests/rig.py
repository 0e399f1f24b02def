"""A whole workbench of its own for tests that need real processes.

``start_stack`` runs the launcher as a person would: embedded servers, web, worker and
relay on a data directory of the test's. Nothing of pytest's own servers is used.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
# What points the tests themselves to their servers would mislead the launcher.
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DATA_DIR", "PORT")
# On a busy machine migrating alone can take longer.
START_PATIENCE_S = float(os.environ.get("START_PATIENCE_S", "180"))
STOP_PATIENCE_S = 60.0


class StackFailed(Exception):
    """The stack did not start, or a command in it failed; says its last words."""


@dataclass
class Stack:
    """A running workbench; ``printed`` is the file of what its launcher says."""

    data_dir: Path
    address: str
    launcher: subprocess.Popen
    printed: Path

    @property
    def state(self) -> dict:
        """What runs now: ``pids`` by name and the ``environment`` of the children."""
        path = self.data_dir / "run" / "stack.json"
        return json.loads(path.read_text(encoding="utf-8"))

    @property
    def pids(self) -> dict[str, int]:
        return self.state["pids"]

    def environment(self, **extra: str) -> dict[str, str]:
        return clean_environment() | self.state["environment"] | extra

    def manage(self, *arguments: str, timeout_s: float = 120, **extra: str) -> str:
        """Run a management command on this stack; return what it printed."""
        done = subprocess.run(
            [*MANAGE, *arguments],
            env=self.environment(**extra),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        if done.returncode:
            raise StackFailed(f"{arguments[0]}: {done.stderr[-2000:]}")
        return done.stdout

    def run_code(self, code: str) -> str:
        """Run Python on this stack's rows, in a process of its own."""
        return self.manage("shell", "--no-imports", "-c", code)

    def stop(self) -> None:
        if self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGTERM)
        try:
            self.launcher.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.launcher.kill()
            self.launcher.wait(STOP_PATIENCE_S)
            raise StackFailed("the launcher did not stop when asked to") from None


def start_stack(data_dir: Path, *, mode: str = "up", **variables: str) -> Stack:
    """Start `manage.py up` (or `demo`) and return when it says that it is ready.

    Raises:
        StackFailed: it ended, or was not ready in three minutes.
    """
    port = free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    printed = data_dir / "launcher.out"
    ours = {"DATA_DIR": str(data_dir), "PORT": str(port)}
    with printed.open("wb") as out:
        launcher = subprocess.Popen(
            [*MANAGE, mode],
            env=clean_environment() | ours | variables,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    stack = Stack(data_dir, f"http://127.0.0.1:{port}", launcher, printed)
    try:
        wait_until_ready(stack)
    except BaseException:
        stack.stop()
        raise
    return stack


@contextlib.contextmanager
def running_stack(data_dir: Path, **options: str) -> Iterator[Stack]:
    stack = start_stack(data_dir, **options)
    try:
        yield stack
    finally:
        stack.stop()


def wait_until_ready(stack: Stack) -> None:
    deadline = time.monotonic() + START_PATIENCE_S
    while time.monotonic() < deadline:
        said = stack.printed.read_text(encoding="utf-8", errors="replace")
        if any(line.startswith("Ready ") for line in said.splitlines()):
            return
        if stack.launcher.poll() is not None:
            raise StackFailed(f"the launcher ended: {said[-3000:]}")
        time.sleep(0.1)
    raise StackFailed(f"not ready: {said[-3000:]}")


def clean_environment() -> dict[str, str]:
    """This process's variables without those that name the tests' own servers."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.removesuffix("_FILE") not in OURS
    }


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]

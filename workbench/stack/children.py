"""The processes of the product, each kept running until it is told to stop."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.stack.attach import ROOT
from workbench.stack.plan import Plan
from workbench.stack.processes import Process, Spawn, spawn

# Reading waits for no finding, finding for no comparing; only the worker holds the
# language parts (some 0.7 GB a process), the reader and the relater are small.
READER_QUEUES = "ingest,read"
WORKER_QUEUES = "extract"
RELATER_QUEUES = "relate,default"
READER_PROCESSES = 2
RELATER_PROCESSES = 1
WEB_THREADS = 8
LONGEST_PAUSE_S = 30.0
# Whoever ran this long is taken to be well: the next pause is short again.
WELL_AFTER_S = 60.0

Steps = Sequence[tuple[signal.Signals, float]]
Say = Callable[[str], None]


@dataclass
class Child:
    """One process that is started again when it ends by itself.

    `stop_steps` are tried in turn: a signal and the seconds it is given.
    """

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    stop_steps: Steps
    process: Process | None = None
    failures: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = spawn(
            Spawn(command=self.command, log=self.log, env=self.env, cwd=ROOT)
        )

    def watch(self, say: Say) -> bool:
        """Start it again after a pause if it has ended; tell if something changed."""
        now = time.monotonic()
        if self.process is None:
            if now < self.start_again_at:
                return False
            self.start()
            say(f"{self.name}: started again")
            return True
        code = self.process.exit_code()
        if code is None:
            return False
        if now - self.started_at > WELL_AFTER_S:
            self.failures = 0
        pause_s = min(LONGEST_PAUSE_S, 2.0**self.failures)
        self.failures += 1
        self.start_again_at = now + pause_s
        say(f"{self.name}: ended ({meaning(code)}), again in {pause_s:g} s; {self.log}")
        self._forget()
        return True

    def stop(self) -> None:
        if self.process is not None:
            self.process.stop(self.stop_steps)
            self._forget()

    def _forget(self) -> None:
        """Drop the process, and whatever it left of its group: a killed worker's
        children would go on working beside its successor."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None


def product_children(plan: Plan, env: Mapping[str, str]) -> list[Child]:
    """Return the children in the order in which they are stopped."""
    logs = plan.layout.logs
    term = signal.SIGTERM
    # Warm first (running tasks end), then cold (messages go back).
    by_degrees: Steps = ((term, 20.0), (signal.SIGQUIT, 5.0))
    reader = worker_command(READER_PROCESSES, READER_QUEUES, "reader")
    worker = worker_command(plan.worker_processes, WORKER_QUEUES, "worker")
    relater = worker_command(RELATER_PROCESSES, RELATER_QUEUES, "relater")
    return [
        Child("reader", reader, logs / "reader.log", env, by_degrees),
        Child("worker", worker, logs / "worker.log", env, by_degrees),
        Child("relater", relater, logs / "relater.log", env, by_degrees),
        Child("relay", manage("relay"), logs / "relay.log", env, ((term, 5.0),)),
        Child(
            "web",
            web_command(plan.listen, plan.port),
            logs / "web.log",
            env,
            ((term, 10.0),),
        ),
    ]


def manage(*arguments: str) -> list[str]:
    """Return the command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def worker_command(processes: int, queues: str, name: str) -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "-A", "workbench", "worker"),
        *("-n", f"{name}@%h", "-c", str(processes), "-Q", queues, "-l", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def web_command(listen: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", listen, "--port", str(port), "--workers", "1"),
        *("--blocking-threads", str(WEB_THREADS), "--no-access-log"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        "workbench.wsgi:application",
    ]


def meaning(code: int) -> str:
    """Return an exit code in words: `exit 1` or the signal's name."""
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"

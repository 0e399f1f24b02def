"""The embedded Valkey: start it, stop it."""

import signal
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from workbench.stack.errors import StackError
from workbench.stack.layout import Layout
from workbench.stack.logs import tail
from workbench.stack.processes import Process, Spawn, spawn
from workbench.stack.stale import client_at, end_leftover_valkey

START_PATIENCE_S = 30
PAUSE_S = 0.05
STOP_STEPS = ((signal.SIGTERM, 10.0),)


@dataclass
class Valkey:
    """One server on one data directory; `keep=False` writes nothing (for tests)."""

    layout: Layout
    program: Path
    keep: bool = True
    process: Process | None = None

    @property
    def log(self) -> Path:
        return self.layout.logs / "valkey.log"

    def start(self) -> None:
        """Start the server and return when it answers.

        Raises `StackError` with the last words of its log when it does not.
        """
        if self.process is not None and self.process.exit_code() is None:
            return
        end_leftover_valkey(self.layout.valkey_socket)
        self.process = spawn(Spawn(command=self._command(), log=self.log))
        deadline = time.monotonic() + START_PATIENCE_S
        while time.monotonic() < deadline and self.process.exit_code() is None:
            if self._answers():
                return
            time.sleep(PAUSE_S)
        self.stop()
        raise StackError(f"Valkey does not start: {tail(self.log)}")

    def stop(self) -> None:
        """Write everything down and stop."""
        if self.process is not None:
            self.process.stop(STOP_STEPS)
            self.process = None

    def _command(self) -> list[str | Path]:
        return [
            self.program,
            *("--bind", "127.0.0.1", "--port", "0"),
            *("--unixsocket", self.layout.valkey_socket, "--unixsocketperm", "700"),
            *("--dir", self.layout.valkey, "--daemonize", "no"),
            *("--appendonly", "yes" if self.keep else "no"),
            *("--appendfsync", "everysec", "--save", ""),
            *("--maxmemory-policy", "noeviction"),
        ]

    def _answers(self) -> bool:
        client = client_at(self.layout.valkey_socket)
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.BusyLoadingError):
            return False
        finally:
            client.close()

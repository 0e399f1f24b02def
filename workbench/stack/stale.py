"""Clear what servers that were killed left behind.

Safe because the launcher holds the data directory's lock: whatever still runs there
belongs to a launcher that is gone.
"""

import contextlib
import os
import signal
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from workbench.stack.processes import state_of


def clear_postmaster_pid(pgdata: Path) -> None:
    """Remove the lock file of a dead server, or ask a left-over one to end.

    A killed server whose parent never reaps it stays a zombie, and PostgreSQL takes
    its pid for a living one for ever.
    """
    marker = pgdata / "postmaster.pid"
    try:
        pid = int(marker.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    state, name = state_of(pid)
    if state in {"", "Z", "X"} or not name.startswith("postgres"):
        marker.unlink(missing_ok=True)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGINT)


def client_at(socket: Path) -> redis.Redis:
    """Return a client that tries once; by default redis-py retries for seconds."""
    return redis.Redis(
        unix_socket_path=str(socket), socket_timeout=2, retry=Retry(NoBackoff(), 0)
    )


def end_leftover_valkey(socket: Path, *, patience_s: float = 10) -> None:
    """Wait until no server answers on the socket, asking it to end.

    Otherwise the old one, on ending, removes the socket that the new one has made.
    """
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        client = client_at(socket)
        try:
            client.ping()
            client.shutdown()
        except redis.BusyLoadingError:
            pass
        except (redis.ConnectionError, OSError):
            return
        finally:
            client.close()
        time.sleep(0.1)

"""What runs on this machine: the launcher's processes and the broker."""

import os
from collections.abc import Iterator

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from workbench.stack.attach import data_dirs, find_running
from workbench.stack.doctor.findings import Finding, bad, note, ok
from workbench.stack.lock import is_locked
from workbench.stack.plan import hidden
from workbench.stack.processes import state_of

CHILDREN = ("web", "worker", "relay")
# Older ones lack what the broker's library asks for.
OLDEST_REDIS = (6, 2)


def check_running() -> Iterator[Finding]:
    yield from _stack()
    if os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE"):
        yield from _broker()


def _stack() -> Iterator[Finding]:
    found = find_running()
    if found is None:
        held = [folder for folder in data_dirs() if is_locked(folder / "lock")]
        if held:
            yield note("stack", f"something is just starting or stopping on {held[0]}")
        else:
            yield note("stack", "nothing is running: start `make demo` or `make up`")
        return
    layout, state = found
    yield ok("stack", f"{state['mode']} at {state['address']}, data {layout.root}")
    yield ok("logs", str(layout.logs))
    pids = state.get("pids", {})
    for name in sorted({*CHILDREN, *pids}):
        pid = pids.get(name)
        if pid is None or state_of(pid)[0] in {"", "Z", "X"}:
            yield bad(name, f"does not run; see {layout.logs / name}.log")
        else:
            yield ok(name, f"process {pid}")


def _broker() -> Iterator[Finding]:
    url = settings.REDIS_URL
    client = redis.Redis.from_url(url, socket_timeout=3, retry=Retry(NoBackoff(), 0))
    try:
        told = client.info()
    except (redis.RedisError, OSError) as error:
        yield bad("broker", f"{hidden(url)} does not answer: {error}")
        return
    finally:
        client.close()
    version = told.get("valkey_version") or told.get("redis_version", "0")
    name = "Valkey" if "valkey_version" in told else "Redis"
    parts = tuple(int(part) for part in version.split(".")[:2])
    fine = parts >= OLDEST_REDIS
    yield (ok if fine else bad)("broker", f"{name} {version} at {hidden(url)}")
    policy = told.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        yield bad("broker", f"maxmemory-policy is {policy}; it must be noeviction")
    if not told.get("aof_enabled") and not told.get("rdb_last_save_time"):
        yield note("broker", "keeps nothing on disk; jobs are re-sent after a restart")

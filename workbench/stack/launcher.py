"""`manage.py up` and `manage.py demo`: start all of it, watch it, stop it.

In: the environment. Out: an exit code; 0 when it was asked to stop.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

from workbench.stack.attach import ROOT
from workbench.stack.binaries import version_of
from workbench.stack.children import manage, meaning, product_children
from workbench.stack.console import say
from workbench.stack.engines import Engines, start_engines
from workbench.stack.errors import StackError
from workbench.stack.logs import tail
from workbench.stack.plan import (
    Plan,
    child_environment,
    hidden,
    make_plan,
    with_inherited,
)
from workbench.stack.probe import probe
from workbench.stack.processes import Spawn, spawn
from workbench.stack.supervisor import Supervisor
from workbench.stack.urls import parse_database_url

WEB_PATIENCE_S = 60
WORKER_PATIENCE_S = 45
STEP_PATIENCE_S = 600
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody asked us to stop; no error, so no `except Exception` may eat it."""


def launch(mode: str) -> int:
    """Run `up` or `demo` until it is asked to stop; return the exit code.

    Errors that a person can act on become one line on standard error and code 1.
    """
    try:
        with stopping_on_signals():
            _run(make_plan(mode))
    except StopRequested:
        say("stopped")
        return 0
    except StackError as error:
        print(f"Cannot start: {error}", file=sys.stderr, flush=True)
    return 1


def _run(plan: Plan) -> None:
    engines = start_engines(
        plan.layout.root,
        postgres=not plan.database_url,
        valkey=not plan.redis_url,
    )
    supervisor = Supervisor(plan, engines, {}, say)
    try:
        supervisor.variables = child_environment(plan, engines)
        _tell_engines(plan, engines)
        _bring_up(supervisor)
        while True:
            supervisor.pause()
    finally:
        say("stopping")
        supervisor.stop()


def _bring_up(supervisor: Supervisor) -> None:
    """Migrate, start the children, load the demo and say that it is ready."""
    plan = supervisor.plan
    env = with_inherited(dict(supervisor.variables))
    _migrate(supervisor, env)
    if plan.mode == "up":
        _first_admin(env)
    supervisor.start(product_children(plan, env))
    say("web, reader, worker, relater and relay started")
    _wait_for_web(supervisor)
    ready = f"Ready {plan.address} | data {plan.layout.root}"
    if plan.mode == "demo":
        say("loading the sample story")
        told = _step(supervisor, env | {"CORROBORATE_DEMO": "1"}, "seed_demo")
        ready = demo_line(plan.address, told)
    _wait_for_workers(supervisor)
    print(ready, flush=True)


def _migrate(supervisor: Supervisor, env: Mapping[str, str]) -> None:
    """Bring the tables up to date as the owner, then give the app its rights."""
    plan = supervisor.plan
    owner = {**env, "DATABASE_URL": env["DATABASE_OWNER_URL"]}
    say("migrating")
    _step(supervisor, owner, "migrate", "--no-input", "--skip-checks")
    if plan.one_role:
        say("one database role: set DATABASE_OWNER_URL to keep the app from its tables")
        return
    role = parse_database_url(env["DATABASE_URL"])["USER"]
    _step(supervisor, owner, "grant_app_role", "--role", role)


def _first_admin(env: Mapping[str, str]) -> None:
    """Make the first account, asking for it when there is a terminal."""
    done = subprocess.run(manage("first_admin"), env=dict(env), cwd=ROOT, check=False)
    if done.returncode:
        raise StackError("The first account was not made.")


def _step(supervisor: Supervisor, env: Mapping[str, str], *arguments: str) -> str:
    """Run a management command to its end; return what it printed.

    Raises `StackError` with its last words when it fails.
    """
    log = supervisor.plan.layout.logs / f"{arguments[0]}.log"
    before = log.stat().st_size if log.exists() else 0
    process = spawn(Spawn(command=manage(*arguments), log=log, env=env, cwd=ROOT))
    try:
        deadline = time.monotonic() + STEP_PATIENCE_S
        while process.exit_code() is None and time.monotonic() < deadline:
            process.wait(0.1)
            supervisor.tick()
    finally:
        process.stop(((signal.SIGTERM, 5.0),))
    with log.open("rb") as file:
        file.seek(before)
        printed = file.read().decode("utf-8", "replace")
    if code := process.popen.returncode:
        words = " | ".join(printed.split("\n")[-5:]).strip(" |")
        raise StackError(f"{arguments[0]}: {meaning(code)}: {words} ({log})")
    return printed


def _wait_for_web(supervisor: Supervisor) -> None:
    """Return when the web server answers; `StackError` when it stays silent."""
    plan = supervisor.plan
    if not _within(supervisor, WEB_PATIENCE_S, lambda: probe(plan, "/healthz") != 0):
        log = plan.layout.logs / "web.log"
        raise StackError(f"The web server does not answer: {tail(log)} ({log})")


def _wait_for_workers(supervisor: Supervisor) -> None:
    """Return when a worker reports; tell when none does, which stops no reader."""
    plan = supervisor.plan
    if not _within(supervisor, WORKER_PATIENCE_S, lambda: probe(plan, "/readyz") < 500):
        say(f"not ready yet, see {plan.address}/readyz and {plan.layout.logs}")


def _within(
    supervisor: Supervisor, patience_s: float, is_so: Callable[[], bool]
) -> bool:
    """Wait until it is so, looking after everything; False when time is up."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        supervisor.pause()
        if is_so():
            return True
    return False


def demo_line(address: str, printed: str) -> str:
    """Return the `Ready` line from what seed_demo printed: one JSON line among others.

    Raises `StackError` when there is none.
    """
    for line in reversed(printed.splitlines()):
        try:
            told: Any = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and "accounts" in told:
            accounts = [
                f"{role}: {email} {password}"
                for email, password, role in told["accounts"]
            ]
            return " | ".join(["Ready " + address, *accounts, f"key {told['api_key']}"])
    raise StackError("seed_demo told no accounts.")


def _tell_engines(plan: Plan, engines: Engines) -> None:
    if engines.postgres is not None:
        version = version_of(engines.postgres.bin / "postgres")
        say(f"PostgreSQL {version} runs on {engines.layout.root}")
    else:
        say(f"PostgreSQL: yours, at {hidden(plan.database_url)}")
    if engines.valkey is not None:
        say(f"Valkey {version_of(engines.valkey.program)} runs")
    else:
        say(f"Valkey or Redis: yours, at {hidden(plan.redis_url)}")


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn the first stop signal into `StopRequested`; later ones change nothing.

    Ignoring the later ones lets the stop, which is bounded in time, run to its end.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        for name in STOP_SIGNALS:
            signal.signal(name, signal.SIG_IGN)
        raise StopRequested(signal.Signals(number).name)

    before = {name: signal.getsignal(name) for name in STOP_SIGNALS}
    # A command started with nohup keeps ignoring the end of its terminal.
    for name in STOP_SIGNALS:
        if before[name] is not signal.SIG_IGN or name == signal.SIGTERM:
            signal.signal(name, stop)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler or signal.SIG_DFL)

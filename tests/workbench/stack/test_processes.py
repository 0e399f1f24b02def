"""Processes end with their launcher, and are started again when they end alone."""

import os
import signal
import subprocess
import sys
import time

import pytest

from workbench.stack import stale
from workbench.stack.children import Child, meaning
from workbench.stack.processes import Spawn, spawn, start_watchdog, state_of

SLEEP = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"]
LAUNCHER = """
import pathlib, sys, time
from workbench.stack.processes import Spawn, spawn
process = spawn(Spawn(command=["/bin/sleep", "60"], log=pathlib.Path(sys.argv[1])))
print(process.pid, flush=True)
time.sleep(60)
"""


def wait_until(is_so, patience_s=10.0):
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_gone(pid):
    return state_of(pid)[0] in {"", "Z", "X"}


@pytest.fixture
def make_child(tmp_path):
    made = []

    def make(code):
        child = Child(
            name="worker",
            command=[sys.executable, "-I", "-S", "-c", code],
            log=tmp_path / "worker.log",
            env=dict(os.environ),
            stop_steps=((signal.SIGTERM, 5.0),),
        )
        made.append(child)
        child.start()
        return child

    yield make
    for child in made:
        child.stop()


def test_a_process_ends_when_its_launcher_is_killed(tmp_path):
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, tmp_path / "log"], stdout=subprocess.PIPE
    )
    with launcher:
        pid = int(launcher.stdout.readline())
        assert not is_gone(pid)
        launcher.kill()
    wait_until(lambda: is_gone(pid))


def test_the_watchdog_ends_a_process_when_the_launchers_pipe_closes():
    with subprocess.Popen(SLEEP) as process:
        watchdog = start_watchdog(process.pid, signal.SIGTERM)
        watchdog.stdin.close()
        assert process.wait(10) == -signal.SIGTERM
        watchdog.wait(10)


def test_a_process_that_ignores_the_signals_is_killed(tmp_path):
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
    process = spawn(
        Spawn(command=[*SLEEP[:-1], deaf], log=tmp_path / "log", env=dict(os.environ))
    )
    time.sleep(0.3)
    process.stop(((signal.SIGTERM, 0.2),))
    assert process.exit_code() == -signal.SIGKILL


def test_a_child_that_ends_is_started_again(make_child):
    said = []
    child = make_child("import time; time.sleep(60)")
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: child.watch(said.append))
    assert child.process is None
    child.start_again_at = 0.0
    assert child.watch(said.append)
    assert child.process.pid != first
    assert "worker: ended (SIGKILL), again in 1 s" in said[0]
    assert said[1] == "worker: started again"


def test_a_child_that_keeps_ending_waits_longer_each_time(make_child):
    child = make_child("raise SystemExit(3)")
    said, pauses = [], []
    for _ in range(4):
        wait_until(lambda: child.process is None or child.watch(said.append))
        pauses.append(round(child.start_again_at - time.monotonic()))
        child.start()
    assert pauses == [1, 2, 4, 8]
    assert "ended (exit 3)" in said[0]


def test_nothing_of_a_childs_group_outlives_it(make_child, tmp_path):
    """The prefork children of a killed worker would work beside its successor."""
    note = tmp_path / "pid"
    child = make_child(
        "import subprocess, time\n"
        "inner = subprocess.Popen(['/bin/sleep', '60'])\n"
        f"open({str(note)!r}, 'w').write(str(inner.pid))\n"
        "time.sleep(60)"
    )
    wait_until(lambda: note.exists() and note.read_text())
    os.kill(child.process.pid, signal.SIGKILL)
    wait_until(lambda: child.watch(lambda line: None))
    wait_until(lambda: is_gone(int(note.read_text())))


def test_a_lock_file_of_a_zombie_is_removed(tmp_path):
    marker = tmp_path / "postmaster.pid"
    with subprocess.Popen(["/bin/true"]) as process:
        wait_until(lambda: state_of(process.pid)[0] == "Z")
        marker.write_text(f"{process.pid}\n{tmp_path}\n")
        stale.clear_postmaster_pid(tmp_path)
    assert not marker.exists()


def test_a_lock_file_of_somebody_elses_pid_is_removed(tmp_path):
    marker = tmp_path / "postmaster.pid"
    marker.write_text(f"{os.getpid()}\n")
    stale.clear_postmaster_pid(tmp_path)
    assert not marker.exists()


def test_without_a_lock_file_nothing_happens(tmp_path):
    stale.clear_postmaster_pid(tmp_path)
    (tmp_path / "postmaster.pid").write_text("no number")
    stale.clear_postmaster_pid(tmp_path)
    assert (tmp_path / "postmaster.pid").exists()


def test_exit_codes_are_told_in_words():
    assert meaning(2) == "exit 2"
    assert meaning(-15) == "SIGTERM"
    assert meaning(-99) == "signal 99"

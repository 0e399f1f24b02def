"""The whole workbench starts with one command and stops when it is asked to."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.stack.errors import StackError
from workbench.stack.launcher import (
    StopRequested,
    demo_line,
    launch,
    stopping_on_signals,
)
from workbench.stack.processes import state_of

MANAGE = Path(__file__).parents[3] / "manage.py"
TOLD = json.dumps(
    {"accounts": [["mara@desk.example", "pw", "editor"]], "api_key": "ck_1"}
)


def test_the_ready_line_holds_address_accounts_and_key():
    printed = f'loading\n{TOLD}\n{{"event": "done"}}\n'
    assert demo_line("http://127.0.0.1:8000", printed) == (
        "Ready http://127.0.0.1:8000 | editor: mara@desk.example pw | key ck_1"
    )


def test_a_demo_that_tells_no_accounts_is_an_error():
    with pytest.raises(StackError, match="told no accounts"):
        demo_line("http://127.0.0.1:8000", "nothing\n[1]\n")


def get_signalled_twice():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def test_a_stop_signal_is_heard_once_and_then_the_stop_is_left_in_peace():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(StopRequested, match="SIGTERM"), stopping_on_signals():
        get_signalled_twice()
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_start_that_cannot_be_is_one_line(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "none")
    assert launch("up") == 1
    said = capsys.readouterr().err
    assert said == "Cannot start: PORT must be a whole number, not 'none'.\n"


@pytest.fixture
def bare_environment(tmp_path):
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    return kept | {
        "DATA_DIR": str(tmp_path / "data"),
        "PORT": str(port),
        "CORROBORATE_ADMIN_EMAIL": "mara@desk.example",
        "CORROBORATE_ADMIN_PASSWORD": "seven quiet lanterns",
    }


def test_up_runs_all_of_it_and_a_signal_stops_all_of_it(bare_environment):
    env = bare_environment
    running = subprocess.Popen(
        [sys.executable, MANAGE, "up"], env=env, stdout=subprocess.PIPE, text=True
    )
    with running:
        try:
            lines = iter(running.stdout.readline, "")
            ready = next(line for line in lines if line.startswith("Ready "))
            state = json.loads(Path(env["DATA_DIR"], "run", "stack.json").read_text())
            report = subprocess.run(
                [sys.executable, MANAGE, "doctor", "--json"],
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            running.send_signal(signal.SIGTERM)
            rest = running.stdout.read()
    assert running.returncode == 0, rest
    assert state["address"] in ready
    assert report.returncode == 0, report.stdout
    topics = {found["topic"] for found in json.loads(report.stdout)}
    running = {"web", "reader", "worker", "relater", "relay", "postgres", "valkey"}
    assert running <= topics
    assert set(state["pids"]) == running
    assert [pid for pid in state["pids"].values() if state_of(pid)[0] not in "Z"] == []
    assert not Path(env["DATA_DIR"], "run", "stack.json").exists()

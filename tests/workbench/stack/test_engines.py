"""The embedded servers start, survive being killed and keep what was written."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest
import redis

from workbench.stack.engines import running_engines, start_engines
from workbench.stack.errors import StackError
from workbench.stack.lock import is_locked
from workbench.stack.roles import EXTENSIONS, check_letters

START = """
import pathlib, sys
from workbench.stack.engines import start_engines
from workbench.stack.errors import StackError
try:
    start_engines(pathlib.Path(sys.argv[1]), fsync=False)
except StackError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("servers")
    with running_engines(folder, fsync=False) as servers:
        yield servers


def ask(url, query):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_a_second_start_on_one_data_directory_names_the_first(servers):
    said = subprocess.run(
        [sys.executable, "-c", START, servers.layout.root],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stderr == ""
    assert said.stdout == (
        f"Already running on {servers.layout.root} (process {os.getpid()}). "
        "Stop it first, or choose another DATA_DIR.\n"
    )


def test_the_app_role_neither_owns_nor_administers(servers):
    query = """
        SELECT current_user, rolsuper, rolcreatedb, rolcreaterole,
               pg_has_role(current_user, 'corroborate_owner', 'MEMBER'),
               has_schema_privilege(current_user, 'public', 'CREATE')
        FROM pg_roles WHERE rolname = current_user
    """
    assert ask(servers.database_url, query) == [
        ("corroborate_app", False, False, False, False, False)
    ]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(servers.database_url, "CREATE TABLE mine (id int)")


def test_a_test_database_made_by_the_owner_has_the_extensions(servers):
    ask(servers.owner_url, "CREATE DATABASE trial")
    try:
        url = servers.owner_url.replace("/corroborate?", "/trial?")
        names = {row[0] for row in ask(url, "SELECT extname FROM pg_extension")}
        assert set(EXTENSIONS) <= names
        assert ask(url, "SELECT '[1,2]'::vector <-> '[1,3]'::vector") == [(1.0,)]
    finally:
        ask(servers.owner_url, "DROP DATABASE trial")


def test_trigrams_see_other_scripts(servers):
    assert ask(
        servers.database_url,
        "SELECT array_length(show_trgm('ПРАВО'), 1), similarity('ПРАВО', 'право')",
    ) == [(6, 1.0)]


def test_a_database_blind_to_other_scripts_is_refused(servers):
    superuser = servers.postgres.url()
    ask(
        superuser,
        "CREATE DATABASE blind TEMPLATE template0 LOCALE_PROVIDER builtin "
        "BUILTIN_LOCALE 'C.UTF-8' LC_CTYPE 'C' LC_COLLATE 'C'",
    )
    try:
        url = servers.postgres.url(name="blind")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            with pytest.raises(StackError, match="ASCII letters only"):
                check_letters(connection)
    finally:
        ask(superuser, "DROP DATABASE blind")


def test_a_killed_postgresql_comes_back_with_what_was_committed(servers):
    with psycopg.connect(servers.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    killed = servers.pg_pid
    os.kill(killed, signal.SIGKILL)
    servers.restart_postgres()
    assert servers.pg_pid != killed
    assert ask(servers.owner_url, "SELECT count(*) FROM kept") == [(1000,)]


def test_a_killed_valkey_comes_back(servers):
    killed = servers.valkey_pid
    os.kill(killed, signal.SIGKILL)
    servers.restart_valkey()
    assert servers.valkey_pid != killed
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.ping()
        assert client.config_get("maxmemory-policy") == {
            "maxmemory-policy": "noeviction"
        }


def test_a_second_start_finds_what_the_first_wrote(tmp_path):
    folder = tmp_path / "a folder, with blanks and a very long name" / ("x" * 60)
    with running_engines(folder, fsync=True) as first:
        with psycopg.connect(first.owner_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (id int)")
        with redis.Redis.from_url(first.redis_url) as client:
            client.set("kept", "yes")
    assert not is_locked(first.layout.lock)
    with running_engines(folder, fsync=True) as second:
        assert ask(second.owner_url, "SELECT count(*) FROM kept") == [(0,)]
        with redis.Redis.from_url(second.redis_url) as client:
            assert client.get("kept") == b"yes"
    # Its sockets lay outside, for the path is too long; nothing stays there.
    assert second.layout.run.parent != second.layout.root
    assert not second.layout.run.exists()


def test_files_of_another_major_version_are_refused(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(StackError, match="was made by PostgreSQL 17, but 18"):
        start_engines(tmp_path, fsync=False, valkey=False)
    assert not is_locked(tmp_path / "lock")


def test_a_server_that_is_not_ours_is_left_out(tmp_path):
    engines = start_engines(tmp_path, postgres=False, valkey=False)
    try:
        assert engines.postgres is None
        with pytest.raises(StackError, match="was not started here"):
            _ = engines.valkey_pid
    finally:
        engines.stop()

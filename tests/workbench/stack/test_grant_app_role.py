"""After a migration the running product may work, and not rewrite its records."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from workbench.stack.urls import APP_ROLE

pytestmark = pytest.mark.django_db


def may(table, right):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, %s, %s)", [APP_ROLE, table, right]
        )
        return cursor.fetchone()[0]


@pytest.fixture
def records(settings):
    settings.APPEND_ONLY_TABLES = ["records"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE records (id bigint GENERATED ALWAYS AS IDENTITY)")
        cursor.execute("CREATE TABLE drafts (id bigserial)")


def test_rows_may_be_read_and_written(records, capsys):
    call_command("grant_app_role")
    assert all(
        may("drafts", right) for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
    )
    assert not may("drafts", "TRUNCATE")
    assert f"{APP_ROLE}: rights given" in capsys.readouterr().out


def test_append_only_tables_are_only_added_to(records, capsys):
    call_command("grant_app_role")
    assert may("records", "SELECT")
    assert may("records", "INSERT")
    assert not may("records", "UPDATE")
    assert not may("records", "DELETE")


def test_what_was_migrated_is_only_read(records, capsys):
    call_command("grant_app_role")
    assert may("django_migrations", "SELECT")
    assert not may("django_migrations", "INSERT")


def test_tables_of_a_later_migration_may_be_used(records, capsys):
    call_command("grant_app_role")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int)")
    assert may("later", "INSERT")


def test_the_shipped_tables_exist_and_are_guarded(settings, capsys):
    call_command("grant_app_role")
    assert settings.APPEND_ONLY_TABLES
    assert not any(may(table, "UPDATE") for table in settings.APPEND_ONLY_TABLES)


def test_a_missing_table_is_named(settings):
    settings.APPEND_ONLY_TABLES = ["no_such_table"]
    with pytest.raises(CommandError, match="No such table: no_such_table"):
        call_command("grant_app_role")


def test_a_missing_role_is_named(records):
    with pytest.raises(CommandError, match="no role nobody_here"):
        call_command("grant_app_role", role="nobody_here")


def test_a_role_that_owns_the_tables_is_refused(records):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    with pytest.raises(CommandError, match="owns the tables itself"):
        call_command("grant_app_role", role=owner)

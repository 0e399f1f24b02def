"""What the database says: version, extensions, letters, migrations, rights."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from workbench.stack.doctor.findings import Finding, bad, note, ok
from workbench.stack.roles import EXTENSIONS, LETTERS_CHECK, TRIGRAMS_EXPECTED

OLDEST_POSTGRES = 160000
EXPECTED_POSTGRES = 180000
OPTIONAL = frozenset({"pg_stat_statements"})


def check_database() -> Iterator[Finding]:
    """Look into the named database; nothing to say when none is named."""
    if not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")):
        return
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield bad("database", f"does not answer: {str(error).strip()}")
        return
    try:
        yield _version()
        yield from _extensions()
        yield _letters()
        yield _migrations()
        yield from _rights()
    except DatabaseError as error:
        yield bad("database", str(error).strip())


def _ask(query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall())


def _version() -> Finding:
    number = connection.cursor().connection.info.server_version
    where = connection.settings_dict["HOST"] or "local socket"
    name = connection.settings_dict["NAME"]
    text = f"PostgreSQL {number // 10000}.{number % 10000}, {name} at {where}"
    if number < OLDEST_POSTGRES:
        return bad("database", f"{text}; 18 is expected")
    return (ok if number >= EXPECTED_POSTGRES else note)("database", text)


def _extensions() -> Iterator[Finding]:
    rows = _ask("SELECT extname, extversion FROM pg_extension ORDER BY extname")
    present = {str(name): str(version) for name, version in rows}
    shown = ", ".join(f"{n} {present[n]}" for n in EXTENSIONS if n in present)
    yield ok("extensions", shown or "none")
    for name in EXTENSIONS:
        if name not in present:
            level = note if name in OPTIONAL else bad
            yield level("extensions", f"{name} is missing")


def _letters() -> Finding:
    has = _ask("SELECT to_regprocedure('show_trgm(text)') IS NOT NULL")[0][0]
    if has and _ask(LETTERS_CHECK)[0][0] == TRIGRAMS_EXPECTED:
        return ok("locale", "trigrams see letters beyond ASCII")
    return bad("locale", "trigrams are blind beyond ASCII: LC_CTYPE must be C.UTF-8")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return ok("migrations", "all applied")
    first = f"{plan[0][0].app_label}.{plan[0][0].name}"
    return bad("migrations", f"{len(plan)} pending, first {first}: run migrate")


def _rights() -> Iterator[Finding]:
    """Check that the role of the running product cannot rewrite what it appended."""
    name, superuser = _ask(
        "SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user"
    )[0]
    if superuser:
        yield bad("role", f"{name} is a superuser; use a role with fewer rights")
        return
    owned = _ask(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE nspname = 'public' AND relkind IN ('r', 'p') "
        "AND pg_has_role(current_user, relowner, 'MEMBER')"
    )[0][0]
    if owned:
        yield note("role", f"{name} owns {owned} tables; only triggers guard them")
        return
    writable = [
        table
        for table in settings.APPEND_ONLY_TABLES
        if _ask("SELECT to_regclass(%s) IS NOT NULL", table)[0][0]
        and _ask("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", table)[0][0]
    ]
    if writable:
        yield bad("role", f"{name} may change {', '.join(writable)}: grant_app_role")
    else:
        yield ok("role", f"{name} owns nothing and only adds to append-only tables")

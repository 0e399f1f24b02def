"""Make the database, its two roles and its extensions; repeated calls change nothing.

The owner migrates, the app runs; the superuser stays with the launcher.
"""

import psycopg
from psycopg import sql

from workbench.stack.errors import StackError
from workbench.stack.postgres import SUPERUSER, Postgres
from workbench.stack.urls import APP_ROLE, DATABASE_NAME, OWNER_ROLE

EXTENSIONS = (
    "vector",
    "pg_trgm",
    "unaccent",
    "btree_gin",
    "btree_gist",
    "pg_stat_statements",
)
# Test databases are copies of template1 made by the owner, who may not add extensions.
DATABASES_WITH_EXTENSIONS = ("template1", DATABASE_NAME)
# Six trigrams of five letters; none where LC_CTYPE knows ASCII letters only.
LETTERS_CHECK = "SELECT coalesce(array_length(show_trgm('ПРАВО'), 1), 0)"
TRIGRAMS_EXPECTED = 6


def prepare_database(server: Postgres) -> None:
    """Make what is missing. Raises `StackError` when this server cannot hold it."""
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        make_role(connection, OWNER_ROLE, "CREATEDB")
        make_role(connection, APP_ROLE, "NOCREATEDB")
        _make_database(connection)
    for name in DATABASES_WITH_EXTENSIONS:
        with psycopg.connect(
            server.url(SUPERUSER, name), autocommit=True
        ) as connection:
            make_extensions(connection)
            check_letters(connection)


def make_role(
    connection: "psycopg.Connection[tuple[object, ...]]", name: str, may: str
) -> None:
    """Make a login role that is no superuser and belongs to no other role."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    verb = "ALTER" if known.fetchone() else "CREATE"
    connection.execute(
        sql.SQL(f"{verb} ROLE {{}} LOGIN NOSUPERUSER NOCREATEROLE {may}").format(
            sql.Identifier(name)
        )
    )


def make_extensions(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Make the extensions; a missing one is named in the `StackError`."""
    present = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
    for name in EXTENSIONS:
        if name in present:
            continue
        try:
            connection.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(
                    sql.Identifier(name)
                )
            )
        except psycopg.Error as error:
            raise StackError(
                f"This PostgreSQL lacks the extension {name}: {error}"
            ) from None


def check_letters(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Raise `StackError` when trigram search would be blind beyond ASCII."""
    row = connection.execute(LETTERS_CHECK).fetchone()
    if row is None or row[0] != TRIGRAMS_EXPECTED:
        raise StackError(
            "This database's LC_CTYPE knows ASCII letters only, so search would find "
            "nothing in other scripts. Make it anew with --lc-ctype=C.UTF-8."
        )


def _make_database(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    name, owner, app = map(sql.Identifier, (DATABASE_NAME, OWNER_ROLE, APP_ROLE))
    known = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]
    )
    if not known.fetchone():
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                name, owner
            )
        )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, app)
    )

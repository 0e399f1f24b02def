"""Rules that the database itself keeps, as migration operations."""

from __future__ import annotations

from django.db.migrations import RunSQL

# A statement-level check: revisions of the new rows are read once each, and every
# slice is compared with the words the row claims to quote.
CHECK_SLICES_FUNCTION = RunSQL(
    """
    CREATE FUNCTION check_selector_slices() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE bad integer;
    BEGIN
        SELECT count(*) INTO bad
        FROM new_rows n
        LEFT JOIN sources_textrevision r ON r.id = n.revision_id
        WHERE n.segments IS NOT NULL
          AND n.exact IS DISTINCT FROM (
            SELECT array_agg(
                substr(r.text, lower(s) + 1, upper(s) - lower(s)) ORDER BY lower(s))
            FROM unnest(n.segments) AS s);
        IF bad > 0 THEN
            RAISE EXCEPTION '% selector(s) in % do not match their text',
                bad, TG_TABLE_NAME
                USING ERRCODE = 'check_violation', CONSTRAINT = 'selector_slices';
        END IF;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION check_selector_slices();",
)


def check_slices(table: str) -> RunSQL:
    """Check every inserted or changed selector of ``table`` against its text."""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_slices_ins AFTER INSERT ON {table}
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION check_selector_slices();
        CREATE TRIGGER {table}_slices_upd AFTER UPDATE ON {table}
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION check_selector_slices();
        """,
        f"""
        DROP TRIGGER {table}_slices_ins ON {table};
        DROP TRIGGER {table}_slices_upd ON {table};
        """,
    )


def immutable_columns(table: str, columns: list[str]) -> RunSQL:
    """Refuse any UPDATE of ``table`` that changes one of ``columns``."""
    changed = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns)
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {changed} THEN
                RAISE EXCEPTION '{table} is immutable'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_immutable();
        """,
        f"""
        DROP TRIGGER {table}_immutable ON {table};
        DROP FUNCTION {table}_immutable();
        """,
    )


def insert_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE of ``table``."""
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{table} is insert-only'
                USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER {table}_insert_only
            BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_insert_only();
        """,
        f"""
        DROP TRIGGER {table}_insert_only ON {table};
        DROP FUNCTION {table}_insert_only();
        """,
    )

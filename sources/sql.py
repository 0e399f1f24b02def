"""Rules that the database itself keeps, as migration operations."""

from __future__ import annotations

from django.db.migrations import RunSQL

# A statement-level check: each text of the new rows is read once, cut into chunks, and
# every slice is compared with the words the row claims to quote. Slicing the stored
# text for each row unpacks and walks all of it each time: 25 s for 6,000 sentences.
CHECK_SLICES_FUNCTION = RunSQL(
    """
    CREATE FUNCTION check_selector_slices() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        size CONSTANT integer := 2048;
        revision uuid;
        whole text;
        chunks text[];
        wrong integer;
        bad integer := 0;
    BEGIN
        FOR revision IN
            SELECT DISTINCT revision_id FROM new_rows WHERE segments IS NOT NULL
        LOOP
            whole := (
                SELECT text || '' FROM sources_textrevision WHERE id = revision);
            chunks := ARRAY(
                SELECT substr(whole, i * size + 1, size)
                FROM generate_series(0, length(whole) / size) AS i ORDER BY i);
            SELECT count(*) INTO wrong
            FROM new_rows n
            WHERE n.revision_id IS NOT DISTINCT FROM revision
              AND n.segments IS NOT NULL
              AND n.exact IS DISTINCT FROM (
                SELECT array_agg(
                    substr(
                        (SELECT string_agg(chunks[i], '' ORDER BY i)
                         FROM generate_series(
                            lower(s) / size + 1, upper(s) / size + 1) AS i),
                        lower(s) % size + 1,
                        upper(s) - lower(s)) ORDER BY lower(s))
                FROM unnest(n.segments) AS s);
            bad := bad + wrong;
        END LOOP;
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

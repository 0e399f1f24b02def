from django.db import migrations

from sources.sql import check_slices, insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("sources", "0002_database_rules"),
    ]

    operations = [
        check_slices("claims_candidate"),
        check_slices("claims_appearance"),
        check_slices("claims_evidence"),
        insert_only("claims_reviewevent"),
        insert_only("claims_change"),
        insert_only("claims_publication"),
        migrations.RunSQL(
            "CREATE SEQUENCE claims_claim_number;",
            "DROP SEQUENCE claims_claim_number;",
        ),
        # An approval names its verdict's author; the pair must be a real one.
        migrations.RunSQL(
            """
            ALTER TABLE claims_approval ADD CONSTRAINT approval_names_the_author
                FOREIGN KEY (verdict_id, verdict_by_id)
                REFERENCES claims_verdict (id, by_id)
                DEFERRABLE INITIALLY DEFERRED;
            """,
            "ALTER TABLE claims_approval DROP CONSTRAINT approval_names_the_author;",
        ),
    ]

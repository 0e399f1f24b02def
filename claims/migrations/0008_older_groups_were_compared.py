from django.db import migrations

# Groups stood in triage before they were compared only while their run was not related.
MARK = """
    UPDATE claims_candidategroup g SET compared = TRUE
    WHERE NOT EXISTS (
        SELECT FROM claims_candidate c
        JOIN claims_extractionrun r ON r.id = c.run_id
        WHERE c.group_id = g.id AND c.retired_at IS NULL AND r.related_at IS NULL
    )
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_checked_before_and_compared'),
    ]

    operations = [
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]

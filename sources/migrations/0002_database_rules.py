from django.db import migrations

from sources.sql import CHECK_SLICES_FUNCTION, check_slices, immutable_columns


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]

    operations = [
        CHECK_SLICES_FUNCTION,
        check_slices("sources_passage"),
        immutable_columns(
            "sources_textrevision",
            ["text", "reading_text", "pieces", "document_id", "capture_id"],
        ),
        immutable_columns("sources_blob", ["sha256", "size_bytes"]),
        migrations.RunSQL(
            "ALTER TABLE sources_embedding ALTER COLUMN vector SET STORAGE PLAIN;",
            "ALTER TABLE sources_embedding ALTER COLUMN vector SET STORAGE EXTERNAL;",
        ),
    ]

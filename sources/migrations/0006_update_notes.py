from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_texts_know_their_pages"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="published_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("metadata", "from the page's metadata"),
                    ("dateline", "from the dateline"),
                    ("embed", "from an embedded post"),
                    ("note", "from an update note"),
                    ("url", "from the address"),
                    ("inferred", "inferred"),
                    ("editor", "set by an editor"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="updated_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("metadata", "from the page's metadata"),
                    ("dateline", "from the dateline"),
                    ("embed", "from an embedded post"),
                    ("note", "from an update note"),
                    ("url", "from the address"),
                    ("inferred", "inferred"),
                    ("editor", "set by an editor"),
                ],
                max_length=10,
            ),
        ),
    ]

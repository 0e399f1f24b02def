import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_database_rules")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="story",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jobs",
                to="sources.story",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="progress_unit",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="capture",
            name="charset",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]

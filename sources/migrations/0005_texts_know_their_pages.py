from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_stories_of_old_jobs")]

    operations = [
        migrations.AddField(
            model_name="textrevision",
            name="pages",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="textrevision",
            name="partial",
            field=models.BooleanField(default=False),
        ),
    ]

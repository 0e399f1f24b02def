from django.db import migrations
from django.db.models import OuterRef, Subquery


def find_stories(apps, schema_editor):
    """Give each job the story of what it works on: a document, capture or text."""
    rows = apps.get_model("sources", "Job").objects.filter(story=None)
    for name, path in (
        ("Document", "story"),
        ("Capture", "document__story"),
        ("TextRevision", "document__story"),
    ):
        subjects = apps.get_model("sources", name).objects.filter(pk=OuterRef("subject"))
        rows.filter(subject__in=subjects.model.objects.values("pk")).update(
            story=Subquery(subjects.values(path)[:1])
        )


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_jobs_know_their_story")]

    operations = [migrations.RunPython(find_stories, migrations.RunPython.noop)]

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """How long a claim waits is read by index; events may be written meanwhile."""

    atomic = False

    dependencies = [("claims", "0025_indexes_of_open_claims")]

    operations = [
        AddIndexConcurrently(
            model_name="reviewevent",
            index=models.Index(
                fields=["claim", "-seq"],
                include=["at"],
                condition=models.Q(kind="propose"),
                name="event_proposed",
            ),
        ),
    ]

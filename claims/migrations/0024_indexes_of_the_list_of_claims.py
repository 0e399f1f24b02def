import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes of the claims' list; claims may be written while they are built."""

    atomic = False

    dependencies = [("claims", "0023_saved_views_and_searched_claims")]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['-created_at', '-id'], name='claim_made'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['event_start', '-id'], name='claim_event'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['checker', 'status'], name='claim_checker'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='claim_search'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['tags'], name='claim_tags'),
        ),
    ]

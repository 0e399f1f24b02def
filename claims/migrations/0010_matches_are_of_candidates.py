import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0009_groups_stand_beside'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='claimmatch',
            name='match_once',
        ),
        migrations.RemoveField(
            model_name='claimmatch',
            name='group',
        ),
        migrations.AddField(
            model_name='claimmatch',
            name='candidate',
            field=models.ForeignKey(default=None, on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='claims.candidate'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.UniqueConstraint(fields=('candidate', 'publication', 'external'), name='match_once', nulls_distinct=False),
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("claims", "0019_shipped_risk_rules")]

    operations = [
        migrations.RenameField("assignment", "due_told_at", "due_told"),
        migrations.RenameField("assignment", "overdue_told_at", "overdue_told"),
    ]

from django.db import migrations

# risk, approvals by people other than the proposer
RULES = [("normal", 1), ("high", 2)]


def add_rules(apps, schema_editor):
    rules = apps.get_model("claims", "RiskRule")
    for risk, approvals in RULES:
        rules.objects.get_or_create(risk=risk, defaults={"approvals": approvals})


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_risk_rules_and_blind_reads")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]

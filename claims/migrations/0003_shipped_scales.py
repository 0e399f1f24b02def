from django.db import migrations

# slug, label, meaning, value on the true-false line, origins and versions needed
SO = [
    ("true", "True", "Established by independent evidence.", 5, 2, 0),
    ("mostly-true", "Mostly true", "Right in substance, with a detail off.", 4, 1, 0),
    ("mixed", "Mixed", "Part is right, part is wrong.", 3, 1, 0),
    ("mostly-false", "Mostly false", "Wrong in substance.", 2, 1, 0),
    ("false", "False", "Refuted by evidence.", 1, 1, 0),
    (
        "disputed",
        "Disputed: versions conflict",
        "Opposed versions stand and none is established.",
        None,
        0,
        2,
    ),
    ("unproven", "Unproven", "No evidence settles it.", None, 0, 0),
    ("missing-context", "Missing context", "Misleads by what it leaves out.", None, 1, 0),
    ("satire", "Satire", "Not meant as an assertion.", None, 0, 0),
    ("not-checkable", "Not checkable", "Opinion, forecast or beyond checking.", None, 0, 0),
]
SAID = [
    (
        "correctly-attributed",
        "Correctly attributed",
        "The claimant said it, in these words or to this effect.",
        None,
        0,
        0,
    ),
    ("altered", "Altered", "The claimant said something else by these words.", None, 0, 0),
    ("misattributed", "Misattributed", "Someone else said it.", None, 0, 0),
    ("not-found", "Not found", "No trace that it was said.", None, 0, 0),
]


def add_scales(apps, schema_editor):
    scale_model = apps.get_model("claims", "RatingScale")
    rating_model = apps.get_model("claims", "Rating")
    for level, name, rows in (("so", "Is it so?", SO), ("said", "Was it said?", SAID)):
        scale, _ = scale_model.objects.get_or_create(
            slug=f"shipped-{level}",
            defaults={"name": name, "level": level, "default": True},
        )
        for order, row in enumerate(rows, start=1):
            slug, label, meaning, value, origins, versions = row
            rating_model.objects.get_or_create(
                scale=scale,
                slug=slug,
                defaults={
                    "label": label,
                    "meaning": meaning,
                    "value": value,
                    "order": order,
                    "needs_origins": origins,
                    "needs_versions": versions,
                },
            )


def open_first_epoch(apps, schema_editor):
    apps.get_model("claims", "FeedEpoch").objects.get_or_create(number=1)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_database_rules")]

    operations = [
        migrations.RunPython(add_scales, migrations.RunPython.noop),
        migrations.RunPython(open_first_epoch, migrations.RunPython.noop),
    ]

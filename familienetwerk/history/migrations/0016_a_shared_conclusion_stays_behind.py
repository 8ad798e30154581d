"""Versions of a shared conclusion, apart from those of its assessment; what it said before goes along."""

import django.db.models.deletion
from django.db import migrations, models

import familienetwerk.history.version

# Only those in which it changed, from the first in which it said something.
MOVED = """
INSERT INTO history_domains_sharedconclusion (
    pgh_created_at, pgh_label, by_id, errand, login, pgh_obj_id, assessment_id, text)
SELECT pgh_created_at, pgh_label, by_id, errand, login, pgh_obj_id, pgh_obj_id, conclusion
FROM (
    SELECT *, lag(conclusion, 1, '') OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
    FROM history_domains_assessment
) version
WHERE before IS DISTINCT FROM conclusion
ORDER BY pgh_id;
"""


def pointing_at(model: str, **fields: object) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        related_query_name="+",
        **fields,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0015_mandates_and_papers"),
        ("domains", "0011_a_shared_conclusion_stays_behind"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedConclusionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("text", models.TextField()),
                ("assessment", pointing_at("domains.assessment", db_index=False, serialize=False)),
                ("pgh_obj", pointing_at("domains.sharedconclusion")),
            ],
            options={
                "db_table": "history_domains_sharedconclusion",
                "abstract": False,
                "indexes": [models.Index(fields=["assessment"], name="by_case_domains_sharedconclusi")],
            },
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RemoveField("assessmentevent", "conclusion"),
    ]

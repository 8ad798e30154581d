"""Versions of what an action is, apart from those of that it exists; what they said before goes along."""

import django.db.models.deletion
from django.db import migrations, models

import familienetwerk.history.version

# Only those in which the words changed.
MOVED = """
INSERT INTO history_interventions_actionwords (
    pgh_created_at, pgh_label, by_id, errand, login, pgh_obj_id, action_id, what, family_owner, kind, status_reason)
SELECT pgh_created_at, pgh_label, by_id, errand, login, pgh_obj_id, pgh_obj_id, what, family_owner, kind, status_reason
FROM (
    SELECT *, lag((what, family_owner, kind, status_reason)) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
    FROM history_interventions_actionitem
) version
WHERE pgh_label <> 'update' OR before IS DISTINCT FROM (what, family_owner, kind, status_reason)
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
        ("history", "0005_relations_that_never_were"),
        ("interventions", "0007_words_of_an_action"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionWordsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("what", models.CharField(max_length=300)),
                ("family_owner", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=15)),
                ("status_reason", models.CharField(max_length=300)),
                ("action", pointing_at("interventions.actionitem", db_index=False, serialize=False)),
                ("pgh_obj", pointing_at("interventions.actionwords")),
            ],
            options={
                "db_table": "history_interventions_actionwords",
                "abstract": False,
                "indexes": [models.Index(fields=["action"], name="by_case_interventions_actionwo")],
            },
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        *(
            migrations.RemoveField("actionitemevent", name)
            for name in ("what", "family_owner", "kind", "status_reason")
        ),
    ]

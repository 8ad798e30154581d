"""Versions of who was at a discussion, and of which organisations were missed."""

import django.db.models.deletion
from django.db import migrations, models

import familienetwerk.history.version


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_who_is_turned_away"),
        ("cases", "0046_who_was_there"),
        ("history", "0011_restricted_since"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaparticipantevent",
            name="was_there",
            field=models.BooleanField(null=True),
        ),
        migrations.CreateModel(
            name="MissedOrganisationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.agendaitem",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.missedorganisation",
                    ),
                ),
            ],
            options={
                "db_table": "history_cases_missedorganisation",
                "abstract": False,
                "indexes": [models.Index(fields=["case"], name="by_case_cases_missedorganisati")],
            },
        ),
    ]

"""Versions of who takes part in a frame."""

import django.db.models.deletion
from django.db import migrations, models

import familienetwerk.history.version


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_a_town_hall_of_an_officer_changes_its_kind"),
        ("cases", "0053_who_takes_part_in_a_frame"),
        ("history", "0013_shielded_since"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrameParticipantEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("id", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "frame",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.legalframe",
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
                        to="cases.frameparticipant",
                    ),
                ),
            ],
            options={
                "db_table": "history_cases_frameparticipant",
                "abstract": False,
            },
        ),
    ]

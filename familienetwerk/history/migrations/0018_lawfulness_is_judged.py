"""Versions of what the committee that judges lawfulness was asked, and said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import familienetwerk.history.version


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0058_lawfulness_is_judged"),
        ("history", "0017_what_came_of_a_discussion"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LawfulnessReviewEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("id", models.BigIntegerField()),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                ("advice", models.TextField()),
                ("advised_on", models.DateField(null=True)),
                ("follow_up", models.TextField()),
                ("followed_up_on", models.DateField(null=True)),
                (
                    "advice_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "follow_up_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.lawfulnessreview",
                    ),
                ),
            ],
            options={
                "db_table": "history_cases_lawfulnessreview",
                "abstract": False,
                "indexes": [models.Index(fields=["case"], name="by_case_cases_lawfulnessreview")],
            },
        ),
    ]

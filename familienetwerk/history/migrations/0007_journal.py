"""Versions of contacts with the family."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import familienetwerk.history.version


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_who_may_open_cases"),
        ("cases", "0033_a_contact_can_be_shared"),
        ("domains", "0009_journal"),
        ("history", "0006_words_of_an_action"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact_membersEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("id", models.BigIntegerField()),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="domains.contact",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.member",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="domains.contact_members",
                    ),
                ),
            ],
            options={
                "db_table": "history_domains_contact_members",
                "abstract": False,
                "indexes": [models.Index(fields=["contact"], name="by_case_domains_contact_member")],
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("id", models.BigIntegerField()),
                ("regime", models.CharField(max_length=20)),
                ("audience", models.CharField(max_length=20)),
                ("named", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField())),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("held_on", models.DateField()),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "author",
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
                    "corrects",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="domains.contact",
                    ),
                ),
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
                        to="domains.contact",
                    ),
                ),
                (
                    "struck_by",
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
            ],
            options={
                "db_table": "history_domains_contact",
                "abstract": False,
                "indexes": [models.Index(fields=["case"], name="by_case_domains_contact")],
            },
        ),
        migrations.CreateModel(
            name="ContactWordsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by_id", models.BigIntegerField(db_default=familienetwerk.history.version.SetGoingBy(), null=True)),
                ("errand", models.CharField(db_default=familienetwerk.history.version.OnErrand(), max_length=20)),
                ("login", models.CharField(db_default=familienetwerk.history.version.Login(), max_length=63)),
                ("kind", models.CharField(max_length=10)),
                ("said", models.TextField()),
                ("agreed", models.TextField()),
                ("own_words", models.TextField()),
                ("struck_reason", models.TextField()),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="domains.contact",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="domains.contactwords",
                    ),
                ),
            ],
            options={
                "db_table": "history_domains_contactwords",
                "abstract": False,
                "indexes": [models.Index(fields=["contact"], name="by_case_domains_contactwords")],
            },
        ),
    ]

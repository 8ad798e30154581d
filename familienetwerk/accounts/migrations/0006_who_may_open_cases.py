"""Screening, confidentiality and a last day: who may open cases at all is one view, for every reader of rights."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now

from familienetwerk.db import only_for_the_app

KINDS = [("SCREENING", "Verklaring omtrent het gedrag (VOG)"), ("CONFIDENTIALITY", "Geheimhoudingsverklaring")]
CLEARED = """
CREATE VIEW accounts_cleared AS
SELECT worker.id, worker.organisation_id FROM accounts_user worker
WHERE worker.is_active
    AND (worker.last_day IS NULL OR worker.last_day >= (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)
    AND NOT EXISTS (
        SELECT 1 FROM accounts_requirement required WHERE NOT EXISTS (
            SELECT 1 FROM accounts_statement given
            WHERE given.user_id = worker.id AND given.kind = required.kind
                AND (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
                    BETWEEN given.given_on AND coalesce(given.valid_until, 'infinity'::date)))
"""


def key(**options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, **options)


def known(model):
    return models.CheckConstraint(
        condition=Q(kind__in=[kind for kind, _ in KINDS]),
        name=f"accounts_{model}_kind_is_known",
        violation_error_message="Kies een waarde uit de lijst.",
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_recovery_takes_two")]

    operations = [
        migrations.AddField(
            "user",
            "last_day",
            models.DateField(
                blank=True, help_text="Daarna sluit het account vanzelf.", null=True, verbose_name="laatste dag"
            ),
        ),
        migrations.AddField("user", "last_day_set_by", key(blank=True, null=True, related_name="+")),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day_set_by__isnull=False),
                name="user_has_a_last_day_set_by_somebody",
                violation_error_message="Iemand legt de laatste dag vast.",
            ),
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20, verbose_name="welke")),
                ("given_on", models.DateField(verbose_name="datum van de verklaring")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot en met")),
                ("recorded_at", models.DateTimeField(db_default=Now(), verbose_name="vastgelegd op")),
                ("recorded_by", key(related_name="+", verbose_name="gezien door")),
                ("user", key(related_name="statements", verbose_name="wie")),
            ],
            options={
                "verbose_name": "verklaring",
                "constraints": [
                    known("statement"),
                    models.CheckConstraint(
                        condition=Q(valid_until__isnull=True)
                        | Q(given_on__isnull=True)
                        | Q(valid_until__gte=F("given_on")),
                        name="statement_ends_after_it_is_given",
                        violation_error_message="De einddatum ligt voor de datum van de verklaring.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(recorded_by=F("user")),
                        name="statement_is_seen_by_another",
                        violation_error_message="Een ander legt vast dat uw verklaring gezien is.",
                    ),
                ],
                "indexes": [models.Index(fields=["user", "kind", "given_on"], name="statement_by_user")],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20, unique=True, verbose_name="welke")),
                ("required_at", models.DateTimeField(db_default=Now(), verbose_name="sinds")),
                ("required_by", key(related_name="+")),
            ],
            options={"verbose_name": "eis", "constraints": [known("requirement")]},
        ),
        migrations.RunSQL(CLEARED, "DROP VIEW accounts_cleared"),
        only_for_the_app("accounts_cleared", "SELECT"),
        only_for_the_app("accounts_statement", "SELECT", "INSERT"),
        migrations.CreateModel(
            name="Cleared",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="cleared",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "accounts_cleared", "managed": False},
        ),
    ]

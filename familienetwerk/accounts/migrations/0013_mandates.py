"""Mandates: access that rests on one ends with it, in the one view of who may open cases at all (FR-156)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now

from familienetwerk.db import only_for_the_app

CLEARED = """
CREATE OR REPLACE VIEW accounts_cleared AS
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
WHILE_A_MANDATE_HOLDS = """\
    AND (NOT EXISTS (
        SELECT 1 FROM accounts_mandate mandate WHERE mandate.is_ground_for_access
            AND (mandate.user_id = worker.id OR mandate.organisation_id = worker.organisation_id))
    OR EXISTS (
        SELECT 1 FROM accounts_mandate mandate WHERE mandate.is_ground_for_access
            AND (mandate.user_id = worker.id OR mandate.organisation_id = worker.organisation_id)
            AND (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
                BETWEEN mandate.valid_from AND coalesce(mandate.valid_until, 'infinity'::date)))
"""
STANDS = """
CREATE FUNCTION mandate_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een mandaat blijft staan. U kunt alleen wijzigen tot wanneer het geldt.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'mandate_stands';
END $$;
CREATE TRIGGER mandate_stands BEFORE UPDATE ON accounts_mandate FOR EACH ROW WHEN (
    (OLD.user_id, OLD.organisation_id, OLD.on_behalf_of, OLD.task, OLD.ground, OLD.reference, OLD.valid_from,
        OLD.recorded_by_id, OLD.recorded_at)
    IS DISTINCT FROM
    (NEW.user_id, NEW.organisation_id, NEW.on_behalf_of, NEW.task, NEW.ground, NEW.reference, NEW.valid_from,
        NEW.recorded_by_id, NEW.recorded_at))
    EXECUTE FUNCTION mandate_stands();
"""


def filled(field):
    return models.CheckConstraint(
        condition=~Q(**{field: ""}),
        name=f"accounts_mandate_{field}_is_filled",
        violation_error_message="Vul dit veld in.",
    )


def key(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_a_town_hall_of_an_officer_changes_its_kind")]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on_behalf_of", models.CharField(max_length=200, verbose_name="namens wie")),
                ("task", models.CharField(max_length=300, verbose_name="wat mag")),
                ("ground", models.CharField(max_length=300, verbose_name="wet en artikel")),
                ("reference", models.CharField(max_length=100, verbose_name="kenmerk van het besluit")),
                ("valid_from", models.DateField(verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot en met")),
                (
                    "is_ground_for_access",
                    models.BooleanField(default=False, verbose_name="toegang tot casussen rust hierop"),
                ),
                ("recorded_at", models.DateTimeField(db_default=Now(), verbose_name="vastgelegd op")),
                (
                    "organisation",
                    key(
                        "accounts.organisation",
                        blank=True,
                        null=True,
                        related_name="mandates",
                        verbose_name="organisatie",
                    ),
                ),
                ("recorded_by", key(settings.AUTH_USER_MODEL, related_name="+", verbose_name="vastgelegd door")),
                (
                    "user",
                    key(
                        settings.AUTH_USER_MODEL,
                        blank=True,
                        null=True,
                        related_name="mandates",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandaat",
                "verbose_name_plural": "mandaten",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(user=None, organisation__isnull=False) | Q(user__isnull=False, organisation=None),
                        name="mandate_is_of_a_user_or_an_organisation",
                        violation_error_message="Kies een persoon of een organisatie, niet allebei.",
                    ),
                    *map(filled, ("on_behalf_of", "task", "ground", "reference")),
                    models.CheckConstraint(
                        condition=Q(valid_until__isnull=True)
                        | Q(valid_from__isnull=True)
                        | Q(valid_until__gte=F("valid_from")),
                        name="mandate_ends_after_it_begins",
                        violation_error_message="De einddatum ligt voor de begindatum.",
                    ),
                    models.CheckConstraint(
                        condition=Q(user=None) | ~Q(recorded_by=F("user")),
                        name="mandate_is_recorded_by_another",
                        violation_error_message="Een ander legt uw mandaat vast.",
                    ),
                ],
            },
        ),
        only_for_the_app("accounts_mandate", "SELECT", "INSERT", "UPDATE"),
        migrations.RunSQL(STANDS, "DROP TRIGGER mandate_stands ON accounts_mandate; DROP FUNCTION mandate_stands();"),
        migrations.RunSQL(CLEARED + WHILE_A_MANDATE_HOLDS, CLEARED),
    ]

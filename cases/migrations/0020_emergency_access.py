"""One hour in an emergency: kept short by the database, and marked by it in every line of the log.

The mark follows from the right and not from the page: whatever writes a line while somebody reads under an emergency
right, also a list or a search in which the case stood, the line says so.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

HOUR = """
ALTER TABLE cases_grant ADD CONSTRAINT grant_in_emergency_reads_for_an_hour CHECK (
    NOT is_emergency OR isempty(period) OR (
        level = 2 AND involvement_id IS NULL
        AND coalesce(upper(period) <= lower(period) + interval '1 hour', false)));
CREATE INDEX grant_in_emergency ON cases_grant (principal_id) INCLUDE (case_id, period) WHERE is_emergency;
"""
NO_HOUR = "DROP INDEX grant_in_emergency; ALTER TABLE cases_grant DROP CONSTRAINT grant_in_emergency_reads_for_an_hour;"
MARK = """
CREATE FUNCTION log_says_emergency() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    numbers bigint[];
BEGIN
    IF NEW.case_id IS NULL THEN
        numbers := string_to_array(nullif(NEW.subject_ids, ''), ',')::bigint[];
    END IF;
    NEW.is_emergency := NEW.is_emergency OR EXISTS (
        SELECT 1 FROM accounts_principal holder JOIN cases_grant given ON given.principal_id = holder.id
        WHERE holder.user_id = NEW.user_id AND given.is_emergency AND given.period @> statement_timestamp()
            AND CASE
                WHEN NEW.case_id IS NOT NULL THEN given.case_id = NEW.case_id
                WHEN NEW.subject = 'case' THEN given.case_id = ANY (numbers)
                WHEN NEW.subject = 'member' THEN EXISTS (
                    SELECT 1 FROM cases_member person
                    WHERE person.case_id = given.case_id AND person.id = ANY (numbers))
                ELSE false
            END);
    RETURN NEW;
END $$;
CREATE TRIGGER log_says_emergency BEFORE INSERT ON audit_auditevent
    FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION log_says_emergency();
"""
NO_MARK = "DROP TRIGGER log_says_emergency ON audit_auditevent; DROP FUNCTION log_says_emergency();"
JUDGEMENTS = [("JUSTIFIED", "Terecht gebruikt"), ("UNJUSTIFIED", "Niet terecht gebruikt")]


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_words_of_an_observation"), ("audit", "0004_seals"), ("accounts", "0003_throttle")]

    operations = [
        migrations.RunSQL(HOUR, NO_HOUR),
        migrations.RunSQL(MARK, NO_MARK),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="waarom")),
                (
                    "began_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="begonnen"),
                ),
                ("review_due_on", models.DateField(verbose_name="beoordelen uiterlijk")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="beoordeeld op")),
                (
                    "judgement",
                    models.CharField(blank=True, choices=JUDGEMENTS, max_length=12, verbose_name="oordeel"),
                ),
                ("review", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "grant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency",
                        to="cases.grant",
                        verbose_name="recht",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "noodprocedure",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(judgement__in=["", "JUSTIFIED", "UNJUSTIFIED"]),
                        name="cases_emergencyaccess_judgement_is_known",
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=GreaterThanOrEqual(Length(Trim("reason")), 20),
                        name="emergency_has_a_real_reason",
                        violation_error_message="Schrijf in minstens 20 tekens waarom het niet kan wachten.",
                    ),
                    models.CheckConstraint(
                        condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                        | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                        name="emergency_is_reviewed_by_somebody_at_a_moment",
                        violation_error_message="Een beoordeling heeft een naam en een moment.",
                    ),
                    models.CheckConstraint(
                        condition=Q(reviewed_by=None, judgement="", review="")
                        | (Q(reviewed_by__isnull=False) & ~Q(judgement="") & ~Q(review="") & ~Q(reviewed_by=F("user"))),
                        name="emergency_is_reviewed_with_a_judgement_by_another",
                        violation_error_message="Een ander beoordeelt dit, met een oordeel en een toelichting.",
                    ),
                    models.UniqueConstraint(
                        F("user"),
                        condition=Q(reviewed_at=None),
                        name="emergency_is_reviewed_before_the_next",
                        violation_error_message="Uw vorige noodprocedure is nog niet beoordeeld.",
                    ),
                ],
            },
        ),
    ]

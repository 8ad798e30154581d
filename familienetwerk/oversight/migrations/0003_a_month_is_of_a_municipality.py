"""Each month is of one municipality: its officer judges what came to light there, and nobody judges that of another.

A month that was signed for an installation with more than one stays as it is, for who signed it. What was not signed
yet is parted: by the case, and without a case by who did it. And a judgement is of what its signal saw: later looks give
another.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

TABLES = ("oversight_logreview", "oversight_logsignal", "oversight_logsample")
PARTED = """
UPDATE oversight_logreview SET municipality_id = (SELECT min(id) FROM accounts_municipality)
    WHERE (SELECT count(*) FROM accounts_municipality) = 1;
INSERT INTO oversight_logreview (month, municipality_id, remark)
    SELECT whole.month, part.id, '' FROM oversight_logreview whole CROSS JOIN accounts_municipality part
    WHERE whole.municipality_id IS NULL AND whole.signed_on IS NULL;
UPDATE oversight_logsignal told SET review_id = part.id
    FROM oversight_logreview whole, oversight_logreview part
    WHERE told.review_id = whole.id AND whole.municipality_id IS NULL AND whole.signed_on IS NULL
    AND part.month = whole.month AND part.municipality_id = coalesce(
        (SELECT about.municipality_id FROM cases_case about WHERE about.number = told.case_number),
        (SELECT home.municipality_id FROM accounts_user worker
            JOIN accounts_organisation home ON home.id = worker.organisation_id WHERE worker.id = told.user_id),
        (SELECT min(id) FROM accounts_municipality));
UPDATE oversight_logsample told SET review_id = part.id
    FROM oversight_logreview whole, oversight_logreview part, audit_auditevent line
    WHERE told.review_id = whole.id AND whole.municipality_id IS NULL AND whole.signed_on IS NULL
    AND line.id = told.line_id AND part.month = whole.month AND part.municipality_id = coalesce(
        (SELECT about.municipality_id FROM cases_case about WHERE about.id = line.case_id),
        (SELECT home.municipality_id FROM accounts_organisation home WHERE home.id = line.organisation_id),
        (SELECT min(id) FROM accounts_municipality));
DELETE FROM oversight_logreview WHERE municipality_id IS NULL AND signed_on IS NULL;
UPDATE oversight_logsignal SET seen_to = (SELECT coalesce(max(id), 0) FROM audit_auditevent);
SET CONSTRAINTS ALL IMMEDIATE;
"""
JUDGES = """
CREATE FUNCTION judges_looking_of(wanted bigint, about bigint, town bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (SELECT 1 FROM accounts_officer officer WHERE officer.id = wanted AND officer.municipality_id = town)
        OR EXISTS (
            SELECT 1 FROM accounts_user judge JOIN accounts_organisation home ON home.id = judge.organisation_id
            JOIN accounts_user officer ON officer.id = about AND 'PRIVACY_OFFICER' = ANY (officer.roles)
            WHERE judge.id = wanted AND judge.is_active AND 'MANAGER' = ANY (judge.roles)
                AND home.municipality_id = town)
$$;
CREATE OR REPLACE FUNCTION looking_is_judged_by_who_may() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_TABLE_NAME = 'oversight_logreview' THEN
        IF judges_looking_of(NEW.signed_by_id, NULL, NEW.municipality_id) THEN
            RETURN NEW;
        END IF;
    ELSIF judges_looking_of(NEW.judged_by_id, NEW.user_id, (
        SELECT month.municipality_id FROM oversight_logreview month WHERE month.id = NEW.review_id))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Dit beoordeelt een privacy officer van deze gemeente, en over een privacy officer ook een manager.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'looking_is_judged_by_who_may';
END $$;
CREATE FUNCTION month_stays_of_its_municipality() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een controle blijft van dezelfde maand en gemeente.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'month_stays_of_its_municipality';
END $$;
CREATE TRIGGER month_stays_of_its_municipality BEFORE UPDATE ON oversight_logreview FOR EACH ROW
    WHEN ((OLD.month, OLD.municipality_id) IS DISTINCT FROM (NEW.month, NEW.municipality_id))
    EXECUTE FUNCTION month_stays_of_its_municipality();
DROP FUNCTION oversees(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_who_judges_who_oversees"),
        ("accounts", "0012_a_town_hall_of_an_officer_changes_its_kind"),
        ("cases", "0001_initial"),
    ]

    operations = [
        *(migrations.RunSQL(f"ALTER TABLE {table} DISABLE TRIGGER USER", migrations.RunSQL.noop) for table in TABLES),
        migrations.AlterField("logreview", "month", models.DateField("maand", help_text="De eerste dag van de maand.")),
        migrations.AddField(
            "logreview",
            "municipality",
            models.ForeignKey(
                blank=True,
                help_text="Leeg: ondertekend toen een maand nog over de hele installatie ging.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="log_reviews",
                to="accounts.municipality",
                verbose_name="gemeente",
            ),
        ),
        migrations.AddField(
            "logsignal",
            "seen_to",
            models.BigIntegerField(
                "gezien tot en met regel",
                default=0,
                help_text="Een oordeel gaat over wat er tot deze regel in het logboek stond.",
            ),
        ),
        migrations.RunSQL(PARTED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "logreview", models.UniqueConstraint("municipality", "month", name="log_review_is_one_a_month")
        ),
        migrations.AddConstraint(
            "logreview",
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | Q(signed_on__isnull=False),
                name="log_review_is_of_a_municipality",
                violation_error_message="Een controle gaat over één gemeente.",
            ),
        ),
        migrations.RemoveConstraint("logsignal", "log_signal_is_found_once"),
        migrations.AddConstraint(
            "logsignal",
            models.UniqueConstraint(
                "review",
                "kind",
                "user",
                "case_number",
                condition=Q(outcome=""),
                name="log_signal_waits_once_for_a_judgement",
            ),
        ),
        migrations.RunSQL(JUDGES, migrations.RunSQL.noop),
        *(migrations.RunSQL(f"ALTER TABLE {table} ENABLE TRIGGER USER", migrations.RunSQL.noop) for table in TABLES),
    ]

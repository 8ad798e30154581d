"""A privacy officer works for a municipality and oversees that one alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from familienetwerk.db import only_for_the_app

OFFICER = """
CREATE VIEW accounts_officer AS
SELECT worker.id, home.municipality_id FROM accounts_user worker
JOIN accounts_organisation home ON home.id = worker.organisation_id
WHERE worker.is_active AND 'PRIVACY_OFFICER' = ANY (worker.roles)
    AND home.municipality_id IS NOT NULL AND home.kind IN ('MUNICIPALITY', 'MUNICIPALITY_SAFETY')
"""
HOME = """
CREATE FUNCTION officer_works_for_the_municipality() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_TABLE_NAME = 'accounts_user' THEN
        -- Of accounts from before this rule the rest may still change; they oversee nothing.
        IF TG_OP = 'UPDATE' THEN
            IF (OLD.roles, OLD.organisation_id) IS NOT DISTINCT FROM (NEW.roles, NEW.organisation_id) THEN
                RETURN NEW;
            END IF;
        END IF;
        IF EXISTS (SELECT 1 FROM accounts_organisation home WHERE home.id = NEW.organisation_id
                AND home.municipality_id IS NOT NULL AND home.kind IN ('MUNICIPALITY', 'MUNICIPALITY_SAFETY')) THEN
            RETURN NEW;
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM accounts_officer officer JOIN accounts_user worker ON worker.id = officer.id
            WHERE worker.organisation_id = OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een privacy officer werkt bij de gemeente zelf.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_works_for_the_municipality';
END $$;
CREATE TRIGGER officer_works_for_the_municipality BEFORE INSERT OR UPDATE OF roles, organisation_id ON accounts_user
    FOR EACH ROW WHEN ('PRIVACY_OFFICER' = ANY (NEW.roles)) EXECUTE FUNCTION officer_works_for_the_municipality();
CREATE TRIGGER officer_works_for_the_municipality BEFORE UPDATE ON accounts_organisation
    FOR EACH ROW WHEN ((OLD.kind, OLD.municipality_id) IS DISTINCT FROM (NEW.kind, NEW.municipality_id))
    EXECUTE FUNCTION officer_works_for_the_municipality();
"""
ANYWHERE = """
DROP TRIGGER officer_works_for_the_municipality ON accounts_user;
DROP TRIGGER officer_works_for_the_municipality ON accounts_organisation;
DROP FUNCTION officer_works_for_the_municipality();
"""
KINDS = [
    ("MUNICIPALITY", "Gemeente, bestuur en bedrijfsvoering"),
    ("MUNICIPALITY_SAFETY", "Gemeente, openbare orde en veiligheid"),
    ("POLICE", "Politie"),
    ("RIEC", "RIEC"),
    ("CARE_SAFETY_HOUSE", "Zorg- en Veiligheidshuis"),
    ("ENFORCEMENT", "Toezicht en handhaving"),
    ("PUBLIC_PROSECUTION", "Openbaar Ministerie"),
    ("PROBATION", "Reclassering"),
    ("PRISON_SERVICE", "Dienst Justitiële Inrichtingen"),
    ("CHILD_PROTECTION_BOARD", "Raad voor de Kinderbescherming"),
    ("HALT", "Halt"),
    ("VICTIM_SUPPORT", "Slachtofferhulp"),
    ("CERTIFIED_INSTITUTION", "Gecertificeerde instelling"),
    ("YOUTH_CARE", "Jeugdhulpaanbieder"),
    ("YOUTH_HEALTH", "Jeugdgezondheidszorg"),
    ("VEILIG_THUIS", "Veilig Thuis"),
    ("SOCIAL_TEAM", "Sociaal wijkteam"),
    ("WORK_INCOME", "Werk en Inkomen"),
    ("DEBT_SERVICES", "Schuldhulpverlening"),
    ("SCHOOL_ATTENDANCE", "Leerplicht"),
    ("SCHOOL", "School"),
    ("WMO", "Wmo"),
    ("HOUSING_ASSOCIATION", "Woningcorporatie"),
    ("MENTAL_HEALTH", "GGZ"),
    ("ADDICTION_CARE", "Verslavingszorg"),
    ("PUBLIC_HEALTH", "GGD"),
    ("MEDICAL", "Huisarts of ziekenhuis"),
    ("DISABILITY_SUPPORT", "LVB-zorg"),
    ("OTHER", "Anders"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_words_that_were_sent")]

    operations = [
        migrations.AlterField(
            "organisation", "kind", models.CharField(choices=KINDS, max_length=30, verbose_name="soort")
        ),
        migrations.RemoveConstraint("organisation", "accounts_organisation_kind_is_known"),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in KINDS]),
                name="accounts_organisation_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.RunSQL(OFFICER, "DROP VIEW accounts_officer"),
        only_for_the_app("accounts_officer", "SELECT"),
        migrations.RunSQL(HOME, ANYWHERE),
        migrations.CreateModel(
            name="Officer",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="officer",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="officers",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={"db_table": "accounts_officer", "managed": False},
        ),
    ]

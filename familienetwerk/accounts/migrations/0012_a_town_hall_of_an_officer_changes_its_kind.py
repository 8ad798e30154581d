"""The home of an officer may go from the one kind of a municipality to the other: it stays where officers work."""

from django.db import migrations

HOME = """
CREATE OR REPLACE FUNCTION officer_works_for_the_municipality() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
    ELSIF {stays}NOT EXISTS (SELECT 1 FROM accounts_officer officer JOIN accounts_user worker ON worker.id = officer.id
            WHERE worker.organisation_id = OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een privacy officer werkt bij de gemeente zelf.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_works_for_the_municipality';
END $$;
"""
STAYS = (
    "(NEW.municipality_id = OLD.municipality_id AND NEW.kind IN ('MUNICIPALITY', 'MUNICIPALITY_SAFETY'))\n        OR "
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_an_officer_oversees_the_own_municipality")]

    operations = [migrations.RunSQL(HOME.format(stays=STAYS), HOME.format(stays=""))]

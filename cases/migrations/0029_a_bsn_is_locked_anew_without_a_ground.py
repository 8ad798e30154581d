"""A BSN whose frame lost its ground is shown to nobody, and still gets the newest key: else no old key could ever go."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION bsn_has_a_ground() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND {is_locked_anew} THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM cases_member person JOIN cases_case dossier ON dossier.id = person.case_id
        JOIN cases_legalframe frame ON frame.id = dossier.legal_frame_id
        WHERE person.id = NEW.member_id AND dossier.id = NEW.case_id AND frame.bsn_ground <> '')
    THEN
        RAISE EXCEPTION 'Het kader van deze casus heeft geen grondslag voor het BSN.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bsn_has_a_ground';
    END IF;
    RETURN NEW;
END $$;
"""
IS_LOCKED_ANEW = """current_setting('app.errand', true) = 'keys'
        AND (NEW.member_id, NEW.case_id, NEW.noted_at, NEW.noted_by_id, NEW.lock_version)
        IS NOT DISTINCT FROM (OLD.member_id, OLD.case_id, OLD.noted_at, OLD.noted_by_id, OLD.lock_version)"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_a_frame_ends_what_is_still_to_begin")]

    operations = [
        migrations.RunSQL(GUARD.replace("{is_locked_anew}", IS_LOCKED_ANEW), GUARD.replace("{is_locked_anew}", "false"))
    ]

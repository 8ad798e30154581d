"""No case starts under a frame, or moves to one, that does not hold that day or of which the papers do not (FR-155)."""

from django.db import migrations

IN_FORCE = """
CREATE FUNCTION case_is_under_a_frame_in_force() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    today date := (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    PERFORM FROM cases_legalframe frame WHERE frame.id = NEW.legal_frame_id
        AND frame.valid_from <= today AND frame.dpia_on IS NOT NULL
        AND today <= least(frame.valid_until, frame.agreement_valid_until, frame.dpia_valid_until, 'infinity');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Dit samenwerkingskader geldt vandaag niet. Kies een ander kader.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_starts_under_a_frame_in_force BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_is_under_a_frame_in_force();
CREATE TRIGGER case_moves_to_a_frame_in_force BEFORE UPDATE OF legal_frame_id ON cases_case
    FOR EACH ROW WHEN (OLD.legal_frame_id IS DISTINCT FROM NEW.legal_frame_id)
    EXECUTE FUNCTION case_is_under_a_frame_in_force();
"""
UNDER_ANY = """
DROP TRIGGER case_moves_to_a_frame_in_force ON cases_case; DROP TRIGGER case_starts_under_a_frame_in_force ON cases_case;
DROP FUNCTION case_is_under_a_frame_in_force();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0061_a_right_waits_for_who_ends_it")]

    operations = [migrations.RunSQL(IN_FORCE, UNDER_ANY)]

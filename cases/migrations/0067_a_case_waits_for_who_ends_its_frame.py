"""A case that starts while somebody ends its frame, waits for that: or nobody could ever open it."""

from django.db import migrations

JUDGE = """
CREATE OR REPLACE FUNCTION case_is_under_a_frame_in_force() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    today date := (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    PERFORM FROM cases_legalframe frame WHERE frame.id = NEW.legal_frame_id
        AND frame.valid_from <= today AND frame.dpia_on IS NOT NULL
        AND today <= least(frame.valid_until, frame.agreement_valid_until, frame.dpia_valid_until, 'infinity'){waits};
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Dit samenwerkingskader geldt vandaag niet. Kies een ander kader.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0066_it_stands_as_it_was_said")]

    operations = [migrations.RunSQL(JUDGE.format(waits=" FOR SHARE"), JUDGE.format(waits=""))]

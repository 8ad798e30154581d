"""What an organisation said is changed and taken away by that organisation alone, in plain SQL too.

Who acts is what familienetwerk/behalf.py says in the transaction; an errand is of no organisation, and may do what its
action does. Somebody who disputes an observation puts own words beside it, once.
"""

from django.db import migrations

from cases.words_guard import words_of

JUDGE = """
CREATE FUNCTION words_are_of_who_says_them() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    told jsonb;
    piece jsonb;
BEGIN
    IF app_organisation() IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    FOREACH told IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[to_jsonb(NEW)] WHEN 'DELETE' THEN ARRAY[to_jsonb(OLD)]
        ELSE ARRAY[to_jsonb(OLD), to_jsonb(NEW)] END
    LOOP
        piece := told;
        IF TG_ARGV[0] <> TG_TABLE_NAME THEN
            EXECUTE format('SELECT to_jsonb(piece) FROM %I piece WHERE id = $1', TG_ARGV[0])
                INTO piece USING (told ->> TG_ARGV[1])::bigint;
        END IF;
        CONTINUE WHEN (piece ->> 'organisation_id')::bigint = app_organisation();
        CONTINUE WHEN TG_ARGV[2] = 'AUTHOR' AND TG_OP = 'INSERT' AND (piece ->> 'author_id')::bigint = app_user();
        CONTINUE WHEN TG_ARGV[2] = 'COORDINATORS' AND EXISTS (
            SELECT 1 FROM app_held held WHERE held.case_id = (piece ->> 'case_id')::bigint AND held.level >= 4);
        RAISE EXCEPTION 'Dit zijn woorden van een andere organisatie.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'words_are_of_who_says_them';
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
UNDISPUTED = (
    "(OLD.observation_id, OLD.text, OLD.source) IS NOT DISTINCT FROM (NEW.observation_id, NEW.text, NEW.source) "
    "AND (OLD.disputed_on IS NULL OR OLD IS NOT DISTINCT FROM NEW)"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0053_who_takes_part_in_a_frame")]

    operations = [
        migrations.RunSQL(JUDGE, "DROP FUNCTION words_are_of_who_says_them();"),
        words_of("cases_observation", also="AUTHOR"),
        words_of(
            "cases_observationwords", of="cases_observation", by="observation_id", also="AUTHOR", unless=UNDISPUTED
        ),
        words_of("cases_observation_members", of="cases_observation", by="observation_id", also="AUTHOR"),
    ]

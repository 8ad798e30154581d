"""A frame that ends, and a case that moves to another, also shorten rights that are still to begin."""

from django.db import migrations

RUNNING = "cases_grant.period @> statement_timestamp()"
NOT_OVER = "(upper_inf(cases_grant.period) OR upper(cases_grant.period) > statement_timestamp())"
MOVES = """
CREATE OR REPLACE FUNCTION frame_moves_its_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE cases_grant SET period = tstzrange(lower(cases_grant.period), CASE
            WHEN cases_grant.involvement_id IS NULL THEN upper(cases_grant.period)
            ELSE seat.ends_at END)
    FROM cases_case held, cases_grant same LEFT JOIN cases_involvement seat ON seat.id = same.involvement_id
    WHERE same.id = cases_grant.id AND held.id = cases_grant.case_id AND held.legal_frame_id = NEW.id
        AND {which};
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION case_moves_its_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE cases_grant SET period = period WHERE case_id = NEW.id AND {which};
    RETURN NULL;
END $$;
"""
SHORTENED = """
UPDATE cases_grant SET period = cases_grant.period
FROM cases_case held JOIN cases_legalframe frame ON frame.id = held.legal_frame_id
WHERE held.id = cases_grant.case_id AND frame.valid_until IS NOT NULL
    AND lower(cases_grant.period) > statement_timestamp();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_a_piece_given_twice_says_so")]

    operations = [
        migrations.RunSQL(MOVES.replace("{which}", NOT_OVER), MOVES.replace("{which}", RUNNING)),
        migrations.RunSQL(SHORTENED, migrations.RunSQL.noop),
    ]

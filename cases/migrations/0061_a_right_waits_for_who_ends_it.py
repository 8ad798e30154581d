"""A right that is given while somebody ends its frame or participation, waits for that: or it would know of no end."""

from django.db import migrations

WAITS = """
CREATE OR REPLACE FUNCTION grant_ends_with_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    under bigint;
    taker bigint;
    latest timestamptz;
BEGIN
    SELECT held.legal_frame_id, coalesce(seat.organisation_id, holder.organisation_id, worker.organisation_id)
    INTO under, taker FROM cases_case held
    JOIN accounts_principal holder ON holder.id = NEW.principal_id
    LEFT JOIN accounts_user worker ON worker.id = holder.user_id
    LEFT JOIN cases_involvement seat ON seat.id = NEW.involvement_id
    WHERE held.id = NEW.case_id;
    IF TG_OP = 'INSERT' THEN  -- who ends either moves the rights that are there already, and waits for those
        PERFORM 1 FROM cases_legalframe frame WHERE frame.id = under FOR SHARE;
        PERFORM 1 FROM cases_frameparticipant partner
        WHERE partner.frame_id = under AND partner.organisation_id = taker FOR SHARE;
    END IF;
    SELECT greatest(statement_timestamp(),
        least(coalesce(frame_ends_at(frame.valid_until), 'infinity'), participation_ends_at(under, taker)))
    INTO latest FROM cases_legalframe frame WHERE frame.id = under;
    IF latest < coalesce(upper(NEW.period), 'infinity') AND NOT isempty(NEW.period) THEN
        NEW.period := tstzrange(lower(NEW.period), greatest(latest, lower(NEW.period)));
    END IF;
    RETURN NEW;
END $$;
"""
KNOWS = """
CREATE OR REPLACE FUNCTION grant_ends_with_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    latest timestamptz;
BEGIN
    SELECT greatest(statement_timestamp(), least(coalesce(frame_ends_at(frame.valid_until), 'infinity'),
        participation_ends_at(frame.id,
            coalesce(seat.organisation_id, holder.organisation_id, worker.organisation_id)))) INTO latest
    FROM cases_case held JOIN cases_legalframe frame ON frame.id = held.legal_frame_id
    JOIN accounts_principal holder ON holder.id = NEW.principal_id
    LEFT JOIN accounts_user worker ON worker.id = holder.user_id
    LEFT JOIN cases_involvement seat ON seat.id = NEW.involvement_id
    WHERE held.id = NEW.case_id;
    IF latest < coalesce(upper(NEW.period), 'infinity') AND NOT isempty(NEW.period) THEN
        NEW.period := tstzrange(lower(NEW.period), greatest(latest, lower(NEW.period)));
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0060_an_answer_is_of_who_was_asked")]

    operations = [migrations.RunSQL(WAITS, KNOWS)]

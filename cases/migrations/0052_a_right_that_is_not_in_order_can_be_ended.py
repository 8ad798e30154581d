"""A right that gave more than its seat before 0051 can be shortened and taken back: what it gives no more needs no judging.

One such right kept a frame from ending, and with it the rights of everybody on its cases.
"""

from django.db import migrations

FOLLOWS = """
CREATE OR REPLACE FUNCTION grant_follows_its_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
{first}    IF NOT EXISTS (
        SELECT 1 FROM cases_involvement seat
        JOIN accounts_principal holder ON holder.id = NEW.principal_id AND holder.user_id = seat.user_id
        JOIN accounts_organisation home ON home.id = seat.organisation_id
        WHERE seat.id = NEW.involvement_id AND seat.case_id = NEW.case_id
            AND NEW.level <= level_of_seat(seat.role)
            AND (level_of_seat(seat.role) >= 4 OR NEW.compartments <@ CASE seat.role
                WHEN 'GUEST' THEN '{{}}'::varchar[] ELSE ARRAY[home.policy_domain]::varchar[] END)
            AND (coalesce(upper(NEW.period), 'infinity') <= statement_timestamp() OR (
                NOT isempty(seat.period) AND seat.ended_by_id IS NULL)))
    THEN
        RAISE EXCEPTION 'Een recht geeft niet meer dan de betrokkenheid.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_follows_its_seat';
    END IF;
    RETURN NULL;
END $$;
"""
ENDS_FIRST = """\
    IF TG_OP = 'UPDATE' THEN
        IF NEW.period <@ OLD.period
            AND (OLD.level, OLD.compartments, OLD.case_id, OLD.principal_id, OLD.involvement_id, OLD.is_emergency)
            IS NOT DISTINCT FROM
            (NEW.level, NEW.compartments, NEW.case_id, NEW.principal_id, NEW.involvement_id, NEW.is_emergency)
        THEN
            RETURN NULL;
        END IF;
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0051_a_right_follows_its_seat")]

    operations = [migrations.RunSQL(FOLLOWS.format(first=ENDS_FIRST), FOLLOWS.format(first=""))]

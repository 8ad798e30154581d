"""A right never gives more than its seat, which is of the same case and person and has not ended; and a seat stays what
it was given as.

Coordinating is taken up by oneself only where the actions do so: an intake that one starts, a case that nobody directs,
and a case that one coordinates already (also until a moment ago, in the same act: who hands over is then somebody
else). Who acts is what familienetwerk/behalf.py says in the transaction; without anybody, as in a migration, the seat
still bounds the right.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION level_of_seat(part text) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT CASE part WHEN 'PROCESS_COORDINATOR' THEN 5 WHEN 'CASE_COORDINATOR' THEN 4 WHEN 'PARTICIPANT' THEN 3 ELSE 2 END
$$;

CREATE FUNCTION grant_follows_its_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_involvement seat
        JOIN accounts_principal holder ON holder.id = NEW.principal_id AND holder.user_id = seat.user_id
        JOIN accounts_organisation home ON home.id = seat.organisation_id
        WHERE seat.id = NEW.involvement_id AND seat.case_id = NEW.case_id
            AND NEW.level <= level_of_seat(seat.role)
            AND (level_of_seat(seat.role) >= 4 OR NEW.compartments <@ CASE seat.role
                WHEN 'GUEST' THEN '{}'::varchar[] ELSE ARRAY[home.policy_domain]::varchar[] END)
            AND (coalesce(upper(NEW.period), 'infinity') <= statement_timestamp() OR (
                NOT isempty(seat.period) AND seat.ended_by_id IS NULL)))
    THEN
        RAISE EXCEPTION 'Een recht geeft niet meer dan de betrokkenheid.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_follows_its_seat';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER grant_follows_its_seat
    AFTER INSERT OR UPDATE OF period, level, compartments, case_id, principal_id, involvement_id, is_emergency ON cases_grant
    FOR EACH ROW WHEN (NOT isempty(NEW.period) AND NEW.involvement_id IS NOT NULL)
    EXECUTE FUNCTION grant_follows_its_seat();

CREATE FUNCTION grant_stays_what_it_is() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een recht blijft van dezelfde betrokkenheid, persoon en casus.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_stays_what_it_is';
END $$;
CREATE TRIGGER grant_stays_what_it_is BEFORE UPDATE ON cases_grant
    FOR EACH ROW WHEN (acts_now() IS NOT NULL
        AND (OLD.level, OLD.compartments, OLD.case_id, OLD.principal_id, OLD.involvement_id, OLD.is_emergency)
            IS DISTINCT FROM
            (NEW.level, NEW.compartments, NEW.case_id, NEW.principal_id, NEW.involvement_id, NEW.is_emergency))
    EXECUTE FUNCTION grant_stays_what_it_is();

CREATE FUNCTION seat_stays_what_it_is() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een betrokkenheid blijft van dezelfde rol, persoon en casus.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_stays_what_it_is';
END $$;
CREATE TRIGGER seat_stays_what_it_is BEFORE UPDATE ON cases_involvement
    FOR EACH ROW WHEN (acts_now() IS NOT NULL AND (
        (OLD.role, OLD.case_id, OLD.organisation_id) IS DISTINCT FROM (NEW.role, NEW.case_id, NEW.organisation_id)
        OR (OLD.user_id IS NOT NULL AND OLD.user_id IS DISTINCT FROM NEW.user_id)))
    EXECUTE FUNCTION seat_stays_what_it_is();

CREATE FUNCTION direction_is_taken_up_where_it_may() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_case begun WHERE begun.id = NEW.case_id AND begun.started_by_id = acts_now()
            AND NOT EXISTS (SELECT 1 FROM cases_grant given WHERE given.case_id = begun.id)
    ) OR EXISTS (
        SELECT 1 FROM cases_case orphan
        JOIN accounts_organisation home ON home.municipality_id = orphan.municipality_id
        JOIN accounts_user leader ON leader.organisation_id = home.id AND leader.id = acts_now()
            AND 'PROCESS_COORDINATOR' = ANY (leader.roles)
        WHERE orphan.id = NEW.case_id AND orphan.lacks_direction AND NEW.role = 'PROCESS_COORDINATOR'
    ) OR EXISTS (
        SELECT 1 FROM cases_grant held JOIN accounts_principal holder ON holder.id = held.principal_id
        WHERE held.case_id = NEW.case_id AND holder.user_id = acts_now() AND held.level >= 4
            AND lower(held.period) <= statement_timestamp()
            AND coalesce(upper(held.period), 'infinity') >= transaction_timestamp()
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een ander geeft u deze toegang.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_is_given_by_another';
END $$;
CREATE TRIGGER direction_is_taken_up_where_it_may BEFORE INSERT ON cases_involvement
    FOR EACH ROW WHEN (NEW.user_id = acts_now() AND NEW.role IN ('PROCESS_COORDINATOR', 'CASE_COORDINATOR'))
    EXECUTE FUNCTION direction_is_taken_up_where_it_may();
"""
GONE = """
DROP TRIGGER direction_is_taken_up_where_it_may ON cases_involvement;
DROP FUNCTION direction_is_taken_up_where_it_may();
DROP TRIGGER seat_stays_what_it_is ON cases_involvement; DROP FUNCTION seat_stays_what_it_is();
DROP TRIGGER grant_stays_what_it_is ON cases_grant; DROP FUNCTION grant_stays_what_it_is();
DROP TRIGGER grant_follows_its_seat ON cases_grant; DROP FUNCTION grant_follows_its_seat();
DROP FUNCTION level_of_seat(text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0050_a_document_can_be_shared")]

    operations = [migrations.RunSQL(GUARDS, GONE)]

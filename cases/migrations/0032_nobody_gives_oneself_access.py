"""Who acts for somebody gives that person no seat and no later end; a right ends no later than its seat.

Who acts is what `familienetwerk/behalf.py` says in the transaction. Coordinating is taken up by oneself: an intake that
one starts, a case that nobody directs.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION acts_now() RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT nullif(current_setting('app.by_id', true), '')::bigint
$$;

CREATE FUNCTION seat_is_given_by_another() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een ander geeft u deze toegang.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_is_given_by_another';
END $$;
CREATE TRIGGER seat_is_given_by_another BEFORE INSERT ON cases_involvement FOR EACH ROW
    WHEN (NEW.user_id = acts_now() AND NEW.role NOT IN ('PROCESS_COORDINATOR', 'CASE_COORDINATOR'))
    EXECUTE FUNCTION seat_is_given_by_another();
CREATE TRIGGER seat_is_lengthened_by_another BEFORE UPDATE ON cases_involvement FOR EACH ROW
    WHEN (NEW.user_id = acts_now() AND OLD.user_id = NEW.user_id AND NOT upper_inf(OLD.period)
        AND (upper_inf(NEW.period) OR upper(NEW.period) > upper(OLD.period)
            OR coalesce(NEW.ends_at, 'infinity') > coalesce(OLD.ends_at, 'infinity')))
    EXECUTE FUNCTION seat_is_given_by_another();

CREATE FUNCTION grant_ends_with_its_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_involvement seat
        WHERE seat.id = NEW.involvement_id AND seat.ends_at < coalesce(upper(NEW.period), 'infinity'))
    THEN
        RAISE EXCEPTION 'Een recht eindigt niet later dan de betrokkenheid.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_ends_with_its_seat';
    END IF;
    IF NEW.involvement_id IS NULL AND NOT NEW.is_emergency AND EXISTS (
        SELECT 1 FROM accounts_principal holder WHERE holder.id = NEW.principal_id AND holder.user_id = acts_now())
    THEN
        RAISE EXCEPTION 'Een ander geeft u deze toegang.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_is_given_by_another';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER grant_ends_with_its_seat AFTER INSERT OR UPDATE OF period, involvement_id, principal_id ON cases_grant
    FOR EACH ROW WHEN (NOT isempty(NEW.period)) EXECUTE FUNCTION grant_ends_with_its_seat();
"""
GONE = """
DROP TRIGGER grant_ends_with_its_seat ON cases_grant; DROP FUNCTION grant_ends_with_its_seat();
DROP TRIGGER seat_is_lengthened_by_another ON cases_involvement;
DROP TRIGGER seat_is_given_by_another ON cases_involvement; DROP FUNCTION seat_is_given_by_another();
DROP FUNCTION acts_now();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0031_days_that_can_be")]

    operations = [migrations.RunSQL(GUARDS, GONE)]

"""Nothing is shared before a case began or after today; nobody stays in a case for years without being looked at."""

from django.db import migrations

DAYS = """
CREATE FUNCTION today_here() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
$$;

CREATE FUNCTION sharing_is_within_its_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.shared_on > today_here()
        OR NEW.shared_on < (SELECT started_on FROM cases_case WHERE id = NEW.case_id)
    THEN
        RAISE EXCEPTION 'Een verstrekking ligt tussen het begin van de casus en vandaag.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sharing_is_within_its_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sharing_is_within_its_case BEFORE INSERT ON cases_sharing
    FOR EACH ROW EXECUTE FUNCTION sharing_is_within_its_case();

CREATE FUNCTION member_is_reviewed_within_a_year() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een gezinslid wordt binnen een jaar opnieuw bekeken.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'member_is_reviewed_within_a_year';
END $$;
CREATE TRIGGER member_is_reviewed_within_a_year BEFORE INSERT OR UPDATE OF review_on ON cases_member FOR EACH ROW
    WHEN (NEW.review_on > (today_here() + interval '1 year')::date)
    EXECUTE FUNCTION member_is_reviewed_within_a_year();
"""
GONE = """
DROP TRIGGER member_is_reviewed_within_a_year ON cases_member; DROP FUNCTION member_is_reviewed_within_a_year();
DROP TRIGGER sharing_is_within_its_case ON cases_sharing; DROP FUNCTION sharing_is_within_its_case();
DROP FUNCTION today_here();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_relations_that_can_be")]

    operations = [migrations.RunSQL(DAYS, GONE)]

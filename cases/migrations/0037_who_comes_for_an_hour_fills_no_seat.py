"""Which domain is missing at the table: who comes for one discussion, fills no seat."""

from django.db import migrations

SEATED = """
CREATE OR REPLACE FUNCTION case_lacks(wanted bigint, domain text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM cases_involvement seat JOIN accounts_organisation partner ON partner.id = seat.organisation_id
        WHERE seat.case_id = wanted AND partner.policy_domain = domain AND seat.begins_at IS NULL
            AND (upper_inf(seat.period) OR (seat.ended_by_id IS NULL AND seat.ends_at > statement_timestamp())))
$$;
"""
ALSO_GUESTS = SEATED.replace(" AND seat.begins_at IS NULL", "")


class Migration(migrations.Migration):
    dependencies = [("cases", "0036_what_a_work_list_asks_is_found_by_index")]

    operations = [migrations.RunSQL(SEATED, ALSO_GUESTS)]

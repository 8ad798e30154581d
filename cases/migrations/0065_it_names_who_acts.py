"""Who wrote, decided, gave or ended something is who did so, in plain SQL too: nobody signs for another."""

from django.db import migrations

from cases.acts_guard import names_who_acts

JUDGE = """
CREATE FUNCTION it_names_who_acts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    field text;
    named bigint;
BEGIN
    IF app_user() IS NULL THEN
        RETURN NEW;
    END IF;
    FOREACH field IN ARRAY TG_ARGV LOOP
        named := (to_jsonb(NEW) ->> field)::bigint;
        IF named <> app_user() AND (TG_OP = 'INSERT' OR named IS DISTINCT FROM (to_jsonb(OLD) ->> field)::bigint) THEN
            RAISE EXCEPTION 'Hier staat een ander dan wie dit vastlegt.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'it_names_who_acts';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0064_work_of_a_desk_is_found_by_day")]

    operations = [
        migrations.RunSQL(JUDGE, "DROP FUNCTION it_names_who_acts();"),
        names_who_acts("cases_accessrequest", "asked_by_id", "decided_by_id"),
        names_who_acts("cases_agendaitem", "planned_by_id", "cancelled_by_id"),
        names_who_acts("cases_agreedaction", "recorded_by_id", "done_by_id"),
        names_who_acts("cases_bsn", "noted_by_id"),
        names_who_acts("cases_case", "started_by_id", "exception_by_id", "closed_by_id"),
        names_who_acts("cases_childsafetyconcern", "noted_by_id", "consulted_by_id"),
        names_who_acts("cases_criterionanswer", "answered_by_id"),
        names_who_acts("cases_decision", "recorded_by_id"),
        names_who_acts("cases_dissent", "recorded_by_id"),
        names_who_acts("cases_emergencyaccess", "reviewed_by_id"),
        names_who_acts("cases_framemove", "by_id"),
        names_who_acts("cases_grant", "granted_by_id"),
        names_who_acts("cases_intakequestion", "asked_by_id", "answered_by_id"),
        names_who_acts("cases_involvement", "asked_by_id", "ended_by_id"),
        names_who_acts("cases_lawfulnessreview", "asked_by_id", "advice_by_id", "follow_up_by_id"),
        names_who_acts("cases_member", "added_by_id"),
        names_who_acts("cases_observation", "author_id"),
        names_who_acts("cases_passing", "passed_by_id", "taken_back_by_id"),
        names_who_acts("cases_recall", "told_by_id"),
        names_who_acts("cases_relation", "removed_by_id"),
        names_who_acts("cases_sharing", "shared_by_id"),
        names_who_acts("cases_shield", "set_by_id", "ended_by_id"),
        names_who_acts("cases_triage", "decided_by_id", "resumed_by_id"),
    ]

"""Nobody puts other words above somebody's name: what was asked, decided or agreed stands, or is signed anew."""

from django.db import migrations

from cases.acts_guard import STANDS, said_by_who_signs, stands_as_it_was_said

REFUSE = f"""
CREATE FUNCTION {STANDS}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Hier staat wat een ander vastlegde. Dat blijft staan.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{STANDS}';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0065_it_names_who_acts")]

    operations = [
        migrations.RunSQL(REFUSE, f"DROP FUNCTION {STANDS}();"),
        stands_as_it_was_said("cases_accessrequest", "number", "reason", "asked_by_id", "asked_at"),
        stands_as_it_was_said(
            "cases_agreedaction",
            "item_id",
            "text",
            "organisation_id",
            "user_id",
            "due_on",
            "recorded_by_id",
            "recorded_at",
        ),
        stands_as_it_was_said(
            "cases_case", "number", "started_on", "started_by_id", "bringing_organisation_id", "municipality_id"
        ),
        stands_as_it_was_said("cases_decision", "item_id", "text", "recorded_by_id", "recorded_at"),
        stands_as_it_was_said(
            "cases_dissent", "decision_id", "organisation_id", "reason", "recorded_by_id", "recorded_at"
        ),
        stands_as_it_was_said(
            "cases_emergencyaccess", "case_id", "user_id", "grant_id", "reason", "began_at", "review_due_on"
        ),
        stands_as_it_was_said("cases_framemove", "before_id", "after_id", '"on"', "by_id", "reason"),
        stands_as_it_was_said("cases_grant", "reason", "granted_by_id", "granted_at"),
        stands_as_it_was_said("cases_intakequestion", "question", "asked_by_id", "asked_on"),
        stands_as_it_was_said("cases_involvement", "asked_by_id", "asked_on", "asked_reason"),
        stands_as_it_was_said("cases_lawfulnessreview", "question", "asked_by_id", "asked_on"),
        stands_as_it_was_said(
            "cases_passing", "subject", "subject_id", "frame_id", "ground", "passed_by_id", "passed_at"
        ),
        stands_as_it_was_said("cases_shield", "reason", "set_by_id", "set_on", "set_at"),
        stands_as_it_was_said("cases_triage", "outcome", "reason", "decided_on", "decided_by_id", "look_again_on"),
        said_by_who_signs("cases_accessrequest", "decided_by_id", "decided_at", "answer", "involvement_id"),
        said_by_who_signs("cases_agendaitem", "cancelled_by_id", "cancelled_at", "cancelled_reason"),
        said_by_who_signs("cases_agreedaction", "done_by_id", "done_on", "result"),
        said_by_who_signs("cases_bsn", "noted_by_id", "number", "mark"),
        said_by_who_signs("cases_case", "closed_by_id", "closed_on", "closing_reason"),
        said_by_who_signs("cases_childsafetyconcern", "noted_by_id", "noted_on"),
        said_by_who_signs("cases_childsafetyconcern", "consulted_by_id", "consulted_on"),
        said_by_who_signs("cases_criterionanswer", "answered_by_id", "criterion", "outcome", "reason", "answered_on"),
        said_by_who_signs("cases_intakequestion", "answered_by_id", "answer", "answer_text", "answered_on"),
        said_by_who_signs("cases_involvement", "ended_by_id", "ended_reason"),
        said_by_who_signs("cases_passing", "taken_back_by_id", "taken_back_at", "taken_back_reason"),
        said_by_who_signs("cases_shield", "ended_by_id", "ended_on", "ended_reason"),
        said_by_who_signs("cases_triage", "resumed_by_id", "resumed_on"),
    ]

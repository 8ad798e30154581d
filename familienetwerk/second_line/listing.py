"""What a list says of each case, counted once where it stands: one question for a page of a hundred.

A view reads as its owner, so the rule is asked once for a case and not again for each of its members, seats and terms.
Its Django side is cases.models.Listed.
"""

TAKEN_OR_ASKED = """
    seat.case_id = listed.id AND seat.declined_on IS NULL AND seat.ended_by_id IS NULL
    AND (seat.ends_at IS NULL OR seat.ends_at > statement_timestamp())"""

SEATS = f"""
    SELECT count(DISTINCT seat.organisation_id) FILTER (WHERE seat.period IS NOT NULL) AS seated,
        count(DISTINCT seat.organisation_id) AS asked
    FROM cases_involvement seat WHERE {TAKEN_OR_ASKED}"""

LEADERS = f"""
    SELECT worker.name::text FROM cases_involvement seat JOIN accounts_user worker ON worker.id = seat.user_id
    WHERE {TAKEN_OR_ASKED} AND seat.period IS NOT NULL AND seat.role IN ('PROCESS_COORDINATOR', 'CASE_COORDINATOR')
    ORDER BY seat.role, seat.id"""

# The organisations of a domain are looked up once, and not again for each case.
FIRST_DAYS = """
    SELECT min(given."on") FILTER (WHERE given.organisation_id IN (
            SELECT id FROM accounts_organisation WHERE policy_domain = 'SAFETY')) AS safety_on,
        min(given."on") FILTER (WHERE given.organisation_id IN (
            SELECT id FROM accounts_organisation WHERE policy_domain = 'SOCIAL')) AS social_on
    FROM cases_firstcontribution given WHERE given.case_id = listed.id"""

# Whether somebody in it is restricted to some: nearly never, so that nothing more is asked of each person.
KEPT = """
    SELECT NOT (SELECT app_is_on_an_errand()) AND EXISTS (
        SELECT 1 FROM cases_member person
        WHERE person.case_id = listed.id AND person.restricted_to IS NOT NULL) AS any OFFSET 0"""


def of_each_case(rule: str) -> str:
    """For whom `rule` about `listed.id` holds."""
    return f"""
SELECT listed.id AS case_id, listed.number, listed.name, listed.stage, listed.first_signal_on,
    listed.definition_fixed_on, listed.first_plan_on, listed.closed_on,
    seats.seated, seats.asked, ARRAY({LEADERS}) AS coordinators, days.safety_on, days.social_on,
    (SELECT count(*) FROM cases_member person WHERE person.case_id = listed.id AND person.ended_on IS NULL
        AND NOT (kept.any AND app_hides(person.id))) AS members,
    (SELECT count(*) FROM cases_household home WHERE home.case_id = listed.id
        AND NOT (kept.any AND app_hides_home(home.id))) AS households,
    (SELECT min(due_on) FROM cases_deadline due WHERE due.case_id = listed.id AND settled_on IS NULL
        AND (due.kind <> 'ACTION' OR due.about <> '')
        AND NOT (kept.any AND coalesce(app_hides_due(due.kind, due.subject_id), false))) AS next_due_on
FROM cases_case listed CROSS JOIN LATERAL ({SEATS}) seats CROSS JOIN LATERAL ({FIRST_DAYS}) days
CROSS JOIN LATERAL ({KEPT}) kept
WHERE {rule}"""

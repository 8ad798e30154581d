"""What the policies ask past the policies: what somebody holds, was asked, was invited to and watches over."""

from familienetwerk.second_line.listing import of_each_case
from familienetwerk.second_line.restricted import known


def own_seat(seat: str) -> str:
    return (
        f"({seat}.user_id = (SELECT app_user()) "
        f"OR ({seat}.user_id IS NULL AND {seat}.organisation_id = (SELECT app_desk())))"
    )


def coming_to(item: str) -> str:
    """Who is invited knows hour and place, also before the case is open; not who was sent away, nor afterwards.

    The twin of AgendaParticipantQuerySet.coming_for.
    """
    seat = "SELECT 1 FROM cases_involvement seat WHERE seat.ended_by_id IS NULL AND seat.user_id = (SELECT app_user())"
    at_table = (
        f"seat.case_id = {item}.case_id AND seat.period IS NOT NULL "
        "AND (seat.ends_at IS NULL OR seat.ends_at > statement_timestamp())"
    )
    return f"""({item}.cancelled_at IS NULL AND {item}.ends_at > statement_timestamp() AND EXISTS (
        SELECT 1 FROM cases_agendaparticipant invited
        WHERE invited.item_id = {item}.id AND invited.user_id = (SELECT app_user())
        AND (EXISTS ({seat} AND seat.id = invited.involvement_id OFFSET 0)
            OR EXISTS ({seat} AND {at_table} OFFSET 0)) OFFSET 0))"""


def sees(case: str) -> str:
    """Holds a running grant to read the case that this column names."""
    return f"EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = {case} AND held.level >= 2 OFFSET 0)"


def contributes(case: str) -> str:
    """Holds a running grant to write in the case that this column names."""
    return f"EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = {case} AND held.level >= 3 OFFSET 0)"


# What the asker holds, was asked and was invited to. A view reads as its owner: the policies below ask it, and the
# policies of these three tables are not asked again for every row. `coalesce`: statistics on a range are out of bounds
# behind a policy, so that a bare @> is guessed to hold for 1 grant in 200, which spoils plans; this for half of them.
VIEWS = {
    "app_held": """
        SELECT case_id, level, compartments FROM cases_grant
        WHERE principal_id = ANY ((SELECT app_principals())::bigint[])
        AND coalesce(period @> statement_timestamp(), false)""",
    # Longer than an hour: a right of an emergency, or of a guest at one discussion, takes nothing along.
    "app_lasting": """
        SELECT given.case_id FROM cases_grant given LEFT JOIN cases_involvement seat ON seat.id = given.involvement_id
        WHERE given.principal_id = ANY ((SELECT app_principals())::bigint[]) AND given.level >= 2
        AND coalesce(given.period @> statement_timestamp(), false)
        AND NOT given.is_emergency AND seat.role IS DISTINCT FROM 'GUEST'""",
    "app_asked": """
        SELECT case_id FROM cases_intakequestion
        WHERE organisation_id = (SELECT app_desk()) AND withdrawn_on IS NULL""",
    "app_undirected": """
        SELECT orphan.id AS case_id, orphan.number FROM cases_case orphan
        JOIN accounts_organisation partner ON partner.municipality_id = orphan.municipality_id
        JOIN accounts_user leader ON leader.organisation_id = partner.id AND leader.id = (SELECT app_user())
            AND 'PROCESS_COORDINATOR' = ANY (leader.roles)
        WHERE orphan.lacks_direction AND orphan.stage NOT IN ('CLOSED', 'REFERRED', 'REJECTED', 'PARKED')""",
    "app_officer": """
        SELECT municipality_id FROM accounts_officer WHERE id = (SELECT app_set_going_by())""",
    "app_overseen_cases": """
        SELECT id AS case_id FROM cases_case WHERE municipality_id = (SELECT app_overseen())""",
    "app_invited": f"""
        SELECT case_id FROM cases_involvement WHERE period IS NULL AND {own_seat("cases_involvement")}""",
    "app_announced": """
        SELECT told.id AS case_id, told.number, told.legal_frame_id, told.stage = 'INTAKE' AS is_in_intake
        FROM cases_case told
        WHERE (SELECT app_is_on_an_errand())
            OR EXISTS (SELECT 1 FROM app_asked question WHERE question.case_id = told.id OFFSET 0)
            OR EXISTS (SELECT 1 FROM app_invited seat WHERE seat.case_id = told.id OFFSET 0)""",
    "app_asked_about": f"""
        SELECT person.id, person.case_id, person.given_name, person.name_prefix, person.family_name,
            person.birth_date, person.is_birth_date_estimated
        FROM cases_member person JOIN cases_case intake ON intake.id = person.case_id AND intake.stage = 'INTAKE'
        WHERE person.ended_on IS NULL AND {known("person")}
            AND EXISTS (SELECT 1 FROM app_asked question WHERE question.case_id = person.case_id OFFSET 0)
            AND EXISTS (SELECT 1 FROM cases_frameparticipant partner
                WHERE partner.frame_id = intake.legal_frame_id AND partner.organisation_id = (SELECT app_desk())
                AND (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
                    BETWEEN partner.valid_from AND coalesce(partner.valid_until, 'infinity') OFFSET 0)""",
    "app_brought": """
        SELECT id AS case_id, number, started_on, opened_on, CASE WHEN opened_on IS NULL THEN stage ELSE '' END AS stage
        FROM cases_case WHERE bringing_organisation_id = (SELECT app_desk())""",
    "app_listed": of_each_case(f"(SELECT app_is_on_an_errand()) OR {sees('listed.id')}"),
}


def view(name: str) -> str:
    return f"CREATE VIEW {name} AS {VIEWS[name]}"

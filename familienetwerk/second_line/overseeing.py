"""What a privacy officer oversees: rows of cases of the own municipality, and never what they say; and the log with its
signals, which name a case by a number alone: no foreign key leads to them (NEN 7513).
"""

from familienetwerk.accounts.roles import POWERS, Power
from familienetwerk.second_line.views import sees


def roles_that_may(power: Power) -> str:
    roles = sorted(role.value for role, powers in POWERS.items() if power in powers)
    return f"'{{{','.join(roles)}}}'::text[]"


OVERSEEN = {"cases_case": "cases_case.municipality_id = (SELECT app_overseen())"} | {
    table: f"app_oversees({table}.case_id)"
    for table in ("cases_emergencyaccess", "cases_involvement", "cases_member", "cases_sharing", "cases_shield")
}


def overseen(table: str) -> str:
    """Asked first whether anybody oversees now, which costs nothing when nobody does."""
    return f" OR ((SELECT app_overseen()) IS NOT NULL AND {OVERSEEN[table]})" if table in OVERSEEN else ""


def officer_of(municipality: str) -> str:
    """Is privacy officer there."""
    return f"EXISTS (SELECT 1 FROM app_officer officer WHERE officer.municipality_id = {municipality} OFFSET 0)"


def judges_suspicion() -> str:
    """Where nobody knows whose it is, any officer looks."""
    return officer_of("coalesce(breaches_suspicion.municipality_id, officer.municipality_id)")


OVERSEERS = f"""
-- Whether who set it going judges what looking brought to light in this month of the own municipality: all of it, or of
-- who oversees alone; or signed it when a month was still of the whole installation.
CREATE OR REPLACE FUNCTION app_judges_looking(of_whom bigint, in_month bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM oversight_logreview month
        JOIN accounts_user judge ON judge.id = app_set_going_by() AND judge.is_active
        JOIN accounts_organisation home ON home.id = judge.organisation_id
        LEFT JOIN accounts_officer officer ON officer.id = judge.id
        LEFT JOIN accounts_user about ON about.id = of_whom
        WHERE month.id = in_month AND (
            month.municipality_id = officer.municipality_id
            OR (month.municipality_id IS NULL AND month.signed_by_id = officer.id)
            OR (month.municipality_id = home.municipality_id
                AND judge.roles::text[] && {roles_that_may(Power.JUDGE_LOOKING)}
                AND about.roles::text[] && {roles_that_may(Power.SEE_LOG)})));
END $$;
"""

# Lines of cases of the municipality that is overseen, and of no case: a million of them, so its cases are read once.
OVERSEEN_LINES = (
    "((SELECT app_overseen()) IS NOT NULL AND (audit_auditevent.case_id IS NULL "
    "OR audit_auditevent.case_id IN (SELECT case_id FROM app_overseen_cases)))"
)
OVERSIGHT: dict[str, str] = {
    "audit_auditevent": (  # what this transaction wrote too: whoever writes a line is told its number
        f"{OVERSEEN_LINES} "
        "OR audit_auditevent.transaction_id = (SELECT (pg_current_xact_id_if_assigned()::text)::bigint) "
        f"OR {sees('audit_auditevent.case_id')}"
    ),
    "oversight_logsignal": (  # whom it is about knows of it once that person is asked
        "(oversight_logsignal.user_id = (SELECT app_set_going_by()) AND oversight_logsignal.asked_on IS NOT NULL) "
        "OR app_judges_looking(oversight_logsignal.user_id, oversight_logsignal.review_id)"
    ),
    "oversight_logsample": "app_judges_looking(oversight_logsample.user_id, oversight_logsample.review_id)",
    "oversight_logreview": (  # for who judges, also one thing in it, and who was asked about one
        "app_judges_looking(NULL, oversight_logreview.id) "
        "OR EXISTS (SELECT 1 FROM oversight_logsignal told WHERE told.review_id = oversight_logreview.id OFFSET 0) "
        "OR EXISTS (SELECT 1 FROM oversight_logsample told WHERE told.review_id = oversight_logreview.id OFFSET 0)"
    ),
}
LOGGED_BY_ANYBODY = {"audit_auditevent": "true"}  # also a stranger who knocks is a line

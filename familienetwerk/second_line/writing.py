"""Who may leave a row behind: as the actions ask it, so that who only reads along writes nothing, in plain SQL either.

Locking a case asks whether its row may be changed, so it is asked of what is left behind and not of what was there.
"""

from familienetwerk.second_line.views import contributes

# Written by who contributes: on a page that asks so, and by all that the action does beside it.
BY_CONTRIBUTORS = (
    "cases_childsafetyconcern",
    "cases_criterionanswer",
    "cases_deadline",
    "cases_firstcontribution",
    "cases_household",
    "cases_intakequestion",
    "cases_member",
    "cases_observation",
    "cases_relation",
    "cases_shield",
    "cases_triage",
    "documents_document",
    "domains_assessment",
    "domains_contribution",
    "domains_problemdefinition",
    "interventions_actionitem",
    "interventions_intervention",
    "interventions_plan",
)


# A case is begun by whoever starts it; seats and rights by who contributes there, and ended by whose they are, too.
ADDS = {
    "cases_case": "cases_case.started_by_id = (SELECT app_user()) AND NOT app_has_grants(cases_case.id)",
    "cases_grant": "app_contributes(cases_grant.case_id) OR app_starts(cases_grant.case_id)",
    "cases_involvement": "app_contributes(cases_involvement.case_id) OR app_starts(cases_involvement.case_id)",
}
LEAVES = {
    "cases_case": contributes("cases_case.id"),
    "cases_grant": (
        "app_contributes(cases_grant.case_id) OR cases_grant.principal_id = ANY ((SELECT app_principals())::bigint[])"
    ),
    "cases_involvement": (
        "app_contributes(cases_involvement.case_id) OR cases_involvement.user_id = (SELECT app_user())"
    ),
}


def in_a_case_of_contributors(table: str, column: str, parent: str) -> str:
    """What an item says is written by who contributes to its case."""
    return (
        f"EXISTS (SELECT 1 FROM {parent} item WHERE item.id = {table}.{column} "
        f"AND {contributes('item.case_id')} OFFSET 0)"
    )


def by_contributors(rules: dict[str, str]) -> dict[str, str]:
    return {table: f"({rules[table]}) AND {contributes(f'{table}.case_id')}" for table in BY_CONTRIBUTORS}

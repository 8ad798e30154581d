"""Who is restricted to some (FR-043): for others neither that person nor anything about that person is there."""


def known(table: str) -> str:
    """The row itself is for everybody on the case, or for who asks."""
    row = f"{table}.case_id, {table}.restricted_by_id, {table}.restricted_to"
    return f"({table}.restricted_to IS NULL OR app_may_know({row}))"


def not_about(column: str) -> str:
    return f"NOT app_hides({column})"


def not_about_one_of(table: str) -> str:
    """About a person, a home or neither."""
    return f"NOT app_hides({table}.member_id) AND NOT app_hides_home({table}.household_id)"


def hangs_on(table: str, column: str, parent: str) -> str:
    """Seen with its parent, whose own policy answers."""
    return f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{column} OFFSET 0)"


def work_for_few(table: str) -> str:
    """An action that not everybody on the case may read: who does it when, is of its organisation and its readers."""
    return (
        f"({table}.kind <> 'ACTION' OR {table}.about <> '' OR {table}.organisation_id = (SELECT app_organisation()) "
        f"OR app_reads_action({table}.subject_id))"
    )


# Work that may be about somebody: of other kinds app_hides_due is not asked, which is slow for a list of a hundred.
ABOUT_SOMEBODY = ("MEMBER_REVIEW", "INFORMING", "REASSESSMENT", "INTERVENTION", "ACTION")

# What is asked of a row beside the rule of its table.
BESIDES = {
    "cases_deadline": (
        f"(cases_deadline.kind NOT IN {ABOUT_SOMEBODY} "
        "OR NOT coalesce(app_hides_due(cases_deadline.kind, cases_deadline.subject_id), false)) "
        f"AND {work_for_few('cases_deadline')}"
    ),
    "cases_household": "NOT app_hides_home(cases_household.id)",
    "cases_involvement_members": not_about("cases_involvement_members.member_id"),
    "cases_member": known("cases_member"),
    "cases_observation": "NOT app_hides_observation(cases_observation.id)",
    "cases_observation_members": not_about("cases_observation_members.member_id"),
    "cases_relation": (
        f"{known('cases_relation')} AND {not_about('cases_relation.from_member_id')} "
        f"AND {not_about('cases_relation.to_member_id')}"
    ),
    "cases_residence": not_about("cases_residence.member_id"),
    "documents_document": "NOT app_hides_document(documents_document.id)",
    "domains_assessment": not_about_one_of("domains_assessment"),
    "domains_contact": "NOT app_hides_contact(domains_contact.id)",
    "domains_contact_members": not_about("domains_contact_members.member_id"),
    "interventions_actionitem": hangs_on("interventions_actionitem", "goal_id", "interventions_goal"),
    "interventions_plandocument": (
        "(app_is_for_all() OR NOT paper_is_of_before(interventions_plandocument.plan_id, "
        "interventions_plandocument.made_at)) "
        "AND EXISTS (SELECT 1 FROM app_lasting lasting JOIN interventions_plan printed "
        "ON printed.case_id = lasting.case_id WHERE printed.id = interventions_plandocument.plan_id OFFSET 0)"
    ),
    "interventions_goal": not_about_one_of("interventions_goal"),
    "interventions_intervention": not_about_one_of("interventions_intervention"),
    "interventions_plan_interventions": hangs_on(
        "interventions_plan_interventions", "intervention_id", "interventions_intervention"
    ),
}


def beside_versions(table: str) -> str:
    """The same, of what a row of this table was."""
    return BESIDES[table].replace(f"{table}.", f"history_{table}.")

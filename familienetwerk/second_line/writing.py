"""Who may leave a row behind: as the actions ask it, so that who only reads along writes nothing, in plain SQL either.

Locking a case asks whether its row may be changed, so it is asked of what is left behind and not of what was there.
"""

from familienetwerk.second_line.overseeing import LOGGED_BY_ANYBODY, judges_suspicion
from familienetwerk.second_line.policies import (
    CONCLUDED,
    DISCUSSIONS,
    HANGING,
    ITEMS,
    OWN_IN_DISCUSSIONS,
    RULES,
    SAID,
    coordinated,
    of_case,
    own,
    readable,
)
from familienetwerk.second_line.views import contributes

# Written by who contributes: on a page that asks so, and by all that the action does beside it.
BY_CONTRIBUTORS = (
    "cases_childsafetyconcern",
    "cases_criterionanswer",
    "cases_deadline",
    "cases_firstcontribution",
    "cases_framemove",
    "cases_household",
    "cases_intakequestion",
    "cases_member",
    "cases_observation",
    "cases_passing",
    "cases_relation",
    "cases_sharing",
    "cases_shield",
    "cases_triage",
    "documents_document",
    "domains_assessment",
    "domains_contact",
    "domains_contribution",
    "domains_problemdefinition",
    "interventions_actionitem",
    "interventions_intervention",
    "interventions_plan",
)

# Written by who reads the case too: paper of a plan. And what is of no case.
BY_READERS = ("breaches_affected", "breaches_telling", "interventions_plandocument")


# A case is begun by whoever starts it; seats and rights by who contributes there, and ended by whose they are, too.
ADDS = {
    "cases_agreedaction": coordinated("cases_agreedaction.case_id"),
    "cases_case": "cases_case.started_by_id = (SELECT app_user()) AND NOT app_has_grants(cases_case.id)",
    "cases_emergencyaccess": "false",  # the errand that opens the case writes it
    "cases_grant": "app_contributes(cases_grant.case_id) OR app_starts(cases_grant.case_id)",
    "cases_involvement": "app_contributes(cases_involvement.case_id) OR app_starts(cases_involvement.case_id)",
    # Who coordinates writes down at an intake what other organisations saw.
    "cases_observation": (
        f"{contributes('cases_observation.case_id')} "
        f"AND ({own('cases_observation')} OR {coordinated('cases_observation.case_id')})"
    ),
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
    """What hangs on a row is written by who contributes to the case of that row."""
    inner = (
        in_a_case_of_contributors(parent, *HANGING[parent]) if parent in HANGING else contributes(f"{parent}.case_id")
    )
    return f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {table}.{column} AND {inner} OFFSET 0)"


def by_contributors(rules: dict[str, str]) -> dict[str, str]:
    return {table: f"({rules[table]}) AND {contributes(f'{table}.case_id')}" for table in BY_CONTRIBUTORS}


def beside_contributors(rules: dict[str, str]) -> dict[str, str]:
    """The same, of what hangs on another row."""
    return {
        table: f"({rules[table]}) AND {in_a_case_of_contributors(table, *parent)}"
        for table, parent in (SAID | CONCLUDED | HANGING).items()
        if table not in BY_READERS
    }


def own_or_coordinated(table: str) -> str:
    case = f"{table}.case_id"
    return f"(({own(table)} AND {contributes(case)}) OR {coordinated(case)})"


def coordinates_above(table: str, column: str, parent: str) -> str:
    return f"EXISTS (SELECT 1 FROM {parent} asked WHERE asked.id = {table}.{column} AND {coordinated('asked.case_id')})"


def written_for_others(column: str, parent: str, table: str) -> str:
    """Also by who wrote it down for another organisation, and does not read it afterwards."""
    subject = parent.partition("_")[2]
    return f"""EXISTS (SELECT 1 FROM {parent} said WHERE said.id = {table}.{column}
        AND (said.author_id = (SELECT app_user()) OR {readable("said", subject)}))"""


def of_the_own_item(table: str, column: str, parent: str) -> str:
    """Only who wrote an item writes what hangs on it, whoever may read that."""
    return f"EXISTS (SELECT 1 FROM {parent} said WHERE said.id = {table}.{column} AND {own('said')} OFFSET 0)"


# What may be written, where that is not what may be read. Who writes down what another organisation saw may do so,
# whoever reads it afterwards. Whose words they are, triggers keep (cases.words_guard).
WRITES: dict[str, str] = LOGGED_BY_ANYBODY | {
    "cases_observationwords": written_for_others(*SAID["cases_observationwords"], "cases_observationwords"),
    "interventions_actionwords": written_for_others(*SAID["interventions_actionwords"], "interventions_actionwords"),
    **{table: coordinated(f"{table}.case_id") for table in DISCUSSIONS},
    **{table: own_or_coordinated(table) for table in OWN_IN_DISCUSSIONS},
    "cases_passing": f"{of_case('cases_passing')} AND {own('cases_passing')}",
    "domains_contact": f"{of_case('domains_contact')} AND {own('domains_contact')}",
    "domains_contactwords": of_the_own_item("domains_contactwords", "contact_id", "domains_contact"),
    "domains_contact_members": of_the_own_item("domains_contact_members", "contact_id", "domains_contact"),
}
WRITES |= by_contributors(RULES | WRITES) | beside_contributors(RULES | WRITES) | LEAVES

# What one may only know of, one does not change or take away; nor does who reported something judge it.
CHANGES = {table: readable(table, table.partition("_")[2]) for table in ITEMS} | {
    "breaches_suspicion": judges_suspicion(),
    "cases_emergencyaccess": "(SELECT app_overseen()) IS NOT NULL",  # judged, and by nobody else
    "cases_passing": own("cases_passing"),
    **{table: coordinated(f"{table}.case_id") for table in DISCUSSIONS},
    **{table: own_or_coordinated(table) for table in OWN_IN_DISCUSSIONS},
}
# What an organisation says of what lies before it. Who coordinates takes that away, to ask it again.
ANSWERS = ("domains_agreement", "interventions_adoption")
WRITES |= {table: f"{WRITES[table]} AND {own(table)}" for table in ANSWERS}
CHANGES |= {table: own(table) for table in ANSWERS}
ASKS_AGAIN = {table: coordinates_above(table, *HANGING[table]) for table in ANSWERS}
# Taken away by an action: a draft, an answer that is asked again, a choice, old paper, and what hangs on those.
GOES = (
    "cases_involvement_members",
    "cases_missedorganisation",
    *("cases_observation", "cases_observation_members", "cases_observationwords"),
    "domains_agreement",
    *("domains_assessment", "domains_domainscore", "domains_sharedconclusion"),
    *("domains_contribution", "domains_contribution_observations", "domains_contributionwords"),
    *("interventions_actionitem", "interventions_actionwords", "interventions_goal"),
    "interventions_adoption",
    "interventions_plan_interventions",
    "interventions_plandocument",
)
# All else ends on a day, is settled, struck or taken back, and stays, also for who did it. The register of breaches and
# the versions of rows have guards of their own.
GUARDED_ELSEWHERE = ("breaches_", "history_")
STAYS = tuple(table for table in RULES if table not in GOES and not table.startswith(GUARDED_ELSEWHERE))
ENDS = by_contributors(RULES) | beside_contributors(RULES) | dict.fromkeys(STAYS, "false")

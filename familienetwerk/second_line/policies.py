"""Row-level security as SQL: which rows of a case the app's role gets at all, whatever a query forgets to ask.

One policy a table. `EXISTS` on the grants, since that stays fast on lists, on one row and on a name alike; with
`OFFSET 0`, or PostgreSQL reads all that somebody holds for a page of a hundred rows (ADR 16). What costs least is asked
first. Rows that hang on another row are seen with that row.
"""

from familienetwerk.second_line.beside import BESIDE_CASES
from familienetwerk.second_line.overseeing import OVERSIGHT, judges_suspicion, officer_of
from familienetwerk.second_line.restricted import BESIDES, beside_versions, hangs_on, known
from familienetwerk.second_line.views import coming_to, own_seat, sees


def coordinated(case: str) -> str:
    """Holds the direction of the case or of its process."""
    return f"EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = {case} AND held.level >= 4 OFFSET 0)"


def asked_of(table: str) -> str:
    """A question to the own desk: gone when it is withdrawn."""
    return f"({table}.organisation_id = (SELECT app_desk()) AND {table}.withdrawn_on IS NULL)"


def waits_outside(table: str) -> str:
    """A question or an invitation that waits for this user or this desk, which may not know the case."""
    return f"({table}.settled_on IS NULL AND {table}.kind IN ('QUESTION', 'INVITATION') AND {own_seat(table)})"


def own(table: str) -> str:
    return f"{table}.organisation_id = (SELECT app_organisation())"


def own_words(said: str) -> str:
    """As own, for what it says; of who is looked through no word is the own one."""
    return f"{said}.organisation_id = (SELECT app_own_words())"


def of_case(table: str) -> str:
    return sees(f"{table}.case_id")


def item(table: str) -> str:
    """Something written: a draft stays with the organisation that writes it."""
    return f"{of_case(table)} AND ({own(table)} OR {table}.released_at IS NOT NULL)"


def stays_behind(said: str, subject: str) -> str:
    """Given for another frame than its case runs under now, and not let go for this one by its own organisation."""
    return f"""({said}.regime <> 'AVG'
        AND NOT EXISTS (
            SELECT 1 FROM cases_case running WHERE running.id = {said}.case_id
            AND running.legal_frame_id = {said}.frame_id OFFSET 0)
        AND NOT EXISTS (
            SELECT 1 FROM cases_passing passing JOIN cases_case running
                ON running.id = passing.case_id AND running.legal_frame_id = passing.frame_id
            WHERE passing.case_id = {said}.case_id AND passing.subject = '{subject}'
            AND passing.subject_id = {said}.id AND passing.organisation_id = {said}.organisation_id
            AND passing.taken_back_at IS NULL OFFSET 0))"""


def is_for(said: str) -> str:
    """Within the audience that its writer chose. The case may be read: its row is there."""
    return f"""({said}.audience = 'ALL_INVOLVED'
        OR ({said}.audience = 'NAMED' AND {said}.named && (SELECT app_names())::bigint[])
        OR ({said}.audience IN ('OWN_DOMAIN', 'COORDINATORS') AND EXISTS (
            SELECT 1 FROM app_held held WHERE held.case_id = {said}.case_id AND held.level >= 4 OFFSET 0))
        OR ({said}.audience = 'OWN_DOMAIN' AND EXISTS (
            SELECT 1 FROM app_held held JOIN accounts_organisation writer ON writer.id = {said}.organisation_id
            WHERE held.case_id = {said}.case_id AND held.level >= 2
            AND held.compartments @> ARRAY[writer.policy_domain]::varchar[] OFFSET 0)))"""


def readable(said: str, subject: str) -> str:
    """What this item says may be read, and not only that it exists. The third twin of cases.visibility."""
    for_others = f"{said}.released_at IS NOT NULL AND {is_for(said)} AND NOT {stays_behind(said, subject)}"
    return f"({own_words(said)} OR ({for_others}))"


def content(table: str, column: str, parent: str) -> str:
    """What an item says: only for who may read it, not for who knows that it exists."""
    subject = parent.partition("_")[2]
    said = f"SELECT 1 FROM {parent} said WHERE said.id = {table}.{column} AND {readable('said', subject)} OFFSET 0"
    return f"EXISTS ({said})"


def concluded(table: str, column: str, parent: str) -> str:
    """For everybody on the case from when it was shared, but in another frame than it was given for."""
    given = f"said.released_at IS NOT NULL AND NOT {stays_behind('said', parent.partition('_')[2])}"
    return (
        f"EXISTS (SELECT 1 FROM {parent} said WHERE said.id = {table}.{column} "
        f"AND ({own_words('said')} OR ({given})) OFFSET 0)"
    )


def coordinates_with_a_ground(table: str) -> str:
    """Who coordinates the case, while its frame names a ground for the BSN."""
    return f"""EXISTS (
        SELECT 1 FROM app_held held JOIN cases_case dossier ON dossier.id = held.case_id
        JOIN cases_legalframe frame ON frame.id = dossier.legal_frame_id
        WHERE held.case_id = {table}.case_id AND held.level >= 4 AND frame.bsn_ground <> '' OFFSET 0)"""


# Something written: its row is there for who may know that it exists. And what hangs on one, by which column.
ITEMS = (
    "cases_observation",
    "documents_document",
    "domains_assessment",
    "domains_contact",
    "domains_contribution",
    "interventions_actionitem",
)
SAID = {
    "cases_observationwords": ("observation_id", "cases_observation"),
    "documents_documentcontent": ("document_id", "documents_document"),
    "domains_contact_members": ("contact_id", "domains_contact"),
    "domains_contactwords": ("contact_id", "domains_contact"),
    "domains_contributionwords": ("contribution_id", "domains_contribution"),
    "domains_domainscore": ("assessment_id", "domains_assessment"),
    "interventions_actionwords": ("action_id", "interventions_actionitem"),
}
# What everybody on the case reads of an item, also who may not read it.
CONCLUDED = {"domains_sharedconclusion": ("assessment_id", "domains_assessment")}

# What hangs on another row, and is seen with it.
HANGING = {
    "breaches_affected": ("breach_id", "breaches_breach"),
    "breaches_telling": ("breach_id", "breaches_breach"),
    "cases_involvement_members": ("involvement_id", "cases_involvement"),
    "cases_observation_members": ("observation_id", "cases_observation"),
    "cases_residence": ("household_id", "cases_household"),
    "cases_sharedpiece": ("sharing_id", "cases_sharing"),
    "cases_recall": ("piece_id", "cases_sharedpiece"),
    "cases_triage_deciders": ("triage_id", "cases_triage"),
    "domains_agreement": ("definition_id", "domains_problemdefinition"),
    "domains_contribution_observations": ("contribution_id", "domains_contribution"),
    "interventions_adoption": ("plan_id", "interventions_plan"),
    "interventions_goal": ("plan_id", "interventions_plan"),
    "interventions_plan_interventions": ("plan_id", "interventions_plan"),
    "interventions_plandocument": ("plan_id", "interventions_plan"),
}

# Planned, and came of it. What one agrees to do, and sees otherwise, one says oneself.
DISCUSSIONS = ("cases_agendaitem", "cases_agendaparticipant", "cases_decision", "cases_missedorganisation")
OWN_IN_DISCUSSIONS = ("cases_agreedaction", "cases_dissent")

RULES: dict[str, str] = {
    "cases_case": (
        f"{sees('cases_case.id')} "
        "OR (cases_case.started_by_id = (SELECT app_user()) AND NOT app_has_grants(cases_case.id))"
    ),
    "cases_grant": (
        "cases_grant.principal_id = ANY ((SELECT app_principals())::bigint[]) OR app_sees(cases_grant.case_id)"
    ),
    "cases_member": of_case("cases_member"),
    "cases_bsn": coordinates_with_a_ground("cases_bsn"),
    "cases_intakequestion": f"{asked_of('cases_intakequestion')} OR {of_case('cases_intakequestion')}",
    "cases_involvement": f"{own_seat('cases_involvement')} OR {of_case('cases_involvement')}",
    "cases_accessrequest": (  # found by the number of the case: asking about no case at all is the same row
        "cases_accessrequest.asked_by_id = (SELECT app_user()) OR EXISTS (SELECT 1 FROM cases_case about "
        f"WHERE about.number = cases_accessrequest.number AND {coordinated('about.id')} OFFSET 0)"
    ),
    "cases_agendaitem": f"{of_case('cases_agendaitem')} OR {coming_to('cases_agendaitem')}",
    "cases_agendaparticipant": (
        f"cases_agendaparticipant.user_id = (SELECT app_user()) OR {of_case('cases_agendaparticipant')}"
    ),
    "cases_emergencyaccess": (
        f"cases_emergencyaccess.user_id = (SELECT app_user()) OR {coordinated('cases_emergencyaccess.case_id')}"
    ),
    "cases_sharing": (  # the twin of SharingQuerySet.known_to
        f"{of_case('cases_sharing')} AND ({own('cases_sharing')} "
        "OR cases_sharing.recipient_id = (SELECT app_organisation()) "
        f"OR {coordinated('cases_sharing.case_id')} OR app_is_source(cases_sharing.id))"
    ),
    "cases_lawfulnessreview": coordinated("cases_lawfulnessreview.case_id"),
    "breaches_breach": officer_of("breaches_breach.municipality_id"),
    "breaches_suspicion": (  # who said it sees that it came in
        f"breaches_suspicion.reported_by_id = (SELECT app_set_going_by()) OR {judges_suspicion()}"
    ),
    "cases_deadline": f"{waits_outside('cases_deadline')} OR {of_case('cases_deadline')}",
    **{
        table: of_case(table)
        for table in (
            "cases_childsafetyconcern",
            "cases_criterionanswer",
            "cases_firstcontribution",
            "cases_framemove",
            "cases_household",
            *("cases_decision", "cases_missedorganisation", *OWN_IN_DISCUSSIONS),
            "cases_passing",
            "cases_relation",
            "cases_shield",
            "cases_triage",
            "domains_problemdefinition",
            "interventions_intervention",
            "interventions_plan",
        )
    },
    **{table: item(table) for table in ITEMS},
    **{table: content(table, column, parent) for table, (column, parent) in SAID.items()},
    **{table: concluded(table, *parent) for table, parent in CONCLUDED.items()},
    **{table: hangs_on(table, *parent) for table, parent in HANGING.items()},
}

RULES |= {table: f"({RULES[table]}) AND {beside}" for table, beside in BESIDES.items()}

# Of these the versions are seen by fewer than the row: not by who was only asked or invited.
OF_CASE_ONLY = {
    "cases_case": sees("history_cases_case.id"),
    "cases_deadline": f"{of_case('history_cases_deadline')} AND {beside_versions('cases_deadline')}",
    "cases_intakequestion": of_case("history_cases_intakequestion"),
    "cases_involvement": of_case("history_cases_involvement"),
    "cases_member": f"{of_case('history_cases_member')} AND {known('history_cases_member')}",
}
RESTRICTED = ("cases_member", "cases_relation")


def versions(table: str) -> str:
    """What a row was is for who may see the row, by what it was. What it said, also for who may read it now."""
    history = f"history_{table}"
    if table in BESIDE_CASES:
        return "false"
    rule = OF_CASE_ONLY.get(table) or RULES[table].replace(f"{table}.", f"{history}.")
    if table in RESTRICTED:  # restricted now is hidden as it was before, too; and why it is no longer so
        words = f"({history}.restricted_to IS NOT NULL OR {history}.restricted_reason = '')"
        return f"{rule} AND {hangs_on(history, 'pgh_obj_id', table)} AND {words}"
    if table in ITEMS:
        subject = table.partition("_")[2]
        return f"{rule} AND {readable(history, subject)} AND {content(history, 'pgh_obj_id', table)}"
    said = SAID | CONCLUDED
    return f"{rule} AND {not_of_the_draft(history, *said[table])}" if table in said else f"({rule})"


def not_of_the_draft(history: str, column: str, parent: str) -> str:
    """What was written before it was shared stays with the organisation that wrote it."""
    return f"""EXISTS (SELECT 1 FROM {parent} said WHERE said.id = {history}.{column}
        AND ({own_words("said")} OR {history}.pgh_created_at >= said.released_at) OFFSET 0)"""


RULES |= {f"history_{table}": versions(table) for table in [*RULES, *BESIDE_CASES]}
RULES |= OVERSIGHT

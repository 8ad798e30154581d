"""Intakes about which people can decide, and their decisions."""

from datetime import timedelta
from typing import Any

from cases import actions
from cases.models import (
    Case,
    Criterion,
    CriterionOutcome,
    DeadlineKind,
    Triage,
    TriageOutcome,
    Urgency,
)
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from tests.factories import (
    TODAY,
    a_member,
    a_user,
    an_organisation,
)

BOTH = frozenset({"SAFETY", "SOCIAL"})
ALL_YES = dict.fromkeys(Criterion, (CriterionOutcome.YES, "Dat zien wij."))


def ready_to_decide(case: Case) -> Case:
    user = case.started_by
    member = a_member(case, given_name="Kevin")
    actions.set_member_deadlines(member, user=user)
    for domain in (PolicyDomain.SAFETY, PolicyDomain.SOCIAL):
        actions.ask_question(
            case, an_organisation(domain), by=user, on=TODAY, question="Kent u hen?", due_on=TODAY + timedelta(7)
        )
    actions.answer_criteria(case, by=user, on=TODAY, answers=ALL_YES, lock_version=0)
    actions.set_deadline(
        case, DeadlineKind.TRIAGE, subject_id=case.pk, due_on=TODAY, organisation=user.organisation, user=user
    )
    return case


def coordinator_elsewhere() -> User:
    return a_user(Role.CASE_COORDINATOR, name="Karim Haddou", domain=PolicyDomain.SOCIAL)


def acceptance(case: Case, **fields: Any) -> actions.Acceptance:
    filled = {
        "name": "Els",
        "urgency": Urgency.HIGH,
        "process_coordinator": case.started_by,
        "case_coordinator": case.started_by,
        "invited": [],
        "invitation_reason": "Nodig vanaf het begin.",
        "invitation_due_on": TODAY + timedelta(7),
    } | fields
    return actions.Acceptance(**filled)


def decide(case: Case, outcome: TriageOutcome = TriageOutcome.ACCEPTED, **fields: Any) -> Triage:
    filled = {"by": case.started_by, "on": TODAY, "reason": "Samen gewogen.", "deciders": [an_organisation()]} | fields
    if outcome == TriageOutcome.ACCEPTED:
        filled.setdefault("acceptance", acceptance(case))
    if outcome == TriageOutcome.PARKED:
        filled.setdefault("look_again_on", TODAY + timedelta(30))
    return actions.decide_triage(case, outcome=outcome, **filled)

"""Questions to organisations, and intakes that were decided."""

from datetime import date, timedelta

from cases import actions
from cases.models import Case, CaseStage, IntakeQuestion
from familienetwerk.accounts.models import Organisation, User
from tests.factories import (
    TODAY,
)

DUE = date(2026, 11, 30)


def asked(case: Case, organisation: Organisation, *, by: User | None = None, on: date = TODAY) -> IntakeQuestion:
    return actions.ask_question(
        case, organisation, by=by or case.started_by, on=on, question="Kent u deze mensen?", due_on=on + timedelta(7)
    )


def decided(case: Case, stage: CaseStage = CaseStage.REJECTED) -> None:
    case.stage = stage
    case.save()

"""Everything that changes a case: one function is one transaction and one audit event."""

from cases.actions.course import (
    CannotCloseCase,
    CannotMoveCase,
    CaseIsAtRest,
    close_case,
    locked,
    move_case,
    note_definition_fixed,
    note_first_contribution,
    note_plan_adopted,
    note_plan_evaluated,
    record_exception,
)
from cases.actions.deadlines import set_deadline, settle_deadline
from cases.actions.involvement import (
    CannotInvolve,
    ask_to_join,
    decline_to_join,
    end_involvement,
    join,
    start_involvement,
)
from cases.actions.reminders import promise_digests

__all__ = [
    "CannotCloseCase",
    "CannotInvolve",
    "CannotMoveCase",
    "CaseIsAtRest",
    "ask_to_join",
    "close_case",
    "decline_to_join",
    "end_involvement",
    "join",
    "locked",
    "move_case",
    "note_definition_fixed",
    "note_first_contribution",
    "note_plan_adopted",
    "note_plan_evaluated",
    "promise_digests",
    "record_exception",
    "set_deadline",
    "settle_deadline",
    "start_involvement",
]

"""Everything that changes who may come in: one function is one transaction and one audit event."""

from familienetwerk.admission.actions.accounts import (
    AlreadySetUp,
    CannotChangeAccount,
    add_organisation,
    change_account,
    end_account,
    invite_again,
    invite_user,
    set_up,
)
from familienetwerk.admission.actions.claimed_rights import follow_claims
from familienetwerk.admission.actions.clearance import (
    close_ended_accounts,
    record_statement,
    set_last_day,
    set_requirements,
)
from familienetwerk.admission.actions.devices import arrive
from familienetwerk.admission.actions.mandates import NotOnesOwn, change_mandate, record_mandate
from familienetwerk.admission.actions.recovery import CannotRecover, ask_recovery, confirm_recovery, refuse_recovery

__all__ = [
    "AlreadySetUp",
    "CannotChangeAccount",
    "CannotRecover",
    "NotOnesOwn",
    "add_organisation",
    "arrive",
    "ask_recovery",
    "change_account",
    "change_mandate",
    "close_ended_accounts",
    "confirm_recovery",
    "end_account",
    "follow_claims",
    "invite_again",
    "invite_user",
    "record_mandate",
    "record_statement",
    "refuse_recovery",
    "set_last_day",
    "set_requirements",
    "set_up",
]

"""Everything that changes what the domains see: one function is one transaction and one audit event."""

from domains.actions.contributions import (
    AlreadyWriting,
    ContributionIsEmpty,
    ContributionIsReleased,
    NotYourContribution,
    change_contribution,
    discard_contribution,
    release_contribution,
    write_contribution,
)
from domains.actions.definitions import (
    AlreadyBeingWritten,
    CannotFix,
    DefinitionIsFixed,
    DefinitionIsNotProposed,
    NotAtTheTable,
    answer_definition,
    change_definition,
    fix_definition,
    propose_definition,
    start_definition,
    take_back_definition,
)

__all__ = [
    "AlreadyBeingWritten",
    "AlreadyWriting",
    "CannotFix",
    "ContributionIsEmpty",
    "ContributionIsReleased",
    "DefinitionIsFixed",
    "DefinitionIsNotProposed",
    "NotAtTheTable",
    "NotYourContribution",
    "answer_definition",
    "change_contribution",
    "change_definition",
    "discard_contribution",
    "fix_definition",
    "propose_definition",
    "release_contribution",
    "start_definition",
    "take_back_definition",
    "write_contribution",
]

"""Everything that changes a plan or an intervention: one function is one transaction and one audit event."""

from interventions.actions.goals import (
    add_action,
    add_goal,
    change_action,
    change_goal,
    remove_action,
    remove_goal,
    report_progress,
)
from interventions.actions.interventions import (
    CannotMoveIntervention,
    change_intervention,
    choose_intervention,
    consider_intervention,
    end_intervention,
    record_not_used,
    start_intervention,
)
from interventions.actions.paper import CannotPrint, ask_for_pdf, keep_pdf
from interventions.actions.plans import (
    CannotAdoptPlan,
    CannotProposePlan,
    PlanIsFixed,
    adopt_plan,
    change_plan,
    evaluate_plan,
    propose_plan,
    react_to_plan,
    start_plan,
    take_back_plan,
)

__all__ = [
    "CannotAdoptPlan",
    "CannotMoveIntervention",
    "CannotPrint",
    "CannotProposePlan",
    "PlanIsFixed",
    "add_action",
    "add_goal",
    "adopt_plan",
    "ask_for_pdf",
    "change_action",
    "change_goal",
    "change_intervention",
    "change_plan",
    "choose_intervention",
    "consider_intervention",
    "end_intervention",
    "evaluate_plan",
    "keep_pdf",
    "propose_plan",
    "react_to_plan",
    "record_not_used",
    "remove_action",
    "remove_goal",
    "report_progress",
    "start_intervention",
    "start_plan",
    "take_back_plan",
]

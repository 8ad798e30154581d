from interventions.models.adoption import Adoption, Decision, PlanDocument
from interventions.models.card import (
    CardLine,
    CardStep,
    CardWords,
    Combination,
    CombinationRule,
    LineKind,
    RuleStrength,
)
from interventions.models.catalogue import (
    Currency,
    DecidingBody,
    InterventionKind,
    InterventionStage,
    InterventionTarget,
    InterventionType,
    Minors,
)
from interventions.models.catalogue_terms import HesitanceReason, HowRead, NotUsedReason, Source
from interventions.models.goal import ActionItem, ActionKind, ActionStatus, ActionWords, Goal, GoalTerm, Line
from interventions.models.intervention import INTERVENTION_TRANSITIONS, Intervention, InterventionStatus
from interventions.models.plan import FamilyView, Plan, PlanStatus

__all__ = [
    "INTERVENTION_TRANSITIONS",
    "ActionItem",
    "ActionKind",
    "ActionStatus",
    "ActionWords",
    "Adoption",
    "CardLine",
    "CardStep",
    "CardWords",
    "Combination",
    "CombinationRule",
    "Currency",
    "DecidingBody",
    "Decision",
    "FamilyView",
    "Goal",
    "GoalTerm",
    "HesitanceReason",
    "HowRead",
    "Intervention",
    "InterventionKind",
    "InterventionStage",
    "InterventionStatus",
    "InterventionTarget",
    "InterventionType",
    "Line",
    "LineKind",
    "Minors",
    "NotUsedReason",
    "Plan",
    "PlanDocument",
    "PlanStatus",
    "RuleStrength",
    "Source",
]

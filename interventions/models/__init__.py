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

__all__ = [
    "CardLine",
    "CardStep",
    "CardWords",
    "Combination",
    "CombinationRule",
    "Currency",
    "DecidingBody",
    "HesitanceReason",
    "HowRead",
    "InterventionKind",
    "InterventionStage",
    "InterventionTarget",
    "InterventionType",
    "LineKind",
    "Minors",
    "NotUsedReason",
    "RuleStrength",
    "Source",
]

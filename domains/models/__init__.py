from domains.models.assessment import Assessment, DomainScore, Score
from domains.models.catalogue import Instrument, LifeDomain
from domains.models.contribution import Contribution
from domains.models.problem import Agreement, Focus, ProblemDefinition, Stance

__all__ = [
    "Agreement",
    "Assessment",
    "Contribution",
    "DomainScore",
    "Focus",
    "Instrument",
    "LifeDomain",
    "ProblemDefinition",
    "Score",
    "Stance",
]

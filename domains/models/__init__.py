from domains.models.assessment import Assessment, DomainScore, Score
from domains.models.catalogue import Instrument, LifeDomain
from domains.models.contribution import Contribution, ContributionWords
from domains.models.problem import Agreement, Focus, ProblemDefinition, Stance

__all__ = [
    "Agreement",
    "Assessment",
    "Contribution",
    "ContributionWords",
    "DomainScore",
    "Focus",
    "Instrument",
    "LifeDomain",
    "ProblemDefinition",
    "Score",
    "Stance",
]

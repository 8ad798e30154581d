from domains.models.assessment import Assessment, DomainScore, Score, SharedConclusion
from domains.models.catalogue import Instrument, LifeDomain
from domains.models.contribution import Contribution, ContributionWords
from domains.models.journal import Contact, ContactKind, ContactWords
from domains.models.problem import Agreement, Focus, ProblemDefinition, Stance

__all__ = [
    "Agreement",
    "Assessment",
    "Contact",
    "ContactKind",
    "ContactWords",
    "Contribution",
    "ContributionWords",
    "DomainScore",
    "Focus",
    "Instrument",
    "LifeDomain",
    "ProblemDefinition",
    "Score",
    "SharedConclusion",
    "Stance",
]

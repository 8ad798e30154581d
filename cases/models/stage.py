"""Where a case stands, and where it may go from there."""

from django.db.models import TextChoices


class CaseStage(TextChoices):
    """Where a case stands (domain reference 2.0, as far as the road goes)."""

    INTAKE = "INTAKE", "Intake"
    JOINT_ANALYSIS = "JOINT_ANALYSIS", "Samen kijken"
    PROBLEM_DEFINED = "PROBLEM_DEFINED", "Probleem gedefinieerd"
    PLAN_DRAFT = "PLAN_DRAFT", "Plan in vaststelling"
    IN_EXECUTION = "IN_EXECUTION", "In uitvoering"
    IN_EVALUATION = "IN_EVALUATION", "Evaluatie"
    AFTERCARE = "AFTERCARE", "Nazorg"
    CLOSED = "CLOSED", "Gesloten"
    REFERRED = "REFERRED", "Doorverwezen"
    REJECTED = "REJECTED", "Afgewezen"
    PARKED = "PARKED", "Geparkeerd"

    @classmethod
    def before_opening(cls) -> list["CaseStage"]:
        """Stages of an intake that was not (yet) accepted."""
        return [cls.INTAKE, cls.REFERRED, cls.REJECTED, cls.PARKED]

    @classmethod
    def at_rest(cls) -> list["CaseStage"]:
        """Stages in which nothing changes any more."""
        return [cls.CLOSED, cls.REFERRED, cls.REJECTED, cls.PARKED]


# From where to where a case may go. A test draws docs/states.md from it.
TRANSITIONS: dict[CaseStage, frozenset[CaseStage]] = {
    CaseStage.INTAKE: frozenset({CaseStage.JOINT_ANALYSIS, CaseStage.REFERRED, CaseStage.REJECTED, CaseStage.PARKED}),
    CaseStage.PARKED: frozenset({CaseStage.INTAKE}),
    CaseStage.JOINT_ANALYSIS: frozenset({CaseStage.PROBLEM_DEFINED, CaseStage.CLOSED}),
    CaseStage.PROBLEM_DEFINED: frozenset({CaseStage.PLAN_DRAFT, CaseStage.CLOSED}),
    CaseStage.PLAN_DRAFT: frozenset({CaseStage.IN_EXECUTION, CaseStage.CLOSED}),
    CaseStage.IN_EXECUTION: frozenset({CaseStage.IN_EVALUATION, CaseStage.CLOSED}),
    CaseStage.IN_EVALUATION: frozenset({CaseStage.IN_EXECUTION, CaseStage.AFTERCARE, CaseStage.CLOSED}),
    CaseStage.AFTERCARE: frozenset({CaseStage.CLOSED, CaseStage.IN_EXECUTION}),
    CaseStage.CLOSED: frozenset(),
    CaseStage.REFERRED: frozenset(),
    CaseStage.REJECTED: frozenset(),
}


def may_move(before: CaseStage, after: CaseStage) -> bool:
    return after in TRANSITIONS[before]

"""Gathers what the rules of a problem definition ask: what stands before fixing it."""

from domains.gate import voices_of
from domains.models import ProblemDefinition
from domains.models.problem import DefinitionStatus
from domains.rules import Voice, obstacles_to_joint_fixing

WHAT = "de probleemdefinitie"
IN_INTAKE = "De intake loopt nog. Beslis eerst samen over de intake."
NOT_PROPOSED = "Leg de probleemdefinitie eerst voor aan de partners."
ALREADY_FIXED = "Deze versie is al vastgesteld."


def obstacles_to_fixing_definition(definition: ProblemDefinition) -> list[str]:
    """Sentences; an empty list means that it can be fixed now. Both domains agree, or an exception stands."""
    return obstacles_of_its_course(definition) + obstacles_to_joint_fixing(
        voices_about(definition), what=WHAT, exception=definition.case.has_exception
    )


def obstacles_of_its_course(definition: ProblemDefinition) -> list[str]:
    """What no exception opens: the case must be opened, and the partners must have been asked."""
    obstacles = []
    if definition.case.is_in_intake:
        obstacles.append(IN_INTAKE)
    if definition.status == DefinitionStatus.DRAFT:
        obstacles.append(NOT_PROPOSED)
    if not definition.is_open:
        obstacles.append(ALREADY_FIXED)
    return obstacles


def needs_exception(definition: ProblemDefinition) -> bool:
    """Without the exception on the case it could not be fixed; a version says so for good."""
    return bool(obstacles_to_joint_fixing(voices_about(definition), what=WHAT, exception=False))


def voices_about(definition: ProblemDefinition) -> list[Voice]:
    """What was said of a draft was said of an earlier text: it does not count."""
    answers = definition.agreements.all() if definition.status != DefinitionStatus.DRAFT else []
    agreement_of = {answer.organisation_id: answer.is_agreement for answer in answers}
    return voices_of(definition.case, agreement_of=agreement_of)

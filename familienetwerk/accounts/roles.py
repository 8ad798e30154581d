"""Roles, and the one table of what each may without a case.

What somebody may *with* a case follows from the involvement in it (cases/permissions.py), never from the role alone.
"""

from enum import StrEnum, auto
from functools import cache

from django.db import models


class Role(models.TextChoices):
    """Domain reference 1.3, as far as the road needs them."""

    PROCESS_COORDINATOR = "PROCESS_COORDINATOR", "Procesregisseur"
    CASE_COORDINATOR = "CASE_COORDINATOR", "Casusregisseur"
    SOCIAL_PROFESSIONAL = "SOCIAL_PROFESSIONAL", "Professional sociaal domein"
    SAFETY_PROFESSIONAL = "SAFETY_PROFESSIONAL", "Professional veiligheid"
    PARTNER = "PARTNER", "Deelnemer ketenpartner"
    MANAGER = "MANAGER", "Manager"
    PRIVACY_OFFICER = "PRIVACY_OFFICER", "Privacy officer"
    FUNCTIONAL_ADMIN = "FUNCTIONAL_ADMIN", "Functioneel beheerder"


class Power(StrEnum):
    """What one may do outside any case."""

    START_INTAKE = auto()
    ANSWER_QUESTIONS = auto()
    SEE_CATALOGUE = auto()
    SEE_REPORTS = auto()
    SEE_LOG = auto()
    JUDGE_LOOKING = auto()  # the officer of all, a manager of what officers looked at
    KEEP_BREACHES = auto()
    MANAGE_ACCOUNTS = auto()
    CONFIRM_RECOVERY = auto()


PROFESSIONAL_POWERS = frozenset({Power.ANSWER_QUESTIONS, Power.SEE_CATALOGUE})
OF_CASES = frozenset({Power.ANSWER_QUESTIONS, Power.START_INTAKE})  # only for who may open cases at all
POWERS: dict[Role, frozenset[Power]] = {
    Role.PROCESS_COORDINATOR: PROFESSIONAL_POWERS | {Power.START_INTAKE},
    Role.CASE_COORDINATOR: PROFESSIONAL_POWERS | {Power.START_INTAKE},
    Role.SOCIAL_PROFESSIONAL: PROFESSIONAL_POWERS,
    Role.SAFETY_PROFESSIONAL: PROFESSIONAL_POWERS,
    Role.PARTNER: PROFESSIONAL_POWERS,
    Role.MANAGER: frozenset({Power.SEE_CATALOGUE, Power.SEE_REPORTS, Power.JUDGE_LOOKING}),
    Role.PRIVACY_OFFICER: frozenset(
        {Power.SEE_CATALOGUE, Power.SEE_LOG, Power.JUDGE_LOOKING, Power.KEEP_BREACHES, Power.CONFIRM_RECOVERY}
    ),
    Role.FUNCTIONAL_ADMIN: frozenset({Power.SEE_CATALOGUE, Power.MANAGE_ACCOUNTS, Power.CONFIRM_RECOVERY}),
}


@cache
def powers_of(roles: tuple[str, ...]) -> frozenset[Power]:
    """All powers of these roles together; an unknown role has none."""
    return frozenset().union(*(POWERS.get(Role(role), frozenset()) for role in roles if role in Role.values))

"""On what ground and under whose direction the plan was made."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    role: str  # Procesregisseur
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class LegalFrame:
    name: str
    purpose: str
    legal_basis: str
    controller: str
    agreement: str = ""
    contact_point: str = ""


@dataclass(frozen=True, kw_only=True)
class GateException:
    """Both domains should have looked together and did not; why, on whose word, since when."""

    reason: str
    by: str
    on: date

from familienetwerk.accounts.models.clearance import Cleared, Requirement, Statement, StatementKind
from familienetwerk.accounts.models.home_street import HomeStreet
from familienetwerk.accounts.models.known_device import KnownDevice
from familienetwerk.accounts.models.mandate import Mandate
from familienetwerk.accounts.models.officer import Officer
from familienetwerk.accounts.models.organisation import (
    Municipality,
    Organisation,
    OrganisationKind,
    PolicyDomain,
)
from familienetwerk.accounts.models.principal import Principal
from familienetwerk.accounts.models.recovery import HowKnown, Recovery
from familienetwerk.accounts.models.sent_form import SentForm
from familienetwerk.accounts.models.turned_away import TurnedAway
from familienetwerk.accounts.models.unsent_form import UnsentForm
from familienetwerk.accounts.models.user import User

__all__ = [
    "Cleared",
    "HomeStreet",
    "HowKnown",
    "KnownDevice",
    "Mandate",
    "Municipality",
    "Officer",
    "Organisation",
    "OrganisationKind",
    "PolicyDomain",
    "Principal",
    "Recovery",
    "Requirement",
    "SentForm",
    "Statement",
    "StatementKind",
    "TurnedAway",
    "UnsentForm",
    "User",
]

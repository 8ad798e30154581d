from familienetwerk.accounts.models.organisation import (
    Municipality,
    Organisation,
    OrganisationKind,
    PolicyDomain,
)
from familienetwerk.accounts.models.principal import Principal
from familienetwerk.accounts.models.unsent_form import UnsentForm
from familienetwerk.accounts.models.user import User

__all__ = ["Municipality", "Organisation", "OrganisationKind", "PolicyDomain", "Principal", "UnsentForm", "User"]

"""The invented municipality Rivierstede, the partners that work together there, and on which ground."""

from dataclasses import dataclass

from familienetwerk.accounts.actions import add_organisation
from familienetwerk.accounts.models import Municipality, Organisation, OrganisationKind, PolicyDomain

SAFETY, SOCIAL, JUSTICE = PolicyDomain.SAFETY, PolicyDomain.SOCIAL, PolicyDomain.JUSTICE


@dataclass(frozen=True, kw_only=True)
class Partner:
    key: str
    name: str
    kind: OrganisationKind
    domain: PolicyDomain
    is_local: bool = True
    is_asked: bool = False  # stands in the list of every new intake


PARTNERS = [
    Partner(
        key="municipality",
        name="Openbare orde en veiligheid Rivierstede",
        kind=OrganisationKind.MUNICIPALITY_SAFETY,
        domain=SAFETY,
    ),
    Partner(key="police", name="Politie Rivierstede", kind=OrganisationKind.POLICE, domain=SAFETY, is_asked=True),
    Partner(
        key="enforcement", name="Toezicht en handhaving Rivierstede", kind=OrganisationKind.ENFORCEMENT, domain=SAFETY
    ),
    Partner(
        key="safety_house",
        name="Zorg- en Veiligheidshuis Rivierland",
        kind=OrganisationKind.CARE_SAFETY_HOUSE,
        domain=SAFETY,
        is_local=False,
    ),
    Partner(
        key="team_north", name="Sociaal team Noord", kind=OrganisationKind.SOCIAL_TEAM, domain=SOCIAL, is_asked=True
    ),
    Partner(key="team_south", name="Sociaal team Zuid", kind=OrganisationKind.SOCIAL_TEAM, domain=SOCIAL),
    Partner(
        key="attendance",
        name="Leerplicht Rivierstede",
        kind=OrganisationKind.SCHOOL_ATTENDANCE,
        domain=SOCIAL,
        is_asked=True,
    ),
    Partner(
        key="income",
        name="Werk en Inkomen Rivierstede",
        kind=OrganisationKind.WORK_INCOME,
        domain=SOCIAL,
        is_asked=True,
    ),
    Partner(key="debts", name="Schuldhulp Rivierstede", kind=OrganisationKind.DEBT_SERVICES, domain=SOCIAL),
    Partner(
        key="veilig_thuis",
        name="Veilig Thuis Rivierland",
        kind=OrganisationKind.VEILIG_THUIS,
        domain=SOCIAL,
        is_local=False,
        is_asked=True,
    ),
    Partner(
        key="youth_protection",
        name="Jeugdbescherming Rivierland",
        kind=OrganisationKind.CERTIFIED_INSTITUTION,
        domain=SOCIAL,
        is_local=False,
    ),
    Partner(
        key="probation",
        name="Reclassering Rivierland",
        kind=OrganisationKind.PROBATION,
        domain=JUSTICE,
        is_local=False,
    ),
    Partner(
        key="prosecution",
        name="Openbaar Ministerie Rivierland",
        kind=OrganisationKind.PUBLIC_PROSECUTION,
        domain=JUSTICE,
        is_local=False,
    ),
    Partner(
        key="housing",
        name="Woonstichting Havenhuis",
        kind=OrganisationKind.HOUSING_ASSOCIATION,
        domain=PolicyDomain.HOUSING,
        is_asked=True,
    ),
    Partner(key="school", name="College De Wissel", kind=OrganisationKind.SCHOOL, domain=PolicyDomain.EDUCATION),
    Partner(
        key="mental_health",
        name="GGZ De Kade",
        kind=OrganisationKind.MENTAL_HEALTH,
        domain=PolicyDomain.CARE,
        is_local=False,
    ),
    Partner(key="community", name="Buurtwerk De Steiger", kind=OrganisationKind.OTHER, domain=PolicyDomain.OTHER),
]


def found_municipality() -> Municipality:
    return Municipality.objects.create(name="Rivierstede")


def found_organisations(municipality: Municipality) -> dict[str, Organisation]:
    """Each under its key."""
    return {
        partner.key: add_organisation(
            name=partner.name,
            kind=partner.kind,
            policy_domain=partner.domain,
            municipality=municipality if partner.is_local else None,
            is_asked_at_intake=partner.is_asked,
        )
        for partner in PARTNERS
    }

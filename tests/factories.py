"""Rows for tests: say only what the test is about, the rest is filled in. A fixed cast works everywhere.

Anna is case and process coordinator, Bram a partner of the police on the same case, Sanne a social worker on it,
Chris works elsewhere with Sanne's role, Dina is privacy officer.
"""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from cases import actions
from cases.models import (
    Case,
    CaseStage,
    Household,
    Involvement,
    InvolvementRole,
    LegalFrame,
    LegalFrameKind,
    Member,
    MembershipReason,
    Nature,
    Observation,
    ObservationWords,
)
from cases.periods import period_of, start_of
from cases.permissions import LEVEL_OF_ROLE, compartments_of
from familienetwerk.accounts.models import Municipality, Organisation, OrganisationKind, PolicyDomain, Principal, User
from familienetwerk.accounts.roles import Role
from familienetwerk.demo.management.commands.load_demo import judged_by_the_database
from tests.stored import EVERYBODY_TAKES_PART, MUNICIPALITY, ORGANISATION, RIGHT, stored, with_number, written

_numbers = count(1)
TODAY = date(2026, 11, 23)

KIND_OF_DOMAIN = {
    PolicyDomain.SAFETY: OrganisationKind.POLICE,
    PolicyDomain.SOCIAL: OrganisationKind.SOCIAL_TEAM,
    PolicyDomain.JUSTICE: OrganisationKind.PROBATION,
    PolicyDomain.HOUSING: OrganisationKind.HOUSING_ASSOCIATION,
    PolicyDomain.EDUCATION: OrganisationKind.SCHOOL,
    PolicyDomain.CARE: OrganisationKind.MENTAL_HEALTH,
    PolicyDomain.OTHER: OrganisationKind.OTHER,
}


def a_municipality() -> Municipality:
    number, name = written(MUNICIPALITY, "Waterhoek", "Waterhoek")
    return with_number(Municipality(name=name), number)


def an_organisation(
    domain: PolicyDomain = PolicyDomain.SOCIAL, *, name: str = "", is_asked_at_intake: bool = False
) -> Organisation:
    return that_takes_part(
        Organisation(
            name=name or f"{domain.label} {next(_numbers)}",
            kind=KIND_OF_DOMAIN[domain],
            policy_domain=domain,
            municipality=a_municipality(),
            is_asked_at_intake=is_asked_at_intake,
        )
    )


def that_takes_part(organisation: Organisation) -> Organisation:
    """As the action adds it, and in every frame that there is; a test about who does not take part, ends that."""
    written(ORGANISATION, stored(organisation).pk)
    return organisation


def a_town_hall(municipality: Municipality | None = None) -> Organisation:
    """Of the municipality itself: where a privacy officer works."""
    return that_takes_part(
        Organisation(
            name=f"Gemeente {next(_numbers)}",
            kind=OrganisationKind.MUNICIPALITY,
            policy_domain=PolicyDomain.OTHER,
            municipality=municipality or a_municipality(),
        )
    )


def a_user(
    *roles: Role,
    name: str = "Chris Vos",
    organisation: Organisation | None = None,
    domain: PolicyDomain = PolicyDomain.SOCIAL,
) -> User:
    if organisation is None:
        organisation = a_town_hall() if Role.PRIVACY_OFFICER in roles else an_organisation(domain)
    user = User(
        email=f"gebruiker{next(_numbers)}@example.org",
        name=name,
        organisation=organisation,
        roles=list(roles) or [Role.SOCIAL_PROFESSIONAL],
    )
    user.set_unusable_password()
    stored(user)
    stored(Principal(user=user))
    return user


def anna() -> User:
    return a_user(Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR, name="Anna de Wit", domain=PolicyDomain.SAFETY)


def bram() -> User:
    return a_user(Role.SAFETY_PROFESSIONAL, name="Bram Visser", domain=PolicyDomain.SAFETY)


def sanne() -> User:
    return a_user(Role.SOCIAL_PROFESSIONAL, name="Sanne Bakker", domain=PolicyDomain.SOCIAL)


def chris() -> User:
    return a_user(Role.SOCIAL_PROFESSIONAL, name="Chris Vos", domain=PolicyDomain.SOCIAL)


def dina() -> User:
    return a_user(Role.PRIVACY_OFFICER, name="Dina Smit")


def a_frame(**fields: Any) -> LegalFrame:
    filled = {
        "municipality": a_municipality(),
        "kind": LegalFrameKind.LOCAL_PGA,
        "name": "Lokale persoonsgerichte aanpak",
        "purpose": "Criminaliteit en overlast stoppen en kinderen veilig laten opgroeien",
        "legal_basis": "Gemeentewet 172; AVG 6 lid 1 onder e",
        "controller": "College van Waterhoek",
        "contact_point": "privacy@waterhoek.example",
        "agreement": "Convenant 2025",
        "dpia_reference": "DPIA-2025-04",
        "dpia_on": date(2025, 4, 1),
        "valid_from": date(2025, 5, 1),
    }
    frame = stored(LegalFrame(**filled | fields))
    written(EVERYBODY_TAKES_PART, frame.pk)
    return frame


def a_case(*, coordinator: User | None = None, **fields: Any) -> Case:
    """An accepted case; with `coordinator` this user is its process and case coordinator."""
    number = next(_numbers)
    municipality = a_municipality()
    filled: dict[str, Any] = {
        "number": f"2026-{number:04}",
        "name": f"Wilg {number}",
        "municipality": municipality,
        "stage": CaseStage.JOINT_ANALYSIS,
        "first_signal_on": date(2026, 9, 28),
        "started_on": date(2026, 10, 1),
        "opened_on": date(2026, 10, 5),
    } | fields
    starter = coordinator or fields.pop("started_by", None) or anna()
    if "legal_frame" not in filled:
        filled["legal_frame"] = a_frame()
    filled["started_by"] = starter
    filled.setdefault("bringing_organisation", starter.organisation)
    case = stored(Case(**filled))
    if coordinator:
        for role in (InvolvementRole.PROCESS_COORDINATOR, InvolvementRole.CASE_COORDINATOR):
            an_involvement(case, coordinator, role=role)
    return case


def an_intake(*, coordinator: User | None = None, **fields: Any) -> Case:
    """A case that is still in intake."""
    case = a_case(
        stage=CaseStage.INTAKE, opened_on=None, **fields, **({"started_by": coordinator} if coordinator else {})
    )
    if coordinator:
        an_involvement(case, coordinator, role=InvolvementRole.PROCESS_COORDINATOR)
    return case


def an_involvement(
    case: Case, user: User, *, role: InvolvementRole = InvolvementRole.PARTICIPANT, on: date = date(2026, 10, 5)
) -> Involvement:
    """The seat and its right, as the action gives them, with its two lines of the log; the database judges."""
    seat = Involvement(
        case=case,
        organisation=user.organisation,
        user=user,
        role=InvolvementRole(role),
        asked_on=on,
        asked_by=user,
        asked_reason="Nodig aan tafel",
        period=period_of(on, None),
    )
    right = (LEVEL_OF_ROLE[role], compartments_of(seat), start_of(on))
    written(RIGHT, stored(seat).pk, *right, seat.role.label, ",".join(user.roles))
    return seat


def a_member(case: Case, *, given_name: str = "Kevin", **fields: Any) -> Member:
    family_name = fields.get("family_name", "Waterman")
    filled = {
        "family_name": family_name,
        "name_key": f"{family_name} {given_name}".lower(),
        "given_key": given_name.lower(),
        "birth_date": date(2003, 5, 14),
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het eerste signaal.",
        "review_on": date(2027, 4, 1),
        "added_on": date(2026, 10, 1),
        "added_by": case.started_by,
    } | fields
    return stored(Member(case=case, given_name=given_name, **filled))


def a_household(case: Case, *, name: str = "Huis Havenkade", **fields: Any) -> Household:
    return stored(Household(case=case, name=name, **fields))


@judged_by_the_database()
def an_observation(case: Case, author: User, *, text: str = "Er stonden drie scooters.", **fields: Any) -> Observation:
    filled = {
        "nature": Nature.FACT,
        "observed_on": date(2026, 10, 2),
        "released_at": timezone.now(),
    } | fields
    disputed = {name: filled.pop(name) for name in list(filled) if name.startswith("disputed_")}
    observation = actions.note_down(case, by=author, organisation=author.organisation, text=text, **filled)
    if disputed:
        ObservationWords.objects.filter(observation=observation).update(**disputed)
    return observation

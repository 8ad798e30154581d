"""Who works on the cases, with the rights and terms that follow from it; and the three who look."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from benchmarks.town.common import BATCH, TODAY
from cases.models import (
    Case,
    Deadline,
    DeadlineKind,
    Grant,
    GrantLevel,
    GrantPurpose,
    Involvement,
    InvolvementRole,
)
from familienetwerk.accounts.actions import add_organisation, add_user
from familienetwerk.accounts.models import Municipality, Organisation, OrganisationKind, PolicyDomain, User
from familienetwerk.accounts.roles import Role


@dataclass(frozen=True, kw_only=True)
class Viewers:
    """Three people whose rights differ, to show that lists do not care."""

    narrow: User  # on 25 cases
    wide: User  # on a tenth of all cases
    all: User  # on every case


def partners_of(name: str) -> list[Organisation]:
    """Eight organisations of every policy domain, in a municipality of this name."""
    municipality = Municipality.objects.create(name=name)
    kinds = {PolicyDomain.SAFETY: OrganisationKind.POLICE, PolicyDomain.SOCIAL: OrganisationKind.SOCIAL_TEAM}
    return [
        add_organisation(
            name=f"{name} {domain.label} {number}",
            kind=kinds.get(domain, OrganisationKind.OTHER),
            policy_domain=domain,
            municipality=municipality,
        )
        for number in range(8)
        for domain in PolicyDomain
    ]


def workers_of(partners: list[Organisation]) -> list[User]:
    return [
        add_user(
            email=f"meting{number}@example.org",
            name=f"Meting {number}",
            organisation=partners[number % len(partners)],
            roles=[Role.PARTNER],
        )
        for number in range(4 * len(partners))
    ]


def viewers_of(organisation: Organisation) -> Viewers:
    return Viewers(
        narrow=viewer("smal", organisation), wide=viewer("breed", organisation), all=viewer("alles", organisation)
    )


def viewer(name: str, organisation: Organisation) -> User:
    return add_user(
        email=f"{name}@example.org",
        name=f"Kijker {name}",
        organisation=organisation,
        roles=[Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR],
    )


def add_workers(places: dict[int, Case], workers: list[User], viewers: Viewers, total: int, chance: Random) -> None:
    """`places`: the place of each case in the town, of `total` cases; it says which viewers are on it."""
    made = Involvement.objects.bulk_create(
        [
            involvement_of(case, user, role, asked_by=viewers.all)
            for place, case in places.items()
            for user, role in seats_in(place, workers, viewers, total, chance)
        ],
        batch_size=BATCH,
    )
    Grant.objects.bulk_create((grant_of(row, viewers) for row in made), batch_size=BATCH)
    Deadline.objects.bulk_create((deadline_of(row) for row in made), batch_size=BATCH)


def seats_in(
    place: int, workers: list[User], viewers: Viewers, total: int, chance: Random
) -> list[tuple[User, InvolvementRole]]:
    seats = [(viewers.all, InvolvementRole.PROCESS_COORDINATOR)]
    seats += [(worker, InvolvementRole.PARTICIPANT) for worker in chance.sample(workers, 4)]
    seats += [(viewers.wide, InvolvementRole.PARTICIPANT)] if place % 10 == 0 else []
    seats += [(viewers.narrow, InvolvementRole.PARTICIPANT)] if place % max(total // 25, 1) == 0 else []
    return seats


def involvement_of(case: Case, user: User, role: InvolvementRole, *, asked_by: User) -> Involvement:
    return Involvement(
        case=case,
        organisation_id=user.organisation_id,
        user=user,
        role=role,
        asked_on=case.started_on,
        asked_by=asked_by,
        asked_reason="Nodig",
        period=DateRange(case.started_on, None),
    )


def deadline_of(row: Involvement) -> Deadline:
    return Deadline(
        case_id=row.case_id,
        kind=DeadlineKind.EVALUATION,
        subject_id=row.pk,
        due_on=TODAY + timedelta(days=row.pk % 60 - 10),
        organisation_id=row.organisation_id,
        user_id=row.user_id,
    )


def grant_of(involvement: Involvement, viewers: Viewers) -> Grant:
    directs = involvement.role == InvolvementRole.PROCESS_COORDINATOR
    return Grant(
        case_id=involvement.case_id,
        principal=involvement.user.principal,  # type: ignore[union-attr]
        involvement=involvement,
        compartments=PolicyDomain.values if directs else [involvement.user.organisation.policy_domain],  # type: ignore[union-attr]
        level=GrantLevel.DIRECT if directs else GrantLevel.CONTRIBUTE,
        purpose=GrantPurpose.FAMILY_APPROACH,
        legal_basis="Gemeentewet 172",
        period=DateTimeTZRange(timezone.now() - timedelta(days=1), None),
        reason="Meten",
        granted_by=viewers.all,
    )

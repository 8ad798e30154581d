"""Many invented cases at once, with everything a page shows, for measuring. The same number gives the same data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from cases.models import (
    Case,
    CaseStage,
    Deadline,
    DeadlineKind,
    FirstContribution,
    Grant,
    GrantLevel,
    GrantPurpose,
    Household,
    IntakeQuestion,
    Involvement,
    InvolvementRole,
    LegalFrame,
    LegalFrameKind,
    Member,
    MembershipReason,
    Nature,
    Observation,
    Relation,
    RelationKind,
    Residence,
)
from domains.models import Contribution, LifeDomain
from familienetwerk.accounts.actions import add_organisation, add_user
from familienetwerk.accounts.models import Municipality, Organisation, OrganisationKind, PolicyDomain, User
from familienetwerk.accounts.roles import Role
from interventions.models import ActionItem, ActionKind, Goal, GoalTerm, Line, Plan

TODAY = date(2026, 11, 23)
BATCH = 4000
SURNAMES = "Waterman Kuipers Van-Dam Terpstra Smit Yilmaz El-Idrissi Jansen De-Boer Vos Meijer Dekker Mulder Bos".split()
GIVEN = "Kevin Naomi Ties Bo Jayden Sara Mo Lisa Daan Emma Noor Finn Fatima Sem Julia Bram Eva Levi Zoë Thijs".split()
STAGES = [CaseStage.INTAKE, CaseStage.JOINT_ANALYSIS, CaseStage.PROBLEM_DEFINED, CaseStage.PLAN_DRAFT, CaseStage.IN_EXECUTION]


@dataclass(frozen=True, kw_only=True)
class Viewers:
    """Three people whose rights differ, to show that lists do not care."""

    narrow: User  # on 25 cases
    wide: User  # on a tenth of all cases
    all: User  # on every case


def seed(cases: int) -> Viewers:
    """About fifty rows a case. Writes straight to the tables: it measures reading, not the actions."""
    chance = Random(20261123)  # noqa: S311 — not for secrets
    organisations = _organisations()
    workers = _workers(organisations)
    viewers = Viewers(
        narrow=_viewer("smal", organisations[0]), wide=_viewer("breed", organisations[0]), all=_viewer("alles", organisations[0])
    )
    made = _cases(cases, organisations, viewers.all)
    for portion in batched(made, 1000, strict=False):
        _people(list(portion), chance)
        _work(list(portion), workers, viewers, cases, chance)
        _writings(list(portion), workers, chance)
        _plans(list(portion), workers, chance)
    return viewers


def _organisations() -> list[Organisation]:
    municipality = Municipality.objects.create(name="Meetstad")
    kinds = {PolicyDomain.SAFETY: OrganisationKind.POLICE, PolicyDomain.SOCIAL: OrganisationKind.SOCIAL_TEAM}
    return [
        add_organisation(
            name=f"{domain.label} {number}",
            kind=kinds.get(domain, OrganisationKind.OTHER),
            policy_domain=domain,
            municipality=municipality,
        )
        for number in range(8)
        for domain in PolicyDomain
    ]


def _workers(organisations: list[Organisation]) -> list[User]:
    return [
        add_user(
            email=f"meting{number}@example.org",
            name=f"Meting {number}",
            organisation=organisations[number % len(organisations)],
            roles=[Role.PARTNER],
        )
        for number in range(4 * len(organisations))
    ]


def _viewer(name: str, organisation: Organisation) -> User:
    user = add_user(
        email=f"{name}@example.org",
        name=f"Kijker {name}",
        organisation=organisation,
        roles=[Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR],
    )
    user.password = make_password(None)
    return user


def _cases(number: int, organisations: list[Organisation], starter: User) -> list[Case]:
    municipality = organisations[0].municipality
    frame = LegalFrame.objects.create(
        municipality=municipality,
        kind=LegalFrameKind.LOCAL_PGA,
        name="Lokale persoonsgerichte aanpak",
        purpose="Meten",
        legal_basis="Gemeentewet 172",
        controller="College",
        contact_point="privacy@example.org",
        agreement="Convenant",
        dpia_on=TODAY,
        valid_from=date(2025, 1, 1),
    )
    rows = []
    for index in range(number):
        stage = STAGES[index % len(STAGES)]
        first = TODAY - timedelta(days=40 + index % 400)
        rows.append(
            Case(
                number=f"{2000 + index // 10_000}-{index % 10_000:05}",
                name=f"Boom {index}",
                municipality=municipality,
                legal_frame=frame,
                bringing_organisation=organisations[index % len(organisations)],
                stage=stage,
                first_signal_on=first,
                started_on=first + timedelta(days=3),
                started_by=starter,
                opened_on=None if stage == CaseStage.INTAKE else first + timedelta(days=10),
                definition_fixed_on=first + timedelta(days=30) if STAGES.index(stage) >= 2 else None,
                first_plan_on=first + timedelta(days=38) if stage == CaseStage.IN_EXECUTION else None,
            )
        )
    return Case.objects.bulk_create(rows, batch_size=BATCH)


def _people(cases: list[Case], chance: Random) -> None:
    members = Member.objects.bulk_create((member for case in cases for member in _family(case, chance)), batch_size=BATCH)
    households = Household.objects.bulk_create(
        (Household(case=case, name=f"Huis {letter}", place="Meetstad") for case in cases for letter in "AB"), batch_size=BATCH
    )
    homes = {(home.case_id, home.name[-1]): home for home in households}
    families = [members[start : start + 8] for start in range(0, len(members), 8)]
    period = DateRange(date(2020, 1, 1), None)
    Residence.objects.bulk_create(
        (
            Residence(household=homes[person.case_id, "A" if place < 5 else "B"], member=person, period=period)
            for family in families
            for place, person in enumerate(family)
        ),
        batch_size=BATCH,
    )
    Relation.objects.bulk_create((row for family in families for row in _relations(family)), batch_size=BATCH)


def _family(case: Case, chance: Random) -> Iterator[Member]:
    surname = chance.choice(SURNAMES)
    for place in range(8):
        given = chance.choice(GIVEN)
        yield Member(
            case=case,
            given_name=given,
            family_name=surname,
            name_key=f"{surname} {given}".lower(),
            given_key=given.lower(),
            birth_date=date(1960 + 6 * place, 1 + place, 1 + chance.randrange(28)),
            reason=MembershipReason.INDEX if place == 0 else MembershipReason.RELATIVE,
            reason_text="Gemeten.",
            review_on=TODAY + timedelta(days=chance.randrange(1, 200)),
            added_on=case.started_on,
            added_by_id=case.started_by_id,
        )


def _relations(family: list[Member]) -> Iterator[Relation]:
    common = {"case_id": family[0].case_id, "source": "BRP", "sourced_on": TODAY}
    yield Relation(from_member=family[0], to_member=family[1], kind=RelationKind.MARRIED, **common)
    for parent in family[:2]:
        for child in family[2:7]:
            yield Relation(from_member=parent, to_member=child, kind=RelationKind.PARENT, **common)


def _work(cases: list[Case], workers: list[User], viewers: Viewers, total: int, chance: Random) -> None:
    involvements = []
    for case in cases:
        seats = [(viewers.all, InvolvementRole.PROCESS_COORDINATOR)]
        seats += [(worker, InvolvementRole.PARTICIPANT) for worker in chance.sample(workers, 4)]
        index = case.pk % total
        seats += [(viewers.wide, InvolvementRole.PARTICIPANT)] if index % 10 == 0 else []
        seats += [(viewers.narrow, InvolvementRole.PARTICIPANT)] if index % max(total // 25, 1) == 0 else []
        involvements += [
            Involvement(
                case=case,
                organisation_id=user.organisation_id,
                user=user,
                role=role,
                asked_on=case.started_on,
                asked_by=viewers.all,
                asked_reason="Nodig",
                period=DateRange(case.started_on, None),
            )
            for user, role in seats
        ]
    made = Involvement.objects.bulk_create(involvements, batch_size=BATCH)
    Grant.objects.bulk_create((_grant(row, viewers) for row in made), batch_size=BATCH)
    Deadline.objects.bulk_create(
        (
            Deadline(
                case_id=row.case_id,
                kind=DeadlineKind.EVALUATION,
                subject_id=row.pk,
                due_on=TODAY + timedelta(days=row.pk % 60 - 10),
                organisation_id=row.organisation_id,
                user_id=row.user_id,
            )
            for row in made
        ),
        batch_size=BATCH,
    )


def _grant(involvement: Involvement, viewers: Viewers) -> Grant:
    directs = involvement.role == InvolvementRole.PROCESS_COORDINATOR
    return Grant(
        case_id=involvement.case_id,
        principal=involvement.user.principal,  # type: ignore[union-attr]
        involvement=involvement,
        compartments=PolicyDomain.values if directs else [PolicyDomain.SAFETY],
        level=GrantLevel.DIRECT if directs else GrantLevel.CONTRIBUTE,
        purpose=GrantPurpose.FAMILY_APPROACH,
        legal_basis="Gemeentewet 172",
        period=DateTimeTZRange(timezone.now() - timedelta(days=1), None),
        reason="Meten",
        granted_by=viewers.all,
    )


def _writings(cases: list[Case], workers: list[User], chance: Random) -> None:
    now = timezone.now()
    asked, seen, brought, firsts = [], [], [], []
    for case in cases:
        authors = chance.sample(workers, 4)
        desks = {author.organisation_id: author for author in authors}
        for author in desks.values():
            asked.append(
                IntakeQuestion(
                    case=case,
                    organisation_id=author.organisation_id,
                    question="Wat is bij u bekend?",
                    asked_by_id=case.started_by_id,
                    asked_on=case.started_on,
                    due_on=case.started_on + timedelta(days=7),
                )
            )
            item = {"case": case, "organisation_id": author.organisation_id, "author": author, "released_at": now}
            seen += [
                Observation(nature=Nature.FACT, text="Er is iets gezien.", observed_on=case.first_signal_on, source="melding", **item)
                for _ in range(2)
            ]
            brought.append(Contribution(concern="Wij maken ons zorgen.", **item))
            firsts.append(
                FirstContribution(
                    case=case, organisation_id=author.organisation_id, on=case.started_on + timedelta(days=chance.randrange(50))
                )
            )
    for rows in (asked, seen, brought, firsts):
        _insert(rows)


def _insert(rows: list[models.Model]) -> None:
    type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def _plans(cases: list[Case], workers: list[User], chance: Random) -> None:
    domain = LifeDomain.objects.current()[0]
    plans = Plan.objects.bulk_create(
        [Plan(case=case, version=1, written_by_id=case.started_by_id, evaluate_on=TODAY) for case in cases], batch_size=BATCH
    )
    goals = Goal.objects.bulk_create(
        [
            Goal(plan=plan, life_domain=domain, term=GoalTerm.LONG, statement=f"Doel {place}", position=place)
            for plan in plans
            for place in range(1, 4)
        ],
        batch_size=BATCH,
    )
    ActionItem.objects.bulk_create(
        (
            ActionItem(
                goal=goal,
                what="Bel de school",
                organisation_id=worker.organisation_id,
                owner=worker,
                due_on=TODAY + timedelta(days=10),
                line=Line.PREVENTIVE,
                kind=ActionKind.CARE,
            )
            for goal in goals
            for worker in chance.sample(workers, 2)
        ),
        batch_size=BATCH,
    )

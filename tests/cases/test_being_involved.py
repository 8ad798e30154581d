"""Who works on a case: asked, joined, ended. The right to see it follows at once, for every reader."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from guardian.shortcuts import assign_perm

from cases import actions, permissions
from cases.case_of_page import case_for
from cases.models import Case, Deadline, DeadlineKind, Grant, GrantLevel, Involvement, InvolvementRole
from cases.permissions import CHANGE, CONTRIBUTE, DIRECT, LEVEL_FOR, VIEW
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import (
    a_case,
    a_user,
    an_involvement,
    an_organisation,
    anna,
    bram,
    chris,
    sanne,
)
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SOON = TODAY + timedelta(days=7)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def ask(case: Case, organisation, **fields) -> Involvement:
    filled = {"by": case.started_by, "on": YESTERDAY, "due_on": SOON, "reason": "Kennis van de buurt"} | fields
    return actions.ask_to_join(case, organisation, **filled)


def test_asking_opens_nothing_yet(case):
    user = bram()

    ask(case, user.organisation, user=user)

    assert rights_of(user, case) == NOWHERE
    assert Deadline.objects.open().get(kind=DeadlineKind.INVITATION).user == user


def test_joining_opens_the_case_at_once_everywhere(case):
    user = bram()

    actions.join(ask(case, user.organisation), by=user, on=TODAY)

    assert rights_of(user, case) == EVERYWHERE
    assert not Deadline.objects.open().filter(kind=DeadlineKind.INVITATION).exists()


def test_ending_closes_the_case_at_once_everywhere(case, director):
    user = bram()
    involvement = an_involvement(case, user)

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere wijk")

    assert rights_of(user, case) == NOWHERE
    assert Involvement.objects.get(pk=involvement.pk).ended_reason == "Andere wijk"


def test_giving_and_ending_a_right_is_logged(case, director):
    involvement = an_involvement(case, bram())
    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere wijk")
    grant = str(Grant.objects.get(involvement=involvement).pk)

    events = AuditEvent.objects.filter(subject="grant", subject_ids=grant).order_by("pk")
    assert [event.type for event in events] == [EventType.GRANTED, EventType.REVOKED]


def test_of_two_roles_the_other_stays(case, director):
    coordinator = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)

    actions.end_involvement(coordinator, by=director, on=TODAY, reason="Karim neemt over")

    assert rights_of(director, case) == EVERYWHERE
    assert type(director).objects.get(pk=director.pk).has_perm(DIRECT, case)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (InvolvementRole.READER, {VIEW}),
        (InvolvementRole.PARTICIPANT, {VIEW, CONTRIBUTE}),
        (InvolvementRole.CASE_COORDINATOR, {VIEW, CONTRIBUTE, CHANGE}),
        (InvolvementRole.PROCESS_COORDINATOR, {VIEW, CONTRIBUTE, CHANGE, DIRECT}),
    ],
)
def test_the_role_says_how_much(role: InvolvementRole, may: set[str]):
    case, user = a_case(), bram()
    an_involvement(case, user, role=role)

    assert {permission for permission in LEVEL_FOR if user.has_perm(permission, case)} == may
    held = case_for(user, case.pk).level
    assert {permission for permission, level in LEVEL_FOR.items() if held >= level} == may


def test_an_inactive_account_sees_nothing_whatever_it_held(case):
    user = bram()
    an_involvement(case, user)
    user.is_active = False
    user.save(update_fields=["is_active"])

    assert rights_of(user, case) == NOWHERE


def test_a_leaver_loses_every_case_at_once(case, director):
    user, other = bram(), a_case()
    for of_user in (case, other):
        an_involvement(of_user, user)

    permissions.revoke_everything_of(user, by=director)

    assert [rights_of(user, of_user) for of_user in (case, other)] == [NOWHERE, NOWHERE]


def test_a_grant_of_an_organisation_reaches_its_people_and_nobody_else(case, director):
    user, stranger = sanne(), chris()
    Grant.objects.create(
        case=case,
        principal=user.organisation.principal,
        compartments=[PolicyDomain.SOCIAL],
        level=GrantLevel.READ,
        purpose="FAMILY_APPROACH",
        legal_basis="Gemeentewet 172",
        period=(timezone.now(), None),
        reason="Overname van een team",
        granted_by=director,
    )

    assert rights_of(user, case) == EVERYWHERE
    assert rights_of(stranger, case) == NOWHERE


def test_guardian_cannot_give_a_right_past_the_grants(case):
    with pytest.raises(DatabaseError, match=r"cannot insert into view|permission denied"), transaction.atomic():
        assign_perm("cases.view_case", chris(), case)


def test_a_grant_that_ended_in_the_past_or_starts_later_opens_nothing(case, director):
    user = chris()
    now = timezone.now()
    for begin, end in ((now - timedelta(hours=2), now - timedelta(hours=1)), (now + timedelta(hours=1), None)):
        Grant.objects.create(
            case=case,
            principal=user.principal,
            level=GrantLevel.READ,
            purpose="FAMILY_APPROACH",
            legal_basis="Gemeentewet 172",
            period=(begin, end),
            reason="Waarneming",
            granted_by=director,
        )

    assert rights_of(user, case) == NOWHERE


def test_an_organisation_is_asked_once(case):
    organisation = an_organisation(PolicyDomain.CARE)
    ask(case, organisation)

    with pytest.raises(ValidationError, match="Deze organisatie is al gevraagd om mee te doen"):
        ask(case, organisation)


def test_who_is_at_the_table_is_not_asked_again(case):
    user = bram()
    an_involvement(case, user)

    with pytest.raises(actions.CannotInvolve, match="Bram Visser doet al mee"):
        ask(case, user.organisation, user=user)


def test_a_professional_is_asked_at_the_own_organisation(case):
    with pytest.raises(actions.CannotInvolve, match="werkt niet bij deze organisatie"):
        ask(case, an_organisation(), user=bram())


def test_a_question_to_one_colleague_is_not_for_another(case):
    user = bram()
    colleague = a_user(Role.SAFETY_PROFESSIONAL, name="Bas Bos", organisation=user.organisation)
    involvement = ask(case, user.organisation, user=user)

    with pytest.raises(actions.CannotInvolve, match="aan een collega gesteld"):
        actions.join(involvement, by=colleague, on=TODAY)
    with pytest.raises(actions.CannotInvolve, match="aan een collega gesteld"):
        actions.decline_to_join(involvement, by=colleague, on=TODAY, reason="Nee")


def test_declining_says_why_and_the_organisation_may_be_asked_again(case):
    user = bram()
    actions.decline_to_join(ask(case, user.organisation), by=user, on=TODAY, reason="Kennen wij niet")

    assert ask(case, user.organisation).is_asked
    assert rights_of(user, case) == NOWHERE


def test_joining_twice_is_refused(case):
    user = bram()
    involvement = ask(case, user.organisation)
    actions.join(involvement, by=user, on=TODAY)

    with pytest.raises(actions.CannotInvolve, match="al beantwoord of ingetrokken"):
        actions.join(involvement, by=user, on=TODAY)


def test_the_coordinator_can_take_a_question_back(client: Client, case, director):
    user = bram()
    involvement = ask(case, user.organisation)
    client.force_login(director)

    client.post(f"/casussen/{case.pk}/betrokkenen/{involvement.pk}/intrekken/", {"reason": "Verkeerde organisatie"})

    assert Involvement.objects.get(pk=involvement.pk).declined_reason == "Ingetrokken: Verkeerde organisatie"
    with pytest.raises(actions.CannotInvolve):
        actions.join(involvement, by=user, on=TODAY)

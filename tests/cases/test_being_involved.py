"""Who works on a case: asked, joined, ended, handed over. The right to see it follows at once, for every reader."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from guardian.shortcuts import assign_perm, get_users_with_perms

from cases import actions, permissions
from cases.models import Case, Deadline, DeadlineKind, Grant, GrantLevel, Involvement, InvolvementRole
from cases.permissions import CHANGE, CONTRIBUTE, DIRECT, VIEW
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import (
    a_case,
    a_member,
    a_user,
    an_intake,
    an_involvement,
    an_observation,
    an_organisation,
    anna,
    bram,
    chris,
    sanne,
)

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


def rights_of(user, case: Case) -> dict[str, bool]:
    """What each reader of the grants says. A fresh user: Django keeps answers on the object."""
    user = type(user).objects.get(pk=user.pk)
    return {
        "list": Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        "has_perm": user.has_perm(VIEW, case),
        "guardian": user in get_users_with_perms(case, only_with_perms_in=["view_case"]),
        "who sees": user in permissions.users_who_see(case),
    }


EVERYWHERE = {"list": True, "has_perm": True, "guardian": True, "who sees": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)


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

    assert {permission for permission in (VIEW, CONTRIBUTE, CHANGE, DIRECT) if user.has_perm(permission, case)} == may


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


# --- the invitation -------------------------------------------------------------------------------


def test_the_invitation_shows_the_ground_and_nothing_of_the_family(client: Client, case, director):
    user = bram()
    a_member(case, given_name="Kevin")
    an_observation(case, director, text="Er stonden drie scooters.")
    involvement = ask(case, user.organisation, reason="Kennis van de buurt")
    client.force_login(user)

    page = client.get(f"/uitnodigingen/{involvement.pk}/").text

    assert case.number in page
    assert "Kennis van de buurt" in page
    assert case.legal_frame.legal_basis in page
    assert case.name not in page
    assert "Kevin" not in page
    assert "scooters" not in page


@pytest.mark.parametrize("path", ["", "meedoen/"])
def test_an_invitation_to_others_does_not_exist(client: Client, case, path: str):
    involvement = ask(case, bram().organisation)
    client.force_login(chris())

    response = client.post(f"/uitnodigingen/{involvement.pk}/{path}", {"reason": "x"})

    assert response.status_code == 404
    assert Involvement.objects.get(pk=involvement.pk).is_asked


def test_joining_is_one_button(client: Client, case):
    user = bram()
    involvement = ask(case, user.organisation)
    client.force_login(user)

    response = client.post(f"/uitnodigingen/{involvement.pk}/meedoen/")

    assert response["Location"] == f"/casussen/{case.pk}/"
    assert client.get(f"/casussen/{case.pk}/").status_code == 200


def test_declining_asks_a_reason_and_keeps_it(client: Client, case):
    user = bram()
    involvement = ask(case, user.organisation)
    client.force_login(user)

    without = client.post(f"/uitnodigingen/{involvement.pk}/", {"reason": ""})
    client.post(f"/uitnodigingen/{involvement.pk}/", {"reason": "Kennen wij niet"})

    assert without.status_code == 422
    assert Involvement.objects.get(pk=involvement.pk).declined_reason == "Kennen wij niet"


def test_who_joined_is_sent_on_to_the_case(client: Client, case):
    user = bram()
    involvement = actions.join(ask(case, user.organisation), by=user, on=TODAY)
    client.force_login(user)

    assert client.get(f"/uitnodigingen/{involvement.pk}/")["Location"] == f"/casussen/{case.pk}/"


def test_a_colleague_reads_that_it_was_answered(client: Client, case):
    user = bram()
    colleague = a_user(Role.SAFETY_PROFESSIONAL, name="Bas Bos", organisation=user.organisation)
    involvement = ask(case, user.organisation)
    actions.decline_to_join(involvement, by=user, on=TODAY, reason="Kennen wij niet")
    client.force_login(colleague)

    assert "Deze vraag is al beantwoord" in client.get(f"/uitnodigingen/{involvement.pk}/").text


# --- coordinators ------------------------------------------------------------------------------------


def test_a_second_case_coordinator_is_refused_with_the_name_of_the_first(client: Client, case, director):
    karim = a_user(Role.CASE_COORDINATOR, name="Karim Haddou")
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/regisseur/",
        {"role": "CASE_COORDINATOR", "user": karim.pk, "reason": "Neemt over"},
    )

    assert response.status_code == 422
    assert "Deze casus heeft al een casusregisseur: Anna de Wit. Beëindig die rol eerst." in response.text
    assert rights_of(karim, case) == NOWHERE


def test_the_database_refuses_two_case_coordinators_at_once(case, director):
    with pytest.raises(IntegrityError, match="one_case_coordinator"), transaction.atomic():
        Involvement.objects.create(
            case=case,
            organisation=director.organisation,
            user=sanne(),
            role=InvolvementRole.CASE_COORDINATOR,
            asked_on=TODAY,
            asked_by=director,
            asked_reason="x",
            period=(TODAY, None),
        )


def test_handing_over_ends_the_one_and_starts_the_other_in_one_act(client: Client, case, director):
    karim = a_user(Role.CASE_COORDINATOR, name="Karim Haddou")
    coordinator = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/betrokkenen/{coordinator.pk}/overdragen/", {"user": karim.pk, "reason": "Andere taak"}
    )

    running = case.involvements.running(TODAY).get(role=InvolvementRole.CASE_COORDINATOR)
    assert (running.user, running.since) == (karim, TODAY)
    assert type(karim).objects.get(pk=karim.pk).has_perm(CHANGE, case)
    assert Involvement.objects.get(pk=coordinator.pk).until == TODAY


def test_handing_over_takes_the_work_along(case, director):
    karim = a_user(Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR, name="Karim Haddou")
    deadline = a_deadline(case, director)

    for role in (InvolvementRole.PROCESS_COORDINATOR, InvolvementRole.CASE_COORDINATOR):
        actions.hand_over(case.involvements.get(role=role), karim, by=director, on=TODAY, reason="Andere baan")
        deadline.refresh_from_db()
        # only the last role takes it along: until then Anna still works on the case
        assert deadline.user == (director if role == InvolvementRole.PROCESS_COORDINATOR else karim)


def test_a_role_that_began_today_is_not_handed_over_today(case, director):
    case.involvements.filter(role=InvolvementRole.CASE_COORDINATOR).update(period=(TODAY, None))
    coordinator = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)

    with pytest.raises(ValidationError, match="Overdragen kan vanaf morgen"):
        actions.hand_over(coordinator, a_user(Role.CASE_COORDINATOR), by=director, on=TODAY, reason="Vergissing")


def test_a_coordinator_hands_over_and_does_not_just_stop(client: Client, case, director):
    coordinator = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(director)

    response = client.get(f"/casussen/{case.pk}/betrokkenen/{coordinator.pk}/eind/")

    assert response.status_code == 403
    assert "draagt de rol over" in response.text


def test_only_somebody_with_that_role_becomes_coordinator(client: Client, director):
    case = an_intake(coordinator=director)
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/regisseur/",
        {"role": "CASE_COORDINATOR", "user": a_user(Role.PROCESS_COORDINATOR, name="Piet Pot").pk, "reason": "x"},
    )

    assert "Piet Pot is geen casusregisseur. Kies iemand anders." in response.text


# --- colleagues, tasks and ending -----------------------------------------------------------------------


def test_a_participant_brings_in_a_colleague_of_the_own_organisation(client: Client, case):
    user = sanne()
    an_involvement(case, user)
    colleague = a_user(name="Olga Mol", organisation=user.organisation)
    kevin = a_member(case)
    client.force_login(user)

    client.post(
        f"/casussen/{case.pk}/betrokkenen/collega/",
        {"user": colleague.pk, "role": "READER", "reason": "Vervanging", "members": [kevin.pk]},
    )

    assert rights_of(colleague, case) == EVERYWHERE
    assert not colleague.has_perm(CONTRIBUTE, case)
    assert list(case.involvements.get(user=colleague).members.all()) == [kevin]


def test_nobody_brings_in_somebody_of_another_organisation_or_as_coordinator(client: Client, case):
    user = sanne()
    an_involvement(case, user)
    client.force_login(user)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/collega/", {"user": chris().pk, "role": "CASE_COORDINATOR", "reason": "x"}
    )

    assert response.status_code == 422
    assert case.involvements.running(TODAY).count() == 3


def test_a_reader_brings_in_nobody(client: Client, case):
    user = sanne()
    an_involvement(case, user, role=InvolvementRole.READER)
    client.force_login(user)

    assert client.get(f"/casussen/{case.pk}/betrokkenen/collega/").status_code == 403


def test_one_ends_the_own_involvement_and_not_that_of_another(client: Client, case):
    user, other = sanne(), bram()
    own, of_other = an_involvement(case, user), an_involvement(case, other)
    client.force_login(user)
    typed = {"on": TODAY.strftime("%d-%m-%Y"), "reason": "Andere baan"}

    refused = client.post(f"/casussen/{case.pk}/betrokkenen/{of_other.pk}/eind/", typed)
    done = client.post(f"/casussen/{case.pk}/betrokkenen/{own.pk}/eind/", typed)

    assert refused.status_code == 403
    assert done["Location"] == "/casussen/"
    assert client.get(f"/casussen/{case.pk}/").status_code == 404


def test_an_end_before_the_beginning_is_refused_at_the_field(client: Client, case, director):
    involvement = an_involvement(case, bram(), on=date(2026, 10, 5))
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/{involvement.pk}/eind/", {"on": "04-10-2026", "reason": "x"}
    )

    assert response.status_code == 422
    assert 'id="id_on_error"' in response.text


def test_what_was_due_of_who_left_goes_to_a_colleague_first(case, director):
    user = sanne()
    colleague = a_user(name="Olga Mol", organisation=user.organisation)
    involvement = an_involvement(case, user)
    an_involvement(case, colleague)
    deadline = a_deadline(case, user)

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere baan")

    deadline.refresh_from_db()
    assert deadline.user == colleague


def test_without_a_colleague_personal_work_goes_to_the_coordinator(case, director):
    user = sanne()
    involvement = an_involvement(case, user)
    deadline = a_deadline(case, user)

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere baan")

    deadline.refresh_from_db()
    assert (deadline.user, deadline.settled_on) == (director, None)


def test_without_a_colleague_nobody_answers_for_the_organisation_any_more(case, director):
    user = sanne()
    involvement = an_involvement(case, user)
    deadline = a_deadline(case, user, kind=DeadlineKind.ADOPTION)

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere baan")

    deadline.refresh_from_db()
    assert deadline.settled_on == TODAY


def test_work_that_the_heir_has_already_is_settled_and_not_doubled(case, director):
    user = sanne()
    involvement = an_involvement(case, user)
    of_both = [a_deadline(case, person, kind=DeadlineKind.ACTION, subject_id=7) for person in (user, director)]

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere baan")

    assert [Deadline.objects.get(pk=deadline.pk).settled_on for deadline in of_both] == [TODAY, None]


def a_deadline(case: Case, user, *, kind: DeadlineKind = DeadlineKind.ACTION, subject_id: int = 1) -> Deadline:
    return actions.set_deadline(
        case, kind, subject_id=subject_id, due_on=SOON, organisation=user.organisation, user=user
    )


# --- the page --------------------------------------------------------------------------------------------


def test_the_page_says_who_works_on_it_who_was_asked_and_who_left(client: Client, case, director):
    joined, left = sanne(), bram()
    actions.join(ask(case, joined.organisation), by=joined, on=TODAY)
    gone = an_involvement(case, left)
    actions.end_involvement(gone, by=director, on=TODAY, reason="Andere wijk")
    ask(case, an_organisation(PolicyDomain.CARE, name="GGZ Delta"))
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    for words in ("Sanne Bakker", "gevraagd door Anna de Wit", "GGZ Delta", "nog 7 dagen", "Andere wijk"):
        assert words in page


def test_the_page_names_everybody_who_sees_the_case(client: Client, case, director):
    an_involvement(case, sanne())
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    assert "2 professionals hebben nu toegang." in page


def test_asking_begins_with_the_domain_that_is_missing(client: Client, case, director):
    an_organisation(PolicyDomain.CARE, name="GGZ Delta")
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/vragen/?domein=CARE").text.split("Welke organisatie")[1]

    assert page.index("GGZ Delta") < page.index(str(director.organisation))


def test_asking_on_the_page_keeps_what_was_typed_when_something_is_wrong(client: Client, case, director):
    organisation = an_organisation(PolicyDomain.CARE)
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/vragen/{organisation.pk}/",
        {"reason": "Kennis van verslaving", "due_on": "01-01-2020"},
    )

    assert response.status_code == 422
    assert "Kennis van verslaving" in response.text
    assert "De datum ligt in het verleden." in response.text


@pytest.mark.parametrize("path", ["vragen/", "vragen/{organisation}/", "{asked}/intrekken/"])
def test_only_a_coordinator_asks_and_takes_back(client: Client, case, director, path: str):
    partner, stranger = bram(), chris()
    an_involvement(case, partner)
    asked = ask(case, an_organisation(PolicyDomain.CARE))
    address = f"/casussen/{case.pk}/betrokkenen/" + path.format(organisation=asked.organisation_id, asked=asked.pk)

    answers = {}
    for user in (director, partner, stranger):
        client.force_login(user)
        answers[user.name] = client.get(address).status_code

    assert answers == {"Anna de Wit": 200, "Bram Visser": 403, "Chris Vos": 404}


def test_work_for_the_desk_stays_with_who_sees_the_case(case):
    user = sanne()
    an_involvement(case, user)
    colleague = a_user(name="Olga Mol", organisation=user.organisation)
    deadline = actions.set_deadline(
        case, DeadlineKind.ADOPTION, subject_id=1, due_on=SOON, organisation=user.organisation
    )

    assert deadline in Deadline.objects.for_work_list_of(user)
    assert deadline not in Deadline.objects.for_work_list_of(colleague)

"""Somebody leaves: everything closes in one act, and what is left behind stands on somebody's work list."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import AccessRequest, Case, Deadline, DeadlineKind, Grant, Involvement, InvolvementRole
from cases.periods import end_of
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.actions import change_account, end_account
from familienetwerk.audit.models import AuditEvent
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_user, an_involvement, an_organisation, anna, bram, chris, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
REASON = "Er is nu iemand in gevaar in dit huis"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def admin() -> User:
    return a_user(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")


def a_colleague(of: User) -> User:
    return a_user(Role.PROCESS_COORDINATOR, name="Karim Bos", organisation=of.organisation)


def a_deadline(case: Case, user: User, kind: DeadlineKind = DeadlineKind.ACTION) -> Deadline:
    return actions.set_deadline(
        case, kind, subject_id=7, due_on=TODAY, organisation=user.organisation, user=user, about="Bel de school"
    )


def test_everything_closes_in_one_act(client: Client, case, admin):
    user, elsewhere, later, danger = bram(), a_case(), a_case(), a_case()
    for joined in (case, elsewhere):
        an_involvement(joined, user)
    actions.start_involvement(
        later, user, by=later.started_by, on=TODAY + timedelta(days=3), reason="Straks", ends_at=None
    )
    actions.ask_to_join(
        a_case(), user.organisation, user=user, by=case.started_by, on=TODAY, due_on=TODAY, reason="Kennis"
    )
    actions.ask_access("2031-0001", by=user, reason="Ik neem waar")
    actions.open_in_emergency(danger.number, by=user, on=TODAY, reason=REASON)
    client.force_login(user)
    client.get("/")

    end_account(user, by=admin)

    assert [rights_of(user, of) for of in (case, elsewhere, later, danger)] == [NOWHERE] * 4
    assert not Grant.objects.not_over().filter(principal__user=user).exists()
    assert not Involvement.objects.seated().filter(user=user).exists()
    assert not Involvement.objects.asked().filter(user=user).exists()
    assert not AccessRequest.objects.open().filter(asked_by=user).exists()
    assert not UserSession.objects.filter(user=user).exists()
    assert client.get("/").status_code == 302


def test_who_ended_it_and_why_stays(case, admin):
    user = bram()
    seat = an_involvement(case, user)

    end_account(user, by=admin)

    seat.refresh_from_db()
    assert (seat.ended_by, seat.ended_reason, seat.until) == (admin, "Werkt hier niet meer", TODAY)
    pages = AuditEvent.objects.filter(user_id=admin.pk).values_list("page", flat=True)
    assert {"leave_every_case", "end_account"} <= set(pages)


@pytest.mark.parametrize("moves", ["to another organisation", "to work without cases"])
def test_who_moves_to_other_work_takes_no_case_along(case, admin, moves):
    user = bram()
    an_involvement(case, user)
    organisation = an_organisation() if moves == "to another organisation" else user.organisation
    roles = [Role.SAFETY_PROFESSIONAL] if moves == "to another organisation" else [Role.MANAGER]

    change_account(user, name=user.name, organisation=organisation, roles=roles, job_title="", by=admin)

    assert rights_of(user, case) == NOWHERE


def test_another_job_title_changes_no_right(case, admin):
    user = bram()
    an_involvement(case, user)

    change_account(
        user, name="Bram de Visser", organisation=user.organisation, roles=user.roles, job_title="Agent", by=admin
    )

    assert rights_of(user, case) == EVERYWHERE


# --- a case without direction ----------------------------------------------------------------------------


def test_a_case_whose_director_left_stands_on_the_work_list_of_the_municipality_by_its_number(
    client: Client, case, director, admin
):
    colleague = a_colleague(director)
    end_account(director, by=admin)
    client.force_login(colleague)

    work_list, page = client.get("/").text, client.get("/werk/toegang/").text

    assert "Casussen zonder regisseur" in work_list
    assert case.number in page
    assert case.name not in page
    assert rights_of(colleague, case) == NOWHERE


def test_a_process_coordinator_takes_it_up_with_a_reason(client: Client, case, director, admin):
    colleague = a_colleague(director)
    end_account(director, by=admin)
    client.force_login(colleague)

    empty = client.post(f"/regie/{case.pk}/", {"reason": ""})
    client.post(f"/regie/{case.pk}/", {"reason": "Anna werkt hier niet meer"})

    assert empty.status_code == 422
    assert rights_of(colleague, case) == EVERYWHERE
    assert case.involvements.seated().get().role == InvolvementRole.PROCESS_COORDINATOR
    assert "Casussen zonder regisseur" not in client.get("/").text
    assert "Geen casusregisseur" in client.get("/").text


def test_who_cannot_take_it_up_yet_reads_why(client: Client, director, admin):
    """Of a day belongs one process coordinator: who began and left on one day, still has that day."""
    case, brief = a_case(started_by=director), a_colleague(director)
    an_involvement(case, brief, role=InvolvementRole.PROCESS_COORDINATOR, on=TODAY)
    end_account(brief, by=admin)
    client.force_login(a_colleague(director))

    answer = client.post(f"/regie/{case.pk}/", {"reason": "Karim werkt hier niet meer"})

    assert answer.status_code == 422
    assert "Er is in deze periode al een procesregisseur." in answer.text
    assert "Karim werkt hier niet meer" in answer.text


@pytest.mark.parametrize("who", ["another municipality", "another role", "while somebody directs"])
def test_nobody_else_takes_it_up(client: Client, case, director, admin, who):
    colleague = a_colleague(director)
    if who == "another municipality":
        type(colleague.organisation).objects.filter(pk=colleague.organisation_id).update(municipality=None)
    if who == "another role":
        User.objects.filter(pk=colleague.pk).update(roles=[Role.CASE_COORDINATOR])
    if who != "while somebody directs":
        end_account(director, by=admin)
    client.force_login(colleague)

    answer = client.post(f"/regie/{case.pk}/", {"reason": "Ik wil dit zien"})

    assert answer.status_code == (403 if who == "another role" else 404)
    assert rights_of(colleague, case) == NOWHERE


def test_of_two_who_take_it_up_the_second_is_told(case, director, admin):
    first, second = a_colleague(director), a_colleague(director)
    end_account(director, by=admin)

    taken = []
    for user in (first, second):
        with acting_for(user.pk):
            taken.append(actions.take_direction(case.pk, by=user, on=TODAY, reason="Overname"))

    assert taken == [case, None]


# --- work that is left -----------------------------------------------------------------------------------


def test_open_work_of_a_leaver_is_shown_to_the_coordinator_and_given_to_another(client: Client, case, director, admin):
    user, other = bram(), sanne()
    an_involvement(case, user)
    an_involvement(case, other)
    deadline = a_deadline(case, user)
    end_account(user, by=admin)
    client.force_login(director)

    page = client.get("/werk/toegang/").text
    seat = case.involvements.seated().get(user=other)
    client.post(f"/casussen/{case.pk}/werk/{deadline.pk}/", {"seat": seat.pk})

    assert "Bel de school" in page
    assert "Bram Visser werkt hier niet meer" in page
    deadline.refresh_from_db()
    assert (deadline.user, deadline.organisation) == (other, other.organisation)
    assert "Werk van wie vertrok" not in client.get("/").text


def test_only_who_coordinates_gives_work_to_another(client: Client, case, admin):
    user, other = bram(), sanne()
    an_involvement(case, user)
    an_involvement(case, other)
    deadline = a_deadline(case, user)
    end_account(user, by=admin)
    client.force_login(other)

    assert client.get(f"/casussen/{case.pk}/werk/{deadline.pk}/").status_code == 403


def test_an_invitation_to_a_leaver_does_not_wait_any_more(case, admin):
    user = bram()
    actions.ask_to_join(case, user.organisation, user=user, by=case.started_by, on=TODAY, due_on=TODAY, reason="Kennis")

    end_account(user, by=admin)

    assert not Deadline.objects.open().filter(kind=DeadlineKind.INVITATION).exists()


# --- what ran out by itself ------------------------------------------------------------------------------


def test_at_night_work_of_a_seat_that_ran_out_goes_on_and_the_case_is_counted_anew(case, director):
    user = chris()
    seat = actions.start_involvement(case, user, by=director, on=TODAY, reason="Vervanging", ends_at=end_of(TODAY))
    deadline = a_deadline(case, user)
    case.refresh_from_db()
    assert not case.lacks_social
    Involvement.objects.filter(pk=seat.pk).update(ends_at=timezone.now() - timedelta(hours=1))

    for _ in range(2):
        actions.note_what_ran_out(today=TODAY)

    case.refresh_from_db()
    deadline.refresh_from_db()
    assert case.lacks_social
    assert deadline.user == director

"""One coordinator at a time, handed over in one act; colleagues, and what happens to the work of who leaves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Deadline, DeadlineKind, Involvement, InvolvementRole
from cases.permissions import CHANGE, CONTRIBUTE
from familienetwerk.accounts.roles import Role
from tests.factories import (
    a_case,
    a_member,
    a_user,
    an_intake,
    an_involvement,
    anna,
    bram,
    chris,
    sanne,
)
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=7)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


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


def test_the_only_seat_that_one_has_can_be_handed_over(client: Client):
    karim, lena = (a_user(Role.CASE_COORDINATOR, name=name) for name in ("Karim Haddou", "Lena Prins"))
    case = a_case()
    seat = an_involvement(case, karim, role=InvolvementRole.CASE_COORDINATOR, on=TODAY - timedelta(days=9))
    client.force_login(karim)

    answer = client.post(
        f"/casussen/{case.pk}/betrokkenen/{seat.pk}/overdragen/", {"user": lena.pk, "reason": "Ander werk"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, "/casussen/")
    assert rights_of(lena, case) == EVERYWHERE
    assert rights_of(karim, case) == NOWHERE


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


@pytest.mark.parametrize("kind", [DeadlineKind.ACTION, DeadlineKind.AGREED])
def test_a_colleague_who_only_reads_along_gets_nothing_to_do(case, director, kind):
    user = sanne()
    involvement = an_involvement(case, user)
    an_involvement(case, a_user(organisation=user.organisation), role=InvolvementRole.READER)
    deadline = a_deadline(case, user, kind=kind)

    actions.end_involvement(involvement, by=director, on=TODAY, reason="Andere baan")

    deadline.refresh_from_db()
    assert deadline.user == director


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
        case, kind, subject_id=subject_id, due_on=SOON, organisation=user.organisation, user=user, about="Bel de school"
    )

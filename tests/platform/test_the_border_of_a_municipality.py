"""A privacy officer oversees the own municipality: of another nothing is there, on no page and in no query."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, EmergencyAccess, Judgement, Member
from familienetwerk.accounts.models import Municipality, Organisation, OrganisationKind, PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.actions import follow_claims
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.behalf import acting_for, overseeing
from familienetwerk.outbox.models import Job
from tests.factories import (
    a_case,
    a_member,
    a_town_hall,
    a_user,
    an_involvement,
    an_organisation,
    anna,
    bram,
    chris,
    dina,
)

pytestmark = pytest.mark.django_db
REASON = "Er is acuut gevaar voor een kind, nu."


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case, given_name="Zebedeus", family_name="Kwartel")
    return case


@pytest.fixture
def elsewhere() -> User:
    """The privacy officer of another municipality of this installation."""
    town_hall = a_town_hall(Municipality.objects.create(name="Duinveen"))
    return a_user(Role.PRIVACY_OFFICER, name="Vreemde Functionaris", organisation=town_hall)


@pytest.fixture
def used(case) -> EmergencyAccess:
    return actions.open_in_emergency(case.number, by=chris(), on=timezone.localdate(), reason=REASON)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages_of(case: Case, seat, used: EmergencyAccess) -> dict[str, str]:
    member = case.members.get()
    return {
        "choosing through whose eyes": f"/bekijk-als/casus/{case.pk}/",
        "through those eyes": f"/bekijk-als/{seat.pk}/casussen/{case.pk}/gezin/",
        "who looked at a person": f"/logboek/personen/{member.pk}/",
        "judging an emergency": f"/noodprocedure/gebruik/{used.pk}/",
    }


@pytest.mark.parametrize(("who", "status"), [("at home", 200), ("elsewhere", 404)])
def test_what_is_of_a_case_is_there_for_the_own_officer_alone(case, elsewhere, used, who, status):
    client = as_(dina() if who == "at home" else elsewhere)
    pages = pages_of(case, an_involvement(case, bram()), used)

    answers = {name: client.get(path) for name, path in pages.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(pages, status)
    assert ("Zebedeus" in "".join(answer.text for answer in answers.values())) is (status == 200)


def test_the_log_of_another_municipality_is_not_read(case, director, elsewhere):
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="family")
    record(EventType.EXPORTED, by=director, subject="report")
    record(EventType.EXPORTED, by=elsewhere, subject="report")

    page = as_(elsewhere).get("/logboek/")

    assert {line.who for line, _, _ in page.context["rows"]} <= {elsewhere.name, "De app zelf"}
    assert case.number not in page.text
    assert director.name not in page.text
    assert "Anna de Wit" in as_(dina()).get("/logboek/").text


def test_what_somebody_of_another_municipality_did_in_a_case_is_of_the_municipality_of_that_case(case):
    guest = a_user(name="Gast Vandaan", organisation=a_town_hall(Municipality.objects.create(name="Duinveen")))
    record(EventType.CASE_VIEWED, by=guest, case_id=case.pk, page="family")

    rows = as_(dina()).get("/logboek/").context["rows"]

    assert [line.who for line, _, _ in rows if line.who == guest.name] == [guest.name]


@pytest.mark.parametrize("number", ["its number", "no number at all"])
def test_narrowing_the_log_to_a_case_elsewhere_finds_what_a_case_that_is_not_there_finds(case, elsewhere, number):
    record(EventType.CASE_VIEWED, by=elsewhere, case_id=case.pk, page="family")

    page = as_(elsewhere).get(f"/logboek/?casus={case.number if number == 'its number' else '1900-0001'}")

    assert page.context["rows"] == []


def test_a_person_elsewhere_is_not_found_by_name_and_day_of_birth(case, elsewhere):
    member = case.members.get()
    asked = {"family_name": member.family_name, "birth_date": f"{member.birth_date:%d-%m-%Y}"}

    found = {user.name: as_(user).post("/logboek/personen/", asked).text for user in (dina(), elsewhere)}

    assert {name: "Zebedeus" in text for name, text in found.items()} == {"Dina Smit": True, elsewhere.name: False}


def test_of_an_emergency_the_officer_of_that_municipality_hears_and_no_other(case, director, elsewhere):
    officer, user = dina(), chris()

    used = actions.open_in_emergency(case.number, by=user, on=timezone.localdate(), reason=REASON)

    told = set(Job.objects.filter(kind=actions.emergency.EMERGENCY_NOTICE).values_list("subject_id", flat=True))
    assert told == {str(officer.pk), str(director.pk)} or told == {officer.pk, director.pk}
    assert user.name not in as_(elsewhere).get("/noodprocedure/gebruik/").text
    assert "Noodprocedures te beoordelen" not in as_(elsewhere).get("/").text
    assert "Noodprocedures te beoordelen" in as_(officer).get("/").text
    with pytest.raises(actions.CannotUseEmergency, match="de gemeente van deze casus"):
        actions.review_emergency(used, by=elsewhere, judgement=Judgement.JUSTIFIED, review="Prima")


@pytest.mark.parametrize("table", ["cases_case", "cases_member", "cases_emergencyaccess", "cases_involvement"])
def test_in_the_database_too_overseeing_ends_at_the_border(case, elsewhere, used, table):
    counts = []
    for officer in (dina(), elsewhere):
        with overseeing(officer.pk), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(cursor.fetchone()[0])

    assert counts[0] > 0
    assert counts[1] == 0


def test_who_is_no_officer_oversees_nothing_whatever_is_asked(case, director):
    for user in (director, bram(), a_user(Role.MANAGER)):
        with overseeing(user.pk):
            assert not Case.objects.exists()
            assert not Member.objects.exists()


def test_overseeing_shows_that_there_is_a_case_and_nothing_that_was_said_in_it(case, director):
    with acting_for(director.pk):
        said = director.pk and Case.objects.count()
    with overseeing(dina().pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_observationwords")
        words = cursor.fetchone()[0]

    assert (said, words) == (1, 0)


# --- who can be an officer at all ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [OrganisationKind.POLICE, OrganisationKind.SOCIAL_TEAM])
def test_a_partner_gives_nobody_the_role(kind):
    partner = an_organisation()
    Organisation.objects.filter(pk=partner.pk).update(kind=kind)

    with pytest.raises(IntegrityError, match="werkt bij de gemeente zelf"), transaction.atomic():
        a_user(Role.PRIVACY_OFFICER, organisation=partner)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE accounts_user SET organisation_id = %(police)s WHERE id = %(officer)s",
        "UPDATE accounts_user SET roles = '{PRIVACY_OFFICER}' WHERE id = %(bram)s",
        "UPDATE accounts_organisation SET kind = 'POLICE' WHERE id = %(home)s",
        "UPDATE accounts_organisation SET municipality_id = NULL WHERE id = %(home)s",
    ],
)
def test_no_way_round_makes_an_officer_of_a_partner(deed):
    officer, partner = dina(), bram()
    numbers = {"officer": officer.pk, "home": officer.organisation_id, "bram": partner.pk}

    refused = pytest.raises(IntegrityError, match="werkt bij de gemeente zelf")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed, numbers | {"police": partner.organisation_id})


def test_the_home_of_an_officer_goes_from_the_one_kind_of_a_municipality_to_the_other_and_not_elsewhere():
    home = Organisation.objects.filter(pk=dina().organisation_id)

    for kind in (OrganisationKind.MUNICIPALITY_SAFETY, OrganisationKind.MUNICIPALITY):
        home.update(kind=kind)
        assert home.get().kind == kind
    with pytest.raises(IntegrityError, match="werkt bij de gemeente zelf"), transaction.atomic():
        home.update(kind=kind, municipality=Municipality.objects.create(name="Duinveen"))


def test_the_form_says_where_an_officer_works_and_keeps_what_was_typed():
    police = an_organisation(PolicyDomain.SAFETY)
    asked = {"email": "nieuw@example.org", "name": "Nieuw Gezicht", "organisation": police.pk}

    page = as_(a_user(Role.FUNCTIONAL_ADMIN)).post(
        "/beheer/gebruikers/uitnodigen/", asked | {"roles": "PRIVACY_OFFICER"}
    )

    assert "Een privacy officer werkt bij de gemeente zelf." in page.text
    assert "Nieuw Gezicht" in page.text
    assert not User.objects.filter(email="nieuw@example.org").exists()


def test_what_a_provider_says_makes_no_officer_of_a_partner():
    partner = bram()

    is_let_in = follow_claims(partner, roles=[Role.PRIVACY_OFFICER, Role.PARTNER], organisation=partner.organisation)

    partner.refresh_from_db()
    assert (is_let_in, partner.roles) == (True, [Role.PARTNER])


def test_an_officer_who_stopped_oversees_nothing(case):
    officer = dina()
    User.objects.filter(pk=officer.pk).update(
        is_active=False, last_day=timezone.localdate() - timedelta(days=1), last_day_set_by=officer.pk
    )

    with overseeing(officer.pk):
        assert not Case.objects.exists()
    assert not AuditEvent.objects.filter(user_id=officer.pk).exists()

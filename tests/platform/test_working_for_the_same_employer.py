"""Who opens a case in which somebody works for the own organisation: noted of a member, seen by one signal."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Member
from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, SignalKind
from familienetwerk.oversight.signals import signals_in
from tests.cases.test_adding_a_family_member import typed_member
from tests.factories import a_case, a_member, a_municipality, a_user, an_involvement, an_organisation, anna, bram, dina

pytestmark = pytest.mark.django_db
WORDS = "Opende een casus waarin iemand bij dezelfde organisatie werkt."


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def worker() -> User:
    return bram()


@pytest.fixture
def case(director, worker) -> Case:
    case = a_case(coordinator=director)
    an_involvement(case, worker)
    return case


def looked(worker: User, case: Case) -> date:
    told = {"type": EventType.CASE_VIEWED, "organisation_id": worker.organisation_id, "page": "family"}
    return timezone.localdate(AuditEvent.objects.create(user_id=worker.pk, case_id=case.pk, **told).at)


def found(worker: User, case: Case) -> list[tuple[int, str, str]]:
    day = looked(worker, case)
    signals = signals_in(day, day, municipality=a_municipality().pk)
    return [(one.user_id, one.case_number, one.words) for one in signals if one.kind == SignalKind.SAME_WORK]


def employers_read_by(user: User) -> set[tuple[int]]:
    """In SQL of the app's own role, of rows and of their versions."""
    with acting_for(user.pk), connection.cursor() as cursor:
        rows = cursor.execute("SELECT works_at_id FROM cases_member").fetchall()
        versions = cursor.execute("SELECT works_at_id FROM history_cases_member").fetchall()
    return {*rows, *versions}


def test_who_works_where_a_member_works_gives_a_signal_that_names_nobody(case, worker):
    a_member(case, works_at=worker.organisation)

    assert found(worker, case) == [(worker.pk, case.number, WORDS)]


def test_another_employer_or_none_gives_none(case, worker):
    a_member(case, works_at=an_organisation())
    a_member(case, given_name="Bo")
    a_member(a_case(), given_name="Noa", works_at=worker.organisation)

    assert found(worker, case) == []


def test_who_added_the_member_gives_none_and_a_colleague_does(case, worker):
    colleague = a_user(organisation=worker.organisation)
    a_member(case, works_at=worker.organisation, added_by=worker)

    assert found(worker, case) == []
    assert [user for user, _, _ in found(colleague, case)] == [colleague.pk]


def test_once_in_order_it_stays_quiet(case, worker):
    a_member(case, works_at=worker.organisation)
    day = looked(worker, case)
    review = LogReview.objects.create(month=day.replace(day=1), municipality=a_municipality())
    about_work = review.signals.filter(kind=SignalKind.SAME_WORK)
    reviewing.find_signals(review, today=day)
    reviewing.judge_signal(about_work.get(), by=dina(), on=day, outcome="FINE", reason="Werkt niet samen")
    looked(worker, case)

    reviewing.find_signals(review, today=day)

    assert [one.outcome for one in about_work] == ["FINE"]


def test_it_is_chosen_in_the_form_and_stands_on_the_page_of_the_member_alone(client: Client, case, director, worker):
    client.force_login(director)
    page = client.get(f"/casussen/{case.pk}/gezin/nieuw/").text
    member = a_member(case)
    here = f"/casussen/{case.pk}/gezin/{member.pk}/"

    client.post(f"{here}wijzigen/", typed_member(lock_version="1", works_at=str(worker.organisation_id)))

    assert "of collega&#x27;s van deze persoon in de casus kijken" in page
    assert Member.objects.get(pk=member.pk).works_at == worker.organisation
    assert f"<dt>Werkt bij</dt><dd>{worker.organisation}</dd>" in client.get(here).text
    assert "Werkt bij" not in client.get(f"/casussen/{case.pk}/gezin/").text
    assert "werkt bij" in client.get(f"{here}geschiedenis/").text.lower()


def test_an_organisation_that_works_elsewhere_is_no_choice(client: Client, case, director):
    elsewhere = an_organisation()
    Organisation.objects.filter(pk=elsewhere.pk).update(municipality=Municipality.objects.create(name="Duinveen"))
    member = a_member(case)
    client.force_login(director)

    refused = client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/", typed_member(lock_version="1", works_at=str(elsewhere.pk))
    )

    assert 'id="id_works_at_error"' in refused.text
    assert Member.objects.get(pk=member.pk).works_at is None


def test_of_who_is_restricted_it_is_not_to_be_found(client: Client, case, director, worker):
    member = a_member(case, works_at=an_organisation(name="Sociaal team Verborgen"))
    actions.restrict(member, by=director, named=[director.principal.pk], reason="Geheim adres na bedreiging")
    client.force_login(worker)

    assert employers_read_by(director) == {(member.works_at_id,)}
    assert employers_read_by(worker) == set()
    assert client.get(f"/casussen/{case.pk}/gezin/{member.pk}/").status_code == 404

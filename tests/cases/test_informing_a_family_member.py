"""Somebody is told about the case, later for a reason, or need not be any more."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Deadline, DeadlineKind
from tests.factories import a_case, a_member, anna

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate() + timedelta(days=300)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def test_postponing_asks_a_reason_and_sets_a_deadline(case, director):
    member = a_member(case)
    until = timezone.localdate() + timedelta(days=20)

    actions.postpone_informing(member, by=director, until=until, reason="Loopt een onderzoek")

    assert Deadline.objects.open().get(kind=DeadlineKind.INFORMING, subject_id=member.pk).due_on == until


def test_being_informed_ends_the_postponement(case, director):
    member = a_member(case)
    until = timezone.localdate() + timedelta(days=20)
    actions.postpone_informing(member, by=director, until=until, reason="Loopt een onderzoek")

    told = actions.mark_informed(member, by=director, on=timezone.localdate())

    assert told.is_informed
    with pytest.raises(ValidationError, match="Deze persoon is geboren op 14-05-2003"):
        actions.mark_informed(a_member(case, birth_date=date(2003, 5, 14)), by=director, on=date(1900, 1, 1))
    assert told.informing_postponed_reason == ""
    assert not Deadline.objects.open().filter(kind=DeadlineKind.INFORMING).exists()


def test_who_died_need_not_be_informed_any_more(client: Client, case, director):
    member = a_member(case)
    actions.postpone_informing(member, by=director, until=NEXT_YEAR, reason="Loopt een onderzoek")

    actions.change_member(member, by=director, lock_version=2, died_on=timezone.localdate())

    assert not Deadline.objects.open().filter(kind=DeadlineKind.INFORMING).exists()
    client.force_login(director)
    for page in (member.get_absolute_url(), f"/casussen/{case.pk}/gezin/"):
        assert "uitgesteld tot" not in client.get(page).text.lower()


def test_postponing_without_a_reason_is_refused_by_the_database(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(case, informing_postponed_until=NEXT_YEAR)

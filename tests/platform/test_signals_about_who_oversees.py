"""Who oversees is looked at as all others are: through other eyes is the task, who is asked hears it and answers."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.log import LOOKING
from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, LogSignal, SignalKind
from familienetwerk.oversight.signals import signals_in
from tests.factories import a_case, a_member, a_user, an_involvement, anna, bram

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    case = a_case(coordinator=anna())
    a_member(case, family_name="Waterman")
    return case


@pytest.fixture
def officer(client: Client) -> User:
    user = a_user(Role.PRIVACY_OFFICER, name="Dina Waterman")
    client.force_login(user)
    return user


@pytest.fixture
def looked_through_other_eyes(client: Client, case, officer) -> int:
    """How many lines that gave."""
    seat = an_involvement(case, bram())
    client.get(f"/bekijk-als/casus/{case.pk}/")
    client.get(f"/bekijk-als/{seat.pk}/casussen/{case.pk}/gezin/")
    return AuditEvent.objects.filter(user_id=officer.pk, case_id=case.pk, type__in=LOOKING).count()


def found_today() -> list[tuple[SignalKind, int]]:
    today = timezone.localdate()
    kinds = {SignalKind.NO_TIE, SignalKind.SAME_NAME}  # whatever the hour and the day on which this runs
    return [(one.kind, one.user_id) for one in signals_in(today, today) if one.kind in kinds]


def test_looking_through_somebodys_eyes_asks_no_tie_but_a_name_is_still_a_name(looked_through_other_eyes, officer):
    assert looked_through_other_eyes >= 2
    assert found_today() == [(SignalKind.SAME_NAME, officer.pk)]


def test_the_same_lines_without_those_eyes_are_without_a_tie(looked_through_other_eyes, case, officer):
    AuditEvent.objects.bulk_create(
        AuditEvent(type=kind, user_id=officer.pk, case_id=case.pk, page="family") for kind in LOOKING
    )

    assert (SignalKind.NO_TIE, officer.pk) in found_today()


def test_an_officer_who_is_asked_hears_it_and_answers(client: Client, officer):
    other, day = a_user(Role.PRIVACY_OFFICER), date(2026, 11, 1)
    review = LogReview.objects.create(month=date(2026, 10, 1))
    about = {"kind": SignalKind.NIGHT, "user": officer, "words": "Keek 41 keer.", "found_on": day}
    signal = LogSignal.objects.create(review=review, **about)
    before = client.get("/").text
    reviewing.ask_worker(signal, by=other, on=day)

    page, lines = client.get("/").text, client.get(reverse("cases:notices")).text
    client.post(f"/vraag-over-kijken/{signal.pk}/", {"answer": "Ik had dienst."})
    client.force_login(other)

    assert "Vraag over wat u bekeek" not in before
    assert "Vraag over wat u bekeek" in page
    assert f"/vraag-over-kijken/{signal.pk}/" in lines
    assert "Vraag over wat u bekeek" not in client.get("/").text
    signal.refresh_from_db()
    assert signal.answer == "Ik had dienst."

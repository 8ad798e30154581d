"""Every line of the log that is written while reading in an emergency says so."""

import pytest
from django.test import Client

from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType, record
from tests.emergency_factories import REASON, opened, ran_out
from tests.factories import a_case, a_member, anna, chris

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


def test_the_mark_follows_from_the_right_and_not_from_who_writes_the_line(case):
    user = chris()
    member = case.members.get()
    opened(case, user)

    record(EventType.PRINTED, by=user, case_id=case.pk)
    record(EventType.SEARCHED, by=user, subject="member", subject_ids=[member.pk])
    record(EventType.SEARCHED, by=user, subject="member", subject_ids=[member.pk + 999])

    marks = list(AuditEvent.objects.filter(user_id=user.pk).order_by("pk").values_list("is_emergency", flat=True))
    assert marks[-3:] == [True, True, False]


def test_after_the_hour_and_for_others_nothing_is_marked(case, director):
    user = chris()
    ran_out(opened(case, user))
    before = AuditEvent.objects.order_by("pk").last().pk

    record(EventType.CASE_VIEWED, by=user, case_id=case.pk)
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk)

    assert not AuditEvent.objects.filter(pk__gt=before, is_emergency=True).exists()


def test_the_page_opens_the_case_and_every_page_of_it_says_so(client: Client, case):
    user = chris()
    client.force_login(user)

    answer = client.post("/noodprocedure/", {"number": case.number, "reason": REASON})

    assert answer["Location"] == f"/casussen/{case.pk}/"
    for path in ("", "gezin/", "plan/", "probleem/", "beoordelingen/", "betrokkenen/"):
        page = client.get(f"/casussen/{case.pk}/{path}")
        if page.status_code == 200:
            assert 'aria-label="Noodprocedure"' in page.text

"""Each morning everyone with something due gets one mail with numbers and a link, and not a single personal detail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone
from time_machine import travel

from cases import actions
from cases.digest import digest_for
from cases.models import Case, Deadline, DeadlineKind, Grant, Member
from cases.reminder import reminder_for
from cases.tasks import promise_digests
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from tests.factories import (
    TODAY,
    a_case,
    a_household,
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
from tests.queries import statements

pytestmark = pytest.mark.django_db
CANARY = "Kanarievogel"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director, name=CANARY)
    a_member(case, given_name=CANARY, family_name=CANARY, reason_text=CANARY)
    return case


def a_deadline(case: Case, user: User, kind: DeadlineKind = DeadlineKind.ACTION, *, on: date = TODAY) -> Deadline:
    return Deadline.objects.create(
        case=case, kind=kind, subject_id=next_subject(), due_on=on, organisation=user.organisation, user=user
    )


def next_subject() -> int:
    return Deadline.objects.count() + 1


def send_all() -> list[mail.EmailMessage]:
    for job in Job.objects.filter(state=JobState.OPEN):
        deliver(job.pk)
    return mail.outbox


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DeadlineKind.ACTION, "Voer een actie uit"),
        (DeadlineKind.EVALUATION, "Evalueer het plan"),
        (DeadlineKind.MEMBER_REVIEW, "Bekijk opnieuw"),
        (DeadlineKind.REASSESSMENT, "Beoordeel opnieuw"),
    ],
)
def test_each_kind_of_work_is_in_it_with_the_number_of_the_case(case, director, kind, words):
    Deadline.objects.filter(pk=a_deadline(case, director, kind).pk).update(subject_id=a_member(case).pk)

    with acting_for(director.pk):
        body = digest_for(director, today=TODAY).body

    assert all(told in body for told in (words, case.number))


@pytest.mark.parametrize(("days", "word"), [(-4, "Te laat"), (0, "Uiterlijk"), (3, "Uiterlijk")])
def test_what_is_late_or_due_within_three_days_is_in_it(case, director, days, word):
    a_deadline(case, director, on=TODAY + timedelta(days=days))

    assert word in digest_for(director, today=TODAY).body


def test_what_is_due_later_is_not_in_it(case, director):
    a_deadline(case, director, on=TODAY + timedelta(days=4))

    assert digest_for(director, today=TODAY) is None


def test_a_question_without_an_answer_reaches_the_desk_that_is_asked(director):
    police = an_organisation(PolicyDomain.SAFETY)
    intake = an_intake(coordinator=director)
    actions.ask_question(intake, by=director, on=TODAY, organisation=police, question="Kent u hen?", due_on=TODAY)
    agent = a_user(organisation=police)

    assert "Beantwoord de vraag" in digest_for(agent, today=TODAY).body
    assert intake.number in digest_for(agent, today=TODAY).body


def test_an_invitation_without_an_answer_reaches_who_is_asked(case, director):
    police = an_organisation(PolicyDomain.SAFETY)
    agent = a_user(organisation=police)
    actions.ask_to_join(case, police, by=director, on=TODAY, reason="Nodig aan tafel", due_on=TODAY)

    assert "Laat weten of u meedoet" in digest_for(agent, today=TODAY).body


def test_everybody_gets_one_mail_whatever_is_due(case, director):
    for _ in range(5):
        a_deadline(case, director)
    partner = sanne()
    an_involvement(case, partner)
    a_deadline(case, partner)

    actions.promise_digests(today=TODAY)

    with travel(f"{TODAY}T08:00:00Z", tick=False):
        assert sorted(message.to[0] for message in send_all()) == sorted([director.email, partner.email])


def test_there_is_no_personal_detail_in_it(case, director):
    Deadline.objects.filter(pk=a_deadline(case, director).pk).update(about=CANARY)
    a_deadline(case, director, DeadlineKind.EVALUATION, on=TODAY - timedelta(days=9))
    Member.objects.update(given_key=CANARY.lower())
    a_household(case, name=CANARY)
    an_observation(case, director, text=CANARY)
    actions.promise_digests(today=TODAY)

    with travel(f"{TODAY}T08:00:00Z", tick=False):
        message = send_all()[0]

    whole = f"{message.message()} {message.subject} {message.body} {message.extra_headers}".lower()
    assert CANARY.lower() not in whole
    assert director.name.lower() not in whole
    assert "http" in message.body


def test_neither_is_there_in_the_mail_that_brings_a_question_to_mind(director):
    police = an_organisation(PolicyDomain.SAFETY)
    agent = a_user(organisation=police)
    intake = an_intake(coordinator=director, name=CANARY)
    actions.ask_question(intake, by=director, on=TODAY, organisation=police, question=CANARY, due_on=TODAY)

    message = reminder_for(agent)

    assert CANARY not in f"{message.message()} {message.subject} {message.body}"
    assert intake.number in message.body


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_mail(case, director):
    a_deadline(case, director)
    together = Barrier(2)

    def a_worker(_: int) -> None:
        together.wait()
        promise_digests()
        for job in Job.objects.all():
            deliver(job.pk)
        connections["default"].close()

    with travel(f"{TODAY}T08:00:00Z", tick=False), ThreadPoolExecutor(2) as workers:
        list(workers.map(a_worker, range(2)))

    assert len(mail.outbox) == 1


def test_the_task_sends_nothing_twice_however_often_it_runs(case, director):
    a_deadline(case, director, on=date(2026, 11, 20))

    with travel("2026-11-23T06:10:00Z", tick=False):
        for _ in range(3):
            promise_digests()
            send_all()

    assert len(mail.outbox) == 1


def test_the_next_morning_there_is_a_new_one(case, director):
    a_deadline(case, director, on=date(2026, 11, 20))

    for day in ("2026-11-23", "2026-11-24"):
        with travel(f"{day}T06:10:00Z", tick=False):
            promise_digests()
            send_all()

    assert len(mail.outbox) == 2


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29", "2026-12-25", "2027-05-05", "2027-05-17"])
def test_on_a_free_day_nobody_gets_one(case, director, day):
    a_deadline(case, director, on=date(2026, 11, 20))

    with travel(f"{day}T08:00:00Z", tick=False):
        promise_digests()

    assert not Job.objects.exists()


def test_the_next_working_day_holds_what_came_due_meanwhile(case, director):
    for day in (date(2026, 11, 28), date(2026, 11, 29)):
        a_deadline(case, director, on=day)

    with travel("2026-11-30T08:00:00Z", tick=False):
        promise_digests()
        (message,) = send_all()

    assert message.body.count("Voer een actie uit") == 2


def test_before_a_long_weekend_it_holds_what_is_due_when_the_next_one_comes(case, director):
    a_deadline(case, director, on=date(2027, 3, 30))  # the Tuesday after Easter

    assert "Voer een actie uit" in digest_for(director, today=date(2027, 3, 25)).body


def test_before_six_in_the_morning_nobody_is_woken(case, director):
    a_deadline(case, director)

    with travel("2026-11-23T03:00:00Z", tick=False):
        promise_digests()

    assert not Job.objects.exists()


def test_what_was_done_meanwhile_is_not_mailed(case, director):
    a_deadline(case, director)
    actions.promise_digests(today=TODAY)
    Deadline.objects.update(settled_on=TODAY)

    assert send_all() == []


def test_who_left_the_case_gets_nothing(case, director):
    partner = bram()
    seat = an_involvement(case, partner)
    a_deadline(case, partner)
    actions.end_involvement(seat, by=director, on=TODAY, reason="Andere baan")

    assert digest_for(partner, today=TODAY) is None


def test_work_in_a_case_ends_for_whom_the_access_to_it_ended(client: Client, case, director):
    a_deadline(case, director)
    a_deadline(case, director, DeadlineKind.MEMBER_REVIEW)
    Grant.objects.filter(case=case, principal__user=director).update(period=(None, timezone.now() - timedelta(1)))
    client.force_login(director)

    page = client.get("/")

    assert page.status_code == 200
    assert case.number not in page.text


def test_an_account_that_ended_gets_nothing(case, director):
    a_deadline(case, director)
    User.objects.update(is_active=False)

    assert actions.promise_digests(today=TODAY) == 0


def test_the_work_list_shows_the_same_and_only_the_own(client: Client, case, director):
    a_deadline(case, director)
    client.force_login(director)
    assert "Voer een actie uit" in client.get("/").text

    client.force_login(chris())
    assert "Voer een actie uit" not in client.get("/").text


def test_the_work_list_asks_as_many_questions_about_1_as_about_40(client: Client, case, director):
    client.force_login(director)
    counts = []
    for rows in (1, 39):
        for _ in range(rows):
            a_deadline(a_case(coordinator=director), director)
        counts.append(len(statements(client, "/")))

    assert counts[0] == counts[1] <= 15


def test_what_an_action_is_stands_on_the_work_list_and_never_in_the_mail(client: Client, case, director):
    Deadline.objects.filter(pk=a_deadline(case, director).pk).update(about=f"Bel {CANARY} op")
    client.force_login(director)

    assert f"Bel {CANARY} op" in client.get("/").text
    assert CANARY not in digest_for(director, today=TODAY).body

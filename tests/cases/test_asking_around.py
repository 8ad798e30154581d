"""What an organisation is asked, how it is reminded, and what stands on its desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from cases import actions
from cases.models import Answer, Case, CaseStage, DeadlineKind, IntakeQuestion
from cases.reminder import reminder_for
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent
from familienetwerk.outbox.models import Job
from tests.factories import (
    TODAY,
    a_case,
    a_member,
    a_user,
    an_intake,
    an_organisation,
    anna,
    bram,
    chris,
)
from tests.queries import statements
from tests.question_factories import DUE, asked, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> User:
    return bram()


@pytest.fixture
def case() -> Case:
    case = an_intake(coordinator=anna())
    a_member(case, given_name="Kevin")
    return case


def test_the_desk_has_a_deadline_and_the_question_is_logged(case, partner):
    question = asked(case, partner.organisation)

    deadline = case.deadlines.get(kind=DeadlineKind.QUESTION)
    assert (deadline.organisation, deadline.user, deadline.due_on) == (partner.organisation, None, DUE)
    assert AuditEvent.objects.filter(subject="question", subject_ids=question.pk, case_id=case.pk).exists()


def test_who_was_asked_on_one_day_is_one_line_of_the_timeline(client: Client, case):
    for name in ("Leerplicht", "Woonstede"):
        asked(case, an_organisation(name=name))
    client.force_login(case.started_by)

    page = client.get(f"/casussen/{case.pk}/tijdlijn/").text

    assert page.count("Vraag gesteld") == 1
    assert "aan Leerplicht en Woonstede" in page


def test_a_question_that_fell_away_with_the_decision_is_not_late(client: Client, case, partner):
    asked(case, partner.organisation)
    decided(case)
    client.force_login(case.started_by)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    assert "Vraag verviel op" in page
    assert "Gaf geen antwoord" not in page
    assert "te laat" not in page


@pytest.mark.parametrize(
    ("opened_on", "state"),
    [(DUE, f"Vraag verviel op {DUE:%d-%m-%Y}"), (DUE + timedelta(days=1), "Gaf geen antwoord")],
)
def test_only_who_let_the_term_pass_gave_no_answer(client: Client, case, partner, opened_on, state):
    asked(case, partner.organisation)
    case.opened_on = opened_on
    decided(case, CaseStage.JOINT_ANALYSIS)
    client.force_login(case.started_by)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    assert state in page


def test_withdrawing_asks_first_and_says_what_it_means(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(case.started_by)
    address = f"/casussen/{case.pk}/intake/vraag/{question.pk}/intrekken/"

    page = client.get(address).text
    question.refresh_from_db()
    before = question.withdrawn_on
    client.post(address)
    question.refresh_from_db()

    assert f"{partner.organisation} ziet deze vraag dan niet meer" in page
    assert before is None
    assert question.withdrawn_on
    assert "Deze vraag is al ingetrokken." in client.post(address).text


def test_an_organisation_is_asked_once(case, partner):
    asked(case, partner.organisation)

    with pytest.raises(ValidationError, match="Deze organisatie is al gevraagd"):
        asked(case, partner.organisation)


def test_after_withdrawing_the_same_organisation_can_be_asked_again(case, partner):
    actions.withdraw_question(asked(case, partner.organisation), by=case.started_by, on=TODAY)

    asked(case, partner.organisation)

    assert case.deadlines.open().filter(kind=DeadlineKind.QUESTION).count() == 1


def test_an_answered_question_cannot_be_withdrawn(case, partner):
    question = asked(case, partner.organisation)
    actions.answer_question(question, by=partner, on=TODAY, answer=Answer.UNKNOWN)

    with pytest.raises(actions.CannotAsk, match="al geantwoord"):
        actions.withdraw_question(question, by=case.started_by, on=TODAY)


def test_nobody_is_asked_any_more_after_the_decision(case, partner):
    decided(case)

    with pytest.raises(actions.IntakeIsDecided):
        asked(case, partner.organisation)


def test_a_question_cannot_be_due_before_it_is_asked(case, partner):
    with pytest.raises(ValidationError, match="De termijn ligt voor de vraag"):
        actions.ask_question(
            case, partner.organisation, by=case.started_by, on=TODAY, question="?", due_on=TODAY - timedelta(1)
        )


# --- reminding --------------------------------------------------------------------------------------


def test_a_reminder_promises_a_mail_to_everybody_who_can_answer(case, partner):
    a_user(Role.SAFETY_PROFESSIONAL, organisation=partner.organisation)
    a_user(Role.MANAGER, organisation=partner.organisation)
    question = asked(case, partner.organisation)

    number = actions.remind_of_question(question, by=case.started_by, on=TODAY)

    assert number == Job.objects.filter(kind="question_reminder").count() == 2


def test_a_desk_is_reminded_at_most_once_a_day(case, partner):
    question = asked(case, partner.organisation)
    actions.remind_of_question(question, by=case.started_by, on=TODAY)

    with pytest.raises(actions.CannotAsk, match="vandaag al een herinnering"):
        actions.remind_of_question(question, by=case.started_by, on=TODAY)
    actions.remind_of_question(question, by=case.started_by, on=TODAY + timedelta(1))

    assert Job.objects.count() == 2


def test_a_desk_without_accounts_must_be_called(case):
    question = asked(case, an_organisation())

    with pytest.raises(actions.CannotAsk, match="Bel deze organisatie"):
        actions.remind_of_question(question, by=case.started_by, on=TODAY)


def test_the_mail_holds_a_number_and_no_personal_detail(case, partner):
    asked(case, partner.organisation)

    message = reminder_for(partner)

    assert case.number in message.body
    assert "/vragen/" in message.body
    for personal in ("Kevin", "Waterman", case.name):
        assert personal not in message.subject + message.body


def test_the_mail_is_not_sent_when_the_answer_came_meanwhile(case, partner):
    actions.answer_question(asked(case, partner.organisation), by=partner, on=TODAY, answer=Answer.UNKNOWN)

    assert reminder_for(partner) is None
    assert not mail.outbox


# --- answering --------------------------------------------------------------------------------------


def test_an_answer_settles_the_deadline(case, partner):
    question = asked(case, partner.organisation)

    actions.answer_question(question, by=partner, on=TODAY, answer=Answer.ACTING, text="Er loopt hulp.")

    question.refresh_from_db()
    assert (question.answer, question.answer_text, question.answered_by) == ("ACTING", "Er loopt hulp.", partner)
    assert not case.deadlines.open().filter(kind=DeadlineKind.QUESTION).exists()


def test_a_colleague_may_change_the_answer_until_the_decision(case, partner):
    question = asked(case, partner.organisation)
    actions.answer_question(question, by=partner, on=TODAY, answer=Answer.KNOWN, text="Wij kennen hem.")
    colleague = a_user(Role.SAFETY_PROFESSIONAL, organisation=partner.organisation)

    changed = actions.answer_question(question, by=colleague, on=TODAY, answer=Answer.UNKNOWN, text="Wij kennen hem.")
    decided(case)

    assert (changed.answer, changed.answer_text, changed.answered_by) == (Answer.UNKNOWN, "", colleague)
    with pytest.raises(actions.IntakeIsDecided, match="al besloten"):
        actions.answer_question(question, by=partner, on=TODAY, answer=Answer.KNOWN)


def test_another_organisation_cannot_answer(case, partner):
    question = asked(case, partner.organisation)

    with pytest.raises(actions.CannotAnswer):
        actions.answer_question(question, by=chris(), on=TODAY, answer=Answer.KNOWN)


def test_not_sharing_has_a_reason_also_in_the_table(case, partner):
    question = asked(case, partner.organisation)

    with pytest.raises(ValidationError, match="Schrijf waarom u niets kunt delen"):
        actions.answer_question(question, by=partner, on=TODAY, answer=Answer.WITHHELD)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeQuestion.objects.filter(pk=question.pk).update(
            answer=Answer.WITHHELD, answered_by=partner, answered_on=TODAY
        )


# --- the desk ---------------------------------------------------------------------------------------


def test_a_desk_sees_its_own_questions_open_ones_first(client: Client, partner):
    first, second = an_intake(), an_intake()
    actions.answer_question(asked(first, partner.organisation), by=partner, on=TODAY, answer=Answer.UNKNOWN)
    asked(second, partner.organisation)
    elsewhere = an_intake()
    asked(elsewhere, an_organisation())
    client.force_login(partner)

    text = client.get("/vragen/").text

    assert text.index(second.number) < text.index(first.number)
    assert elsewhere.number not in text
    assert second.name not in text


def test_a_question_that_nobody_answered_in_time_leaves_the_desk_with_the_decision(client: Client, case, partner):
    asked(case, partner.organisation)
    decided(case)
    client.force_login(partner)

    assert case.number not in client.get("/vragen/").text


def test_the_desk_of_who_brought_an_intake_sees_its_outcome_and_nothing_else(client: Client, partner):
    open_one = an_intake(bringing_organisation=partner.organisation)
    accepted = a_case(bringing_organisation=partner.organisation)
    a_member(accepted, given_name="Kevin")
    client.force_login(partner)

    text = client.get("/vragen/").text

    assert open_one.number in text
    assert "Nog geen besluit" in text
    assert "Aangenomen op 05-10-2026" in text
    assert "Kevin" not in text


def test_the_desk_asks_a_fixed_number_of_queries(client: Client, partner):
    client.force_login(partner)
    for _ in range(2):
        asked(an_intake(bringing_organisation=partner.organisation), partner.organisation)
    few = statements(client, "/vragen/")
    for _ in range(10):
        case = an_intake(bringing_organisation=partner.organisation)
        actions.answer_question(asked(case, partner.organisation), by=partner, on=TODAY, answer=Answer.UNKNOWN)

    many = statements(client, "/vragen/")

    assert len(many) == len(few) <= 15

"""What an organisation is asked, what it sees of the case, and what it answers."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions
from cases.models import Answer, Audience, Case, CaseStage, DeadlineKind, IntakeQuestion
from cases.reminder import reminder_for
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.outbox.models import Job
from tests.factories import (
    TODAY,
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
    dina,
    sanne,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 30)


def asked(case: Case, organisation: Organisation, *, by: User | None = None, on: date = TODAY) -> IntakeQuestion:
    return actions.ask_question(
        case, organisation, by=by or case.started_by, on=on, question="Kent u deze mensen?", due_on=on + timedelta(7)
    )


def decided(case: Case, stage: CaseStage = CaseStage.REJECTED) -> None:
    case.stage = stage
    case.save()


@pytest.fixture
def partner() -> User:
    return bram()


@pytest.fixture
def case() -> Case:
    case = an_intake(coordinator=anna())
    a_member(case, given_name="Kevin")
    return case


# --- asking ---------------------------------------------------------------------------------------


def test_the_desk_has_a_deadline_and_the_question_is_logged(case, partner):
    question = asked(case, partner.organisation)

    deadline = case.deadlines.get(kind=DeadlineKind.QUESTION)
    assert (deadline.organisation, deadline.user, deadline.due_on) == (partner.organisation, None, DUE)
    assert AuditEvent.objects.filter(subject="question", subject_ids=question.pk, case_id=case.pk).exists()


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
    with CaptureQueriesContext(connection) as few:
        client.get("/vragen/")
    for _ in range(10):
        case = an_intake(bringing_organisation=partner.organisation)
        actions.answer_question(asked(case, partner.organisation), by=partner, on=TODAY, answer=Answer.UNKNOWN)

    with CaptureQueriesContext(connection) as many:
        client.get("/vragen/")

    assert len(many) == len(few) <= 15


# --- the page of one question -----------------------------------------------------------------------


def test_bram_sees_who_asks_on_which_ground_and_about_whom(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(partner)

    text = client.get(f"/vragen/{question.pk}/").text

    for shown in (
        case.number,
        str(question.asked_by),
        case.legal_frame.purpose,
        case.legal_frame.legal_basis,
        "Kevin Waterman",
        "14-05-2003",
    ):
        assert shown in text


def test_bram_sees_nothing_of_what_was_seen(client: Client, case, partner):
    an_observation(case, case.started_by, text="Er stonden drie scooters.")
    question = asked(case, partner.organisation)
    asked(case, an_organisation(name="Wijkteam Zuid"))
    client.force_login(partner)

    text = client.get(f"/vragen/{question.pk}/").text

    for hidden in ("scooters", case.name, "Om hem gaat het eerste signaal", "Wijkteam Zuid", "Urgentie"):
        assert hidden not in text
    assert client.get(f"/casussen/{case.pk}/intake/").status_code == 404


def test_that_bram_saw_these_people_is_logged(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(partner)

    client.get(f"/vragen/{question.pk}/")

    event = AuditEvent.objects.get(type=EventType.PERSONS_VIEWED, user_id=partner.pk)
    assert (event.case_id, event.subject_ids) == (case.pk, str(case.members.get().pk))


def test_after_the_decision_not_even_the_names_are_shown(client: Client, case, partner):
    question = asked(case, partner.organisation)
    decided(case)
    client.force_login(partner)

    answer = client.get(f"/vragen/{question.pk}/")

    assert "U hoeft niets meer te doen" in answer.text
    assert "Kevin" not in answer.text


@pytest.mark.parametrize("stranger", [chris, sanne])
def test_others_may_not_know_that_the_question_exists(client: Client, case, partner, stranger):
    question = asked(case, partner.organisation)
    user = stranger()
    client.force_login(user)

    assert client.get(f"/vragen/{question.pk}/").status_code == 404
    assert client.post(f"/vragen/{question.pk}/", {"answer": Answer.UNKNOWN}).status_code == 404
    assert AuditEvent.objects.filter(type=EventType.REFUSED, user_id=user.pk).count() == 2


def test_the_coordinator_who_asked_cannot_open_the_desk_of_another(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(case.started_by)

    assert client.get(f"/vragen/{question.pk}/").status_code == 404


def test_a_withdrawn_question_is_gone(client: Client, case, partner):
    question = asked(case, partner.organisation)
    actions.withdraw_question(question, by=case.started_by, on=TODAY)
    client.force_login(partner)

    assert client.get(f"/vragen/{question.pk}/").status_code == 404


def test_who_may_not_answer_questions_gets_403(client: Client, case):
    officer = dina()
    question = asked(case, officer.organisation)
    client.force_login(officer)

    assert client.get("/vragen/").status_code == 403
    assert client.get(f"/vragen/{question.pk}/").status_code == 403


def test_unknown_takes_one_click(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(partner)

    answer = client.post(f"/vragen/{question.pk}/", {"answer": "UNKNOWN"})

    question.refresh_from_db()
    assert answer.headers["Location"] == "/vragen/"
    assert (question.answer, question.answered_on) == (Answer.UNKNOWN, timezone.localdate())


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"answer": "WITHHELD", "text": ""}, "Schrijf in één zin waarom u niets kunt delen."),
        ({"answer": "", "text": "Wij kennen hem."}, "Kies een antwoord bij ‘Wat is bekend?’."),
        ({"answer": "MISSCHIEN", "text": "Wij kennen hem."}, "Wij kennen hem."),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_and_kept(client: Client, case, partner, sent, sentence):
    question = asked(case, partner.organisation)
    client.force_login(partner)

    answer = client.post(f"/vragen/{question.pk}/", sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent["text"] in answer.text


# --- on the intake page -------------------------------------------------------------------------------


def test_who_has_not_answered_is_visible_and_can_be_reminded(client: Client, case, partner):
    late = asked(case, partner.organisation, on=timezone.localdate() - timedelta(20))
    client.force_login(case.started_by)

    text = client.get(f"/casussen/{case.pk}/intake/").text

    assert f"Nog geen antwoord van {partner.organisation}." in text
    assert "Te laat" in text
    assert f"/intake/vraag/{late.pk}/herinneren/" in text


def test_anna_reminds_withdraws_and_asks_another(client: Client, case, partner):
    question = asked(case, partner.organisation)
    other = an_organisation(PolicyDomain.SOCIAL)
    client.force_login(case.started_by)
    address = f"/casussen/{case.pk}/intake/vraag/"

    client.post(f"{address}{question.pk}/herinneren/")
    client.post(f"{address}{question.pk}/intrekken/")
    answer = client.post(
        address,
        {
            "organisation": other.pk,
            "question": "Kent u hen?",
            "due_on": f"{timezone.localdate() + timedelta(7):%d-%m-%Y}",
        },
    )

    question.refresh_from_db()
    assert answer.status_code == 302
    assert question.reminded_on
    assert question.withdrawn_on
    assert case.questions.get(withdrawn_on=None).organisation == other


def test_a_question_of_another_case_is_404(client: Client, case, partner):
    question = asked(an_intake(), partner.organisation)
    client.force_login(case.started_by)

    assert client.post(f"/casussen/{case.pk}/intake/vraag/{question.pk}/intrekken/").status_code == 404


def test_coordinators_read_the_explanation_and_partners_only_the_choice(client: Client, case, partner):
    colleague, reader = sanne(), chris()
    answers = {partner: "Wij kennen Kevin goed.", colleague: "Moeder krijgt hulp."}
    for user, text in answers.items():
        actions.answer_question(asked(case, user.organisation), by=user, on=TODAY, answer=Answer.KNOWN, text=text)
    for user in (partner, reader):
        an_involvement(case, user)

    def page_of(user: User) -> str:
        client.force_login(user)
        return client.get(f"/casussen/{case.pk}/intake/").text

    assert all(text in page_of(case.started_by) for text in answers.values())
    assert answers[partner] in page_of(partner)
    assert answers[colleague] not in page_of(partner)
    assert "Toelichting alleen voor de regisseurs." in page_of(reader)
    assert not any(text in page_of(reader) for text in answers.values())


def test_bram_at_the_table_sees_his_share_and_no_acts(client: Client, case, partner):
    an_observation(case, case.started_by, text="Voor iedereen.")
    an_observation(case, case.started_by, text="Voor regisseurs.", audience=Audience.COORDINATORS)
    question = asked(case, partner.organisation)
    an_involvement(case, partner)
    client.force_login(partner)
    page = f"/casussen/{case.pk}/intake/"

    text = client.get(page).text

    assert "Voor iedereen." in text
    assert "Voor regisseurs." not in text
    assert "U ziet alleen dat" in text
    assert "Herinner" not in text
    for act in (f"vraag/{question.pk}/herinneren/", f"vraag/{question.pk}/intrekken/", "vraag/", "criteria/"):
        assert client.post(f"{page}{act}").status_code == 403


def test_a_stranger_gets_404_on_every_page_of_the_intake(client: Client, case, partner):
    question = asked(case, partner.organisation)
    client.force_login(chris())

    for page in ("", "waarneming/", "vraag/", "criteria/", "besluit/", "veilig-thuis/"):
        assert client.get(f"/casussen/{case.pk}/intake/{page}").status_code == 404
    for act in (f"vraag/{question.pk}/herinneren/", f"vraag/{question.pk}/intrekken/", "hervatten/"):
        assert client.post(f"/casussen/{case.pk}/intake/{act}").status_code == 404

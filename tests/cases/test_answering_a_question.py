"""The page of one question: on which ground, about whom, and one click to answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Answer, Audience, Case
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import (
    TODAY,
    a_member,
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
from tests.question_factories import asked, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> User:
    return bram()


@pytest.fixture
def case() -> Case:
    case = an_intake(coordinator=anna())
    a_member(case, given_name="Kevin")
    return case


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
        ({"answer": "", "text": "Wij kennen hem."}, "Kies een antwoord bij “Wat is bekend?”."),
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


def test_the_ledger_of_the_case_says_how_many_read_names_in_a_question(client: Client, case, partner):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/verstrekkingen/"

    before = client.get(page).text
    for organisation in (partner.organisation, sanne().organisation):
        asked(case, organisation)

    assert "namen en geboortedata" not in before
    assert "lazen 2 organisaties namen en geboortedata" in client.get(page).text

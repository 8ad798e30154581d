"""A case before the committee that judges lawfulness: a file without names, its advice, and what was done (FR-158)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, CaseStage, LawfulnessReview
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_member, an_involvement, an_observation, anna, bram

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TYPED = f"{TODAY:%d-%m-%Y}"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case, given_name="Kevin", family_name="Waterman", reason_text="Hij heeft een mes.")
    an_observation(case, director, text="Kevin stond bij de brug.")
    return case


@pytest.fixture
def page(case, director, client: Client) -> str:
    client.force_login(director)
    return f"/casussen/{case.pk}/rechtmatigheid/"


@pytest.fixture
def review(case, director) -> LawfulnessReview:
    return actions.ask_lawfulness(case, by=director, on=TODAY, question="Mag de school meedoen?")


def advised(review: LawfulnessReview, by: User) -> LawfulnessReview:
    return actions.record_advice(review, by=by, advice="Ja", advised_on=TODAY)


def test_it_is_asked_advised_and_followed_up_on_pages(client: Client, page, director):
    client.post(f"{page}nieuw/", {"question": "Mag de school meedoen?"})
    one = f"{page}{LawfulnessReview.objects.get().pk}/"
    early = client.post(f"{one}gevolg/", {"follow_up": "Gedaan", "followed_up_on": TYPED})
    before = client.post(f"{one}advies/", {"advice": "Ja, als zij alleen leest", "advised_on": "01-01-2020"})
    client.post(f"{one}advies/", {"advice": "Ja, als zij alleen leest", "advised_on": TYPED})
    client.post(f"{one}gevolg/", {"follow_up": "Zij leest alleen mee", "followed_up_on": TYPED})

    read = client.get(page).text

    assert "Er is nog geen advies" in early.text
    assert f"De vraag is van {TYPED}. Kies die dag of een latere dag." in before.text
    for words in ("Mag de school meedoen?", "Ja, als zij alleen leest", "Zij leest alleen mee"):
        assert words in read


def test_its_file_tells_what_the_committee_needs_without_a_name_or_a_written_word(client: Client, page, case, review):
    a_member(case, given_name="Gerrit", died_on=TODAY)
    text = client.get(f"{page}{review.pk}/").text

    for needed in (
        "Persoon 1: Aanleiding van de casus, 18 tot 24 jaar",
        case.legal_frame.purpose,
        "AVG: 1",
        "overleden",
    ):
        assert needed in text
    for name in ("Kevin", "Gerrit", "Waterman", "mes", "brug", case.name, case.number, "14-05-2003"):
        assert name not in text
    assert AuditEvent.objects.filter(type=EventType.EXPORTED, subject="lawfulness", case_id=case.pk).exists()


@pytest.mark.parametrize("question", ["Mag Kevin dit weten?", "Mag dit over de familie WATERMAN?"])
def test_a_question_with_a_name_of_the_family_is_refused_and_comes_back(client: Client, page, question):
    answer = client.post(f"{page}nieuw/", {"question": question})

    assert answer.status_code == 422
    assert "De commissie oordeelt zonder namen." in answer.text
    assert question in answer.text
    assert not LawfulnessReview.objects.exists()


def test_nor_does_it_name_the_case(client: Client, page, case):
    for question in (f"Mag de school meedoen in {case.name.upper()}?", f"Mag dit in {case.number}?"):
        answer = client.post(f"{page}nieuw/", {"question": question})

        assert "Hier staat de naam of het nummer van de casus." in answer.text
        assert question in answer.text
    assert not LawfulnessReview.objects.exists()


def test_also_of_a_case_that_is_closed(client: Client, page, case, review):
    Case.objects.filter(pk=case.pk).update(
        stage=CaseStage.CLOSED, closed_on=TODAY, closed_by=case.started_by, closing_reason="GOALS_MET"
    )

    answer = client.post(f"{page}{review.pk}/advies/", {"advice": "Ja", "advised_on": TYPED})

    assert answer.status_code == 302


def test_what_was_said_stands(review, director):
    said = advised(review, director)

    with pytest.raises(ValidationError, match="blijft staan"):
        advised(said, director)
    with pytest.raises(IntegrityError, match="blijft staan"), transaction.atomic():
        LawfulnessReview.objects.filter(pk=said.pk).update(advice="Nee")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        LawfulnessReview.objects.filter(pk=said.pk).update(question="Iets anders")
    actions.follow_up_advice(said, by=director, follow_up="Gedaan", followed_up_on=TODAY)
    with pytest.raises(IntegrityError, match="blijft staan"), transaction.atomic():
        LawfulnessReview.objects.filter(pk=said.pk).update(follow_up="Niets")


def test_only_who_coordinates_reads_or_writes_it(client: Client, page, case, review, director):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    with acting_for(partner.pk):
        seen = LawfulnessReview.objects.count()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            LawfulnessReview.objects.create(case=case, question="Mag dit?", asked_on=TODAY, asked_by=partner)
    with acting_for(director.pk):
        assert (seen, LawfulnessReview.objects.count()) == (0, 1)
    assert {client.get(path).status_code for path in (page, f"{page}nieuw/", f"{page}{review.pk}/")} == {403}

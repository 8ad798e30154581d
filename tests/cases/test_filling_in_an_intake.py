"""The form of a new intake: nothing typed is lost, and what is sent twice is one case."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases import deadlines, rules
from cases.models import (
    Audience,
    Case,
    IntakeQuestion,
    Member,
    MembershipReason,
    Nature,
    Observation,
    Urgency,
)
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from tests.factories import a_frame, a_user, an_organisation, anna, chris
from tests.queries import statements

pytestmark = pytest.mark.django_db
PAGE = "/casussen/nieuw/"


@pytest.fixture
def user() -> User:
    return anna()


@pytest.fixture
def page(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def typed_in(by: User, **changed: Any) -> dict[str, Any]:
    """What a browser sends for a whole and right form; None leaves a field out."""
    today = timezone.localdate()
    sent = {
        "legal_frame": a_frame().pk,
        "bringing_organisation": by.organisation_id,
        "first_signal_on": f"{today:%d-%m-%Y}",
        "urgency": Urgency.HIGH,
        "fears_for_a_child": "nee",
        "consulted_on": "",
        "asked": [an_organisation(PolicyDomain.SAFETY).pk, an_organisation(PolicyDomain.SOCIAL).pk],
        "question": "Kent u deze mensen?",
        "due_on": f"{today + timedelta(days=7):%d-%m-%Y}",
        "gezien-TOTAL_FORMS": 1,
        "gezien-INITIAL_FORMS": 0,
        "gezien-0-nature": Nature.CONCERN,
        "gezien-0-text": "Het jongste kind is stil.",
        "gezien-0-observed_on": f"{today:%d-%m-%Y}",
        "gezien-0-source": "juf",
        "gezien-0-regime": "AVG",
        "gezien-0-audience": Audience.OWN_DOMAIN,
        "personen-TOTAL_FORMS": 1,
        "personen-INITIAL_FORMS": 0,
        "personen-0-given_name": "Naomi",
        "personen-0-family_name": "de Boer",
        "personen-0-gender": "FEMALE",
        "personen-0-reason": MembershipReason.CHILD_AT_RISK,
        "personen-0-reason_text": "Zij blijft weg van school.",
        "personen-0-discussed": "nee",
        "personen-0-informing_postponed_until": f"{today + timedelta(days=14):%d-%m-%Y}",
        "personen-0-informing_postponed_reason": "Er loopt een onderzoek.",
        "personen-0-review_on": f"{today + timedelta(days=180):%d-%m-%Y}",
    } | changed
    return {name: value for name, value in sent.items() if value is not None}


def test_anna_fills_in_one_page_and_lands_on_the_intake(page, user):
    answer = page.post(PAGE, typed_in(user))

    case = Case.objects.get()
    assert answer.headers["Location"] == f"/casussen/{case.pk}/intake/"
    assert case.started_on == timezone.localdate()
    assert case.members.get().name_key == rules.name_key("de Boer", "Naomi")
    assert case.members.get().informing_postponed_reason == "Er loopt een onderzoek."
    assert Observation.objects.get(case=case).organisation == user.organisation
    assert IntakeQuestion.objects.filter(case=case).count() == 2


def test_the_default_list_of_the_municipality_is_ticked_and_dates_are_filled_in(page):
    standard = an_organisation(PolicyDomain.SOCIAL, is_asked_at_intake=True)
    other = an_organisation(PolicyDomain.SOCIAL)
    a_frame()
    due_on = deadlines.working_days_after(timezone.localdate(), 5)

    form = page.get(PAGE).context["intake"].form

    assert form["asked"].value() == [standard.pk]
    assert other in form.fields["asked"].queryset
    assert form["due_on"].value() == f"{due_on:%d-%m-%Y}"


def test_only_frames_in_force_today_are_offered_with_purpose_and_controller(page):
    a_frame(name="Oud kader", valid_until=date(2026, 1, 1))
    a_frame(name="Nieuw kader", purpose="Kinderen beschermen", controller="College van Waterhoek")

    text = page.get(PAGE).text

    assert "Oud kader" not in text
    assert "Doel: Kinderen beschermen" in text
    assert "Verantwoordelijk: College van Waterhoek" in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"legal_frame": None}, "Kies een antwoord bij “Samenwerkingskader”."),
        ({"urgency": None}, "Kies een antwoord bij “Urgentie”."),
        ({"first_signal_on": "31-02-2026"}, "De dag 31 bestaat niet: februari 2026 heeft 28 dagen."),
        ({"first_signal_on": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"due_on": "1-1-2020"}, "De datum ligt in het verleden."),
        ({"asked": None}, "Vraag minstens één organisatie uit het sociaal domein."),
        ({"gezien-0-observed_on": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"gezien-0-nature": None}, "Kies een antwoord bij “Soort”."),
        ({"personen-0-given_name": ""}, "Vul “Voornaam” in."),
        ({"personen-0-birth_date": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"personen-0-is_birth_date_estimated": "on"}, "Vul de geschatte geboortedatum in"),
        ({"personen-0-discussed": None}, "Is de aanmelding vooraf met deze persoon besproken?"),
        ({"personen-0-discussed": "ja"}, "Vul “Besproken op” in."),
        ({"personen-0-informing_postponed_reason": ""}, "Vul “Reden van uitstel” in."),
        ({"personen-0-informing_postponed_until": "1-1-2020"}, "De datum ligt in het verleden."),
        ({"personen-0-review_on": "1-1-2020"}, "De datum ligt in het verleden."),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_the_field_and_nothing_typed_is_lost(page, user, changed, sentence):
    answer = page.post(PAGE, typed_in(user, **changed))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Het jongste kind is stil." in answer.text
    assert not Case.objects.exists()


def test_a_missing_social_organisation_is_said_at_the_list(page, user):
    safety = an_organisation(PolicyDomain.SAFETY)

    answer = page.post(PAGE, typed_in(user, asked=[safety.pk]))

    assert "Vraag minstens één organisatie uit het sociaal domein." in answer.context["intake"].form.errors["asked"]


def test_a_frame_that_ended_cannot_be_sent_by_hand(page, user):
    answer = page.post(PAGE, typed_in(user, legal_frame=a_frame(valid_until=date(2026, 1, 1)).pk))

    assert answer.status_code == 422


def test_one_more_row_keeps_what_was_typed_and_an_empty_row_does_not_count(page, user):
    sent = typed_in(user)
    more = page.post(PAGE, sent | {"add-row": "personen"})
    row = more.context["intake"].people.forms[1]
    empty = {field.html_name: field.value() or "" for field in row}

    answer = page.post(PAGE, sent | empty | {"personen-TOTAL_FORMS": 2})

    assert more.status_code == 200
    assert more.context["intake"].people.forms[0]["given_name"].value() == "Naomi"
    assert row["review_on"].value()
    assert answer.status_code == 302
    assert Member.objects.count() == 1


def test_several_people_and_several_things_seen(page, user):
    sent = typed_in(user)
    again = {name.replace("-0-", "-1-"): value for name, value in sent.items() if "-0-" in name}
    totals = {"personen-TOTAL_FORMS": 2, "gezien-TOTAL_FORMS": 2}

    page.post(PAGE, sent | again | totals | {"personen-1-given_name": "Bo"})

    assert set(Member.objects.values_list("given_name", flat=True)) == {"Naomi", "Bo"}
    assert Observation.objects.count() == 2


def test_a_tampered_form_without_rows_is_refused(page, user):
    answer = page.post(PAGE, typed_in(user) | {"personen-TOTAL_FORMS": 0, "gezien-TOTAL_FORMS": 0})

    assert answer.status_code == 422
    assert "Noem minstens één persoon" in answer.text


def test_a_form_that_was_sent_twice_makes_one_case(page, user):
    sent = typed_in(user) | {"submission": page.get(PAGE).context["intake"].form["submission"].value()}

    first = page.post(PAGE, sent)
    second = page.post(PAGE, sent, follow=True)

    assert Case.objects.count() == 1
    assert second.redirect_chain[0][0] == first.url
    assert "Dit formulier was al verstuurd" in second.text


def test_every_form_is_another_and_one_without_a_mark_still_starts(page, user):
    sent = typed_in(user)
    marks = {page.get(PAGE).context["intake"].form["submission"].value() for _ in range(2)}

    page.post(PAGE, sent)
    page.post(PAGE, sent)

    assert len(marks) == 2
    assert Case.objects.count() == 2


def test_a_refused_form_keeps_its_mark(page, user):
    mark = str(uuid4())

    answer = page.post(PAGE, typed_in(user, question="", submission=mark))

    assert f'value="{mark}"' in answer.text


def test_a_professional_without_that_power_may_not_start_one(client):
    client.force_login(chris())

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {}).status_code == 403


def test_a_case_coordinator_may_start_one(client):
    client.force_login(a_user(Role.CASE_COORDINATOR))

    assert client.get(PAGE).status_code == 200


def test_the_page_asks_a_fixed_number_of_queries(page):
    page.get(PAGE)
    few = statements(page, PAGE)
    for _ in range(20):
        an_organisation(PolicyDomain.CARE, is_asked_at_intake=True)

    many = statements(page, PAGE)

    assert len(many) == len(few) <= 15

"""The page on which an intake is decided: warnings, what is missing, and who was first."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import (
    Answer,
    Case,
    CaseStage,
    InvolvementRole,
    Triage,
    TriageOutcome,
    Urgency,
)
from tests.factories import (
    TODAY,
    a_member,
    a_user,
    an_intake,
    an_involvement,
    anna,
    bram,
    chris,
)
from tests.queries import questions
from tests.triage_factories import coordinator_elsewhere, decide, ready_to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def intake(one_transaction: None) -> int:
    return ready_to_decide(an_intake(coordinator=anna())).pk


@pytest.fixture
def case(intake: int, db: None) -> Case:
    """An intake about which people can decide."""
    return Case.objects.select_related("started_by__organisation").get(pk=intake)


def typed_in(case: Case, **changed: Any) -> dict[str, Any]:
    """What a browser sends to accept a case; None leaves a field out."""
    both = [question.organisation_id for question in case.questions.all()]
    due_on = f"{timezone.localdate() + timedelta(days=7):%d-%m-%Y}"
    sent = {
        "outcome": TriageOutcome.ACCEPTED,
        "reason": "Wij nemen de casus samen aan.",
        "deciders": both,
        "look_again_on": "",
        "name": "Els",
        "urgency": Urgency.HIGH,
        "process_coordinator": case.started_by_id,
        "case_coordinator": case.started_by_id,
        "invited": both,
        "invitation_reason": "Nodig vanaf het begin.",
        "invitation_due_on": due_on,
    } | changed
    return {name: value for name, value in sent.items() if value is not None}


def test_anna_decides_on_one_page(client: Client, case):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case))

    case.refresh_from_db()
    assert answer.headers["Location"] == f"/casussen/{case.pk}/intake/"
    assert case.stage == CaseStage.JOINT_ANALYSIS
    assert case.involvements.asked().count() == 2
    assert case.triages.get().deciders.count() == 2


def test_who_knows_something_is_ticked_already(client: Client, case):
    question = case.questions.first()
    partner = a_user(organisation=question.organisation)
    actions.answer_question(question, by=partner, on=TODAY, answer=Answer.ACTING)
    client.force_login(case.started_by)

    form = client.get(f"/casussen/{case.pk}/intake/besluit/").context["form"]

    assert form["invited"].value() == [question.organisation_id]


def test_without_one_side_the_page_warns_first_and_the_warning_stays(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/besluit/"
    alone = typed_in(case, deciders=[case.started_by.organisation_id])

    first = client.post(page, alone)
    second = client.post(page, alone | {"without_both_sides": "on"})

    assert "Niemand uit het domein sociaal besliste mee." in first.text
    assert "Wij nemen de casus samen aan." in first.text
    assert second.status_code == 302
    assert "Niemand uit het domein sociaal besliste mee." in client.get(f"/casussen/{case.pk}/intake/").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": None}, "outcome"),
        ({"reason": ""}, "reason"),
        ({"deciders": None}, "deciders"),
        ({"name": ""}, "name"),
        ({"name": "Huize Waterman"}, "name"),
        ({"case_coordinator": ""}, "case_coordinator"),
        ({"process_coordinator": ""}, "process_coordinator"),
        ({"invitation_due_on": "1-1-2020"}, "invitation_due_on"),
        ({"outcome": "PARKED"}, "look_again_on"),
        ({"outcome": "PARKED", "look_again_on": "30-02-2027"}, "look_again_on"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_the_reason_is_kept(client: Client, case, changed, field):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case, **changed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert changed.get("reason", "Wij nemen de casus samen aan.") in answer.text
    assert not Triage.objects.exists()


def test_rejecting_asks_nothing_about_coordinators(client: Client, case):
    client.force_login(case.started_by)
    sent = typed_in(case, outcome="REJECTED", name="", case_coordinator="", invited=None, invitation_due_on="")

    assert client.post(f"/casussen/{case.pk}/intake/besluit/", sent).status_code == 302


def test_somebody_without_the_role_cannot_be_appointed_by_hand(client: Client, case):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case, case_coordinator=chris().pk))

    assert list(answer.context["form"].errors) == ["case_coordinator"]


def test_the_second_visitor_reads_who_decided_and_what(client: Client, case):
    client.force_login(case.started_by)
    sent = typed_in(case)
    decide(case, TriageOutcome.PARKED)

    late = client.post(f"/casussen/{case.pk}/intake/besluit/", sent)
    visit = client.get(f"/casussen/{case.pk}/intake/besluit/", follow=True)

    assert "Over deze intake is al besloten. Anna de Wit legde op 23-11-2026 vast: Parkeren." in late.text
    assert "Wij nemen de casus samen aan." in late.text
    assert "Over deze intake is al besloten." in visit.text


def test_the_page_lists_the_obstacles_with_a_link_and_no_button(client: Client):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)

    text = client.get(f"/casussen/{case.pk}/intake/").text

    assert "Beslissen kan nog niet" in text
    assert f"/casussen/{case.pk}/intake/criteria/" in text
    assert f'href="/casussen/{case.pk}/intake/besluit/"' not in text


def test_a_child_is_feared_for_and_veilig_thuis_is_consulted(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/"

    client.post(f"{page}veilig-thuis/", {"consulted_on": ""})
    before = client.get(page).text
    client.post(f"{page}veilig-thuis/", {"consulted_on": f"{timezone.localdate():%d-%m-%Y}"})
    after = client.get(page).text

    assert "Overleg vandaag met Veilig Thuis" in before
    assert "Beslissen kan nog niet" in before
    assert "met Veilig Thuis." in after
    assert "U kunt nu samen beslissen" in after


def test_a_parked_intake_is_resumed_by_who_directs_it(client: Client, case):
    decide(case, TriageOutcome.PARKED)
    client.force_login(case.started_by)

    page = client.get(f"/casussen/{case.pk}/intake/").text
    client.post(f"/casussen/{case.pk}/intake/hervatten/")

    case.refresh_from_db()
    assert "Hervat de intake" in page
    assert case.is_in_intake


def test_nothing_is_added_to_an_intake_at_rest(client: Client, case):
    decide(case, TriageOutcome.REJECTED)
    client.force_login(case.started_by)

    for page in ("waarneming/", "vraag/", "criteria/", "veilig-thuis/"):
        assert client.post(f"/casussen/{case.pk}/intake/{page}").status_code == 403
    assert client.get(f"/casussen/{case.pk}/intake/").status_code == 200


def test_a_case_coordinator_may_answer_criteria_but_not_decide(client: Client, case):
    coordinator = coordinator_elsewhere()
    an_involvement(case, coordinator, role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(coordinator)

    assert client.get(f"/casussen/{case.pk}/intake/criteria/").status_code == 200
    assert client.get(f"/casussen/{case.pk}/intake/besluit/").status_code == 403
    assert client.post(f"/casussen/{case.pk}/intake/hervatten/").status_code == 403


def test_a_partner_adds_what_was_seen_as_of_the_own_organisation(client: Client, case):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)
    sent = {
        "nature": "STATEMENT",
        "text": "De buurvrouw hoorde ruzie.",
        "observed_on": f"{timezone.localdate():%d-%m-%Y}",
        "regime": "WPG",
        "audience": "OWN_DOMAIN",
    }

    refused = client.post(f"/casussen/{case.pk}/intake/waarneming/", sent | {"observed_on": "31-04-2026"})
    answer = client.post(f"/casussen/{case.pk}/intake/waarneming/", sent)

    assert "De dag 31 bestaat niet: april heeft 30 dagen." in refused.text
    assert "De buurvrouw hoorde ruzie." in refused.text
    assert answer.status_code == 302
    assert "De buurvrouw hoorde ruzie." in client.get(f"/casussen/{case.pk}/intake/").text


def test_the_intake_page_asks_a_fixed_number_of_queries(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/"
    client.get(page)
    few = questions(client, page)
    for number in range(8):
        a_member(case, given_name=f"Kind {number}")
        user = a_user()
        question = actions.ask_question(
            case, user.organisation, by=case.started_by, on=TODAY, question="?", due_on=TODAY + timedelta(7)
        )
        actions.answer_question(question, by=user, on=TODAY, answer=Answer.KNOWN, text="Ja.")

    many = questions(client, page)

    assert len(many) == len(few) <= 15

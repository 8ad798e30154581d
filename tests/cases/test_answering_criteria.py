"""Four criteria, answered by people with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases import actions
from cases.models import (
    Case,
    Criterion,
    CriterionOutcome,
)
from familienetwerk.accounts.roles import Role
from familienetwerk.locking import Conflict
from tests.factories import (
    TODAY,
    a_user,
    an_intake,
    anna,
)
from tests.triage_factories import ALL_YES, ready_to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """An intake about which people can decide."""
    return ready_to_decide(an_intake(coordinator=anna()))


def test_a_criterion_is_answered_with_a_reason_by_somebody():
    case = an_intake(coordinator=anna())
    answers = {Criterion.FAMILY_SYSTEM: (CriterionOutcome.UNKNOWN, "Opa en oma spraken wij nog niet.")}

    actions.answer_criteria(case, by=case.started_by, on=TODAY, answers=answers, lock_version=0)

    row = case.criteria.get()
    assert (row.outcome, row.answered_by, row.answered_on) == (CriterionOutcome.UNKNOWN, case.started_by, TODAY)
    with pytest.raises(ValidationError):
        actions.answer_criteria(
            case, by=case.started_by, on=TODAY, answers={Criterion.FAMILY_SYSTEM: ("YES", "")}, lock_version=1
        )


def test_an_answer_that_did_not_change_keeps_its_name_and_day(case):
    other = a_user(Role.PROCESS_COORDINATOR)
    changed = ALL_YES | {Criterion.LOCAL_SAFETY: (CriterionOutcome.NO, "Toch niet.")}

    actions.answer_criteria(case, by=other, on=TODAY + timedelta(1), answers=changed, lock_version=4)

    assert case.criteria.get(answered_by=other).criterion == Criterion.LOCAL_SAFETY


def test_two_who_answer_at_once_do_not_overwrite_each_other(case):
    with pytest.raises(Conflict):
        actions.answer_criteria(case, by=case.started_by, on=TODAY, answers=ALL_YES, lock_version=3)


def test_the_page_of_criteria_saves_some_and_leaves_the_rest_for_later(client: Client):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)
    sent = {"lock_version": 0, "local_safety_outcome": "NO", "local_safety_reason": "Geen overlast in de buurt."}

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent)

    assert answer.status_code == 302
    assert case.criteria.get().reason == "Geen overlast in de buurt."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"local_safety_outcome": "NO"}, "Schrijf waarom."),
        ({"local_safety_reason": "Geen overlast."}, "Kies ja, nee of nog onbekend."),
        ({}, "Beantwoord minstens één criterium."),
    ],
)
def test_half_an_answer_is_refused_and_kept(client: Client, sent, sentence):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent | {"lock_version": 0})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent.get("local_safety_reason", "") in answer.text


def test_the_second_editor_chooses_per_criterion(client: Client, case):
    client.force_login(case.started_by)
    sent = {"lock_version": 0, "local_safety_outcome": "NO", "local_safety_reason": "Mijn tekst."}

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent)

    assert answer.status_code == 409
    assert "Mijn tekst." in answer.text
    assert "Dat zien wij." in answer.text
    assert "Anna de Wit" in answer.text

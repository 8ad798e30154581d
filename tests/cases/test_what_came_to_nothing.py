"""An intake that came to nothing is for its coordinators and the privacy officer: nobody sits, comes or is asked."""

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Case, Grant, TriageOutcome
from tests.discussion_factories import HOUR, NOW, a_discussion, takes_place
from tests.factories import TODAY, an_intake, anna, bram, sanne
from tests.triage_factories import decide, ready_to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return ready_to_decide(an_intake(coordinator=anna()))


def test_who_left_the_table_today_is_no_obstacle(case):
    seat = actions.start_involvement(case, bram(), by=case.started_by, on=TODAY, reason="Kennis")
    actions.end_involvement(seat, by=case.started_by, on=TODAY, reason="Toch niet")

    decide(case, TriageOutcome.REJECTED)

    case.refresh_from_db()
    assert case.is_read_only


def test_a_discussion_that_was_to_come_opens_nothing(case):
    item, guest = a_discussion(case), sanne()
    actions.invite_for_item(item, guest, by=case.started_by, reason="Kennis")

    decide(case, TriageOutcome.REJECTED)

    item.refresh_from_db()
    assert item.is_cancelled
    assert not Grant.objects.not_over().filter(principal__user=guest).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        takes_place(item, NOW - HOUR, NOW + HOUR)


def test_who_was_asked_need_not_answer_any_more(case):
    user = sanne()
    asked = actions.ask_to_join(
        case, user.organisation, by=case.started_by, on=TODAY, due_on=TODAY, reason="Kennis", user=user
    )

    decide(case, TriageOutcome.REJECTED)

    asked.refresh_from_db()
    assert not asked.is_asked


def test_a_parked_intake_keeps_its_discussion(case):
    item = a_discussion(case)

    decide(case, TriageOutcome.PARKED)

    item.refresh_from_db()
    assert not item.is_cancelled

"""A new intake: one form, everything or nothing, and both domains are asked from the first minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from cases import actions
from cases.models import (
    Case,
    DeadlineKind,
    InvolvementRole,
    Member,
    MembershipReason,
    Nature,
    Urgency,
)
from django.db import connection
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.audit.models import AuditEvent, EventType

from tests.factories import TODAY, a_frame, an_organisation, anna

pytestmark = pytest.mark.django_db


def seen(by: Any, **fields: Any) -> actions.Seen:
    filled = {"nature": Nature.FACT, "text": "Drie scooters in de schuur.", "observed_on": date(2026, 11, 20)} | fields
    return actions.Seen(organisation=by.organisation, **filled)


def a_person(**fields: Any) -> actions.Person:
    filled = {
        "given_name": "Kevin",
        "family_name": "Waterman",
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het eerste signaal.",
        "review_on": date(2027, 5, 23),
    } | fields
    return actions.Person(**filled)


def started(by: Any, **fields: Any) -> Case:
    filled = {
        "legal_frame": fields.pop("legal_frame", None) or a_frame(),
        "bringing_organisation": by.organisation,
        "first_signal_on": date(2026, 11, 20),
        "urgency": Urgency.NORMAL,
        "seen": [seen(by)],
        "people": [a_person()],
        "asked": [an_organisation(PolicyDomain.SAFETY), an_organisation(PolicyDomain.SOCIAL)],
        "question": "Kent u deze mensen?",
        "due_on": date(2026, 11, 30),
    } | fields
    return actions.start_intake(by=by, on=TODAY, **filled)


def test_makes_a_case_that_its_starter_directs():
    user = anna()

    case = started(user)

    assert case.number == "2026-0001"
    assert Case.objects.visible_to(user).get() == case
    assert case.involvements.get().role == InvolvementRole.PROCESS_COORDINATOR
    assert AuditEvent.objects.filter(type=EventType.CREATED, case_id=case.pk, subject="intake").exists()
    deadlines = case.deadlines.by_date().values_list("kind", "due_on")
    assert list(deadlines) == [
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.TRIAGE, date(2026, 12, 14)),
        (DeadlineKind.MEMBER_REVIEW, date(2027, 5, 23)),
    ]
    assert Member.objects.get().name_key == "waterman kevin"

"""A new intake: everything or nothing, and both domains are asked from the first minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases import actions, rules
from cases.models import (
    Audience,
    Case,
    CaseStage,
    DeadlineKind,
    InvolvementRole,
    Member,
    MembershipReason,
    Nature,
    Observation,
    Urgency,
)
from cases.names import TREES, next_name, next_number
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import TODAY, a_case, a_frame, an_organisation, anna

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return anna()


def seen(by: User, **fields: Any) -> actions.Seen:
    filled = {"nature": Nature.FACT, "text": "Drie scooters in de schuur.", "observed_on": date(2026, 11, 20)} | fields
    return actions.Seen(organisation=by.organisation, **filled)


def a_person(**fields: Any) -> actions.Person:
    filled = {
        "given_name": "Kevin",
        "family_name": "Waterman",
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het eerste signaal.",
        "review_on": date(2027, 5, 23),
        "informed_on": date(2026, 11, 20),
    } | fields
    return actions.Person(**filled)


def started(by: User, **fields: Any) -> Case:
    filled = {
        "on": TODAY,
        "bringing_organisation": by.organisation,
        "first_signal_on": date(2026, 11, 20),
        "urgency": Urgency.NORMAL,
        "seen": [seen(by)],
        "people": [a_person()],
        "question": "Kent u deze mensen?",
        "due_on": date(2026, 11, 30),
    } | fields
    filled["legal_frame"] = fields.get("legal_frame") or a_frame()
    filled.setdefault("asked", [an_organisation(PolicyDomain.SAFETY), an_organisation(PolicyDomain.SOCIAL)])
    return actions.start_intake(by=by, **filled)


# --- what it makes ------------------------------------------------------------------------------


def test_makes_a_case_that_its_starter_directs(user):
    case = started(user)

    assert case.stage == CaseStage.INTAKE
    assert case.involvements.get().role == InvolvementRole.PROCESS_COORDINATOR
    assert AuditEvent.objects.filter(type=EventType.CREATED, case_id=case.pk, subject="intake").exists()


def test_sets_what_is_due(user):
    postponed = {"informed_on": None, "informing_postponed_until": date(2026, 12, 1)}

    case = started(user, people=[a_person(informing_postponed_reason="Onderzoek loopt.", **postponed)])

    assert list(case.deadlines.by_date().values_list("kind", "due_on")) == [
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.INFORMING, date(2026, 12, 1)),
        (DeadlineKind.TRIAGE, date(2026, 12, 14)),
        (DeadlineKind.MEMBER_REVIEW, date(2027, 5, 23)),
    ]


def test_shares_what_was_seen_with_its_audience(user):
    case = started(user, seen=[seen(user, nature=Nature.STATEMENT, source="opa", audience=Audience.COORDINATORS)])

    observation = Observation.objects.get(case=case)

    assert (observation.nature, observation.source, observation.audience) == ("STATEMENT", "opa", "COORDINATORS")
    assert observation.author == user
    assert not observation.is_draft


def test_notes_a_fear_for_a_child_and_that_veilig_thuis_was_consulted(user):
    asked = started(user, fears_for_a_child=True, consulted_on=date(2026, 11, 22))
    not_yet = started(user, fears_for_a_child=True)

    assert asked.child_safety_concern.consulted_by == user
    assert not_yet.child_safety_concern.is_open


# --- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domains", "sentences"),
    [
        ([PolicyDomain.SAFETY], ["Vraag minstens één organisatie uit het sociaal domein."]),
        ([PolicyDomain.SOCIAL], ["Vraag minstens één organisatie uit het domein veiligheid."]),
        ([PolicyDomain.CARE], 2),
        ([], 2),
        ([PolicyDomain.SAFETY, PolicyDomain.SOCIAL, PolicyDomain.CARE], []),
    ],
)
def test_both_domains_must_be_asked(domains, sentences):
    obstacles = rules.obstacles_to_asking(frozenset(domains))

    assert obstacles == sentences if isinstance(sentences, list) else len(obstacles) == sentences


def test_is_refused_without_a_social_organisation_whatever_the_route(user):
    with pytest.raises(actions.CannotStartIntake, match="sociaal domein"):
        started(user, asked=[an_organisation(PolicyDomain.SAFETY)])

    assert not Case.objects.exists()


def test_is_refused_under_a_frame_that_is_not_in_force(user):
    ended = a_frame(valid_until=date(2026, 10, 1))
    without_dpia = a_frame(dpia_on=None)

    for frame in (ended, without_dpia):
        with pytest.raises(actions.CannotStartIntake, match="geldt vandaag niet"):
            started(user, legal_frame=frame)


@pytest.mark.parametrize(
    "lapsed",
    [
        {"valid_until": TODAY - timedelta(days=1)},
        {"valid_from": date(2100, 1, 1)},
        {"dpia_on": None},
        {"dpia_valid_until": TODAY - timedelta(days=1)},
        {"agreement_valid_until": TODAY - timedelta(days=1)},
    ],
)
def test_no_case_is_under_such_a_frame_whatever_the_route(user, lapsed):
    case = a_case()
    frame = a_frame(**lapsed)

    with pytest.raises(IntegrityError, match="geldt vandaag niet"), transaction.atomic():
        a_case(legal_frame=frame)
    with pytest.raises(IntegrityError, match="geldt vandaag niet"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(legal_frame=frame)


def test_is_refused_without_a_person_and_without_anything_seen(user):
    with pytest.raises(actions.CannotStartIntake) as refusal:
        started(user, people=[], seen=[])

    assert len(refusal.value.messages) == 2


def test_makes_everything_or_nothing(user):
    twice = an_organisation(PolicyDomain.SOCIAL)

    with pytest.raises(ValidationError, match="al gevraagd"):
        started(user, asked=[an_organisation(PolicyDomain.SAFETY), twice, twice])

    assert not Case.objects.exists()
    assert not Member.objects.exists()


def test_a_first_signal_after_today_is_refused_by_the_table(user):
    with pytest.raises(ValidationError, match="Het eerste signaal ligt na de start"):
        started(user, first_signal_on=TODAY + timedelta(days=1))


# --- number and name ----------------------------------------------------------------------------


def test_numbers_follow_each_other_within_a_year_also_beyond_ten_thousand(user):
    for number in ("2026-0147", "2026-0009", "2025-9999"):
        a_case(number=number)

    assert next_number(year=2026) == "2026-0148"
    assert next_number(year=2027) == "2027-0001"
    assert next_number(year=2025) == "2025-10000"
    a_case(number="2025-10000")
    assert next_number(year=2025) == "2025-10001"


def test_a_name_is_a_tree_that_no_running_case_has_and_not_a_family_of_this_case(user):
    a_case(name=TREES[0])

    assert next_name(family_names=[]) == TREES[1]
    assert next_name(family_names=[f"van der {TREES[1]}"]) == TREES[2]


def test_when_all_trees_are_in_use_they_get_a_number(user):
    frame = a_frame()
    for name in TREES:
        a_case(name=name, started_by=user, legal_frame=frame)

    assert next_name(family_names=[]) == f"{TREES[0]} 2"


@pytest.mark.parametrize(
    ("name", "families", "tells"),
    [
        ("Wilg", ["Waterman", ""], False),
        ("Huize Waterman", ["Waterman"], True),
        ("WATERMAN", ["waterman"], True),
        ("Huize Boer", ["de Boer"], True),
        ("Özturk", ["Ozturk"], True),
        ("Waterwilg", ["Water"], False),
    ],
)
def test_a_neutral_name_holds_no_family_name(name, families, tells):
    assert rules.names_the_family(name, families) is tells


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_the_same_moment_get_two_numbers():
    user, frame = anna(), a_frame()
    asked = [an_organisation(PolicyDomain.SAFETY), an_organisation(PolicyDomain.SOCIAL)]

    def start(_turn: int) -> str:
        try:
            return started(user, legal_frame=frame, asked=asked).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as together:
        numbers = list(together.map(start, range(8)))

    assert sorted(numbers) == [f"2026-{number:04}" for number in range(1, 9)]


def test_the_mark_of_somebody_else_opens_no_case(user):
    mark = uuid4()
    started(anna(), submission=mark)

    with pytest.raises(ValidationError):
        started(user, submission=mark)

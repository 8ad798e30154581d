"""A decision that people take together: accept, refer, reject or park."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases import actions, rules
from cases.models import (
    Case,
    CaseStage,
    ChildSafetyConcern,
    DeadlineKind,
    Grant,
    GrantLevel,
    Involvement,
    InvolvementRole,
    Triage,
    TriageOutcome,
    Urgency,
)
from cases.readiness import obstacles_to_deciding_about
from cases.rules import AcceptanceFacts, IntakePart
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import TODAY, a_user, an_intake, an_involvement, an_organisation, anna, bram, sanne
from tests.triage_factories import BOTH, acceptance, coordinator_elsewhere, decide, ready_to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """An intake about which people can decide."""
    return ready_to_decide(an_intake(coordinator=anna()))


# --- what stands in the way -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ({}, []),
        ({"unanswered_criteria": 2}, [IntakePart.CRITERIA]),
        ({"asked_domains": frozenset({"SAFETY"})}, [IntakePart.QUESTIONS]),
        ({"asked_domains": frozenset({"SOCIAL", "CARE"})}, [IntakePart.QUESTIONS]),
        ({"asked_domains": frozenset()}, [IntakePart.QUESTIONS, IntakePart.QUESTIONS]),
        ({"members": 0}, [IntakePart.PEOPLE]),
        ({"child_safety_is_open": True}, [IntakePart.CHILD_SAFETY]),
    ],
)
def test_obstacles_say_where_they_are_solved(facts, parts):
    whole = {"unanswered_criteria": 0, "asked_domains": BOTH, "members": 1} | facts

    obstacles = rules.obstacles_to_deciding(AcceptanceFacts(**whole))

    assert [obstacle.solved_in for obstacle in obstacles] == parts


def test_the_rule_never_says_what_the_outcome_is():
    everything_is_no = AcceptanceFacts(unanswered_criteria=0, asked_domains=BOTH, members=1)

    assert rules.obstacles_to_deciding(everything_is_no) == []


def test_silence_is_no_obstacle(case):
    assert not case.questions.filter(answered_on__isnull=False).exists()
    assert obstacles_to_deciding_about(case) == []


@pytest.mark.parametrize("outcome", TriageOutcome)
def test_nobody_decides_past_an_obstacle_whatever_the_outcome(case, outcome):
    actions.note_child_safety(case, by=case.started_by, on=TODAY)

    with pytest.raises(actions.CannotDecide, match="Veilig Thuis"):
        decide(case, outcome)

    assert not Triage.objects.exists()


def test_consulting_veilig_thuis_clears_the_way(case):
    actions.note_child_safety(case, by=case.started_by, on=TODAY)
    actions.note_child_safety(case, by=case.started_by, on=TODAY, consulted_on=TODAY)

    assert obstacles_to_deciding_about(case) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ChildSafetyConcern.objects.update(consulted_by=None)


@pytest.mark.parametrize(
    ("decided_by", "number"), [(BOTH, 0), (frozenset({"SAFETY"}), 1), (frozenset({"SOCIAL"}), 1), (frozenset(), 2)]
)
def test_a_group_without_one_side_is_a_warning(decided_by, number):
    assert len(rules.gaps_in_deciding_group(decided_by)) == number


# --- accepting --------------------------------------------------------------------------------------


def test_acceptance_opens_the_case_with_its_coordinators(case):
    coordinator = coordinator_elsewhere()

    triage = decide(case, acceptance=acceptance(case, case_coordinator=coordinator))

    case.refresh_from_db()
    assert (case.stage, case.opened_on, case.name) == (CaseStage.JOINT_ANALYSIS, TODAY, "Els")
    assert case.urgency == Urgency.HIGH
    roles = {row.role: row.user for row in case.involvements.running(TODAY)}
    assert roles == {"PROCESS_COORDINATOR": case.started_by, "CASE_COORDINATOR": coordinator}
    assert Case.objects.visible_to(coordinator).get() == case
    assert AuditEvent.objects.filter(type=EventType.DECIDED, subject="triage", subject_ids=triage.pk).exists()


def test_one_person_may_hold_both_roles(case):
    decide(case)

    assert case.involvements.running(TODAY).filter(user=case.started_by).count() == 2


def test_the_process_can_go_to_somebody_else_from_the_next_day(case):
    successor = a_user(Role.PROCESS_COORDINATOR, name="Petra Smit")
    given = acceptance(case, process_coordinator=successor, case_coordinator=successor)

    decide(case, acceptance=given, on=TODAY)

    assert not Case.objects.visible_to(case.started_by).exists()
    assert Grant.objects.running().filter(case=case, level=GrantLevel.DIRECT).get().principal.user == successor


def test_the_process_cannot_change_hands_on_its_first_day():
    case = ready_to_decide(an_intake())
    actions.start_involvement(
        case, case.started_by, by=case.started_by, on=TODAY, reason="x", role=InvolvementRole.PROCESS_COORDINATOR
    )

    with pytest.raises(actions.CannotInvolve, match="Overdragen kan vanaf morgen"):
        decide(case, acceptance=acceptance(case, process_coordinator=a_user(Role.PROCESS_COORDINATOR)))


def test_what_is_due_moves_on_with_the_acceptance(case):
    coordinator = coordinator_elsewhere()

    decide(case, acceptance=acceptance(case, case_coordinator=coordinator))

    left = case.deadlines.open().get()
    assert (left.kind, left.user) == (DeadlineKind.MEMBER_REVIEW, coordinator)


def test_who_knows_something_is_asked_to_the_table_and_sees_nothing_yet(case):
    partner = bram()

    decide(case, acceptance=acceptance(case, invited=[partner.organisation]))

    invitation = Involvement.objects.get(case=case, organisation=partner.organisation)
    assert invitation.is_asked
    assert case.deadlines.open().get(kind=DeadlineKind.INVITATION).organisation == partner.organisation
    assert not Case.objects.visible_to(partner).exists()


def test_the_organisation_of_a_coordinator_sits_there_already(case):
    coordinator = coordinator_elsewhere()
    given = acceptance(case, case_coordinator=coordinator, invited=[coordinator.organisation])

    decide(case, acceptance=given)

    assert not case.involvements.asked().exists()


def test_a_family_name_is_no_neutral_name_and_nothing_is_decided(case):
    with pytest.raises(actions.NameIsNotNeutral):
        decide(case, acceptance=acceptance(case, name="Huize Waterman"))

    assert not Triage.objects.exists()


# --- the other outcomes -----------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [TriageOutcome.REFERRED, TriageOutcome.REJECTED])
def test_referring_and_rejecting_let_the_case_rest_with_nothing_due(case, outcome):
    decide(case, outcome)

    case.refresh_from_db()
    assert (case.stage, case.opened_on) == (CaseStage[outcome], None)
    assert case.is_read_only
    assert not case.deadlines.open().exists()


@pytest.mark.parametrize(
    ("outcome", "may_still_read"),
    [(TriageOutcome.REFERRED, False), (TriageOutcome.REJECTED, False), (TriageOutcome.PARKED, True)],
)
def test_what_came_to_nothing_is_for_its_coordinators(case, outcome, may_still_read):
    worker = sanne()
    an_involvement(case, worker, on=TODAY)
    decide(case, outcome)

    assert Case.objects.visible_to(worker).exists() is may_still_read
    assert Case.objects.visible_to(case.started_by).exists()


def test_a_parked_intake_comes_back_on_its_day(case):
    decide(case, TriageOutcome.PARKED, look_again_on=date(2027, 1, 4))

    deadline = case.deadlines.open().get()
    assert (deadline.kind, deadline.due_on, deadline.user) == (DeadlineKind.TRIAGE, date(2027, 1, 4), case.started_by)


def test_parking_has_a_day_also_in_the_table(case):
    with pytest.raises(ValidationError, match="Parkeren heeft een dag"):
        decide(case, TriageOutcome.PARKED, look_again_on=None)

    decide(case, TriageOutcome.REJECTED, look_again_on=TODAY)
    assert Triage.objects.get().look_again_on is None


def test_a_parked_intake_goes_on_and_is_decided_anew(case):
    decide(case, TriageOutcome.PARKED)
    later = TODAY + timedelta(30)

    actions.resume_parked(case, by=case.started_by, on=later)

    case.refresh_from_db()
    due = dict(case.deadlines.open().values_list("kind", "due_on"))
    assert case.is_in_intake
    assert due[DeadlineKind.TRIAGE] > later
    assert due[DeadlineKind.QUESTION] > later
    assert DeadlineKind.MEMBER_REVIEW in due
    decide(case, on=later)
    assert [triage.outcome for triage in case.triages.order_by("pk")] == ["PARKED", "ACCEPTED"]


def test_only_a_parked_intake_can_go_on(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(actions.IsNotParked):
        actions.resume_parked(case, by=case.started_by, on=TODAY)


# --- twice ------------------------------------------------------------------------------------------


def test_whoever_decides_second_hears_who_was_first(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(actions.IntakeIsDecided, match=r"Anna de Wit legde op 23-11-2026 vast: Afwijzen, met advies\."):
        decide(case)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_the_same_moment_one_is_told():
    case = ready_to_decide(an_intake(coordinator=anna()))
    deciders = [an_organisation()]

    def try_to_decide(outcome: TriageOutcome) -> str:
        try:
            decide(case, outcome, deciders=deciders)
        except actions.IntakeIsDecided:
            return "told"
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(max_workers=2) as together:
        results = sorted(together.map(try_to_decide, [TriageOutcome.ACCEPTED, TriageOutcome.REJECTED]))

    assert results == ["decided", "told"]
    assert Triage.objects.count() == 1


def test_the_table_holds_one_standing_decision(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Triage.objects.create(case=case, outcome="REFERRED", reason="x", decided_on=TODAY, decided_by=case.started_by)

"""A plan from the first draft to its evaluation, as the partners live it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import CaseStage, Deadline, DeadlineKind, InvolvementRole
from familienetwerk.audit.models import AuditEvent, EventType
from interventions import actions
from interventions.models import ActionStatus, Decision, Plan, PlanStatus
from interventions.readiness import obstacles_to_proposing_plan
from tests.domain_factories import a_fixed_definition
from tests.factories import TODAY, a_case, a_member, an_intake, an_involvement, anna, sanne
from tests.plan_factories import (
    EVALUATION,
    a_goal,
    a_plan,
    a_proposed_plan,
    a_ready_plan,
    adopt,
    an_action,
    an_adopted_plan,
    an_intervention,
    partners_in,
    react,
    write,
)

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=14)


def due(kind: DeadlineKind, subject_id: int):
    return Deadline.objects.open().filter(kind=kind, subject_id=subject_id)


def sentences(obstacles) -> list[str]:
    return [str(obstacle) for obstacle in obstacles]


def test_the_first_draft_is_empty_and_brings_the_case_on(case):
    plan = a_plan(case)

    case.refresh_from_db()
    assert (plan.version, plan.status, plan.goals.count()) == (1, PlanStatus.DRAFT, 0)
    assert case.stage == CaseStage.PLAN_DRAFT
    assert plan.definition == case.definitions.fixed().get()


def test_there_is_no_plan_during_the_intake():
    intake = an_intake(coordinator=anna())

    with pytest.raises(actions.CannotStartPlan, match="De intake loopt nog"):
        actions.start_plan(intake, by=intake.started_by)


def test_there_is_one_draft_at_a_time(case):
    a_plan(case)

    with pytest.raises(actions.CannotStartPlan, match="Er ligt al een concept"):
        actions.start_plan(case, by=case.started_by)


def test_everything_that_stands_in_the_way_of_proposing_is_said_at_once(case):
    a_member(case, given_name="Ties", birth_date=timezone.localdate() - timedelta(days=12 * 365))
    plan = a_plan(case)
    a_goal(plan, statement="De kinderen zijn veilig")

    assert sentences(obstacles_to_proposing_plan(plan, today=TODAY)) == [
        "Het doel “De kinderen zijn veilig” heeft nog geen actie.",
        "Er is nog geen datum voor de evaluatie.",
        "Er staat nog niet wat het gezin van het plan vindt, of waarom het niet is besproken.",
        "Van Ties is nog niet vastgelegd of dit kind veilig is.",
    ]


def test_a_plan_without_goals_is_refused_in_words(case):
    plan = write(a_plan(case))

    with pytest.raises(actions.CannotProposePlan, match="Een plan zonder doelen kan niet"):
        actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=SOON)


def test_a_working_goal_without_action_is_named_too(case):
    plan = a_ready_plan(case)
    parent = a_goal(plan, statement="De kinderen zijn veilig")
    a_goal(plan, statement="Ties slaapt bij oma", term="SMALL", parent=parent)

    assert sentences(obstacles_to_proposing_plan(plan, today=TODAY)) == [
        "Het doel “Ties slaapt bij oma” heeft nog geen actie."
    ]


def test_a_draft_from_before_the_definition_rests_on_it_when_proposed():
    case = a_case(coordinator=anna())
    early = actions.start_plan(case, by=case.started_by)
    an_action(a_goal(early))
    write(early)
    assert early.definition is None

    fixed = a_fixed_definition(case)
    proposed = actions.propose_plan(Plan.objects.get(), by=case.started_by, on=TODAY, answer_by=SOON)

    assert proposed.definition == fixed


def test_proposing_asks_every_organisation_at_the_table(case):
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)

    plan = a_proposed_plan(case)

    asked = {deadline.organisation for deadline in due(DeadlineKind.ADOPTION, plan.pk)}
    assert asked == {case.started_by.organisation, *(user.organisation for user in partners_in(case))}
    assert reader.organisation not in asked


def test_reacting_settles_what_was_asked_of_that_organisation_alone(case):
    plan = a_proposed_plan(case)
    partner = partners_in(case)[0]

    react(plan, partner)

    assert not due(DeadlineKind.ADOPTION, plan.pk).filter(organisation=partner.organisation).exists()
    assert due(DeadlineKind.ADOPTION, plan.pk).count() == 2


def test_an_organisation_may_change_its_mind_until_adoption(case):
    plan = a_proposed_plan(case)
    partner = partners_in(case)[0]
    react(plan, partner, Decision.NOT_AGREED, remark="Eerst opvang voor Ties.")

    react(plan, partner)

    assert plan.adoptions.get(organisation=partner.organisation).decision == Decision.AGREED


def test_a_reservation_says_why(case):
    plan = a_proposed_plan(case)

    with pytest.raises(ValidationError, match="Schrijf het voorbehoud of de reden op"):
        react(plan, partners_in(case)[0], Decision.RESERVATION)


def test_who_is_not_at_the_table_speaks_for_nobody(case):
    plan = a_proposed_plan(case)

    with pytest.raises(actions.NotAtTheTable):
        react(plan, sanne())


def test_taking_it_back_asks_every_reaction_again(case):
    plan = a_proposed_plan(case)
    react(plan, partners_in(case)[0])

    actions.take_back_plan(plan, by=case.started_by, on=TODAY)

    plan.refresh_from_db()
    assert (plan.status, plan.proposed_on, plan.adoptions.count()) == (PlanStatus.DRAFT, None, 0)
    assert not due(DeadlineKind.ADOPTION, plan.pk).exists()


def test_only_what_lies_before_the_partners_is_taken_back_or_answered(case):
    plan = a_ready_plan(case)

    with pytest.raises(actions.PlanIsNotProposed):
        actions.take_back_plan(plan, by=case.started_by, on=TODAY)
    with pytest.raises(actions.PlanIsNotProposed):
        react(plan, partners_in(case)[0])


def test_a_reaction_after_the_decision_says_that_it_came_too_late_and_stays_typed(client: Client, case):
    plan = an_adopted_plan(case)
    client.force_login(partners_in(case)[0])
    address = f"{plan.get_absolute_url()}reageren/"

    asked = client.get(address)
    late = client.post(address, {"decision": "RESERVATION", "remark": "De school is niet gevraagd."})

    assert asked.url == plan.get_absolute_url()
    assert late.status_code == 422
    assert f"Deze versie is op {TODAY:%d-%m-%Y} vastgesteld. Uw reactie kwam daarna en is niet bewaard." in late.text
    assert "De school is niet gevraagd." in late.text


def test_adopting_makes_actions_and_evaluation_due_and_the_case_go_on(case):
    plan = an_adopted_plan(case)

    case.refresh_from_db()
    action = plan.goals.get().actions.get()
    assert due(DeadlineKind.ACTION, action.pk).get().due_on == action.due_on
    assert due(DeadlineKind.EVALUATION, plan.pk).get().user == case.started_by
    assert not due(DeadlineKind.ADOPTION, plan.pk).exists()
    assert (case.stage, case.first_plan_on, case.next_evaluation_on) == (CaseStage.IN_EXECUTION, TODAY, EVALUATION)
    assert not plan.with_exception


def test_an_adopted_plan_is_not_adopted_again(case):
    plan = an_adopted_plan(case)

    with pytest.raises(actions.CannotAdoptPlan, match="Deze versie is al vastgesteld"):
        actions.adopt_plan(plan, by=case.started_by, on=TODAY)


def test_the_next_version_takes_along_what_is_not_finished(case):
    plan = a_ready_plan(case)
    goal = plan.goals.get()
    small = a_goal(plan, statement="Ties slaapt bij oma", term="SMALL", parent=goal)
    open_action = an_action(small, what="Bel oma")
    done = an_action(goal, what="Bel de school")
    chosen = an_intervention(case)
    write(plan, lock_version=2, interventions=[chosen])
    adopt(actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=SOON))
    actions.report_progress(done, by=case.started_by, on=TODAY, status=ActionStatus.DONE)

    second = actions.start_plan(case, by=case.started_by)

    copy = second.goals.get(parent__isnull=False)
    assert (second.version, second.summary) == (2, plan.summary)
    assert (copy.parent.plan, copy.parent.statement) == (second, goal.statement)
    assert [action.what for action in copy.actions.all()] == [open_action.what]
    assert "Bel de school" not in second.goals.get(parent=None).actions.values_list("words__what", flat=True)
    assert list(second.interventions.all()) == [chosen]
    assert second.family_words == ""
    assert plan.goals.count() == 2


def test_the_next_version_replaces_the_one_in_force_and_what_was_due_for_it(case):
    first = an_adopted_plan(case)
    old_action = first.goals.get().actions.get()

    second = an_adopted_plan(case)

    first.refresh_from_db()
    assert (first.status, second.status, second.version) == (PlanStatus.SUPERSEDED, PlanStatus.ADOPTED, 2)
    assert not due(DeadlineKind.ACTION, old_action.pk).exists()
    assert not due(DeadlineKind.EVALUATION, first.pk).exists()
    assert due(DeadlineKind.ACTION, second.goals.get().actions.get().pk).exists()


def test_a_number_is_never_given_twice(case):
    versions = [an_adopted_plan(case).version for _ in range(3)]

    assert versions == [1, 2, 3]


def test_evaluating_settles_the_evaluation_and_tells_the_case(case):
    plan = an_adopted_plan(case)

    actions.evaluate_plan(plan, by=case.started_by, on=TODAY, evaluation="Twee doelen gehaald.")

    case.refresh_from_db()
    assert case.plan_evaluated_on == TODAY
    assert case.stage == CaseStage.IN_EVALUATION
    assert not due(DeadlineKind.EVALUATION, plan.pk).exists()


def test_it_is_not_evaluated_before_it_was_adopted(case):
    plan, before = an_adopted_plan(case), TODAY - timedelta(days=1)

    with pytest.raises(actions.EvaluatedTooEarly, match="Dit plan is vastgesteld op"):
        actions.evaluate_plan(plan, by=case.started_by, on=before, evaluation="Doel gehaald.")
    with pytest.raises(IntegrityError, match="plan_is_evaluated_after_it_is_adopted"), transaction.atomic():
        case.plans.update(evaluated_on=before)


def test_only_the_plan_in_force_is_evaluated(case):
    first = an_adopted_plan(case)
    an_adopted_plan(case)

    with pytest.raises(actions.PlanIsNotInForce):
        actions.evaluate_plan(first, by=case.started_by, on=TODAY, evaluation="Te laat.")


def test_every_step_leaves_one_event(case):
    plan = an_adopted_plan(case)

    events = AuditEvent.objects.filter(case_id=case.pk, subject="plan", subject_ids=str(plan.pk))
    assert list(events.order_by("pk").values_list("type", flat=True)) == [
        EventType.CREATED,
        EventType.CHANGED,
        EventType.SHARED,
        EventType.DECIDED,
    ]

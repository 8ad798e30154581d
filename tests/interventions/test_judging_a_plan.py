"""What stands in the way of laying a plan before the partners, of plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.rules import GoalFacts, PlanFacts, Step, obstacles_to_proposing, warnings_about

names = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
goals = st.builds(
    GoalFacts,
    goal_id=st.integers(1, 10**6),
    statement=names,
    actions=st.integers(0, 5),
    has_working_goals=st.booleans(),
)
plans = st.builds(
    PlanFacts,
    goals=st.lists(goals, max_size=8),
    has_definition=st.booleans(),
    has_evaluation_date=st.booleans(),
    family_view_is_explained=st.booleans(),
    children_without_safety_view=st.lists(names, max_size=4),
)


@given(plans)
def test_it_opens_exactly_when_everything_is_there(plan: PlanFacts):
    is_complete = (
        plan.has_definition
        and plan.has_evaluation_date
        and plan.family_view_is_explained
        and len(plan.goals) > 0
        and all(goal.actions or goal.has_working_goals for goal in plan.goals)
        and not plan.children_without_safety_view
    )

    assert (not obstacles_to_proposing(plan)) is is_complete


@given(plans)
def test_every_lack_is_named_once_and_with_its_own_way_out(plan: PlanFacts):
    obstacles = obstacles_to_proposing(plan)

    lacking = [goal for goal in plan.goals if goal.needs_an_action]
    assert [obstacle.goal_id for obstacle in obstacles if obstacle.step == Step.ACTION] == [
        goal.goal_id for goal in lacking
    ]
    assert sum(obstacle.step == Step.ASSESSMENT for obstacle in obstacles) == len(plan.children_without_safety_view)
    assert all(obstacle.sentence.endswith(".") for obstacle in obstacles)


@given(plans, goals)
def test_another_goal_with_an_action_never_adds_an_obstacle(plan: PlanFacts, goal: GoalFacts):
    good = GoalFacts(goal_id=goal.goal_id, statement=goal.statement, actions=1, has_working_goals=False)
    richer = PlanFacts(**{**vars(plan), "goals": [*plan.goals, good]})

    assert len(obstacles_to_proposing(richer)) <= len(obstacles_to_proposing(plan))


@given(plans)
def test_the_same_plan_gets_the_same_answer(plan: PlanFacts):
    assert obstacles_to_proposing(plan) == obstacles_to_proposing(plan)


@pytest.mark.parametrize(
    ("lines", "domains", "hints"),
    [
        ([], [], 0),
        (["REPRESSIVE"], ["SAFETY"], 0),
        (["REPRESSIVE", "REPRESSIVE"], ["SAFETY", "SOCIAL"], 1),
        (["REPRESSIVE", "REPRESSIVE"], ["SAFETY", "SAFETY"], 2),
        (["REPRESSIVE", "PREVENTIVE"], ["SAFETY", "SAFETY"], 1),
        (["REPRESSIVE", "PREVENTIVE"], ["SAFETY", "SOCIAL"], 0),
    ],
)
def test_a_lopsided_plan_gets_a_hint_and_no_refusal(lines, domains, hints: int):
    assert len(warnings_about(lines, domains)) == hints

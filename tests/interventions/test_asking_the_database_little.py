"""The pages of plan and interventions ask the database as much for many rows as for one."""

import pytest
from django.test import Client

from cases.models import Case
from interventions import actions
from interventions.models import InterventionStatus
from tests.factories import TODAY, a_case, a_member, an_involvement, anna, bram
from tests.plan_factories import (
    a_goal,
    a_plan,
    an_action,
    an_intervention,
    partners_in,
    write,
)
from tests.queries import questions

pytestmark = pytest.mark.django_db

MOST = 15


def address(case: Case) -> str:
    return f"/casussen/{case.pk}/plan/"


def fill(plan, case: Case, *, times: int) -> None:
    weighed = []
    for turn in range(times):
        goal = a_goal(plan, member=a_member(case, given_name=f"Kind {turn}"))
        an_action(goal)
        an_action(a_goal(plan, term="SMALL", parent=goal, statement=f"Werkdoel {turn}"), owner=case.started_by)
        weighed.append(an_intervention(case, member=goal.member, owner=case.started_by))
        an_intervention(case, status=InterventionStatus.NOT_USED)
        partner = bram()
        an_involvement(case, partner)
    plan.refresh_from_db()
    write(plan, interventions=weighed)


def test_at_each_stage_a_large_plan_asks_no_more_than_a_small_one(client: Client):
    small, large = (queries_at_each_stage(client, times=times) for times in (1, 12))

    assert small == large
    assert {stage: asked for stage, asked in large.items() if asked > MOST} == {}


def queries_at_each_stage(client: Client, *, times: int) -> dict[str, int]:
    case = a_case(coordinator=anna())
    client.force_login(case.started_by)
    plan = a_plan(case)
    fill(plan, case, times=times)
    draft = len(questions(client, address(case)))
    plan = actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=TODAY)
    proposed = len(questions(client, address(case)))
    for partner in partners_in(case):
        actions.react_to_plan(plan, by=partner, on=TODAY, decision="AGREED")
    adopting = len(questions(client, f"{address(case)}1/vaststellen/"))
    actions.adopt_plan(plan, by=case.started_by, on=TODAY)
    adopted = len(questions(client, address(case)))
    return {"draft": draft, "proposed": proposed, "adopting": adopting, "adopted": adopted}


def test_forty_interventions_ask_no_more_than_one(client: Client):
    counts = []
    for times in (1, 40):
        case = a_case(coordinator=anna())
        for _ in range(times):
            an_intervention(case, member=a_member(case), owner=case.started_by)
        client.force_login(case.started_by)
        counts.append(len(questions(client, f"/casussen/{case.pk}/interventies/")))

    assert counts[0] == counts[1] <= MOST

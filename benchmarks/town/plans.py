"""A plan with goals and actions for each case."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from benchmarks.town.common import BATCH, TODAY
from cases.models import Case
from domains.models import LifeDomain
from familienetwerk.accounts.models import User
from interventions.models import ActionItem, ActionKind, ActionWords, Goal, GoalTerm, Line, Plan


def add_plans(cases: list[Case], workers: list[User], chance: Random) -> None:
    domain = LifeDomain.objects.current()[0]
    plans = Plan.objects.bulk_create(
        [Plan(case=case, version=1, written_by_id=case.started_by_id, evaluate_on=TODAY) for case in cases],
        batch_size=BATCH,
    )
    goals = Goal.objects.bulk_create(
        [
            Goal(plan=plan, life_domain=domain, term=GoalTerm.LONG, statement=f"Doel {place}", position=place)
            for plan in plans
            for place in range(1, 4)
        ],
        batch_size=BATCH,
    )
    add_actions(goals, workers, chance)


def add_actions(goals: list[Goal], workers: list[User], chance: Random) -> None:
    actions = ActionItem.objects.bulk_create(
        (
            ActionItem(
                goal=goal,
                case_id=goal.plan.case_id,
                author=worker,
                released_at=timezone.now(),
                organisation_id=worker.organisation_id,
                owner=worker,
                due_on=TODAY + timedelta(days=10),
                line=Line.PREVENTIVE,
            )
            for goal in goals
            for worker in chance.sample(workers, 2)
        ),
        batch_size=BATCH,
    )
    ActionWords.objects.bulk_create(
        (ActionWords(action=action, what="Bel de school", kind=ActionKind.CARE) for action in actions),
        batch_size=BATCH,
    )

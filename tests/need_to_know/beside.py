"""What stands beside the pieces of a random world: plans with goals, discussions, and what was passed on."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cases.models import AgendaItem, AgendaParticipant, Case, Member, Passing
from familienetwerk.accounts.models import User
from interventions.models import Goal, Plan
from tests.need_to_know.rule import Discussion, Piece
from tests.need_to_know.words import BATCH
from tests.plan_factories import a_life_domain


def plan(cases: list[Case], sisters: dict[int, Member], *, by: User) -> list[Goal]:
    """In each case a draft with a goal for nobody in particular and one for the sister."""
    plans = Plan.objects.bulk_create((Plan(case=case, version=1, written_by=by) for case in cases), BATCH)
    area = a_life_domain()
    goals = [
        Goal(plan=row, life_domain=area, member=member, statement="Het gaat beter.")
        for row in plans
        for member in (None, sisters[row.case_id])
    ]
    return Goal.objects.bulk_create(goals, BATCH)


def discuss(cases: list[Case], users: list[User], chance: Random) -> list[Discussion]:
    """Tomorrow, with some who are invited, whether or not they sit at that table."""
    begin, chair = timezone.now() + timedelta(days=1), users[0]
    hours = {"begins_at": begin, "ends_at": begin + timedelta(hours=1), "place": "Kamer 2"}
    rows = AgendaItem.objects.bulk_create(
        (AgendaItem(case=case, chair=chair, planned_by=chair, **hours) for case in cases if chance.random() < 0.5),
        BATCH,
    )
    invited = {row: chance.sample(users, chance.randint(0, 3)) for row in rows}
    AgendaParticipant.objects.bulk_create(
        (AgendaParticipant(item=row, case_id=row.case_id, user=user) for row, some in invited.items() for user in some),
        BATCH,
    )
    return [
        Discussion(pk=row.pk, case=row.case_id, invited=frozenset(user.pk for user in some))
        for row, some in invited.items()
    ]


def told(row: Any, **known: Any) -> Piece:
    """To the rule: what it has to know of a row."""
    return Piece(
        pk=row.pk,
        case=row.case_id,
        organisation=row.organisation_id,
        domain=row.organisation.policy_domain,
        audience=str(row.audience),
        named=frozenset(row.named),
        law=str(row.regime),
        **known,
    )


def passing(kind: str, piece: Piece, *, by: int, frame: int, user: User, is_taken_back: bool) -> Passing:
    back = {"taken_back_at": timezone.now(), "taken_back_by": user, "taken_back_reason": "Vergissing"}
    return Passing(
        case_id=piece.case,
        organisation_id=by,
        subject=kind,
        subject_id=piece.pk,
        frame_id=frame,
        ground="Wpg 20",
        passed_by=user,
        **back if is_taken_back else {},
    )

"""Contributions and definitions for tests: made by the actions, so that what a test stands on can really happen."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cases.models import Audience, Case, Regime
from domains import actions
from domains.models import Assessment, Contact, ContactKind, Contribution, LifeDomain, ProblemDefinition
from domains.models.problem import Stance
from familienetwerk.accounts.models import User
from familienetwerk.demo.management.commands.load_demo import judged_by_the_database
from tests.factories import TODAY, an_involvement, bram, sanne

STATEMENT = "Kevin werkt in de drugshandel en betrekt zijn broer daarbij."


@judged_by_the_database()
def a_contribution(case: Case, author: User, *, released: bool = True, on: date = TODAY, **fields: Any) -> Contribution:
    filled = {"concern": "De jongste zoon loopt mee."} | fields
    contribution = actions.write_contribution(case, by=author, **filled)
    return actions.release_contribution(contribution, by=author, on=on) if released else contribution


def a_contact(case: Case, author: User, **told: Any) -> Contact:
    usual = {
        "held_on": TODAY,
        "kind": ContactKind.VISIT,
        "members": [],
        "said": "De keuken was opgeruimd.",
        "regime": Regime.AVG,
        "audience": Audience.ALL_INVOLVED,
        "named": [],
    }
    return actions.log_contact(case, by=author, **usual | told)


def a_definition(case: Case, *, by: User | None = None, **fields: Any) -> ProblemDefinition:
    filled = {"statement": STATEMENT} | fields
    return actions.start_definition(case, by=by or case.started_by, **filled)


def a_proposed_definition(case: Case, *, by: User | None = None, on: date = TODAY, **fields: Any) -> ProblemDefinition:
    by = by or case.started_by
    definition = a_definition(case, by=by, **fields)
    return actions.propose_definition(definition, by=by, on=on, answer_by=on + timedelta(days=14))


@judged_by_the_database()
def a_fixed_definition(
    case: Case, *, by: User | None = None, partners: list[User] | None = None, on: date = TODAY, **fields: Any
) -> ProblemDefinition:
    """Fixed as it should be: safety and social contributed and agreed. Without `partners`, Bram and Sanne join."""
    by = by or case.started_by
    if partners is None:
        partners = [bram(), sanne()]
        for partner in partners:
            an_involvement(case, partner)
    for partner in partners:
        if not Contribution.objects.filter(case=case, organisation=partner.organisation_id).released().exists():
            a_contribution(case, partner, on=on)
    definition = a_proposed_definition(case, by=by, on=on, **fields)
    agree(definition, *partners, on=on)
    return actions.fix_definition(definition, by=by, on=on)


def agree(definition: ProblemDefinition, *users: User, on: date = TODAY) -> None:
    for user in users:
        actions.answer_definition(definition, by=user, on=on, stance=Stance.AGREES)


def dissent(definition: ProblemDefinition, user: User, *, reason: str = "Eerst opvang voor Ties.") -> None:
    actions.answer_definition(definition, by=user, on=TODAY, stance=Stance.DISSENTS, reason=reason)


def fix(definition: ProblemDefinition, *, on: date = TODAY) -> ProblemDefinition:
    return actions.fix_definition(definition, by=definition.case.started_by, on=on)


def refused_by_the_database(act: Callable[[], object]) -> str:
    """The name of the constraint that refused it."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return refusal.value.__cause__.diag.constraint_name


@judged_by_the_database()
def an_assessment(
    case: Case,
    author: User,
    *,
    released: bool = True,
    on: date = TODAY,
    scores: dict[str, int | None] | None = None,
    **facts: Any,
) -> Assessment:
    """Of the whole network, unless `member` or `household` says otherwise. `scores`: code to score."""
    given = [
        actions.ScoreGiven(
            life_domain=LifeDomain.objects.get(code=code),
            score=score,
            situation="Wat wij zagen.",
            source="huisbezoek",
            information_on=on,
            necessity="Voor het plan.",
        )
        for code, score in (scores or {"finances": 2}).items()
    ]
    filled = {"assessed_on": on} | facts
    assessment = actions.write_assessment(case, by=author, scores=given, **filled)
    return actions.release_assessment(assessment, by=author, on=on) if released else assessment

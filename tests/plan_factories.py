"""Plans and interventions for tests: made by the actions, so that what a test stands on can really happen."""

from datetime import date, timedelta
from typing import Any

from cases.models import Case
from domains.models import Instrument, LifeDomain
from familienetwerk.accounts.models import User
from familienetwerk.demo.management.commands.load_demo import judged_by_the_database
from interventions import actions
from interventions.models import (
    ActionItem,
    ActionKind,
    Adoption,
    CardLine,
    Decision,
    FamilyView,
    Goal,
    Intervention,
    InterventionStatus,
    InterventionType,
    Line,
    LineKind,
    NotUsedReason,
    Plan,
)
from tests.domain_factories import a_fixed_definition
from tests.factories import TODAY

EVALUATION = TODAY + timedelta(days=90)
SUMMARY = "Kevin werkt in de drugshandel. Zijn broer gaat weer naar school."


def a_life_domain(code: str = "work_school", *, name: str = "Werk of school") -> LifeDomain:
    instrument, _ = Instrument.objects.get_or_create(
        code="leefgebieden", defaults={"name": "Leefgebieden", "source": "Eigen lijst", "valid_from": date(2026, 1, 1)}
    )
    fields = {"instrument": instrument, "name": name, "plain_name": name, "position": LifeDomain.objects.count() + 1}
    return LifeDomain.objects.get_or_create(code=code, defaults=fields)[0]


def a_plan(case: Case, *, by: User | None = None, **words: Any) -> Plan:
    """A draft of the next version. Without a fixed definition Bram and Sanne come to the table and agree to one."""
    by = by or case.started_by
    if not case.definitions.fixed().exists():
        a_fixed_definition(case, by=by)
    case.refresh_from_db()
    plan = actions.start_plan(case, by=by)
    return write(plan, by=by, **words) if words else plan


def write(plan: Plan, *, by: User | None = None, **words: Any) -> Plan:
    """The words around the goals; what is not said is as every plan has it."""
    filled = {
        "summary": SUMMARY,
        "agreements": "Sanne belt de moeder elke maandag.",
        "family_view": FamilyView.PARTLY,
        "family_words": "Wij willen dat hij thuis kan blijven.",
        "evaluate_on": EVALUATION,
        "interventions": list(plan.interventions.all()),
        "lock_version": plan.lock_version,
    } | words
    return actions.change_plan(plan, by=by or plan.written_by, **filled)


def a_goal(plan: Plan, **fields: Any) -> Goal:
    filled = {"statement": "Jayden gaat vier dagen per week naar school"} | fields
    filled.setdefault("life_domain", a_life_domain())
    return actions.add_goal(plan, by=plan.written_by, **filled)


def an_action(goal: Goal, **fields: Any) -> ActionItem:
    by = goal.plan.written_by
    filled = {
        "what": "Zoek een andere klas met school",
        "organisation": by.organisation,
        "due_on": TODAY + timedelta(days=21),
        "line": Line.PREVENTIVE,
        "kind": ActionKind.PRACTICAL,
    } | fields
    return actions.add_action(goal, by=by, **filled)


@judged_by_the_database()
def a_ready_plan(case: Case, *, by: User | None = None, **words: Any) -> Plan:
    """A draft that can be laid before the partners: a goal, an action, the words."""
    plan = write(a_plan(case, by=by), **words)
    if not plan.goals.exists():
        an_action(a_goal(plan))
    return plan


@judged_by_the_database()
def a_proposed_plan(case: Case, *, by: User | None = None, on: date = TODAY, **words: Any) -> Plan:
    plan = a_ready_plan(case, by=by, **words)
    return actions.propose_plan(plan, by=plan.written_by, on=on, answer_by=on + timedelta(days=14))


def react(plan: Plan, user: User, decision: Decision = Decision.AGREED, *, remark: str = "") -> Adoption:
    return actions.react_to_plan(plan, by=user, on=TODAY, decision=decision, remark=remark)


def partners_in(case: Case) -> list[User]:
    """Who agreed to the definition: of each organisation the one who answered."""
    answers = case.definitions.newest_first()[0].agreements.select_related("given_by").order_by("pk")
    return [answer.given_by for answer in answers]


@judged_by_the_database()
def an_adopted_plan(case: Case, *, by: User | None = None, on: date = TODAY, **words: Any) -> Plan:
    """In force: laid before the partners, agreed by who agreed to the definition, adopted."""
    return adopt(a_proposed_plan(case, by=by, on=on, **words), on=on)


def adopt(plan: Plan, *, on: date = TODAY) -> Plan:
    for partner in partners_in(plan.case):
        react(plan, partner)
    return actions.adopt_plan(plan, by=plan.written_by, on=on)


def an_intervention_type(key: str = "sluiting-woning", **fields: Any) -> InterventionType:
    filled = {
        "position": InterventionType.objects.count() + 1,
        "name": "Sluiting van een woning",
        "summary": "De burgemeester sluit een woning waaruit drugs zijn verhandeld.",
        "kind": "ADMINISTRATIVE",
        "target": "ADDRESS",
        "authority": "Burgemeester",
        "deciding_bodies": ["MAYOR"],
        "minors": "INDIRECT",
        "is_verified": True,
        "currency": "RECENT",
        "checked_on": date(2026, 11, 1),
    } | fields
    type_, is_new = InterventionType.objects.get_or_create(key=key, defaults=filled)
    if is_new:
        CardLine.objects.create(type=type_, kind=LineKind.LEGAL_BASIS, position=1, text="Opiumwet 13b")
        CardLine.objects.create(type=type_, kind=LineKind.CONDITION, position=1, text="Er is een handelshoeveelheid.")
        CardLine.objects.create(type=type_, kind=LineKind.DOUBT, position=1, text="De duur is niet nagelezen.")
    return type_


def a_reason_not_to(code: str = "NG-01", **fields: Any) -> NotUsedReason:
    filled = {"label": "Schaadt een kind meer dan het helpt", "is_legal_reason": True} | fields
    return NotUsedReason.objects.get_or_create(code=code, defaults=filled)[0]


def an_intervention(
    case: Case, *, by: User | None = None, status: InterventionStatus = InterventionStatus.CHOSEN, **fields: Any
) -> Intervention:
    """Considered, and then brought to the stand that the test asks."""
    by = by or case.started_by
    filled = {"reason": "Een waarschuwing hielp niet.", "organisation": by.organisation} | fields
    filled.setdefault("type", an_intervention_type())
    made = actions.consider_intervention(case, by=by, on=TODAY, **filled)
    if status == InterventionStatus.NOT_USED:
        reason = a_reason_not_to()
        return actions.record_not_used(made, by=by, on=TODAY, reason=reason, text="", look_again_on=None)
    if status != InterventionStatus.CONSIDERED:
        made = actions.choose_intervention(made, by=by, on=TODAY)
    if status in {InterventionStatus.RUNNING, InterventionStatus.ENDED}:
        made = actions.start_intervention(made, by=by, on=TODAY, starts_on=TODAY, ends_on=None)
    if status == InterventionStatus.ENDED:
        made = actions.end_intervention(made, by=by, on=TODAY, ends_on=TODAY)
    return made

"""What partners do together: measures weighed and chosen, plans in versions, progress, evaluation and the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cases.actions import close_case, end_involvement
from cases.models import Case, ClosingReason, Household, Member
from domains.models import LifeDomain
from familienetwerk.accounts.models import User
from familienetwerk.demo.town import Town
from interventions import actions
from interventions.models import (
    ActionItem,
    ActionKind,
    ActionStatus,
    Decision,
    FamilyView,
    Goal,
    GoalTerm,
    Intervention,
    InterventionType,
    Line,
    NotUsedReason,
    Plan,
)


@dataclass(frozen=True, kw_only=True)
class Do:
    """One action: who, when in days from today, and how it goes since so many days."""

    what: str
    by: str  # an organisation
    due: int
    who: str = ""  # a professional
    family: str = ""  # or somebody of the family
    line: Line = Line.PREVENTIVE
    kind: ActionKind = ActionKind.CARE
    status: ActionStatus = ActionStatus.OPEN
    why: str = ""
    told: int = 2


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A goal with its actions, and the working goals under it."""

    what: str
    life_domain: str
    person: str = ""
    house: str = ""
    own_words: str = ""
    target: int | None = None
    due: int | None = None
    do: tuple[Do, ...] = ()
    steps: tuple["Aim", ...] = ()

    def deeds(self) -> list[Do]:
        return [*self.do, *(deed for step in self.steps for deed in step.deeds())]


def consider(
    town: Town,
    case: Case,
    key: str,
    *,
    by: str,
    days_ago: int,
    why: str,
    organisation: str,
    owner: str = "",
    subject: Member | Household | None = None,
    care: str = "",
) -> Intervention:
    """A card of the catalogue on the table."""
    return actions.consider_intervention(
        case,
        by=town.people[by],
        on=town.day(-days_ago),
        type=InterventionType.objects.get(key=key),
        member=subject if isinstance(subject, Member) else None,
        household=subject if isinstance(subject, Household) else None,
        reason=why,
        organisation=town.organisations[organisation],
        owner=town.people[owner] if owner else None,
        flanking_care=care,
    )


def choose(town: Town, intervention: Intervention, *, by: str, days_ago: int) -> Intervention:
    return actions.choose_intervention(intervention, by=town.people[by], on=town.day(-days_ago))


def run(town: Town, intervention: Intervention, *, by: str, days_ago: int, until: int | None = None) -> Intervention:
    """It began so many days ago, and ends so many days from now."""
    begun = town.day(-days_ago)
    ends = None if until is None else town.day(until)
    return actions.start_intervention(intervention, by=town.people[by], on=begun, starts_on=begun, ends_on=ends)


def leave(
    town: Town,
    intervention: Intervention,
    code: str,
    *,
    by: str,
    days_ago: int,
    text: str,
    look_again: int | None = None,
) -> Intervention:
    """Considered, not used, for a coded reason."""
    return actions.record_not_used(
        intervention,
        by=town.people[by],
        on=town.day(-days_ago),
        reason=NotUsedReason.objects.get(code=code),
        text=text,
        look_again_on=None if look_again is None else town.day(look_again),
    )


def write_plan(
    town: Town,
    case: Case,
    *,
    by: str,
    aims: Sequence[Aim],
    family: Mapping[str, Member],
    summary: str,
    agreements: str,
    view: FamilyView,
    words: str,
    evaluate: int,
    measures: Iterable[Intervention] = (),
) -> Plan:
    """A draft of the next version; `evaluate` in days from today."""
    user = town.people[by]
    plan = actions.start_plan(case, by=user)
    drop_reached(plan, by=user)
    for aim in aims:
        add_aim(town, plan, aim, by=user, family=family)
    return actions.change_plan(
        plan,
        by=user,
        lock_version=plan.lock_version,
        summary=summary,
        agreements=agreements,
        family_view=view,
        family_words=words,
        evaluate_on=town.day(evaluate),
        interventions=measures,
    )


def drop_reached(plan: Plan, *, by: User) -> None:
    """A next version begins with the goals of the last; those with nothing left to do go out."""
    for goal in plan.goals.filter(actions=None, working_goals=None):
        actions.remove_goal(goal, by=by)


def add_aim(
    town: Town, plan: Plan, aim: Aim, *, by: User, family: Mapping[str, Member], under: Goal | None = None
) -> None:
    goal = actions.add_goal(
        plan,
        by=by,
        parent=under,
        term=GoalTerm.SMALL if under else GoalTerm.LONG,
        statement=aim.what,
        life_domain=LifeDomain.objects.get(code=aim.life_domain),
        member=family[aim.person] if aim.person else None,
        household=plan.case.households.get(name=aim.house) if aim.house else None,
        own_words=aim.own_words,
        target=aim.target,
        due_on=None if aim.due is None else town.day(aim.due),
    )
    for deed in aim.do:
        add_deed(town, goal, deed, by=by)
    for step in aim.steps:
        add_aim(town, plan, step, by=by, family=family, under=goal)


def add_deed(town: Town, goal: Goal, deed: Do, *, by: User) -> None:
    actions.add_action(
        goal,
        by=by,
        what=deed.what,
        organisation=town.organisations[deed.by],
        owner=town.people[deed.who] if deed.who else None,
        family_owner=deed.family,
        due_on=town.day(deed.due),
        line=deed.line,
        kind=deed.kind,
    )


def lay_before(town: Town, plan: Plan, *, by: str, days_ago: int, answer_within: int = 14) -> Plan:
    day, due = town.day(-days_ago), town.day(answer_within - days_ago)
    return actions.propose_plan(plan, by=town.people[by], on=day, answer_by=due)


def react(
    town: Town, plan: Plan, *people: str, days_ago: int, decision: Decision = Decision.AGREED, remark: str = ""
) -> None:
    for who in people:
        actions.react_to_plan(plan, by=town.people[who], on=town.day(-days_ago), decision=decision, remark=remark)


def adopt(town: Town, plan: Plan, *, by: str, days_ago: int) -> Plan:
    return actions.adopt_plan(plan, by=town.people[by], on=town.day(-days_ago))


def tell_progress(town: Town, plan: Plan, aims: Iterable[Aim], *, by: str) -> None:
    """How the actions of the plan in force go; what did not begin says nothing."""
    for deed in [deed for aim in aims for deed in aim.deeds() if deed.status != ActionStatus.OPEN]:
        action = ActionItem.objects.select_related("goal__plan").get(goal__plan=plan, words__what=deed.what)
        actions.report_progress(
            action, by=town.people[by], on=town.day(-deed.told), status=deed.status, reason=deed.why
        )


def evaluate(town: Town, plan: Plan, *, by: str, days_ago: int, outcome: str) -> Plan:
    return actions.evaluate_plan(plan, by=town.people[by], on=town.day(-days_ago), evaluation=outcome)


def close(town: Town, case: Case, *, by: str, days_ago: int, reason: ClosingReason) -> None:
    """Everybody else leaves the table, and the case closes."""
    day, user = town.day(-days_ago), town.people[by]
    for seat in case.involvements.running(day).exclude(user=user):
        end_involvement(seat, by=user, on=day, reason="De casus wordt afgesloten")
    close_case(case, by=user, on=day, reason=reason)

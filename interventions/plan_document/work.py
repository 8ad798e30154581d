"""What will be done: per life domain the scores, goals and actions; and the interventions."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.models import Case
from domains.models import Assessment, DomainScore, LifeDomain
from interventions.goal_rows import GoalRow, goal_rows
from interventions.models import ActionItem, Intervention, InterventionStatus, InterventionType, Line, Plan
from interventions.models.catalogue import DecidingBody
from interventions.paper import content as paper

LINES: dict[str, paper.Line] = {
    Line.PREVENTIVE: paper.Line.PREVENTIVE,
    Line.REPRESSIVE: paper.Line.REPRESSIVE,
    Line.RESPONSIVE: paper.Line.RESPONSIVE,
}
BOARD = {DecidingBody.MAYOR, DecidingBody.EXECUTIVE}


def life_domains_of(plan: Plan) -> tuple[paper.LifeDomain, ...]:
    """Life domains with a score or a goal, in the order of the instrument."""
    scores = scores_by_domain(plan.case)
    goals: dict[int, list[paper.Goal]] = {}
    open_to_all = set(ActionItem.objects.filter(goal__plan=plan).for_all_involved().values_list("pk", flat=True))
    for row in goal_rows(plan):
        goals.setdefault(row.goal.life_domain_id, []).append(goal_of(row, open_to_all))
    used = LifeDomain.objects.filter(pk__in=scores.keys() | goals.keys()).in_order()
    return tuple(
        paper.LifeDomain(
            name=str(domain), scores=tuple(scores.get(domain.pk, ())), goals=tuple(goals.get(domain.pk, ()))
        )
        for domain in used
    )


def scores_by_domain(case: Case) -> dict[int, list[paper.Score]]:
    """Per life domain each subject once: the first score, the latest, and the latest target. One query."""
    rows = (
        DomainScore.objects.filter(assessment__in=Assessment.objects.filter(case=case).for_all_involved())
        .select_related("assessment__member", "assessment__household")
        .order_by("assessment__assessed_on", "assessment_id")
    )
    by_subject: dict[tuple[int, str], list[DomainScore]] = {}
    for row in rows:
        by_subject.setdefault((row.life_domain_id, row.assessment.subject_name), []).append(row)
    domains: dict[int, list[paper.Score]] = {}
    for (domain_id, subject), course in by_subject.items():
        domains.setdefault(domain_id, []).append(score_of(subject, course))
    return domains


def score_of(subject: str, course: list[DomainScore]) -> paper.Score:
    """`course`: the scores of one subject in one life domain, the oldest first."""
    assessed = [row for row in course if row.is_assessed]
    first = assessed[0] if assessed else None
    last = course[-1]
    return paper.Score(
        subject=subject,
        start=first.score if first else None,
        now=last.score,
        target=next((row.target for row in reversed(course) if row.target), None),
        start_on=first.assessment.assessed_on if first else None,
        now_on=last.assessment.assessed_on,
        situation=last.situation,
    )


def goal_of(row: GoalRow, open_to_all: set[int]) -> paper.Goal:
    """Paper is for all of them together: of an action for fewer it says that it exists."""
    goal = row.goal
    return paper.Goal(
        statement=goal.statement,
        subject=goal.subject_name if goal.member_id or goal.household_id else "",
        own_words=goal.own_words,
        due_on=goal.due_on,
        actions=tuple(action_of(action) for action in row.actions if action.pk in open_to_all),
        unread=sum(action.pk not in open_to_all for action in row.actions),
        small=tuple(goal_of(small, open_to_all) for small in row.working_goals),
    )


def action_of(action: ActionItem) -> paper.Action:
    return paper.Action(
        what=action.what,
        owner=action.owner_name,
        organisation=action.organisation.name,
        due_on=action.due_on,
        line=LINES[action.line],
        status=action.get_status_display(),
        is_by_family=bool(action.words.family_owner),
        is_finished=action.is_finished,
    )


def with_articles(interventions: QuerySet[Intervention]) -> QuerySet[Intervention]:
    """With type, its articles and who it is about, in two queries."""
    return interventions.select_related(
        "member", "household", "organisation", "owner", "not_used_reason"
    ).prefetch_related(Prefetch("type", InterventionType.objects.for_list()))


def interventions_of(plan: Plan, *, today: date) -> tuple[paper.Chosen, ...]:
    known = plan.interventions.known_to(None).with_whether_help_is_lacking(None, today=today)
    return tuple(chosen_of(row) for row in with_articles(known.order_by("starts_on", "pk")))


def chosen_of(row: Intervention) -> paper.Chosen:
    return paper.Chosen(
        name=row.type.name,
        article=row.type.article,
        authority=row.type.authority,
        subject=row.subject_name,
        organisation=row.organisation.name,
        reason=row.reason,
        owner=row.owner.name if row.owner else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        flanking_care=row.flanking_care,
        lacks_help=row.lacks_help,  # type: ignore[attr-defined]
        status=row.get_status_display(),
        is_asked_of_board=is_asked_of_board(row),
    )


def is_asked_of_board(row: Intervention) -> bool:
    """Chosen but not begun, and mayor or executive decides."""
    return row.status == InterventionStatus.CHOSEN and not BOARD.isdisjoint(row.type.deciding_bodies)


def not_used_of(plan: Plan) -> tuple[paper.NotUsed, ...]:
    """In the case, but for what this version holds: dropped later, it still stands in the version that chose it."""
    rows = plan.case.interventions.known_to(None).not_used().exclude(plans=plan)
    return tuple(
        paper.NotUsed(
            name=row.type.name,
            article=row.type.article,
            authority=row.type.authority,
            reason=str(row.not_used_reason),
            text=row.not_used_text,
            subject=row.subject_name,
            look_again_on=row.look_again_on,
        )
        for row in with_articles(rows.order_by("recorded_on", "pk"))
    )

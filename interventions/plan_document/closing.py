"""How the plan was adopted, when it is looked at again, and what it rests on."""

from datetime import date

from cases.models import Case, Observation, Regime
from interventions.models import Decision, Plan
from interventions.paper import content as paper
from interventions.reactions import Reaction, reactions_to

REPLIES: dict[str, paper.Reply] = {
    Decision.AGREED: paper.Reply.AGREED,
    Decision.RESERVATION: paper.Reply.RESERVATION,
    Decision.NOT_AGREED: paper.Reply.NOT_AGREED,
}


def adoptions_of(plan: Plan, *, today: date) -> tuple[paper.Adoption, ...]:
    return tuple(adoption_of(reaction) for reaction in reactions_to(plan, today=today))


def adoption_of(reaction: Reaction) -> paper.Adoption:
    adoption = reaction.adoption
    if adoption is None:
        return paper.Adoption(organisation=reaction.organisation.name, reply=paper.Reply.NONE)
    return paper.Adoption(
        organisation=reaction.organisation.name,
        reply=REPLIES[adoption.decision],
        person=adoption.given_by.name,
        on=adoption.given_on,
        remark=adoption.remark,
    )


def evaluations_of(plan: Plan) -> tuple[paper.Evaluation, ...]:
    """What came of the version before this one, and when this one is looked at."""
    before = plan.case.plans.filter(version__lt=plan.version, evaluated_on__isnull=False).newest_first().first()
    evaluations = []
    if before and before.evaluated_on:
        evaluations.append(paper.Evaluation(on=before.evaluated_on, kind="Vorige evaluatie", outcome=before.evaluation))
    if plan.evaluated_on:
        evaluations.append(paper.Evaluation(on=plan.evaluated_on, kind="Evaluatie", outcome=plan.evaluation))
    elif plan.evaluate_on:
        evaluations.append(paper.Evaluation(on=plan.evaluate_on, kind="Volgende evaluatie"))
    return tuple(evaluations)


def facts_of(case: Case) -> tuple[paper.Fact, ...]:
    """What was seen and may be read by all involved, the oldest first."""
    rows = (
        Observation.objects.filter(case=case)
        .for_all_involved()
        .select_related("organisation", "words")
        .order_by("observed_on", "pk")
    )
    return tuple(fact_of(row) for row in rows)


def fact_of(row: Observation) -> paper.Fact:
    return paper.Fact(
        text=row.text,
        nature=row.get_nature_display(),
        source=f"{row.organisation}, van {row.source}" if row.source else row.organisation.name,
        on=row.observed_on,
        regime="" if row.regime == Regime.AVG else row.get_regime_display(),
        disputed_by=row.words.disputed_by,
        disputed_on=row.words.disputed_on,
        disputed_text=row.words.disputed_text,
    )

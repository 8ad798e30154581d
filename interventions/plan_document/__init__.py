"""From the rows of a plan to what stands on paper.

The document is kept with its version and reaches everybody who may see the case, so it holds only what every reader
may see: items for all involved. What is for a narrower audience stays on the screen of who may read it.
"""

from datetime import date

from cases.family import Family
from cases.network import network_of
from interventions.models import Plan, PlanStatus
from interventions.paper import content as paper
from interventions.paper.picture import picture_on_paper
from interventions.paper.shielded import without_workers
from interventions.plan_document.closing import adoptions_of, evaluations_of, facts_of
from interventions.plan_document.definition import definition_of
from interventions.plan_document.frame import coordinators_of, exception_of, legal_frame_of
from interventions.plan_document.people import asked_not_joined, people_of, seats_of
from interventions.plan_document.work import interventions_of, life_domains_of, not_used_of

__all__ = ["paper_of"]


def paper_of(plan: Plan, *, today: date) -> paper.PlanOnPaper:
    """One version as plain data, in a fixed number of queries. The family stands there as it is known today."""
    made = everything_of(plan, Family.of(plan.case, today=today), today=today)
    return without_workers(made) if plan.case.shields.standing().exists() else made


def everything_of(plan: Plan, family: Family, *, today: date) -> paper.PlanOnPaper:
    return paper.PlanOnPaper(
        municipality=plan.case.municipality.name,
        case_number=plan.case.number,
        case_name=plan.case.name,
        version=plan.version,
        legal_frame=legal_frame_of(plan.case),
        adopted_on=plan.adopted_on,
        adopted_by=plan.adopted_by.name if plan.adopted_by else "",
        replaces=replaced_by_it(plan),
        remark=remark_about(plan),
        evaluate_on=plan.evaluate_on,
        coordinators=coordinators_of(plan.case, today=today),
        exception=exception_of(plan.case) if plan.with_exception else None,
        summary=plan.summary,
        picture=picture_on_paper(network_of(family, with_links=False), today=today),
        people=people_of(family),
        households=len(family.households),
        table=seats_of(plan.case, today=today),
        asked_not_joined=asked_not_joined(plan.case),
        definition=definition_of(plan),
        life_domains=life_domains_of(plan),
        interventions=interventions_of(plan, today=today),
        not_used=not_used_of(plan),
        agreements=plan.agreements,
        family_view=plan.get_family_view_display(),
        family_words=plan.family_words,
        evaluations=evaluations_of(plan),
        adoptions=adoptions_of(plan, today=today),
        facts=facts_of(plan.case),
    )


def replaced_by_it(plan: Plan) -> str:
    """“versie 1 van 11-06-2026”: the version that this one took the place of."""
    before = plan.case.plans.filter(version__lt=plan.version, adopted_on__isnull=False).newest_first().first()
    return f"versie {before.version} van {before.adopted_on:%d-%m-%Y}" if before else ""


def remark_about(plan: Plan) -> str:
    if plan.status != PlanStatus.SUPERSEDED:
        return ""
    after = plan.case.plans.filter(version__gt=plan.version, adopted_on__isnull=False).order_by("version").first()
    return f"Vervangen door versie {after.version}." if after else ""

"""Background work of interventions: the plan on paper."""

from django.utils import timezone

from familienetwerk.behalf import acting_for
from familienetwerk.outbox.delivery import delivers
from familienetwerk.outbox.models import Job
from familienetwerk.outbox.registry import Queue
from interventions import actions
from interventions.actions.paper import PLAN_PDF
from interventions.models import Plan, PlanDocument
from interventions.plan_document import paper_of


@delivers(PLAN_PDF, queue=Queue.PDF)
def make_plan_pdf(job: Job) -> None:
    """Render on behalf of whoever asked, for all on the case; made once, so a second delivery finds it there."""
    from interventions.plan_pdf import render_plan_pdf  # noqa: PLC0415  WeasyPrint takes half a second to load

    assert job.asked_by
    with acting_for(job.asked_by.pk, is_for_all=True):
        plan = Plan.objects.select_related("case").get(pk=job.subject_id)
        while not PlanDocument.objects.standing().filter(plan=plan).exists():  # again when something was kept off it
            reading = actions.Reading.of(plan)
            pdf = render_plan_pdf(paper_of(plan, today=timezone.localdate()))
            actions.keep_pdf(plan, pdf, by=job.asked_by, reading=reading)

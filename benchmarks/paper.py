"""The plan of the largest family on paper, beside WeasyPrint alone on the same HTML."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from weasyprint import HTML

from benchmarks.measure import best_of
from familienetwerk.behalf import Errand, acting_as
from interventions.models import Plan
from interventions.plan_document import paper_of
from interventions.plan_pdf import PAPER_FILES, VARIANT, ShippedFilesOnly, render_plan_html, render_plan_pdf


@dataclass(frozen=True, kw_only=True)
class MeasuredPaper:
    """Milliseconds."""

    people: int
    ours: float
    alone: float

    @property
    def ratio(self) -> float:
        return self.ours / self.alone


@acting_as(Errand.LOADING)
def measure_paper() -> MeasuredPaper:
    """From rows to PDF, as the worker does it, against the HTML that comes of it given to WeasyPrint."""
    plan = Plan.objects.adopted().annotate(people=Count("case__members")).order_by("-people")[0]
    today = timezone.localdate()
    ours, _ = best_of(3, lambda: render_plan_pdf(paper_of(plan, today=today)))
    html = render_plan_html(paper_of(plan, today=today))
    base, fetcher = f"{PAPER_FILES.as_uri()}/", ShippedFilesOnly()
    alone, _ = best_of(3, lambda: HTML(string=html, base_url=base, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT))
    return MeasuredPaper(people=plan.case.members.count(), ours=ours, alone=alone)

"""How a case goes on after its evaluation, and how it ends."""

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.forms.course import CloseCase
from cases.models import Case, CaseStage
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import saving, typed


@require_POST
@case_view(CHANGE)
def go_on(request: UserRequest, case: Case) -> HttpResponse:
    chosen = request.POST.get("stage")
    if chosen not in dict(case.next_stages):
        raise SuspiciousOperation("This case does not go there.")
    stage = CaseStage(chosen)
    actions.go_on(case, stage, by=request.user)
    messages.success(request, f"De casus staat nu op “{stage.label}”.")
    return redirect(case)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def close(request: UserRequest, case: Case) -> HttpResponse:
    """What stands in the way, or the form. Nothing of the family is deleted; after this the case is only read."""
    today = timezone.localdate()
    form = CloseCase(typed(request))
    obstacles = actions.obstacles_to_closing(case, by=request.user, on=today)
    if saving(request) and form.is_valid() and not obstacles:
        actions.close_case(case, by=request.user, on=today, **form.cleaned_data)
        messages.success(request, "De casus is afgesloten. U kunt hem nog lezen.")
        return redirect(case)
    return act_page(
        request,
        case,
        form,
        tab="overview",
        title="Sluit de casus af",
        button="Sluit af",
        back=case.get_absolute_url(),
        template="cases/close.html",
        obstacles=obstacles,
    )

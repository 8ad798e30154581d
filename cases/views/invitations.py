"""What somebody who is asked to the table sees: number, who asks and why, the legal frame. Nothing of the family."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.forms.involvement import Decline
from cases.models import Announced, Case, Involvement
from cases.views.act import done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.due import Due
from familienetwerk.screen.typed import typed


@require_http_methods(["GET", "POST"])
@has_power(Power.ANSWER_QUESTIONS)
def invitation(request: UserRequest, involvement_id: int) -> HttpResponse:
    """Read what is asked; joining is one button, declining asks a reason."""
    involvement = invitation_to(request, involvement_id)
    if Case.objects.visible_to(request.user).filter(pk=involvement.case_id).exists() and not involvement.is_asked:
        return redirect(involvement.case)
    case = get_object_or_404(Announced.objects.select_related("legal_frame"), pk=involvement.case_id)
    record(EventType.CASE_VIEWED, by=request.user, case_id=case.pk, page="invitation", purpose=case.number)
    form, today = Decline(typed(request)), timezone.localdate()
    if done(
        request, form, lambda: actions.decline_to_join(involvement, by=request.user, on=today, **form.cleaned_data)
    ):
        messages.success(request, "De regisseur weet nu dat u niet meedoet.")
        return redirect("cases:work_list")
    due = Due(on=involvement.answer_due_on, today=today) if involvement.answer_due_on else None
    context = {"involvement": involvement, "case": case, "form": form, "due": due}
    return render(request, "cases/invitation.html", context, status=422 if form.errors else 200)


@require_POST
@has_power(Power.ANSWER_QUESTIONS)
def join(request: UserRequest, involvement_id: int) -> HttpResponse:
    involvement = invitation_to(request, involvement_id)
    try:
        actions.join(involvement, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("cases:invitation", involvement.pk)
    messages.success(request, "U doet mee. Deze casus staat nu bij uw casussen.")
    return redirect(involvement.case)


def invitation_to(request: UserRequest, involvement_id: int) -> Involvement:
    """Asked of this user or the desk; for anybody else it does not exist."""
    rows = Involvement.objects.of_desk(request.user).filter(answer_due_on__isnull=False)
    return get_object_or_404(rows.select_related("organisation", "asked_by__organisation"), pk=involvement_id)

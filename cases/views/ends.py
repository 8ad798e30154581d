"""Seats at the table that end by themselves: setting an end, and a guest for one agenda item."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import involvement as forms
from cases.models import Case
from cases.periods import end_of
from cases.permissions import CHANGE, case_view
from cases.views.act import did, done
from cases.views.involvements import involvement_act
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import saving, typed


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def set_end(request: UserRequest, case: Case, involvement_id: int) -> HttpResponse:
    """For who coordinates: nobody makes the own access last longer."""
    involvement = get_object_or_404(case.involvements.seated().select_related("user", "case"), pk=involvement_id)
    last_day = timezone.localdate(involvement.ends_at - timedelta(seconds=1)) if involvement.ends_at else None
    form = forms.SetEnd(typed(request), initial={"until": last_day})

    def act() -> None:
        until = form.cleaned_data["until"]
        actions.set_end(involvement, by=request.user, ends_at=end_of(until) if until else None)

    if done(request, form, act):
        messages.success(request, "De einddatum is bewaard.")
        return redirect("cases:involvements", case.pk)
    return involvement_act(request, case, form, title=f"Tot wanneer doet {involvement.user} mee?", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def invite_guest(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.InviteGuest(typed(request), case=case)
    if saving(request) and form.is_valid():
        user, item, reason = (form.cleaned_data[name] for name in ("user", "agenda_item", "reason"))
        options = {"by": request.user, "ends_at": form.ends_at, "agenda_item": item, "reason": reason}
        if did(form, lambda: actions.invite_guest(case, user, **options)):
            messages.success(request, f"{user} leest nu mee, {form.until_in_words}.")
            return redirect("cases:involvements", case.pk)
    return involvement_act(request, case, form, title="Nodig een gast uit zonder bespreking", button="Nodig uit")

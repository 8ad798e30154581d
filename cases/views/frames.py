"""Beheer: the frames under which partners work together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.forms.frames import AddFrame, EndFrame, RenewPapers
from cases.models import FrameParticipant, LegalFrame
from cases.views.act import did, done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.screen.forms import say_why_not
from familienetwerk.screen.typed import saving, typed


@require_GET
@has_power(Power.MANAGE_ACCOUNTS)
def frames(request: UserRequest) -> HttpResponse:
    """Each with how many cases rest on it: a number, never which."""
    today = timezone.localdate()
    running = FrameParticipant.objects.running(today)
    rows = LegalFrame.objects.select_related("municipality").annotate(
        cases=Count("case", distinct=True),
        partners=Count("participants", filter=Q(participants__in=running), distinct=True),
    )
    with acting_as(Errand.FRAMES):
        return render(request, "cases/frames.html", {"frames": rows.order_by("name", "pk"), "today": today})


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
def add(request: UserRequest) -> HttpResponse:
    """Then who takes part in it: without them nobody works under it."""
    form = AddFrame(typed(request), initial={"valid_from": timezone.localdate()})
    if saving(request) and form.is_valid():
        try:
            frame = actions.add_frame(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            say_why_not(form, refusal)
        else:
            messages.success(request, f"{frame} is toegevoegd. Kies nu wie meedoet.")
            return redirect("cases:participants", frame.pk)
    return form_page(request, form, title="Voeg een kader toe", button="Voeg toe")


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
def renew_papers(request: UserRequest, frame_id: int) -> HttpResponse:
    frame = get_object_or_404(LegalFrame, pk=frame_id)
    form = RenewPapers(typed(request), instance=frame)
    if done(request, form, lambda: actions.renew_papers(frame, by=request.user, **form.cleaned_data)):
        messages.success(request, f"Convenant en DPIA van {frame} zijn bewaard.")
        return redirect("cases:frames")
    return form_page(request, form, title=f"Convenant en DPIA van {frame}", button="Bewaar")


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def end(request: UserRequest, frame_id: int) -> HttpResponse:
    frame = get_object_or_404(LegalFrame, pk=frame_id)
    form, today = EndFrame(typed(request), initial={"on": frame.valid_until}), timezone.localdate()
    if (
        saving(request)
        and form.is_valid()
        and did(form, lambda: actions.end_frame(frame, by=request.user, on=form.cleaned_data["on"], today=today))
    ):
        messages.success(request, f"{frame} geldt tot en met {form.cleaned_data['on']:%d-%m-%Y}.")
        return redirect("cases:frames")
    return form_page(request, form, title=f"Beëindig {frame}", button="Bewaar")


def form_page(request: UserRequest, form: RenewPapers | EndFrame, *, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": button}
    return render(request, "cases/frame_form.html", context, status=422 if form.errors else 200)

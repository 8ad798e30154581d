"""Beheer: which organisations take part in a frame."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.participants import AddParticipants, EndParticipation
from cases.models import FrameParticipant, LegalFrame
from cases.views.act import done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Organisation
from familienetwerk.accounts.roles import Power
from familienetwerk.screen.typed import typed


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def participants(request: UserRequest, frame_id: int) -> HttpResponse:
    """Who takes part, took part and will; and adding others. Of a new frame all of the municipality are ticked."""
    frame = get_object_or_404(LegalFrame.objects.select_related("municipality"), pk=frame_id)
    today, rows = timezone.localdate(), frame.participants.select_related("organisation").order_by("organisation__name")
    present = frame.participants.not_over(today).values("organisation")
    others = Organisation.objects.active().serving(frame.municipality).exclude(pk__in=present)
    initial: dict[str, object] = {"valid_from": max(frame.valid_from, today) if rows else frame.valid_from}
    initial |= {} if rows else {"organisations": others}
    form = AddParticipants(typed(request), organisations=others, initial=initial)

    def add() -> None:
        fields = dict(form.cleaned_data)
        chosen = fields.pop("organisations")
        actions.add_participants(frame, chosen, by=request.user, today=today, **fields)

    if done(request, form, add):
        messages.success(request, "De deelnemers zijn toegevoegd.")
        return redirect("cases:participants", frame.pk)
    shown = [(row, row.has_ended(today)) for row in rows]
    context = {"frame": frame, "rows": shown, "form": form, "may_add": others.exists()}
    return render(request, "cases/participants.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def end_participation(request: UserRequest, participant_id: int) -> HttpResponse:
    rows = FrameParticipant.objects.select_related("frame", "organisation")
    participant = get_object_or_404(rows, pk=participant_id)
    form, today = EndParticipation(typed(request), initial={"on": participant.valid_until}), timezone.localdate()
    if done(
        request,
        form,
        lambda: actions.end_participation(participant, by=request.user, on=form.cleaned_data["on"], today=today),
    ):
        messages.success(request, f"De deelname van {participant.organisation} is gewijzigd.")
        return redirect("cases:participants", participant.frame_id)
    title = f"Tot wanneer doet {participant.organisation} mee?"
    context = {"form": form, "title": title, "button": "Bewaar", "frame": participant.frame}
    return render(request, "cases/frame_form.html", context, status=422 if form.errors else 200)

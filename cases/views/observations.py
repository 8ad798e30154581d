"""Everything that was seen, said or feared, and disputing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.audience import Readers
from cases.forms.observations import Dispute
from cases.models import Case, Observation
from cases.permissions import CONTRIBUTE, VIEW, case_view
from cases.said import said_of, unseen_lines
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.typed import typed

WHY = "Wie het niet eens is met een feit, krijgt zijn eigen woorden erbij. De tekst zelf blijft staan (AVG 16)."


@require_GET
@case_view(VIEW)
def observations(request: UserRequest, case: Case) -> HttpResponse:
    """All of them, newest first; of some only that they exist."""
    written = list(Observation.objects.filter(case=case).for_reader(request.user))
    said = said_of(written, Readers.of(case), today=timezone.localdate())
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="observation",
        subject_ids=[item.pk for item in said],
        page="observations",
    )
    context = {"case": case, "active_tab": "overview", "said": said, "unseen": unseen_lines(written)}
    return render(request, "cases/observations.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def dispute(request: UserRequest, case: Case, observation_id: int) -> HttpResponse:
    """Put the words of who disputes it beside what was written."""
    readable = Observation.objects.filter(case=case).read_by(request.user).select_related("organisation", "words")
    observation = get_object_or_404(readable, pk=observation_id)
    if observation.words.is_disputed:
        raise PermissionDenied("Dit is al betwist. De woorden daarbij blijven staan.")
    form = Dispute(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.dispute_observation(observation, by=request.user, **form.cleaned_data)):
        messages.success(request, "De betwisting staat erbij. Zij gaat mee in elke afdruk.")
        return redirect("cases:observations", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="overview",
        title="Iemand is het hier niet mee eens",
        button="Leg vast",
        back=reverse("cases:observations", args=[case.pk]),
        why=WHY,
        template="cases/dispute.html",
        said=said_of([observation], Readers.of(case), today=timezone.localdate())[0],
    )

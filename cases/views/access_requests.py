"""Asking for access to a case by its number, what became of that, and the answer of the coordinator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.access_requests import AnswerAccess, AskAccess
from cases.models import AccessRequest, Case
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, did, done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.screen.typed import saving, typed

MOST_SHOWN = 50
WHY = "Alleen wie het nodig heeft, leest mee, en niet langer dan nodig. De toegang stopt vanzelf."


@require_http_methods(["GET", "POST"])
@has_power(Power.ANSWER_QUESTIONS)
def ask_access(request: UserRequest) -> HttpResponse:
    """The same page whether the case exists or not, with what was answered to earlier questions."""
    form = AskAccess(typed(request))
    if done(request, form, lambda: actions.ask_access(**form.cleaned_data, by=request.user)):
        messages.success(request, "Uw vraag is bewaard. Bestaat deze casus, dan beslist de regisseur.")
        return redirect("cases:ask_access")
    asked = AccessRequest.objects.asked_by_user(request.user).select_related("involvement", "decided_by").newest_first()
    context = {"form": form, "asked": asked[:MOST_SHOWN]}
    return render(request, "cases/ask_access.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def answer_access(request: UserRequest, case: Case, request_id: int) -> HttpResponse:
    questions = AccessRequest.objects.open().filter(number=case.number).select_related("asked_by__organisation")
    asked = get_object_or_404(questions, pk=request_id)
    form, by, today = AnswerAccess(typed(request)), request.user, timezone.localdate()

    def act() -> None:
        if form.grants:
            actions.grant_access(case, asked, by=by, on=today, until=form.cleaned_data["until"])
        else:
            actions.decline_access(case, asked, by=by, answer=form.cleaned_data["answer"])

    if saving(request) and form.is_valid() and did(form, act):
        messages.success(request, f"{asked.asked_by} leest uw besluit.")
        return redirect("cases:involvements", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="involvements",
        title="Beantwoord de vraag om toegang",
        button="Bewaar uw besluit",
        back=reverse("cases:involvements", args=[case.pk]),
        why=WHY,
        template="cases/answer_access.html",
        asked=asked,
    )

"""Rechtmatigheid: what is laid before the committee, its file without names, its advice and what was done with it."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.forms import lawfulness as forms
from cases.lawfulness_file import LawfulnessFile
from cases.models import Case
from cases.permissions import CHANGE, case_view, refuse
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.typed import typed

WHY = "Een commissie die buiten de casus staat, kijkt of wij dit mogen. Zij krijgt geen namen."


@require_GET
@case_view(CHANGE, also_at_rest=True)
def lawfulness(request: UserRequest, case: Case) -> HttpResponse:
    rows = case.lawfulness_reviews.select_related("asked_by", "advice_by", "follow_up_by").order_by("-asked_on", "-pk")
    return render(request, "cases/lawfulness.html", {"case": case, "active_tab": "overview", "reviews": rows})


@require_http_methods(["GET", "POST"])
@case_view(CHANGE, also_at_rest=True)
def ask_lawfulness(request: UserRequest, case: Case) -> HttpResponse:
    form, today = forms.AskLawfulness(typed(request)), timezone.localdate()
    if done(request, form, lambda: actions.ask_lawfulness(case, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "Vastgelegd. Druk nu het dossier zonder namen af voor de commissie.")
        return redirect("cases:lawfulness", case.pk)
    return lawfulness_act(request, case, form, title="Leg voor aan de commissie", button="Leg voor")


@require_GET
@case_view(CHANGE, also_at_rest=True, to_keep=True)
def lawfulness_file(request: UserRequest, case: Case, lawfulness_id: int) -> HttpResponse:
    """To print: a page without the name or the number of the case."""
    review = get_object_or_404(case.lawfulness_reviews, pk=lawfulness_id)
    today = timezone.localdate()
    record(
        EventType.EXPORTED, by=request.user, case_id=case.pk, subject="lawfulness", subject_ids=[review.pk], page="file"
    )
    file = LawfulnessFile.of(case, user=request.user, today=today)
    return render(
        request,
        "cases/lawfulness_file.html",
        {"review": review, "frame": case.legal_frame, "stage": case.get_stage_display(), "file": file, "case": case},
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE, also_at_rest=True)
def record_advice(request: UserRequest, case: Case, lawfulness_id: int) -> HttpResponse:
    review = get_object_or_404(case.lawfulness_reviews, pk=lawfulness_id)
    if request.method == "GET" and review.is_advised:
        refuse(request.user, case, page="lawfulness", why="Het advies is al vastgelegd. Dat blijft staan.")
    form = forms.RecordAdvice(typed(request))
    if done(request, form, lambda: actions.record_advice(review, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het advies is vastgelegd.")
        return redirect("cases:lawfulness", case.pk)
    return lawfulness_act(request, case, form, title="Leg het advies vast", button="Leg vast")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE, also_at_rest=True)
def follow_up_advice(request: UserRequest, case: Case, lawfulness_id: int) -> HttpResponse:
    review = get_object_or_404(case.lawfulness_reviews, pk=lawfulness_id)
    if request.method == "GET" and not review.waits_for_follow_up:
        why = "Er is nog geen advies, of het gevolg is al vastgelegd."
        refuse(request.user, case, page="lawfulness", why=why)
    form = forms.FollowUpAdvice(typed(request))
    if done(request, form, lambda: actions.follow_up_advice(review, by=request.user, **form.cleaned_data)):
        messages.success(request, "Vastgelegd wat er met het advies is gedaan.")
        return redirect("cases:lawfulness", case.pk)
    return lawfulness_act(request, case, form, title="Leg vast wat ermee is gedaan", button="Leg vast")


def lawfulness_act(request: UserRequest, case: Case, form: BaseForm, *, title: str, button: str) -> HttpResponse:
    back = reverse("cases:lawfulness", args=[case.pk])
    return act_page(request, case, form, tab="overview", title=title, button=button, back=back, why=WHY)

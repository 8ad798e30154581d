"""The monthly look at who looked: signals, questions to workers, the sample, and the signature."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.log import Line, lines_of
from cases.views.act import done
from familienetwerk.accounts.access import any_professional, has_power, has_role
from familienetwerk.accounts.fresh_login import fresh_second_factor
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power, Role
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.oversight import forms, reviewing
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal
from familienetwerk.screen.typed import typed


@require_GET
@has_power(Power.SEE_LOG)
@fresh_second_factor
def reviews(request: UserRequest) -> HttpResponse:
    record(EventType.LOG_VIEWED, by=request.user, subject="log_review", page="reviews")
    context = {
        "reviews": LogReview.objects.overseen_by(request.user).newest_first().select_related("signed_by"),
        "today": timezone.localdate(),
    }
    return render(request, "oversight/reviews.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.SEE_LOG)
@fresh_second_factor
def review(request: UserRequest, review_id: int) -> HttpResponse:
    """All of one month; signing it is the form below."""
    month = get_object_or_404(LogReview.objects.overseen_by(request.user).select_related("signed_by"), pk=review_id)
    record(EventType.LOG_VIEWED, by=request.user, subject="log_review", subject_ids=[month.pk], page="review")
    form, today = forms.SignReview(typed(request)), timezone.localdate()
    if done(request, form, lambda: reviewing.sign_review(month, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, f"De controle van {month} is ondertekend.")
        return redirect("oversight:reviews")
    samples = list(month.samples.order_by("line_id").select_related("judged_by"))
    context = {
        "review": month,
        "signals": month.signals.in_order().select_related("user__organisation"),
        "samples": with_their_lines(samples),
        "sampled": reviewing.SAMPLED,
        "to_judge": sum(not sample.outcome and sample.user_id != request.user.pk for sample in samples),
        "obstacles": reviewing.obstacles_to_signing(month, by=request.user, today=today),
        "form": form,
    }
    return render(request, "oversight/review.html", context, status=422 if form.errors else 200)


@require_GET
@has_role(Role.MANAGER)
@fresh_second_factor
def officers(request: UserRequest) -> HttpResponse:
    """What is about who oversees: a manager judges it, for whoever is alone cannot."""
    signals = LogSignal.objects.open().to_judge(request.user).select_related("user__organisation").in_order()
    samples = list(LogSample.objects.open().to_judge(request.user).order_by("line_id"))
    record(EventType.LOG_VIEWED, by=request.user, subject="log_review", page="officers")
    months = LogReview.objects.filter(pk__in={sample.review_id for sample in samples}).newest_first()
    context = {"signals": signals, "samples": with_their_lines(samples), "months": months}
    return render(request, "oversight/officers.html", context)


def with_their_lines(samples: list[LogSample]) -> list[tuple[LogSample, Line | None]]:
    with acting_as(Errand.WATCHING):
        lines = list(AuditEvent.objects.filter(pk__in=[sample.line_id for sample in samples]).order_by("pk"))
    words = dict(zip((line.pk for line in lines), lines_of(lines), strict=True))
    found = [(sample, words.get(sample.line_id)) for sample in samples]
    return sorted(found, key=lambda pair: pair[1].at if pair[1] else timezone.now())


@require_http_methods(["GET", "POST"])
@has_power(Power.JUDGE_LOOKING)
@fresh_second_factor
def judge_signal(request: UserRequest, signal_id: int) -> HttpResponse:
    theirs = LogSignal.objects.open().to_judge(request.user).select_related("user__organisation", "review")
    signal = get_object_or_404(theirs, pk=signal_id)
    form, today = forms.JudgeSignal(typed(request)), timezone.localdate()
    if done(request, form, lambda: reviewing.judge_signal(signal, by=request.user, on=today, **form.cleaned_data)):
        return judged(request, signal.review)
    read_in_log(request, "log_signal", signal.pk, page="judge_signal")
    log = in_the_log(request.user, signal.user_id, signal.review.month, reviewing.last_day(signal.review.month))
    context = {"form": form, "signal": signal, "log": log, "back": back_to(request.user, signal.review)}
    return render(request, "oversight/judge_signal.html", context, status=422 if form.errors else 200)


@require_POST
@has_power(Power.JUDGE_LOOKING)
@fresh_second_factor
def ask_worker(request: UserRequest, signal_id: int) -> HttpResponse:
    theirs = LogSignal.objects.open().to_judge(request.user).select_related("review")
    signal = get_object_or_404(theirs.filter(asked_on=None), pk=signal_id)
    try:
        reviewing.ask_worker(signal, by=request.user, on=timezone.localdate())
    except reviewing.IsDealtWith as first:
        messages.warning(request, first.message)
    else:
        messages.success(request, "De vraag staat op de werkvoorraad van deze medewerker.")
    return redirect(back_to(request.user, signal.review))


@require_http_methods(["GET", "POST"])
@has_power(Power.JUDGE_LOOKING)
@fresh_second_factor
def judge_samples(request: UserRequest, review_id: int) -> HttpResponse:
    """All lines of a month that wait for who asks, in one form."""
    theirs = LogSample.objects.open().to_judge(request.user).select_related("review")
    samples = get_list_or_404(theirs, review=review_id)
    form, month = forms.JudgeSamples(typed(request), waiting=[sample.pk for sample in samples]), samples[0].review
    if done(request, form, lambda: reviewing.judge_samples(form.judged, by=request.user)):
        return judged(request, month)
    read_in_log(request, "log_sample", *form.waiting, page="judge_samples")
    lines = [
        (line, log_of_that_day(request.user, sample, line), *form.fields_of(sample.pk))
        for sample, line in with_their_lines(samples)
    ]
    context = {"form": form, "month": month, "lines": lines, "back": back_to(request.user, month)}
    return render(request, "oversight/judge_samples.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@any_professional
def answer_signal(request: UserRequest, signal_id: int) -> HttpResponse:
    """Only whom it is about, and only what was seen."""
    signal = get_object_or_404(LogSignal.objects.waiting_for(request.user), pk=signal_id)
    form, today = forms.AnswerSignal(typed(request)), timezone.localdate()
    if done(request, form, lambda: reviewing.answer_signal(signal, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "Uw antwoord is naar de privacy officer.")
        return redirect("cases:work_list")
    context = {"signal": signal, "form": form}
    return render(request, "oversight/answer_signal.html", context, status=422 if form.errors else 200)


def read_in_log(request: UserRequest, subject: str, *numbers: int, page: str) -> None:
    record(EventType.LOG_VIEWED, by=request.user, subject=subject, subject_ids=[*numbers], page=page)


def judged(request: UserRequest, review: LogReview) -> HttpResponse:
    messages.success(request, "Uw oordeel is bewaard.")
    return redirect(back_to(request.user, review))


def log_of_that_day(reader: User, sample: LogSample, line: Line | None) -> str:
    day = timezone.localdate(line.at if line else None)
    return in_the_log(reader, sample.user_id, day, day)


def in_the_log(reader: User, user_id: int | None, first: date, last: date) -> str:
    """What else somebody did then, and in which case: for who reads the log."""
    if user_id is None or not reader.may(Power.SEE_LOG):
        return ""
    return f"{reverse('oversight:log')}?gebruiker={user_id}&vanaf={first:%d-%m-%Y}&tot={last:%d-%m-%Y}"


def back_to(user: User, review: LogReview) -> str:
    """The month for the privacy officer; a manager has a page with what is about officers alone."""
    return reverse("oversight:review", args=[review.pk]) if user.may(Power.SEE_LOG) else reverse("oversight:officers")

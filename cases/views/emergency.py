"""The emergency procedure: opening a case for an hour, and what the privacy officer says of it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.forms.emergency import OpenInEmergency, ReviewEmergency
from cases.log import lines_of
from cases.models import EmergencyAccess
from cases.views.act import did
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.behalf import overseeing
from familienetwerk.screen.typed import saving, typed

MOST_LINES = 200
NO_SUCH_CASE = (
    "Er is geen casus met dit nummer die u zo kunt openen. Kan het niet wachten? Bel de privacy officer. "
    "Uw poging staat in het logboek."
)


@require_http_methods(["GET", "POST"])
@has_power(Power.ANSWER_QUESTIONS)
@fresh_login
def open_case(request: UserRequest) -> HttpResponse:
    """Says what it opens and who is told, before anything is asked."""
    form = OpenInEmergency(typed(request))
    if saving(request) and form.is_valid():
        opened: list[EmergencyAccess | None] = []
        fields, today = form.cleaned_data, timezone.localdate()
        if did(form, lambda: opened.append(actions.open_in_emergency(**fields, by=request.user, on=today))):
            if access := opened[0]:
                return redirect("cases:detail", access.case_id)
            form.add_error("number", NO_SUCH_CASE)
    unreviewed = EmergencyAccess.objects.of_user(request.user).unreviewed().first()
    context = {"form": form, "unreviewed": unreviewed}
    return render(request, "cases/emergency.html", context, status=422 if form.errors else 200)


@require_GET
@has_power(Power.SEE_LOG)
def emergencies(request: UserRequest) -> HttpResponse:
    """Those that wait for a judgement first. Numbers of cases, never what is in them."""
    with overseeing(request.user.pk):
        rows = list(overseen(request.user).order_by("reviewed_at", "-began_at", "-pk")[:MOST_LINES])
    rows.sort(key=lambda access: access.reviewed_at is not None)
    record(EventType.LOG_VIEWED, by=request.user, subject="emergency", subject_ids=[row.pk for row in rows])
    return render(request, "cases/emergencies.html", {"rows": rows, "today": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@has_power(Power.SEE_LOG)
def review(request: UserRequest, emergency_id: int) -> HttpResponse:
    """Why it was done, and every line that the log has of that hour."""
    with overseeing(request.user.pk):
        access = overseen(request.user).filter(pk=emergency_id).first()
    if access is None:
        raise Http404
    form = ReviewEmergency(typed(request))
    if saving(request) and form.is_valid():
        judged = form.cleaned_data
        if did(form, lambda: actions.review_emergency(access, by=request.user, **judged)):
            messages.success(request, "Uw oordeel is bewaard.")
            return redirect("cases:emergencies")
    marked = AuditEvent.objects.filter(user_id=access.user_id, is_emergency=True, at__gte=access.began_at)
    with overseeing(request.user.pk):
        events = list(marked.filter(at__lte=access.began_at + actions.LASTS).order_by("pk")[:MOST_LINES])
    context = {"access": access, "form": form, "lines": lines_of(events)}
    record(EventType.LOG_VIEWED, by=request.user, case_id=access.case_id, subject="emergency", subject_ids=[access.pk])
    return render(request, "cases/emergency_review.html", context, status=422 if form.errors else 200)


def overseen(officer: User) -> QuerySet[EmergencyAccess]:
    return EmergencyAccess.objects.overseen_by(officer).select_related("case", "user__organisation", "reviewed_by")

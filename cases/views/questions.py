"""Asking around: the questions of an intake, and the desk of the organisation that is asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.forms.questions import AnswerQuestion, AskOrganisation
from cases.models import Announced, AskedAbout, Brought, Case, IntakeQuestion
from cases.participants import why_not_under
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, did, done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.due import Due
from familienetwerk.screen.typed import saving, typed

PER_PAGE = 100
WHY = "Wie iets weet, kan dat zeggen. Wie niets weet, zegt dat in één klik. Meer ziet die organisatie niet."
LAST_BROUGHT = 20


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def ask_question(request: UserRequest, case: Case) -> HttpResponse:
    """One more organisation is asked what it knows."""
    today = timezone.localdate()
    form = AskOrganisation(
        typed(request), case=case, user=request.user, today=today, wanted=request.GET.get("domein", "")
    )

    def ask() -> IntakeQuestion:
        return actions.ask_question(case, by=request.user, on=today, **form.cleaned_data)

    if saving(request) and form.is_valid() and did(form, ask):
        messages.success(request, f"De vraag staat klaar bij {form.cleaned_data['organisation']}.")
        return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title="Vraag nog een organisatie",
        button="Stel de vraag",
        back=reverse("cases:intake", args=[case.pk]),
        why=WHY,
    )


@require_POST
@case_view(CHANGE)
def remind(request: UserRequest, case: Case, question_id: int) -> HttpResponse:
    question = get_object_or_404(case.questions.select_related("organisation"), pk=question_id)
    try:
        mails = actions.remind_of_question(question, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        people = "1 collega krijgt" if mails == 1 else f"{mails} collega’s krijgen"
        messages.success(request, f"{people} bij {question.organisation} een mail zonder persoonsgegevens.")
    return redirect("cases:intake", case.pk)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def withdraw(request: UserRequest, case: Case, question_id: int) -> HttpResponse:
    """First what it means: that desk then sees nothing of the question any more."""
    question = get_object_or_404(case.questions.select_related("organisation"), pk=question_id)
    form = Form(typed(request))
    today = timezone.localdate()
    if done(request, form, lambda: actions.withdraw_question(question, by=request.user, on=today)):
        messages.success(request, f"De vraag aan {question.organisation} is ingetrokken.")
        return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title=f"Trek de vraag aan {question.organisation} in",
        button="Trek in",
        back=reverse("cases:intake", args=[case.pk]),
        template="cases/withdraw_question.html",
        question=question,
    )


@require_GET
@has_power(Power.ANSWER_QUESTIONS)
def desk(request: UserRequest) -> HttpResponse:
    """What the own organisation is asked, and what became of what it brought in. No names, and nothing of a case."""
    today = timezone.localdate()
    asked = IntakeQuestion.objects.for_desk_of(request.user).still_of_use().open_first()
    questions = asked.select_related("asked_by__organisation", "answered_by").fetch_mode(models.FETCH_RAISE)
    page = Paginator(questions, PER_PAGE).get_page(request.GET.get("pagina"))
    cases = Announced.objects.in_bulk({question.case_id for question in page})
    rows = [(question, cases[question.case_id], Due(on=question.due_on, today=today)) for question in page]
    asked_now = [question.pk for question, *_ in rows]
    record(EventType.CASES_LISTED, by=request.user, subject="question", subject_ids=asked_now, page="questions_desk")
    brought = Brought.objects.order_by("-number")[:LAST_BROUGHT]
    context = {"page": page, "rows": rows, "brought": brought, "today": today, "active": "desk"}
    return render(request, "cases/questions.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.ANSWER_QUESTIONS)
def answer(request: UserRequest, question_id: int) -> HttpResponse:
    """Only what one needs to answer: who asks, on which ground, about whom. After the decision not even the names."""
    question = question_of_desk(request, question_id)
    form = AnswerQuestion(typed(request), question=question)
    if saving(request) and form.is_valid():
        on = timezone.localdate()
        if did(form, lambda: actions.answer_question(question, by=request.user, on=on, **form.cleaned_data)):
            messages.success(request, "Uw antwoord is bewaard. U kunt het wijzigen tot er over de intake is besloten.")
            return redirect("cases:questions_desk")
    case = get_object_or_404(Announced.objects.select_related("legal_frame"), pk=question.case_id)
    context = {
        "question": question,
        "case": case,
        "form": form,
        "members": people_asked_about(request, question),
        "why_not": why_not_under(case.legal_frame, [request.user.organisation]),
    }
    return render(request, "cases/answer.html", context, status=422 if saving(request) else 200)


def question_of_desk(request: UserRequest, question_id: int) -> IntakeQuestion:
    """404 for every other organisation: it may not know that the question exists."""
    asked = IntakeQuestion.objects.for_desk_of(request.user)
    return get_object_or_404(asked.select_related("asked_by__organisation", "answered_by"), pk=question_id)


def people_asked_about(request: UserRequest, question: IntakeQuestion) -> list[AskedAbout]:
    members = list(AskedAbout.objects.filter(case=question.case_id).eldest_first())
    if not members:
        return []
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=question.case_id,
        subject="member",
        subject_ids=[member.pk for member in members],
        page="answer",
        purpose=f"vraag {question.pk}",
    )
    return members

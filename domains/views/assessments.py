"""Assessments: the matrix of the family, making one, reading one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases.audience import Readers
from cases.log import last_change
from cases.models import Audience, Case
from cases.permissions import CONTRIBUTE, VIEW, case_view
from cases.views.act import did
from cases.visibility import View
from domains import actions
from domains.child_safety import CHILD_SAFETY
from domains.course import Course
from domains.forms.assessments import Assessing, everything_in
from domains.matrix import Matrix, assessments_for, courses_of, hidden_lines, listed
from domains.models import Assessment, DomainScore, LifeDomain
from domains.subject import Subject, key_of
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import saving, typed

SHOWN = 3  # earlier scores beside a life domain


@require_GET
@case_view(VIEW)
def assessments(request: UserRequest, case: Case) -> HttpResponse:
    """Everybody and every life domain on one page, with what was assessed when."""
    matrix = Matrix.of(case, user=request.user, today=timezone.localdate())
    log_persons(request, case, matrix.member_ids, page="assessments")
    return render(request, "domains/assessments.html", {"case": case, "active_tab": "assessments", "matrix": matrix})


@require_GET
@case_view(VIEW)
def course(request: UserRequest, case: Case, word: str) -> HttpResponse:
    """One subject over all moments: a line per life domain, and who looked when."""
    subject = Subject.named(case, word)
    released = [row for row in known_of(request, case, subject) if not row.is_draft]
    readers = Readers.of(case)
    log_persons(request, case, [subject.member.pk] if subject.member else [], page="course")
    context = {
        "case": case,
        "active_tab": "assessments",
        "subject": subject,
        "age": subject.age(timezone.localdate()),
        "course": Course.of(row for row in released if is_readable(row)),
        "listed": [listed(row, readers) for row in released],
        "hidden": hidden_lines(released),
    }
    return render(request, "domains/course.html", context)


@require_GET
@case_view(VIEW)
def assessment(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """One assessment; who may not read it sees that it exists, and the conclusion."""
    rows = assessments_for(case, user=request.user)
    chosen = next((row for row in rows if row.pk == pk), None) or get_object_or_404(Assessment.objects.none(), pk=pk)
    log_persons(request, case, [chosen.member_id] if chosen.member_id else [], page="assessment")
    context = {
        "case": case,
        "active_tab": "assessments",
        "assessment": chosen,
        "scores": scores_of(chosen),
        "subject": Subject.of(chosen),
        "is_readable": is_readable(chosen),
        "is_own_draft": chosen.is_draft and chosen.author_id == request.user.pk,
        "audience": Readers.of(case).chip(chosen),
    }
    return render(request, "domains/assessment.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def assess(request: UserRequest, case: Case) -> HttpResponse:
    """First about whom, then the form. The address holds a number, never a name."""
    word = request.GET.get("wie", "")
    if not word:
        matrix = Matrix.of(case, user=request.user, today=timezone.localdate())
        log_persons(request, case, matrix.member_ids, page="assess")
        homes = case.households.known_to(case.reader).order_by("name", "pk")
        context = {"case": case, "active_tab": "assessments", "matrix": matrix, "homes": homes}
        return render(request, "domains/assess_whom.html", context)
    subject = Subject.named(case, word)
    form = assessing(request, typed(request), case, subject, draft=None)
    if saving(request) and form.is_valid():
        facts = form.facts | {"member": subject.member, "household": subject.household}
        written: list[Assessment] = []

        def write() -> None:
            written.append(actions.write_assessment(case, by=request.user, scores=form.scores, **facts))

        if did(form.about, write):
            return after_saving(request, written[0])
    return form_page(request, case, subject, form, draft=None)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def change_assessment(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """Write on in the own draft."""
    draft = own_draft(request, case, pk)
    subject = Subject.of(draft)
    form = assessing(request, typed(request), case, subject, draft=draft)
    if saving(request) and form.is_valid():

        def save() -> Assessment:
            return actions.change_assessment(
                draft, by=request.user, lock_version=form.lock_version, scores=form.scores, **form.facts
            )

        try:
            if did(form.about, save):
                return after_saving(request, draft)
        except Conflict as conflict:
            return both_texts(request, case, form, conflict.current)  # type: ignore[arg-type]
    return form_page(request, case, subject, form, draft=draft)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def release_assessment(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """Read it once more, with who will see it; then it stands."""
    draft = own_draft(request, case, pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.release_assessment(draft, by=request.user, on=timezone.localdate())
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, f"De beoordeling van {draft.organisation} is vrijgegeven.")
            return redirect("domains:assessments", case.pk)
    audience = Readers.of(case).chip_for(Audience(draft.audience), draft.organisation, named=draft.named)
    log_persons(request, case, [draft.member_id] if draft.member_id else [], page="release_assessment")
    context = {
        "case": case,
        "active_tab": "assessments",
        "draft": draft,
        "scores": scores_of(draft),
        "subject": Subject.of(draft),
        "audience": audience,
        "refusal": refusal,
    }
    return render(request, "domains/assess_release.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def discard_assessment(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """Throw the own draft away, after asking once."""
    draft = own_draft(request, case, pk)
    if request.method == "POST":
        actions.discard_assessment(draft, by=request.user)
        messages.success(request, "Het concept is weggegooid.")
        return redirect("domains:assessments", case.pk)
    context = {"case": case, "active_tab": "assessments", "draft": draft, "subject": Subject.of(draft)}
    return render(request, "domains/assess_discard.html", context)


def own_draft(request: UserRequest, case: Case, pk: int) -> Assessment:
    """404 for the draft of somebody else; 403 for an assessment that stands."""
    mine = Assessment.objects.filter(case=case, author=request.user)
    rows = mine.select_related("organisation", "author", "member", "household", "case")
    draft = get_object_or_404(rows.prefetch_related("scores__life_domain"), pk=pk)
    if not draft.is_draft:
        raise PermissionDenied("Deze beoordeling is vrijgegeven en verandert niet meer. Maak een nieuwe beoordeling.")
    return draft


def assessing(
    request: UserRequest, data: QueryDict | None, case: Case, subject: Subject, *, draft: Assessment | None
) -> Assessing:
    organisation, today = request.user.organisation, timezone.localdate()
    return Assessing(
        data,
        organisation=organisation,
        offer=Readers.of(case).offer(organisation),
        life_domains=life_domains_for(subject, draft),
        previous=previous_scores(request, case, subject),
        draft=draft,
        initial={"assessed_on": today},
    )


def life_domains_for(subject: Subject, draft: Assessment | None) -> list[LifeDomain]:
    """The safety of a child is asked of a child only. What a draft already says stays in it."""
    asked = LifeDomain.objects.current()
    if subject.member and not subject.member.is_minor(timezone.localdate()):
        asked = asked.exclude(code=CHILD_SAFETY)
    given = {score.life_domain for score in draft.scores.all()} if draft else set()
    return sorted({*asked, *given}, key=lambda life_domain: (life_domain.position, life_domain.pk))


def previous_scores(request: UserRequest, case: Case, subject: Subject) -> dict[int, list[DomainScore]]:
    """Per life domain the last scores that this user may read, by whichever organisation, the oldest first."""
    rows = [row for row in known_of(request, case, subject) if not row.is_draft and is_readable(row)]
    return {
        life_domain_id: [score for score in course if score.is_assessed][-SHOWN:]
        for (_, life_domain_id), course in courses_of(rows).items()
    }


def known_of(request: UserRequest, case: Case, subject: Subject) -> list[Assessment]:
    """What this user may know of about one subject, newest first."""
    return [row for row in assessments_for(case, user=request.user) if key_of(row) == subject.key]


def scores_of(assessment: Assessment) -> list[tuple[DomainScore, bool]]:
    """In the order of the life domains, each with whether its information is old."""
    today = timezone.localdate()
    ordered = sorted(assessment.scores.all(), key=lambda score: (score.life_domain.position, score.pk))
    return [(score, score.is_old(today)) for score in ordered]


def is_readable(row: Assessment) -> bool:
    return bool(row.view == View.CONTENT)  # type: ignore[attr-defined]


def form_page(
    request: UserRequest, case: Case, subject: Subject, form: Assessing, *, draft: Assessment | None
) -> HttpResponse:
    log_persons(request, case, [subject.member.pk] if subject.member else [], page="assess")
    context = {
        "case": case,
        "active_tab": "assessments",
        "form": form,
        "subject": subject,
        "draft": draft,
        "age": subject.age(timezone.localdate()),
    }
    return render(request, "domains/assess.html", context, status=422 if saving(request) else 200)


def after_saving(request: UserRequest, assessment: Assessment) -> HttpResponse:
    if request.POST.get("then") == "release":
        return redirect("domains:release_assessment", assessment.case_id, assessment.pk)
    messages.success(request, "Het concept is bewaard. Alleen uw organisatie ziet dit.")
    return redirect("domains:change_assessment", assessment.case_id, assessment.pk)


def both_texts(request: UserRequest, case: Case, form: Assessing, current: Assessment) -> HttpResponse:
    """The draft was saved elsewhere meanwhile: field by field, whose text stays."""
    who, when = last_change(case.pk, "assessment", current.pk)
    theirs = everything_in(current)
    return conflict_page(
        request,
        form.as_one(theirs),
        theirs=theirs,
        lock_version=current.lock_version,
        who=who,
        when=when,
        what="deze beoordeling",
        back=reverse("domains:change_assessment", args=[case.pk, current.pk]),
    )


def log_persons(request: UserRequest, case: Case, ids: list[int], *, page: str) -> None:
    record(EventType.PERSONS_VIEWED, by=request.user, case_id=case.pk, subject="member", subject_ids=ids, page=page)

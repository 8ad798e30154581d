"""The joint problem definition: reading it beside what everybody sees, writing it, and its course until it is fixed."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import record_exception as open_the_gate
from cases.models import Case
from cases.permissions import CHANGE, CONTRIBUTE, DIRECT, VIEW, case_view
from cases.views.act import act_page, did, done, two_editors
from domains import actions
from domains.forms import definitions as forms
from domains.models import ProblemDefinition
from domains.models.problem import DefinitionStatus
from domains.problem_page import ProblemPage
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed

ANSWER_WITHIN = timedelta(days=14)
WHY = "Eén tekst waar ieder domein achter staat. Wie het anders ziet, blijft met zijn reden zichtbaar."
WHY_EXCEPTION = (
    "Vaststellen vraagt een bijdrage en akkoord van veiligheid én sociaal. Alleen de procesregisseur kan een "
    "uitzondering vastleggen. Zij blijft zichtbaar bij de casus, de probleemdefinitie en het plan."
)


@require_GET
@case_view(VIEW)
def problem(request: UserRequest, case: Case) -> HttpResponse:
    """The version that asks attention: the one being written, else the one in force, else how to begin."""
    return show(request, case, case.definitions.newest_first().first())


@require_GET
@case_view(VIEW)
def definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    return show(request, case, version_of(case, version))


def show(request: UserRequest, case: Case, chosen: ProblemDefinition | None, *, status: int = 200) -> HttpResponse:
    page = ProblemPage.of(case, chosen, user=request.user, today=timezone.localdate())
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="contribution",
        subject_ids=page.contribution_ids,
        page="problem",
    )
    return render(request, "domains/problem.html", {"case": case, "active_tab": "problem", "page": page}, status=status)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def start_definition(request: UserRequest, case: Case) -> HttpResponse:
    """A draft of the next version, which begins with the words in force."""
    being_written = case.definitions.being_written().first()
    if being_written and not saving(request):
        messages.info(request, "Er ligt al een concept van de probleemdefinitie.")
        return redirect(being_written)
    form = forms.WriteDefinition(typed(request), initial=words_of(case.definitions.fixed().first()))
    if saving(request) and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "lock_version"}
        if did(form, lambda: actions.start_definition(case, by=request.user, **fields)):
            messages.success(request, "Het concept is bewaard. Leg het voor als u klaar bent.")
            return redirect("domains:problem", case.pk)
    return step(request, case, form, title="Schrijf de probleemdefinitie", button="Bewaar als concept")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft = version_of(case, version)
    if draft.status != DefinitionStatus.DRAFT:
        raise PermissionDenied("Deze versie ligt voor of ligt vast. Haal haar terug of schrijf een nieuwe versie.")
    form = forms.WriteDefinition(typed(request), initial=words_of(draft))
    if saving(request) and form.is_valid():
        fields = form.cleaned_data | {"lock_version": form.cleaned_data["lock_version"] or 0}
        try:
            changed = did(form, lambda: actions.change_definition(draft, by=request.user, **fields))
        except Conflict as conflict:
            return two_editors(
                request, case, form, conflict, subject="definition", what="deze tekst", back=draft.get_absolute_url()
            )
        if changed:
            messages.success(request, "Het concept is bewaard.")
            return redirect(draft)
    return step(request, case, form, title=f"Wijzig probleemdefinitie {draft.version}", button="Bewaar als concept")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def propose_definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft, today = version_of(case, version), timezone.localdate()
    form = forms.ProposeDefinition(typed(request), initial={"answer_by": today + ANSWER_WITHIN})
    if done(request, form, lambda: actions.propose_definition(draft, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De tekst ligt voor. Elke organisatie aan tafel krijgt de vraag om te reageren.")
        return redirect(draft)
    return step(
        request,
        case,
        form,
        title=f"Leg probleemdefinitie {draft.version} voor",
        button="Leg voor",
        before="Iedereen aan tafel leest de tekst en reageert. Wilt u daarna nog wijzigen? Haal de tekst dan terug.",
    )


@require_POST
@case_view(CHANGE)
def take_back_definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = version_of(case, version)
    try:
        actions.take_back_definition(chosen, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "De tekst is weer een concept. Na het wijzigen vraagt u de reacties opnieuw.")
    return redirect(chosen)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def answer_definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """Agree, or dissent with a reason, for the own organisation."""
    chosen, today = version_of(case, version), timezone.localdate()
    if chosen.status != DefinitionStatus.PROPOSED and not saving(request):
        messages.info(request, "Deze versie ligt niet voor. Reageren kan nu niet.")
        return redirect("domains:definition", case.pk, version)
    mine = chosen.agreements.filter(organisation=request.user.organisation_id).first()
    initial = {"stance": mine.stance, "reason": mine.reason} if mine else {}
    form = forms.AnswerDefinition(typed(request), initial=initial)
    if done(request, form, lambda: actions.answer_definition(chosen, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, f"De reactie van {request.user.organisation} is bewaard.")
        return redirect(chosen)
    return step(
        request,
        case,
        form,
        title=f"Reageer namens {request.user.organisation}",
        button="Leg de reactie vast",
        template="domains/problem_answer.html",
        definition=chosen,
    )


@require_POST
@case_view(CHANGE)
def fix_definition(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = version_of(case, version)
    try:
        actions.fix_definition(chosen, by=request.user, on=timezone.localdate())
    except actions.CannotFix:
        return show(request, case, chosen, status=422)
    messages.success(request, f"Probleemdefinitie {chosen.version} is vastgesteld.")
    return redirect(chosen)


@require_http_methods(["GET", "POST"])
@case_view(DIRECT)
def record_exception(request: UserRequest, case: Case) -> HttpResponse:
    """Open the two-domain gate with a reason, once; it stays visible."""
    if case.has_exception and not saving(request):
        messages.info(request, "Voor deze casus is al een uitzondering vastgelegd.")
        return redirect("domains:problem", case.pk)
    form = forms.RecordException(typed(request))
    on = timezone.localdate()
    if done(request, form, lambda: open_the_gate(case, by=request.user, on=on, **form.cleaned_data)):
        messages.success(request, "De uitzondering is vastgelegd. Zij blijft zichtbaar bij de casus en het plan.")
        return redirect("domains:problem", case.pk)
    return step(
        request,
        case,
        form,
        title="Leg een uitzondering vast",
        button="Leg de uitzondering vast",
        why=WHY_EXCEPTION,
    )


def version_of(case: Case, version: int) -> ProblemDefinition:
    return get_object_or_404(case.definitions, version=version)


def words_of(definition: ProblemDefinition | None) -> dict[str, object]:
    """What WriteDefinition starts with."""
    names = ("lock_version", "statement", "priorities", "focus", "unknowns")
    return {name: getattr(definition, name) for name in names} if definition else {}


def step(
    request: UserRequest,
    case: Case,
    form: BaseForm,
    *,
    title: str,
    button: str,
    why: str = WHY,
    template: str = "domains/problem_step.html",
    **more: object,
) -> HttpResponse:
    return act_page(
        request,
        case,
        form,
        tab="problem",
        title=title,
        button=button,
        back=reverse("domains:problem", args=[case.pk]),
        why=why,
        template=template,
        **more,
    )

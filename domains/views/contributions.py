"""The contribution of the own organisation: written as a draft, read once more, and released."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.audience import Readers
from cases.log import last_change
from cases.models import Audience, Case, Observation
from cases.permissions import CONTRIBUTE, case_view
from cases.views.act import did
from domains import actions
from domains.forms.contributions import Writing, initial_of
from domains.models import Contribution
from domains.models.contribution import ContributionQuerySet
from domains.perspectives import contributed
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import saving, typed

WHY = "Uw blik hoort in het gezamenlijke beeld. Schrijf alleen op wat voor dit doel nodig is."


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def contribute(request: UserRequest, case: Case) -> HttpResponse:
    """Write the own draft, or write on in it."""
    draft, readers = own_drafts(request, case).first(), Readers.of(case)
    organisation = request.user.organisation
    writing = Writing(
        typed(request),
        organisation=organisation,
        offer=readers.offer(organisation),
        known=brought_before(request, case),
        draft=draft,
    )
    if saving(request) and writing.is_valid():
        try:
            saved = did(writing.form, lambda: save(request, case, draft, writing))
        except Conflict as conflict:
            return both_texts(request, case, writing, conflict.current)  # type: ignore[arg-type]
        if saved:
            return after_saving(request, case)
    context = {"case": case, "active_tab": "problem", "writing": writing, "draft": draft, "why": WHY}
    return render(request, "domains/contribute.html", context, status=422 if saving(request) else 200)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def release_contribution(request: UserRequest, case: Case) -> HttpResponse:
    """Read it once more, with who will see it; then it stands."""
    draft = get_object_or_404(own_drafts(request, case))
    refusal = ""
    if request.method == "POST":
        try:
            actions.release_contribution(draft, by=request.user, on=timezone.localdate())
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, f"De bijdrage van {draft.organisation} is vrijgegeven.")
            return redirect("domains:problem", case.pk)
    readers = Readers.of(case)
    audience = readers.chip_for(Audience(draft.audience), draft.organisation, named=draft.named)
    read = contributed(draft, readers, audience, today=timezone.localdate())
    context = {"case": case, "active_tab": "problem", "draft": draft, "read": read, "refusal": refusal}
    return render(request, "domains/contribute_release.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def discard_contribution(request: UserRequest, case: Case) -> HttpResponse:
    """Throw the own draft away, after asking once."""
    draft = get_object_or_404(own_drafts(request, case))
    if request.method == "POST":
        actions.discard_contribution(draft, by=request.user)
        messages.success(request, "Het concept is weggegooid.")
        return redirect("domains:problem", case.pk)
    return render(request, "domains/contribute_discard.html", {"case": case, "active_tab": "problem", "draft": draft})


def own_drafts(request: UserRequest, case: Case) -> ContributionQuerySet:
    drafts = Contribution.objects.filter(case=case).drafts_of(request.user)
    facts = Prefetch("observations", Observation.objects.for_reader(request.user))
    return drafts.select_related("organisation", "author", "case", "words").prefetch_related(facts)


def brought_before(request: UserRequest, case: Case) -> list[Observation]:
    """What the own organisation wrote down in this case already, and released."""
    own = Observation.objects.filter(case=case, organisation=request.user.organisation_id)
    return list(own.released().read_by(request.user).select_related("words"))


def save(request: UserRequest, case: Case, draft: Contribution | None, writing: Writing) -> Contribution:
    if draft is None:
        return actions.write_contribution(case, by=request.user, **writing.answers)
    return actions.change_contribution(draft, by=request.user, lock_version=writing.lock_version, **writing.answers)


def after_saving(request: UserRequest, case: Case) -> HttpResponse:
    if request.POST.get("then") == "release":
        return redirect("domains:release_contribution", case.pk)
    messages.success(request, "Het concept is bewaard. Alleen uw organisatie ziet dit.")
    return redirect("domains:contribute", case.pk)


def both_texts(request: UserRequest, case: Case, writing: Writing, current: Contribution) -> HttpResponse:
    """The draft was saved elsewhere meanwhile: field by field, whose text stays. Facts of both are kept."""
    who, when = last_change(case.pk, "contribution", current.pk)
    return conflict_page(
        request,
        writing.form,
        theirs=initial_of(current),
        lock_version=current.lock_version,
        who=who,
        when=when,
        what="deze bijdrage",
        back=reverse("domains:contribute", args=[case.pk]),
        carried=writing.carried(current),
    )

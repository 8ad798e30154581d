"""Verstrekt: what left this case, to whom, in which version; giving more, and telling who must know of a change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.audience import Readers
from cases.forms.sharing import Share
from cases.models import Case, IntakeQuestion, Recall, Sharing
from cases.participants import taking_part, who_is_not_listed
from cases.permissions import CONTRIBUTE, VIEW, case_view
from cases.shareable import Piece, pieces_for
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Organisation
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.paging import LongPage
from familienetwerk.screen.typed import typed

WHY = "Wie gegevens van een gezin krijgt, staat hier. Verandert er iets, dan moet die ontvanger dat horen (AVG 19)."


@require_GET
@case_view(VIEW)
def sharings(request: UserRequest, case: Case) -> HttpResponse:
    """The ledger, newest first; and how many read names in a question at the intake."""
    known = Sharing.objects.filter(case=case).known_to(request.user).newest_first()
    rows = known.select_related("organisation", "recipient", "shared_by").prefetch_related("pieces__recalls")
    page = LongPage.of(rows, request.GET.get("pagina"))
    may_tell = case.access.changes  # type: ignore[attr-defined]  # of all; others of what they shared themselves
    asked = IntakeQuestion.objects.filter(case=case).values("organisation").distinct().count()
    context = {"case": case, "active_tab": "sharings", "page": page, "may_tell": may_tell, "asked": asked}
    return render(request, "cases/sharings.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def share(request: UserRequest, case: Case) -> HttpResponse:
    """Record what was given. The giving itself happens outside the app."""
    others = Organisation.objects.active().exclude(pk=request.user.organisation_id)
    pieces = pieces_for(case, request.user)
    note_who_is_named(request, case, pieces)
    form = Share(
        typed(request),
        pieces=pieces,
        readers=Readers.of(case),
        organisations=taking_part(others, case.legal_frame).by_table_order(),
        not_listed=who_is_not_listed(others, case.legal_frame),
        initial={"on": timezone.localdate()},
    )
    if done(request, form, lambda: actions.share(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "De verstrekking is vastgelegd.")
        return redirect("cases:sharings", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="sharings",
        title="Leg een verstrekking vast",
        button="Leg vast",
        back=reverse("cases:sharings", args=[case.pk]),
        why=WHY,
    )


def note_who_is_named(request: UserRequest, case: Case, pieces: list[Piece]) -> None:
    """The list says of a piece whom it is about."""
    if named := sorted({piece.member_id for piece in pieces if piece.member_id}):
        record(
            EventType.PERSONS_VIEWED,
            by=request.user,
            case_id=case.pk,
            subject="member",
            subject_ids=named,
            page="share",
        )


@require_POST
@case_view(CONTRIBUTE)
def tell_recipient(request: UserRequest, case: Case, recall_id: int) -> HttpResponse:
    """The recipient was told of the change: says who shared it, or a coordinator."""
    recalls = Recall.objects.filter(piece__sharing__case=case)
    if not case.access.coordinates:  # type: ignore[attr-defined]
        recalls = recalls.filter(piece__sharing__organisation=request.user.organisation_id)
    actions.tell_recipient(get_object_or_404(recalls, pk=recall_id), by=request.user, on=timezone.localdate())
    messages.success(request, "Vastgelegd dat de ontvanger het weet.")
    return redirect("cases:sharings", case.pk)

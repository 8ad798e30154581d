"""Who works on a case: the list, asking, bringing in a colleague, ending and handing over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions, deadlines
from cases.forms import involvement as forms
from cases.intake_page import questions_of
from cases.involvements_page import InvolvementsPage
from cases.models import Case, Involvement, InvolvementRole
from cases.participants import participants_of
from cases.periods import end_of
from cases.permissions import CHANGE, CONTRIBUTE, DIRECT, VIEW, case_view
from cases.presence import Presence
from cases.table import Table
from cases.views.act import act_page, did, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Organisation, PolicyDomain
from familienetwerk.screen.typed import saving, typed

WHY = "Alleen wie nodig is, doet mee. Wij leggen vast wie wie vroeg, waarom, en tot wanneer."


@require_GET
@case_view(VIEW)
def involvements(request: UserRequest, case: Case) -> HttpResponse:
    today, presence = timezone.localdate(), Presence.of(case)
    context = {
        "case": case,
        "active_tab": "involvements",
        "table": Table.of(case, today=today, may_ask=case.access.changes, presence=presence),  # type: ignore[attr-defined]
        "page": InvolvementsPage.of(case, user=request.user, today=today),
        "questions": questions_of(case, presence.questions, user=request.user, today=today),
        "today": today,
    }
    return render(request, "cases/involvements.html", context)


@require_GET
@case_view(CHANGE)
def choose_organisation(request: UserRequest, case: Case) -> HttpResponse:
    """First choose whom to ask; a domain that is missing at the table comes first."""
    organisations = Organisation.objects.active().serving(case.municipality).by_table_order()
    first = request.GET.get("domein", "")
    groups = [
        (domain.label, [organisation for organisation in organisations if organisation.policy_domain == domain])
        for domain in sorted(PolicyDomain, key=lambda domain: domain != first)
    ]
    busy = set(case.involvements.not_ended().filter(declined_on=None).values_list("organisation", flat=True))
    partners = set(participants_of(case.legal_frame).values_list("organisation", flat=True))
    context = {"case": case, "active_tab": "involvements", "groups": groups, "busy": busy, "partners": partners}
    return render(request, "cases/choose_organisation.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def ask(request: UserRequest, case: Case, organisation_id: int) -> HttpResponse:
    organisations = Organisation.objects.active().serving(case.municipality)
    organisation = get_object_or_404(organisations, pk=organisation_id)
    today = timezone.localdate()
    initial = {"due_on": deadlines.working_days_after(today, deadlines.ANSWERING)}
    form = forms.AskToJoin(typed(request), case=case, organisation=organisation, initial=initial)
    if done(
        request, form, lambda: actions.ask_to_join(case, organisation, by=request.user, on=today, **form.cleaned_data)
    ):
        messages.success(request, f"{organisation} is gevraagd om mee te doen.")
        return redirect("cases:involvements", case.pk)
    title = f"Vraag {organisation} aan tafel"
    return involvement_act(request, case, form, title=title, button="Stel de vraag")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def withdraw(request: UserRequest, case: Case, involvement_id: int) -> HttpResponse:
    involvement = get_object_or_404(case.involvements.asked().select_related("organisation"), pk=involvement_id)
    form = forms.Withdraw(typed(request))

    def take_back() -> None:
        today, reason = timezone.localdate(), form.cleaned_data["reason"]
        actions.withdraw_invitation(involvement, by=request.user, on=today, reason=reason)

    if done(request, form, take_back):
        messages.success(request, f"De vraag aan {involvement.organisation} is ingetrokken.")
        return redirect("cases:involvements", case.pk)
    title = f"Trek de vraag aan {involvement.organisation} in"
    return involvement_act(request, case, form, title=title, button="Trek in")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def start_colleague(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.StartColleague(typed(request), case=case, by=request.user)
    if saving(request) and form.is_valid():
        fields = dict(form.cleaned_data)
        colleague, until, today = fields.pop("user"), fields.pop("until"), timezone.localdate()
        fields["ends_at"] = end_of(until) if until else None
        if did(form, lambda: actions.start_colleague(case, colleague, by=request.user, on=today, **fields)):
            messages.success(request, f"{colleague} doet nu mee en kan deze casus openen.")
            return redirect("cases:involvements", case.pk)
    return involvement_act(request, case, form, title="Betrek een collega", button="Betrek deze collega")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def change_task(request: UserRequest, case: Case, involvement_id: int) -> HttpResponse:
    involvement = own_or_coordinated(request, case, involvement_id)
    initial = {"task": involvement.task, "members": involvement.members.known_to(case.reader)}
    form = forms.ChangeTask(typed(request), case=case, initial=initial)
    if done(request, form, lambda: actions.change_task(involvement, by=request.user, **form.cleaned_data)):
        messages.success(request, "De wijziging is bewaard.")
        return redirect("cases:involvements", case.pk)
    return involvement_act(request, case, form, title=f"Wat doet {involvement.user}?", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def end(request: UserRequest, case: Case, involvement_id: int) -> HttpResponse:
    involvement = own_or_coordinated(request, case, involvement_id)
    if involvement.role in InvolvementRole.coordinating():
        raise PermissionDenied("Een regisseur draagt de rol over. Zo is er altijd iemand.")
    form = forms.EndInvolvement(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.end_involvement(involvement, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{involvement.user} doet niet meer mee. De toegang is beëindigd.")
        is_own = involvement.user_id == request.user.pk
        return redirect("cases:list") if is_own else redirect("cases:involvements", case.pk)
    title = f"Beëindig de betrokkenheid van {involvement.user}"
    return involvement_act(request, case, form, title=title, button="Beëindig")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def hand_over(request: UserRequest, case: Case, involvement_id: int) -> HttpResponse:
    running = case.involvements.seated().select_related("user", "case__legal_frame")
    involvement = get_object_or_404(running, role__in=InvolvementRole.coordinating(), pk=involvement_id)
    form = forms.HandOver(typed(request), involvement=involvement)
    if saving(request) and form.is_valid():
        user, reason, today = form.cleaned_data["user"], form.cleaned_data["reason"], timezone.localdate()
        if did(form, lambda: actions.hand_over(involvement, user, by=request.user, on=today, reason=reason)):
            messages.success(request, f"{user} is nu {involvement.get_role_display().lower()}.")
            sees = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
            return redirect("cases:involvements", case.pk) if sees else redirect("cases:list")
    title = f"Draag de rol van {involvement.get_role_display().lower()} over"
    return involvement_act(request, case, form, title=title, button="Draag over")


@require_http_methods(["GET", "POST"])
@case_view(DIRECT)
def appoint(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.Appoint(typed(request), case=case)
    if saving(request) and form.is_valid():
        fields = dict(form.cleaned_data)
        user, today = fields.pop("user"), timezone.localdate()
        if did(form, lambda: actions.start_involvement(case, user, by=request.user, on=today, **fields)):
            messages.success(request, f"{user} is nu {fields['role'].label.lower()}.")
            return redirect("cases:involvements", case.pk)
    return involvement_act(request, case, form, title="Stel een regisseur aan", button="Stel aan")


def own_or_coordinated(request: UserRequest, case: Case, involvement_id: int) -> Involvement:
    running = case.involvements.seated().select_related("user", "case")
    involvement = get_object_or_404(running, pk=involvement_id)
    if involvement.user_id != request.user.pk and not case.access.coordinates:  # type: ignore[attr-defined]
        raise PermissionDenied("Alleen een regisseur wijzigt de betrokkenheid van een ander.")
    return involvement


def involvement_act(request: UserRequest, case: Case, form: BaseForm, *, title: str, button: str) -> HttpResponse:
    back = reverse("cases:involvements", args=[case.pk])
    return act_page(request, case, form, tab="involvements", title=title, button=button, back=back, why=WHY)

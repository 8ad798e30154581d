"""One person of the family: everything about this person, and what one can do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.duplicates import probable_duplicates
from cases.forms import family as forms
from cases.member_page import MemberPage
from cases.models import Case, Member
from cases.permissions import CHANGE, VIEW, case_view
from cases.views.act import act_page, did, done, two_editors
from cases.views.restrictions import may_restrict
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed

WHY = "Wij schrijven op waarom iemand in de casus is en wanneer wij opnieuw kijken. Zo blijft niemand te lang in beeld."
HAS_LEFT = "Deze persoon is uit de casus. De gegevens blijven zoals ze waren."


@require_GET
@case_view(VIEW)
def member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    known = case.members.visible_to(request.user).select_related("added_by", "restricted_by", "works_at")
    person = get_object_or_404(known, pk=member_id)
    today = timezone.localdate()
    page = MemberPage.of(person, user=request.user, today=today)
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=[person.pk],
        page="member",
    )
    context = {"case": case, "active_tab": "family", "member": person, "page": page, "today": today}
    context["may_restrict"] = may_restrict(request, case, person)
    return render(request, "cases/member.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_member(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.AddMember(typed(request), case=case)
    duplicates = []
    if saving(request) and form.is_valid():
        duplicates = probable_duplicates(case, form.instance, user=request.user)
        if not duplicates or form.cleaned_data["is_someone_else"]:
            made = actions.add_member(case, by=request.user, on=timezone.localdate(), **form.facts)
            messages.success(request, f"{made.full_name} hoort nu bij deze casus.")
            return redirect(made)
    return act_page(
        request,
        case,
        form,
        tab="family",
        title="Voeg een gezinslid toe",
        button="Voeg toe",
        back=reverse("cases:family", args=[case.pk]),
        why=WHY,
        template="cases/add_member.html",
        duplicates=duplicates,
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = open_member(case, member_id)
    form = forms.ChangeMember(typed(request), member=person)
    if saving(request) and form.is_valid():
        try:
            changed = did(form, lambda: actions.change_member(person, by=request.user, **form.cleaned_data))
        except Conflict as conflict:
            return two_editors(
                request, case, form, conflict, subject="member", what="deze persoon", back=person.get_absolute_url()
            )
        if changed:
            messages.success(request, "De wijziging is bewaard.")
            return redirect(person)
    return member_act(request, case, person, form, title=f"Wijzig {person.given_name}", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def keep_member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    """Looked again: this person is still needed."""
    person = open_member(case, member_id)
    initial = {"reason_text": person.reason_text, "review_on": forms.next_review(timezone.localdate())}
    form = forms.KeepMember(typed(request), initial=initial)
    if done(request, form, lambda: actions.keep_member(person, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{person.given_name} blijft in de casus.")
        return redirect(person)
    title = f"Is {person.given_name} nog nodig in deze casus?"
    return member_act(
        request, case, person, form, title=title, button="Ja, nog nodig", template="cases/keep_member.html"
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def mark_informed(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = open_member(case, member_id)
    form = forms.MarkInformed(typed(request), initial={"on": person.informed_on})
    if done(request, form, lambda: actions.mark_informed(person, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{person.given_name} is geïnformeerd.")
        return redirect(person)
    title = f"Leg vast dat {person.given_name} is geïnformeerd"
    return member_act(request, case, person, form, title=title, button="Leg vast")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def postpone_informing(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = open_member(case, member_id)
    initial = {"until": person.informing_postponed_until, "reason": person.informing_postponed_reason}
    form = forms.PostponeInforming(typed(request), initial=initial)
    if done(request, form, lambda: actions.postpone_informing(person, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{person.given_name} informeert u later. U krijgt op die dag een herinnering.")
        return redirect(person)
    title = f"Stel het informeren van {person.given_name} uit"
    return member_act(request, case, person, form, title=title, button="Stel uit")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def end_member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = open_member(case, member_id)
    form = forms.EndMember(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.end_member(person, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{person.given_name} is uit de casus. De gegevens blijven leesbaar.")
        return redirect("cases:family", case.pk)
    title = f"Haal {person.given_name} uit de casus"
    return member_act(request, case, person, form, title=title, button="Haal uit de casus")


def open_member(case: Case, member_id: int) -> Member:
    person = get_object_or_404(case.members.known_to(case.reader), pk=member_id)
    if person.ended_on:
        raise PermissionDenied(HAS_LEFT)
    return person


def member_act(
    request: UserRequest,
    case: Case,
    person: Member,
    form: BaseForm,
    *,
    title: str,
    button: str,
    template: str = "cases/act.html",
) -> HttpResponse:
    back = person.get_absolute_url()
    return act_page(
        request,
        case,
        form,
        tab="family",
        title=title,
        button=button,
        back=back,
        why=WHY,
        template=template,
        member=person,
    )

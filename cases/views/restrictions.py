"""Restricting who may know of a person, or of how two people are related."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.restrictions import Restrict, initial_of
from cases.models import Case, Member, Relation
from cases.permissions import CONTRIBUTE, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import typed

WHY = (
    "Soms is het gevaarlijk als te veel mensen weten dat iemand er is of waar diegene woont. Wat over deze persoon is "
    "vastgelegd, ziet dan ook niemand anders: beoordelingen, doelen, interventies, documenten en de woning. "
    "Een pdf van het plan die al gemaakt is, kan niemand meer ophalen; u maakt daarna een nieuwe. "
    "Een naam in vrije tekst blijft staan. Kijk die zelf na."
)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def restrict_member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = get_object_or_404(case.members.visible_to(request.user).select_related("added_by"), pk=member_id)
    title = f"Wie mag weten van {person.full_name}?"
    return restrict(request, case, person, title=title, back=person.get_absolute_url())


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def restrict_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    relation = get_object_or_404(case.relations.standing().known_to(case.reader).with_people(), pk=relation_id)
    title = f"Wie mag dit weten: {relation}?"
    return restrict(request, case, relation, title=title, back=reverse("cases:family", args=[case.pk]))


def may_restrict(request: UserRequest, case: Case, row: Member | Relation) -> bool:
    """In a case that is open: who coordinates, or of the organisation whose it is."""
    access = case.access  # type: ignore[attr-defined]
    return bool(access.changes or (access.adds and request.user.organisation_id == actions.owner_of(row)))


def restrict(request: UserRequest, case: Case, row: Member | Relation, *, title: str, back: str) -> HttpResponse:
    row.case = case
    if not may_restrict(request, case, row):
        raise PermissionDenied("Alleen de regisseurs en de organisatie die dit inbracht, kiezen wie dit weet.")
    organisation = request.user.organisation
    form = Restrict(typed(request), case=case, row=row, organisation=organisation, initial=initial_of(row))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        if form.is_for_few:
            return actions.restrict(row, by=request.user, named=form.cleaned_data["named"], reason=reason)
        return actions.lift_restriction(row, by=request.user, reason=reason)

    if done(request, form, act):
        said = "Dit is nu alleen te zien voor wie u koos." if form.is_for_few else "Iedereen in de casus ziet dit."
        messages.success(request, said)
        return redirect(back)
    return act_page(request, case, form, tab="family", title=title, button="Bewaar", back=back, why=WHY)

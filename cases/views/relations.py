"""How people in the network are related."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import relations as forms
from cases.models import Case, Relation
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, did, done, two_editors
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed

WHY = "Familiebanden laten zien waar steun zit en waar druk. Schrijf altijd op wie het zegt en hoe zeker het is."


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_relation(request: UserRequest, case: Case) -> HttpResponse:
    initial = {"from_member": request.GET.get("wie"), "sourced_on": timezone.localdate()}
    form = forms.AddRelation(typed(request), case=case, initial=initial)
    if done(request, form, lambda: actions.add_relation(case, by=request.user, **form.facts)):
        messages.success(request, "De relatie is toegevoegd.")
        return redirect("cases:family", case.pk)
    title = "Voeg een relatie toe"
    return relation_act(request, case, form, title=title, button="Voeg toe", template="cases/relation.html")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def correct_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    relation = standing(case, relation_id)
    written = case.relations.get(pk=relation.pk)
    form = forms.CorrectRelation(
        typed(request), case=case, instance=written, initial={"lock_version": relation.lock_version}
    )
    if saving(request) and form.is_valid():
        try:
            changed = did(form, lambda: actions.correct_relation(relation, by=request.user, **form.facts))
        except Conflict as conflict:
            back = reverse("cases:family", args=[case.pk])
            return two_editors(request, case, form, conflict, subject="relation", what="deze relatie", back=back)
        if changed:
            messages.success(request, "De relatie is verbeterd.")
            return redirect("cases:family", case.pk)
    title = f"Verbeter: {relation}"
    return relation_act(request, case, form, title=title, button="Bewaar", template="cases/relation.html")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def end_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    relation = standing(case, relation_id)
    form = forms.EndRelation(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.end_relation(relation, by=request.user, **form.cleaned_data)):
        messages.success(request, "De relatie is beëindigd. In het beeld blijft staan dat zij er was.")
        return redirect("cases:family", case.pk)
    return relation_act(request, case, form, title=f"Beëindig: {relation}", button="Beëindig")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def remove_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    """It never was so."""
    relation = standing(case, relation_id)
    form = forms.RemoveRelation(typed(request))
    today = timezone.localdate()
    if done(request, form, lambda: actions.remove_relation(relation, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De relatie is verwijderd. In de geschiedenis staat wat er stond.")
        return redirect("cases:family", case.pk)
    title, template = f"Verwijder: {relation}", "cases/remove_relation.html"
    return relation_act(request, case, form, title=title, button="Verwijder", template=template, relation=relation)


def standing(case: Case, relation_id: int) -> Relation:
    return get_object_or_404(case.relations.standing().known_to(case.reader).with_people(), pk=relation_id)


def relation_act(request: UserRequest, case: Case, form: BaseForm, **page: Any) -> HttpResponse:
    back = reverse("cases:family", args=[case.pk])
    return act_page(request, case, form, tab="family", back=back, why=WHY, **page)

"""How people in the network are related."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import relations as forms
from cases.models import Case
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
    if done(request, form, lambda: actions.add_relation(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "De relatie is toegevoegd.")
        return redirect("cases:family", case.pk)
    return relation_act(request, case, form, title="Voeg een relatie toe", button="Voeg toe")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    relation = get_object_or_404(case.relations.with_people(), pk=relation_id)
    form = forms.ChangeRelation(
        typed(request), instance=case.relations.get(pk=relation.pk), initial={"lock_version": relation.lock_version}
    )
    if saving(request) and form.is_valid():
        try:
            changed = did(form, lambda: actions.change_relation(relation, by=request.user, **form.cleaned_data))
        except Conflict as conflict:
            back = reverse("cases:family", args=[case.pk])
            return two_editors(request, case, form, conflict, subject="relation", what="deze relatie", back=back)
        if changed:
            messages.success(request, "De wijziging is bewaard.")
            return redirect("cases:family", case.pk)
    return relation_act(request, case, form, title=f"Wijzig: {relation}", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def end_relation(request: UserRequest, case: Case, relation_id: int) -> HttpResponse:
    relation = get_object_or_404(case.relations.with_people(), pk=relation_id)
    form = forms.EndRelation(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.end_relation(relation, by=request.user, **form.cleaned_data)):
        messages.success(request, "De relatie is beëindigd. In het beeld blijft staan dat zij er was.")
        return redirect("cases:family", case.pk)
    return relation_act(request, case, form, title=f"Beëindig: {relation}", button="Beëindig")


def relation_act(request: UserRequest, case: Case, form: BaseForm, *, title: str, button: str) -> HttpResponse:
    back = reverse("cases:family", args=[case.pk])
    return act_page(request, case, form, tab="family", title=title, button=button, back=back, why=WHY)

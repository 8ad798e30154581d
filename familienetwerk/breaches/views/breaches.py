"""One breach: what is known of it, who must hear it, and when it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.views.act import done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.breaches import actions, forms
from familienetwerk.breaches.models import Breach, Recipient
from familienetwerk.breaches.rules import obstacles_to_closing
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import typed

ADDRESSES = {"ap": Recipient.AUTHORITY, "mensen": Recipient.PEOPLE, "partners": Recipient.PARTNERS}


def kept(request: UserRequest, breach_id: int) -> Breach:
    breaches = Breach.objects.kept_by(request.user).with_word_to_the_authority()
    return get_object_or_404(breaches.select_related("registered_by", "closed_by"), pk=breach_id)


@require_GET
@has_power(Power.KEEP_BREACHES)
def breach(request: UserRequest, breach_id: int) -> HttpResponse:
    found = kept(request, breach_id)
    decided = {telling.recipient: telling for telling in found.tellings.select_related("decided_by")}
    context = {
        "breach": found,
        "tellings": [(word, recipient, decided.get(recipient)) for word, recipient in ADDRESSES.items()],
        "affected": found.affected.in_order(),
        "suspicions": found.suspicions.select_related("reported_by").newest_first(),
        "obstacles": obstacles_to_closing(actions.closing_facts(found)),
    }
    return render(request, "breaches/breach.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def change(request: UserRequest, breach_id: int) -> HttpResponse:
    found = kept(request, breach_id)
    form = forms.KeepBreach(typed(request), initial=forms.as_typed(found))
    try:
        if done(request, form, lambda: actions.change_breach(found, by=request.user, **form.answers_with_lock)):
            messages.success(request, "De wijziging is bewaard.")
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current)  # type: ignore[arg-type]
    return act(request, found, form, title="Wijzig het datalek", button="Bewaar")


def both_texts(request: UserRequest, form: forms.KeepBreach, current: Breach) -> HttpResponse:
    return conflict_page(
        request,
        form,
        theirs=forms.as_typed(current),
        lock_version=current.lock_version,
        who="een collega",
        what="dit datalek",
        back=current.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def decide_telling(request: UserRequest, breach_id: int, word: str) -> HttpResponse:
    found, recipient = kept(request, breach_id), ADDRESSES.get(word)
    if recipient is None:
        raise Http404
    decided = found.tellings.filter(recipient=recipient).first()
    form = forms.DecideTelling(typed(request), recipient=recipient, decided=decided)
    if done(request, form, lambda: actions.decide_telling(found, recipient, by=request.user, **form.answers)):
        messages.success(request, "Vastgelegd.")
        return redirect(found)
    return act(request, found, form, title=f"Bericht aan {recipient.label}", button="Leg vast")


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def close(request: UserRequest, breach_id: int) -> HttpResponse:
    found, form = kept(request, breach_id), forms.CloseBreach(typed(request))
    if done(request, form, lambda: actions.close_breach(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het datalek is afgesloten.")
        return redirect(found)
    return act(request, found, form, title="Sluit het datalek af", button="Sluit af")


@require_POST
@has_power(Power.KEEP_BREACHES)
def reopen(request: UserRequest, breach_id: int) -> HttpResponse:
    found = kept(request, breach_id)
    try:
        actions.reopen_breach(found, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Het datalek is weer open.")
    return redirect(found)


def act(request: UserRequest, breach: Breach, form: Form, *, title: str, button: str) -> HttpResponse:
    context = {"breach": breach, "form": form, "title": title, "button": button}
    return render(request, "breaches/act.html", context, status=422 if form.errors else 200)

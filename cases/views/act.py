"""The page of one act in a case: what it does, why we ask, the form, and the way back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import render

from cases.log import last_change
from cases.models import Case
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.forms import say_why_not
from familienetwerk.screen.typed import saving


def did(form: BaseForm, act: Callable[[], object]) -> bool:
    """True when the act was done; otherwise the form says why not."""
    try:
        act()
    except ValidationError as refusal:
        say_why_not(form, refusal)
        return False
    return True


def done(request: UserRequest, form: BaseForm, act: Callable[[], object]) -> bool:
    """The user saved, the form is right, and the act was not refused."""
    return saving(request) and form.is_valid() and did(form, act)


def act_page(
    request: UserRequest,
    case: Case,
    form: BaseForm,
    *,
    tab: str,
    title: str,
    button: str,
    back: str,
    why: str = "",
    template: str = "cases/act.html",
    **more: Any,
) -> HttpResponse:
    """`why`: purpose and ground, beside the form."""
    context = {
        "case": case,
        "active_tab": tab,
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "why": why,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def two_editors(
    request: UserRequest, case: Case, form: BaseForm, conflict: Conflict, *, subject: str, what: str, back: str
) -> HttpResponse:
    """Somebody else saved this row first: field by field, whose text stays."""
    current: Model = conflict.current
    who, when = last_change(case.pk, subject, current.pk)
    return conflict_page(
        request,
        form,
        theirs=model_to_dict(current, list(form.fields)),
        lock_version=current.lock_version,  # type: ignore[attr-defined]
        who=who,
        when=when,
        what=what,
        back=back,
    )

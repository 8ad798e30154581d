"""What the views of a plan and of an intervention have in common."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from cases.log import last_change
from cases.models import Case
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from interventions.models import Plan


def draft_or_403(case: Case, version: int) -> Plan:
    """The version that may still be written in."""
    chosen = get_object_or_404(case.plans, version=version)
    if not chosen.is_draft:
        raise PermissionDenied("Deze versie ligt voor of ligt vast. Haal haar terug of maak een nieuwe versie.")
    chosen.case = case
    return chosen


def say_no(request: UserRequest, refusal: ValidationError) -> None:
    """On top of the next page, why it was not done."""
    for sentence in refusal.messages:
        messages.error(request, sentence)


def two_editors(
    request: UserRequest,
    case: Case,
    form: BaseForm,
    conflict: Conflict,
    *,
    theirs: dict[str, Any],
    subject: str,
    what: str,
    back: str,
) -> HttpResponse:
    """Somebody else saved this row first: field by field, whose text stays."""
    who, when = last_change(case.pk, subject, conflict.current.pk)
    return conflict_page(
        request,
        form,
        theirs=theirs,
        lock_version=theirs["lock_version"],
        who=who,
        when=when,
        what=what,
        back=back,
    )

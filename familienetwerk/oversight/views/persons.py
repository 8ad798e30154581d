"""Who looked at one person, for the privacy officer who answers that person. Of the case nothing but its number."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import rules
from cases.forms.looking import LookedIn
from cases.looks import looks_at, with_shield
from cases.models import Case, Member
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_second_factor
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import overseeing
from familienetwerk.oversight.forms import FindPerson
from familienetwerk.screen.typed import saving, typed

MOST = 50


@require_http_methods(["GET", "POST"])
@has_power(Power.SEE_LOG)
@fresh_second_factor
def find_person(request: UserRequest) -> HttpResponse:
    """Posted, so that no name stands in an address. Family name and day of birth must both be right."""
    form, members = FindPerson(typed(request)), None
    if saving(request) and form.is_valid():
        members = persons_like(request.user, form.cleaned_data["family_name"], form.cleaned_data["birth_date"])
        ids = [member.pk for member in members]
        kind = "naam en geboortedatum"
        record(EventType.SEARCHED, by=request.user, subject="member", subject_ids=ids, page="find_person", purpose=kind)
    context = {"form": form, "members": members}
    return render(request, "oversight/find_person.html", context, status=422 if form.errors else 200)


@require_GET
@has_power(Power.SEE_LOG)
@fresh_second_factor
def who_looked(request: UserRequest, member_id: int) -> HttpResponse:
    """By period, to print and to give. Looking here is a line of the log too."""
    form, today = LookedIn(request.GET), timezone.localdate()
    with overseeing(request.user.pk):
        mine = Member.objects.filter(case__in=Case.objects.overseen_by(request.user))
        member = with_shield(mine.select_related("case")).filter(pk=member_id).first()
        context: dict[str, Any] = {"member": member, "form": form, "today": today}
        if member and form.is_valid():
            first, last = form.days(today=today)
            context |= {"first": first, "last": last, "looks": looks_at(member, first=first, last=last)}
    if member is None:
        raise Http404
    record(
        EventType.LOG_VIEWED,
        by=request.user,
        case_id=member.case_id,
        subject="member",
        subject_ids=[member.pk],
        page="who_looked",
    )
    return render(request, "oversight/who_looked.html", context, status=200 if form.is_valid() else 422)


def persons_like(officer: User, family_name: str, birth_date: date) -> list[Member]:
    """Of every case of the own municipality. One person may be in several: each is one line."""
    beginning = rules.without_prefixes(rules.folded(family_name))
    with overseeing(officer.pk):
        mine = Member.objects.filter(case__in=Case.objects.overseen_by(officer))
        members = mine.filter(birth_date=birth_date, name_key__startswith=f"{beginning} ")
        return list(members.select_related("case").order_by("name_key", "pk")[:MOST])

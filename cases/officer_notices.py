"""On the work list of privacy officers: emergencies to judge, and whether rights and involvements agree."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from cases.models import EmergencyAccess, PermissionCheck
from cases.notices import Notice, Section
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.accounts.written_once import ask_anew
from familienetwerk.behalf import Errand
from familienetwerk.screen.due import Due


def oversees(user: User) -> bool:
    return user.may(Power.SEE_LOG)


def emergencies_to_review(user: User, today: date) -> QuerySet[EmergencyAccess]:
    return EmergencyAccess.objects.overseen_by(user).unreviewed().select_related("case", "user").by_due_day()


def emergency_to_review(access: EmergencyAccess, user: User, today: date) -> Notice:
    return Notice(
        text=f"{access.user} gebruikte de noodprocedure.",
        url=reverse("cases:review_emergency", args=[access.pk]),
        act="Beoordeel",
        case_number=access.case.number,
        due=Due(on=access.review_due_on, today=today),
    )


def last_check(user: User, today: date) -> QuerySet[PermissionCheck]:
    return PermissionCheck.objects.filter(checked_at__gt=Now() - timedelta(days=1), differences__gt=0).order_by(
        "-checked_at"
    )


def check_with_differences(check: PermissionCheck, user: User, today: date) -> Notice:
    word = "verschil" if check.differences == 1 else "verschillen"
    return Notice(
        text=f"{check.differences} {word} tussen rechten en betrokkenheden. "
        "Vraag de technisch beheerder om check_case_permissions."
    )


SECTIONS = [
    Section(
        title="Rechten en betrokkenheden verschillen",
        is_for=oversees,
        rows=last_check,
        line=check_with_differences,
    ),
    Section(
        title="Noodprocedures te beoordelen",
        is_for=oversees,
        rows=emergencies_to_review,
        line=emergency_to_review,
        errand=Errand.OVERSIGHT,
        asking=ask_anew,
    ),
]

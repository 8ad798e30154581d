"""On the work list: somebody waits to be let in again, for who may confirm it."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from cases.notices import Notice, Section
from familienetwerk.accounts.models import Recovery, User
from familienetwerk.accounts.roles import Power
from familienetwerk.accounts.written_once import ask_anew


def recoveries_to_confirm(user: User, today: date) -> QuerySet[Recovery]:
    """Not one's own, and not what one asked oneself: those are for another."""
    return Recovery.objects.waiting().exclude(user=user.pk).exclude(asked_by=user.pk).oldest_first()


def recovery_to_confirm(recovery: Recovery, user: User, today: date) -> Notice:
    return Notice(text="Een collega wacht op herstel van de toegang.", url=reverse("recoveries"), act="Beslis")


SECTIONS = [
    Section(
        title="Herstel van toegang",
        is_for=lambda user: user.may(Power.CONFIRM_RECOVERY),
        rows=recoveries_to_confirm,
        line=recovery_to_confirm,
        asking=ask_anew,
    ),
]

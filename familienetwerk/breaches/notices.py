"""On the work list of privacy officers: what was reported and each open breach, with its clock; and the mail."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.actions.reminders import Reminder
from cases.notices import Notice, Section
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.accounts.written_once import ask_anew
from familienetwerk.breaches.models import Breach, BreachState, Suspicion, SuspicionState


def keeps(user: User) -> bool:
    return user.may(Power.KEEP_BREACHES)


def reported(user: User, today: date) -> QuerySet[Suspicion]:
    return Suspicion.objects.looked_after_by(user).new().by_clock()


def one_reported(suspicion: Suspicion, user: User, today: date) -> Notice:
    return Notice(
        text=f"Iemand denkt dat er iets misging: {suspicion.clock.words}.",
        url=reverse("breaches:suspicion", args=[suspicion.pk]),
        act="Beoordeel",
    )


def open_breaches(user: User, today: date) -> QuerySet[Breach]:
    return Breach.objects.kept_by(user).open().by_clock()


def open_breach(breach: Breach, user: User, today: date) -> Notice:
    clock = breach.clock
    text = f"Datalek {breach.pk}: {clock.words}{', nog af te sluiten' if clock.is_settled else ''}."
    return Notice(text=text, url=breach.get_absolute_url())


SECTIONS = [
    Section(
        title="Gemeld door een collega",
        is_for=keeps,
        rows=reported,
        line=one_reported,
        is_urgent=True,
        asking=ask_anew,
    ),
    Section(title="Datalekken", is_for=keeps, rows=open_breaches, line=open_breach, is_urgent=True, asking=ask_anew),
]


def officers_with_work(today: date) -> QuerySet[User]:
    """Of a municipality in which something waits."""
    own = OuterRef("officer__municipality")
    waits = Exists(Breach.objects.filter(municipality=own, state=BreachState.OPEN)) | Exists(
        Suspicion.objects.filter(municipality=own, state=SuspicionState.NEW)
    )
    unclaimed = Exists(Suspicion.objects.filter(municipality=None, state=SuspicionState.NEW))
    return User.objects.filter(officer__isnull=False).filter(waits | unclaimed)


def how_many_wait(user: User, today: date) -> int:
    return reported(user, today).count() + open_breaches(user, today).count() if keeps(user) else 0


REMINDER = Reminder(what="Datalekken", users=officers_with_work, number=how_many_wait, page="breaches:register")

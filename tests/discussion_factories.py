"""Discussions of a case, tomorrow at ten."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, Case, Grant, Involvement
from cases.periods import period_of
from familienetwerk.accounts.models import User

NOW = timezone.now()
HOUR = timedelta(hours=1)
TOMORROW = timezone.localdate() + timedelta(days=1)


def at(hour: int) -> datetime:
    """Tomorrow."""
    return timezone.make_aware(datetime.combine(TOMORROW, time(hour)))


def a_discussion(case: Case, **fields) -> AgendaItem:
    by = case.started_by
    filled = {"by": by, "begins_at": at(10), "ends_at": at(11), "place": "Kamer 2", "chair": by} | fields
    return actions.plan_discussion(case, **filled)


def takes_place(item: AgendaItem, begin: datetime, end: datetime) -> None:
    """As if it was planned then: the clock cannot be turned, so the rows and their rights are."""
    AgendaItem.objects.filter(pk=item.pk).update(begins_at=begin, ends_at=end)
    period = period_of(timezone.localdate(begin), end)
    seats = Involvement.objects.filter(invited_to__item=item)
    seats.update(begins_at=begin, ends_at=end, period=period)
    Grant.objects.filter(involvement__in=seats.values("pk")).update(period=(begin, end))


def what_came_of_a_discussion(case: Case, by: User) -> None:
    """A decision that the own organisation sees otherwise, and something to do."""
    item = a_discussion(case)
    takes_place(item, NOW - 2 * HOUR, NOW - HOUR)
    decision = actions.record_decision(item, by=by, text="Eerst praten")
    actions.record_dissent(decision, by=by, organisation=by.organisation, reason="Niet wachten")
    actions.agree_action(item, by=by, text="Bellen", user=by, due_on=TOMORROW)


def page(case: Case) -> str:
    return f"/casussen/{case.pk}/besprekingen/"


def the_hours(chair: User, **fields) -> dict[str, object]:
    filled = {"on": f"{TOMORROW:%d-%m-%Y}", "begin": "10:00", "end": "11.30", "place": "Kamer 2", "chair": chair.pk}
    return filled | fields

"""A discussion of a family in the demo, with somebody who is there for that hour only."""

from datetime import date, datetime, time

from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, Case
from familienetwerk.demo.town import Town


def discuss(town: Town, case: Case) -> None:
    """Three weeks ago, without housing; and next week at ten, with somebody of mental health care for that hour."""
    anna = town.people["anna"]
    look_back(planned(town, case, at_table=["sanne", "bram", "wim"]), town)
    item = planned(town, case, at_table=["sanne"])
    actions.invite_for_item(item, town.people["stijn"], by=anna, reason="Kennis van wat drank met een gezin doet")


def ask_the_committee(town: Town, case: Case) -> None:
    """Whether the doctor may be asked; it said how, and so it went."""
    anna = town.people["anna"]
    question = "Mogen wij voor één bespreking iemand van de GGZ uitnodigen, die niet aan tafel zit?"
    review = actions.ask_lawfulness(case, by=anna, on=town.day(-40), question=question)
    advice = "Ja, voor dat ene punt, als zij alleen dan meeleest."
    actions.record_advice(review, by=anna, advice=advice, advised_on=town.day(-25))
    follow_up = "De GGZ is uitgenodigd voor één bespreking."
    actions.follow_up_advice(review, by=anna, follow_up=follow_up, followed_up_on=town.day(-20))


def planned(town: Town, case: Case, *, at_table: list[str]) -> AgendaItem:
    anna, (begin, end) = town.people["anna"], hours_of(town.day(6))
    people = [town.people[who] for who in at_table]
    return actions.plan_discussion(
        case, by=anna, begins_at=begin, ends_at=end, place="Stadskantoor, kamer 2", chair=anna, at_table=people
    )


def look_back(item: AgendaItem, town: Town) -> None:
    """It is planned ahead, as every discussion, and then it was."""
    item.begins_at, item.ends_at = hours_of(town.day(-21))
    item.save(update_fields=["begins_at", "ends_at"])
    anna, wim = town.people["anna"], town.people["wim"]
    there = item.participants.exclude(user=wim)
    actions.note_attendance(item, by=anna, lock_version=item.lock_version, there=there, missed=[wim.organisation])
    agree(item, town)


def agree(item: AgendaItem, town: Town) -> None:
    """A decision that the police sees otherwise, something that is done since, and something that is not."""
    anna, sanne, bram = (town.people[who] for who in ("anna", "sanne", "bram"))
    decision = actions.record_decision(item, by=anna, text="Wij praten eerst met de ouders, daarna met de school.")
    reason = "Wij willen niet wachten met de aanpak van de overlast op straat."
    actions.record_dissent(decision, by=bram, organisation=bram.organisation, reason=reason)
    done = actions.agree_action(item, by=anna, text="Met de ouders praten.", user=sanne, due_on=town.day(-7))
    actions.finish_agreed(done, by=sanne, on=town.day(-8), result="Moeder wil hulp, vader wil nadenken.")
    actions.agree_action(item, by=anna, text="De school bellen.", user=sanne, due_on=town.work_day(6))


def hours_of(day: date) -> tuple[datetime, datetime]:
    begin, end = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (10, 11))
    return begin, end

"""A discussion of a family in the demo, with somebody who is there for that hour only."""

from datetime import datetime, time

from django.utils import timezone

from cases import actions
from cases.models import Case
from familienetwerk.demo.town import Town


def discuss(town: Town, case: Case) -> None:
    """Next week at ten; somebody of mental health care reads along as long as it lasts."""
    anna, sanne, day = town.people["anna"], town.people["sanne"], town.day(6)
    begin, end = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (10, 11))
    item = actions.plan_discussion(
        case, by=anna, begins_at=begin, ends_at=end, place="Stadskantoor, kamer 2", chair=anna, at_table=[sanne]
    )
    actions.invite_for_item(item, town.people["stijn"], by=anna, reason="Kennis van wat drank met een gezin doet")

"""Rivierstede as the stories need it: its calendar, its organisations and its professionals, by their keys."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases import deadlines
from cases.models import LegalFrame
from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.demo.frames import agree_frames
from familienetwerk.demo.mandates import give_mandates
from familienetwerk.demo.organisations import found_municipality, found_organisations
from familienetwerk.demo.people import hire

FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class Town:
    today: date
    municipality: Municipality
    organisations: dict[str, Organisation]
    people: dict[str, User]
    frames: dict[str, LegalFrame]

    def day(self, number: int) -> date:
        """So many days from today; instead of in a weekend, on the Friday before (or when that is gone, the Monday)."""
        day = self.today + timedelta(days=number)
        weekend = day.weekday() - FRIDAY
        if not number or weekend <= 0:
            return day
        friday = day - timedelta(days=weekend)
        return friday if number < 0 or friday > self.today else friday + timedelta(days=3)

    def work_day(self, number: int) -> date:
        """The nth working day after today: where something is due."""
        return deadlines.working_days_after(self.today, number)

    def moment(self, day: date) -> datetime:
        """In the afternoon of that day, or now when it is today."""
        now = timezone.now()
        return min(now, timezone.make_aware(datetime.combine(day, time(14, 30))))

    def born(self, age: int, name: str) -> date:
        """A birthday for somebody of this age today, which the letters of the name choose."""
        letters = number_of(name)
        month, day = 1 + letters % 12, 1 + 5 * letters % 28
        had_it = (month, day) <= (self.today.month, self.today.day)
        return date(self.today.year - age - (not had_it), month, day)

    def years_ago(self, years: int | None) -> date | None:
        return None if years is None else date(self.today.year - years, 1, 1)


def number_of(name: str) -> int:
    """Always the same for one name, and different for most others: for days that must differ."""
    return sum(map(ord, name))


def found_town(today: date) -> Town:
    municipality = found_municipality()
    organisations = found_organisations(municipality)
    people = hire(organisations)
    give_mandates(organisations, people, municipality, today=today)
    frames = agree_frames(municipality, organisations, by=people["fatima"], today=today)
    return Town(today=today, municipality=municipality, organisations=organisations, people=people, frames=frames)

"""In which street one lives oneself: said, changed and taken away by oneself alone."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.streets import street_of, text_of
from familienetwerk.accounts.models import HomeStreet, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.cipher.values import marks_of


class IsNoStreet(ValidationError):
    """Nothing of it is a name."""

    def __init__(self) -> None:
        super().__init__({"street": "Vul de naam van de straat in, zonder huisnummer."})


@transaction.atomic
def give_home_street(*, by: User, on: date, street: str, digits: str) -> None:
    """Kept as marks, from which nobody makes the street again."""
    name = street_of(street)
    if not name:
        raise IsNoStreet
    marks = {"street_mark": marks_of(text_of(name))[0], "near_mark": marks_of(text_of(name, digits))[0]}
    HomeStreet.objects.update_or_create(user=by, defaults=marks | {"given_on": on})
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[by.pk], page="give_home_street")


@transaction.atomic
def take_home_street_away(*, by: User) -> None:
    if HomeStreet.objects.filter(user=by).delete()[0]:
        record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[by.pk], page="take_home_street_away")

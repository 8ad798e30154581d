"""What every version of a row says beside what the row was: since when, and who brought it about."""

from typing import ClassVar

from django.db import models
from pghistory.models import Event

type Model = type[models.Model]


class SetGoingBy(models.Func):
    """Who set this transaction going, see familienetwerk.behalf."""

    template = "nullif(current_setting('app.by_id', true), '')::bigint"
    arity = 0
    output_field = models.BigIntegerField()


class OnErrand(models.Func):
    template = "coalesce(current_setting('app.errand', true), '')"
    arity = 0
    output_field = models.CharField()


class Login(models.Func):
    """Who goes past the app has a login of his own."""

    template = "session_user::text"
    arity = 0
    output_field = models.CharField()


class RowEvent(Event):
    """One version of a row: what it was from this moment on, and in which transaction it came about."""

    pgh_id = models.BigAutoField(primary_key=True)
    by_id = models.BigIntegerField(null=True, db_default=SetGoingBy())
    errand = models.CharField(max_length=20, db_default=OnErrand())
    login = models.CharField(max_length=63, db_default=Login())

    pgh_tracked_model: ClassVar[Model]

    class Meta:
        abstract = True

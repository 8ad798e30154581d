"""Fills an empty database with an invented municipality, for the demonstration and the journeys (FR-185)."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import Field, ForeignKey
from django.utils import timezone

from cases.models import Case
from familienetwerk import constraints
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.demo.asking import ask_for_access, lose_the_keys, use_the_emergency_procedure
from familienetwerk.demo.breaches import go_wrong
from familienetwerk.demo.families import FAMILIES
from familienetwerk.demo.last_month import look_back_at_last_month
from familienetwerk.demo.reading import look_around
from familienetwerk.demo.town import found_town


class Command(BaseCommand):
    help = "Vult een lege database met het verzonnen Rivierstede: partners, accounts en gezinnen. Alleen in een demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="De dag waarop de demo speelt, als 2026-11-24.")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dit is geen demo. Zet DEMO=1 om verzonnen gezinnen te laden.")
        if User.objects.exists():
            raise CommandError("Er zijn al gebruikers. De demo laadt alleen in een lege database.")
        with transaction.atomic(), without_savepoints(), judged_by_the_database(), acting_as(Errand.LOADING):
            call_command("load_catalogue", verbosity=0)
            tell_stories(today or timezone.localdate())
            families = Case.objects.count()
        if options["verbosity"]:
            self.stdout.write(f"Rivierstede: {families} verzonnen gezinnen. Wachtwoord van iedereen: demo")


def tell_stories(today: date) -> None:
    town = found_town(today)
    for tell in FAMILIES:
        tell(town)
    ask_for_access(town)
    use_the_emergency_procedure(town)
    lose_the_keys(town)
    go_wrong(town)
    look_around(town)
    look_back_at_last_month(town)


@contextmanager
def without_savepoints() -> Iterator[None]:
    """It is all or nothing, so nobody goes back to a savepoint; they would be half of what the database is asked."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


@contextmanager
def judged_by_the_database() -> Iterator[None]:
    """Each key and constraint once, by PostgreSQL when the row comes; asking beforehand is for people in a form."""
    asking, looking_up = constraints.validate_constraints, ForeignKey.validate
    constraints.validate_constraints = lambda *_: None
    ForeignKey.validate = Field.validate  # type: ignore[method-assign]
    try:
        yield
    finally:
        constraints.validate_constraints, ForeignKey.validate = asking, looking_up  # type: ignore[method-assign]

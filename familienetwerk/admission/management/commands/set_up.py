"""The first account of a new installation. Everybody after that is invited under Beheer."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from familienetwerk.admission.actions import AlreadySetUp, set_up
from familienetwerk.admission.mail import link_to_choose_a_password


class Command(BaseCommand):
    help = "Make the municipality of MUNICIPALITY_NAME, its own organisation and its first functional admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="of the first functional admin")
        parser.add_argument("name", help="of the first functional admin, between quotes")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            user = set_up(email=email, name=name)
        except (ValidationError, AlreadySetUp) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"Kies een wachtwoord op {link_to_choose_a_password(user)}")

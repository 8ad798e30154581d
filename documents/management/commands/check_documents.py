import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from documents import store
from documents.agreement import disagreements
from familienetwerk.behalf import Errand, acting_as


class Command(BaseCommand):
    help = "Vergelijkt de rijen van documenten met de bestanden. Stopt met 1 als er een bestand mist of een virus ligt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="Ruim bestanden zonder rij op: niemand kan ze lezen.")

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        with acting_as(Errand.SCANNING):
            found = disagreements(now=timezone.now().timestamp())
        for pk in found.without_file:
            self.stdout.write(f"document {pk}: het bestand ontbreekt")
        for name in found.infected:
            self.stdout.write(f"bestand {name}: bevat een virus en ligt er nog")
        for name in found.without_row:
            self.stdout.write(f"bestand {name}: geen rij{', opgeruimd' if remove else ''}")
            if remove:
                store.remove(name)
        self.stdout.write(
            f"{len(found.without_file)} rijen zonder bestand, {len(found.without_row)} bestanden zonder rij"
        )
        if found.without_file or found.infected:
            sys.exit(1)

"""Brings the catalogue files into the database, at every deployment and as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from domains.catalogue import load_life_domains
from interventions import catalogue
from interventions.catalogue_file import CatalogueIsWrong


class Command(BaseCommand):
    help = "Maakt leefgebieden en interventies gelijk aan hun catalogue.yaml. Verwijdert niets: archiveert."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            life_domains = load_life_domains()
            changes = catalogue.load()
        except CatalogueIsWrong as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Leefgebieden: {life_domains} in gebruik.")
            self.stdout.write(f"Catalogus van interventies: {changes if changes else 'alles staat er al'}.")

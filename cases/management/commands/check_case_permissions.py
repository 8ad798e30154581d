from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.differences import differences
from familienetwerk.behalf import Errand, acting_as


class Command(BaseCommand):
    help = "Vergelijkt betrokkenheden en rechten, naar beide kanten. Eén regel per verschil, alleen nummers."

    def handle(self, **options: Any) -> None:
        found = 0
        with acting_as(Errand.CHECKING):
            for difference in differences(today=timezone.localdate()):
                found += 1
                self.stdout.write(str(difference))
        if found:
            raise CommandError(f"Rechten en betrokkenheden verschillen: {found} keer.")
        self.stdout.write("Rechten en betrokkenheden zijn gelijk.")

from typing import Any

from django.core.management.base import BaseCommand

from familienetwerk.audit.actions import seal_log


class Command(BaseCommand):
    help = "Verzegelt wat er in het logboek bij is gekomen. De klok doet dit elke minuut."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{seal_log()} regels verzegeld.")

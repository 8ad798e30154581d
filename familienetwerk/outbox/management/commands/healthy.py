"""For the health check of a container that answers no requests: the worker's and the clock's."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from familienetwerk.outbox import heartbeat


class Command(BaseCommand):
    help = "Slaagt zolang de klok via Redis een worker aan het werk krijgt."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not heartbeat.is_fresh():
            raise CommandError("De klok kreeg de laatste halve minuut geen worker aan het werk.")

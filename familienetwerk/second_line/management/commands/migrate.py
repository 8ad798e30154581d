"""Django's migrate, and then the second line as this version has it: there is no migrating without it."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from familienetwerk.second_line.laying import lay_second_line


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        is_only_told = options["plan"] or options["check_unapplied"]
        if not is_only_told and lay_second_line() and options["verbosity"]:
            self.stdout.write("Tweede lijn gelegd.")

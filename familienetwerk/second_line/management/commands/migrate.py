"""Django's migrate, and then history and second line as this version has them: there is no migrating without them."""

from contextlib import nullcontext
from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from familienetwerk.history.laying import lay_history
from familienetwerk.migrating import drawing_what_is_added
from familienetwerk.second_line.laying import lay_second_line

LAYERS = [("Geschiedenis", lay_history), ("tweede lijn", lay_second_line)]


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with nullcontext() if options["migration_name"] else drawing_what_is_added():
            super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        laid = [word for word, lay in LAYERS if lay()]
        if laid and options["verbosity"]:
            self.stdout.write(f"{' en '.join(laid)} gelegd.")

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from familienetwerk.audit.head import Head, told
from familienetwerk.audit.models import Seal
from familienetwerk.audit.verification import flaws


class Command(BaseCommand):
    help = "Zoekt elke gewijzigde, verwijderde of tussengevoegde regel van het logboek, en elk geschonden zegel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--witness", nargs=2, metavar=("NUMMER", "ZEGEL"), help="Een zegel dat buiten de database bewaard is."
        )

    def handle(self, **options: Any) -> None:
        given = options["witness"]
        witness = Head(int(given[0]), given[1]) if given else told()
        found = 0
        for flaw in flaws(witness=witness):
            found += 1
            self.stdout.write(str(flaw))
        if found:
            raise CommandError(f"Het logboek klopt niet: {found} keer.")
        last = Seal.objects.in_order().last()
        outside = "" if witness else " Geen getuige buiten de database: zie AUDIT_HEAD_FILE."
        self.stdout.write(f"Het logboek klopt, {f'tot en met {last}' if last else 'zonder zegels'}.{outside}")

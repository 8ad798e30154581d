from typing import Any

from django.core.management.base import BaseCommand

from familienetwerk.admission.actions.second_factors import seal_second_factors_anew
from familienetwerk.cipher.actions import models_with_locks, rotate


class Command(BaseCommand):
    help = "Geeft alles wat versleuteld is de nieuwste sleutel. Mag worden onderbroken en opnieuw gestart."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in models_with_locks():
            number = rotate(model)
            self.stdout.write(f"{model._meta.verbose_name}: {number} opnieuw versleuteld")
        self.stdout.write(f"tweede stap bij het inloggen: {seal_second_factors_anew()} opnieuw versleuteld")

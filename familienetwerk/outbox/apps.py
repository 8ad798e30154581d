from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

import familienetwerk.celery  # noqa: F401  the Celery app of every process that has Django's apps


class OutboxConfig(AppConfig):
    name = "familienetwerk.outbox"
    label = "outbox"
    verbose_name = "Beloofd werk"

    def ready(self) -> None:
        """Read the tasks of every app, so that each kind of work has its handler, in the web process too."""
        autodiscover_modules("tasks")

"""Fill a new database with catalogues and invented families, and gather static files. In one Django, to be quick."""

import os

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction


@transaction.atomic
def fill_if_empty() -> None:
    """All or nothing: a start that was broken off is done over."""
    if not get_user_model().objects.exists():
        call_command("load_catalogue", verbosity=0)
        call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    fill_if_empty()

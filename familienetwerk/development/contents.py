"""Make the tables of a new database and fill it with catalogues and invented families: in one Django, to be quick.

As the owner of the tables, whom row-level security lets keep house; the app itself never has that role.
"""

import gc
import os

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command


def fill_if_empty() -> None:
    """All or nothing, with the catalogues: a start that was broken off is done over."""
    if not get_user_model().objects.exists():
        call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    gc.disable()  # it all fits, and is over in seconds
    django.setup()
    call_command("migrate", verbosity=0)
    fill_if_empty()

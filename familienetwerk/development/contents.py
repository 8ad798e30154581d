"""A new database gets its tables; and then, while web and clock start beside it, its invented families.

As the owner of the tables, whom row-level security lets keep house; the app itself never has that role.
"""

import gc
import os
import sys

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command


def fill_if_empty() -> None:
    """All or nothing, with the catalogues: a start that was broken off is done over."""
    if not get_user_model().objects.exists():
        call_command("load_demo", verbosity=0)


def make_tables() -> None:
    call_command("migrate", verbosity=0)


STEPS = {"tables": make_tables, "families": fill_if_empty}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    gc.disable()  # it all fits, and is over in seconds
    django.setup()
    STEPS[sys.argv[1]]()

"""A new database gets its tables; and then, while web and clock start beside it, its invented families.

As the owner of the tables, whom row-level security lets keep house; the app itself never has that role.
"""

import gc
import os
import sys

import django
from django.apps import apps
from django.core.management import call_command

IS_EMPTY = 10  # how the first step ends when there are tables and no families


def prepare() -> None:
    """Tables and static files, by one process: starting it takes longer than what there mostly is to do."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if is_empty():
        sys.exit(IS_EMPTY)


def fill_if_empty() -> None:
    """All or nothing, with the catalogues: a start that was broken off is done over."""
    if is_empty():
        call_command("load_demo", verbosity=0)


def is_empty() -> bool:
    return not apps.get_model("accounts", "User").objects.exists()


STEPS = {"prepare": prepare, "families": fill_if_empty}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    gc.disable()  # it all fits, and is over in seconds
    django.setup()
    STEPS[sys.argv[1]]()

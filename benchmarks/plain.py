"""The database without rights: as the owner of the tables, for whom every policy is simply true."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# As deploy/roles.sql has it for the app.
PLANS = "SET random_page_cost = 1.1; SET jit = off; SET plan_cache_mode = force_generic_plan"


def owner_connection() -> BaseDatabaseWrapper:
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    plain = connections.create_connection("default")
    plain.settings_dict = plain.settings_dict | {
        "USER": unquote(owner.username or ""),
        "PASSWORD": unquote(owner.password or ""),
    }
    with plain.cursor() as cursor:
        cursor.execute(PLANS)
    return plain


@contextmanager
def without_policies(plain: BaseDatabaseWrapper) -> Iterator[None]:
    """Whatever asks in this block asks through the owner's connection."""
    guarded = connections["default"]
    connections["default"] = plain
    try:
        yield
    finally:
        connections["default"] = guarded

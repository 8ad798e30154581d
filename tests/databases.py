"""Databases of the tests: a copy of what was made once for all workers, or made here when nobody did."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def logged_in_as_owner() -> Iterator[None]:
    """The owner makes and removes the database; the app's role could not."""
    login = connection.settings_dict
    of_the_app = {"USER": login["USER"], "PASSWORD": login["PASSWORD"]}
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    connection.close()
    login.update(USER=owner.username, PASSWORD=owner.password)
    try:
        yield
    finally:
        connection.close()
        login.update(of_the_app)


def a_migrated_database(*, reuse_db: bool, create_db: bool) -> AbstractContextManager[None]:
    """With every table and nothing in it, for this worker alone."""
    if made_once := os.environ.get("MIGRATED_DATABASE"):
        return a_copy_of(made_once, name=connection.creation._get_test_db_name())
    return a_database_made_here(is_reused=reuse_db, is_kept=reuse_db and not create_db)


@contextmanager
def a_demo() -> Iterator[None]:
    """With the invented families, for tests that only look."""
    if made_once := os.environ.get("DEMO_DATABASE"):
        with a_copy_of(made_once, name=f"{connection.settings_dict['NAME']}_demo"):
            yield
        return
    with transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@contextmanager
def a_demo_of_ones_own(suffix: str) -> Iterator[str]:
    """With the invented families in a database that others do not see, for tests that write; its name."""
    made_once = os.environ.get("DEMO_DATABASE")
    name = f"{connection.settings_dict['NAME']}_{suffix}"
    with a_copy_of(made_once or connection.settings_dict["NAME"], name=name):
        if not made_once:
            call_command("load_demo", verbosity=0)
        yield name


@contextmanager
def a_database_made_here(*, is_reused: bool, is_kept: bool) -> Iterator[None]:
    with logged_in_as_owner():
        databases = setup_databases(verbosity=0, interactive=False, keepdb=is_kept, serialized_aliases=[])
    yield
    if not is_reused:
        with logged_in_as_owner():
            teardown_databases(databases, verbosity=0)


@contextmanager
def a_copy_of(made_once: str, *, name: str) -> Iterator[None]:
    """Copied in a third of a second, and thrown away with the server."""
    with logged_in_as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # of an earlier file of this worker
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made_once}"')
    before = connection.settings_dict["NAME"]
    lead_to(name)
    yield
    lead_to(before)


def lead_to(name: str) -> None:
    connection.close()
    ContentType.objects.clear_cache()  # a test with transactions made the types anew: elsewhere they have other numbers
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def analyse() -> None:
    """In the transaction of a test, whose rows nobody else can see."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

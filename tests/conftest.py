"""What every test stands on: a database made by its owner and used with the app's own role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from familienetwerk.behalf import Asker


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker has nothing to do at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@contextmanager
def logged_in_as_owner() -> Iterator[None]:
    """The owner makes and removes the database; the app's role could not."""
    login = connection.settings_dict
    of_the_app = {"USER": login["USER"], "PASSWORD": login["PASSWORD"]}
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    connection.close()
    login.update(USER=owner.username, PASSWORD=owner.password)
    yield
    connection.close()
    login.update(of_the_app)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Migrated by the owner, used by the app: what the app may not, no test may."""
    is_reused = request.config.getvalue("reuse_db")
    app = connection.settings_dict["USER"]
    with django_db_blocker.unblock(), logged_in_as_owner():
        is_kept = is_reused and not request.config.getvalue("create_db")
        databases = setup_databases(verbosity=0, interactive=False, keepdb=is_kept, serialized_aliases=[])
        with connection.cursor() as cursor:  # how Django cleans up after a test with transactions of its own
            cursor.execute(f'GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO "{app}"')
    yield
    if not is_reused:
        with django_db_blocker.unblock(), logged_in_as_owner():
            teardown_databases(databases, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def tests_see_every_row() -> Iterator[None]:
    """What a test itself stores and reads is on an errand; a request and a task say for whom they work, as always."""

    def on_an_errand(connection: Any, **_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.errand', 'tests', false)")
        connection.acting = Asker(errand="tests")

    connection_created.connect(on_an_errand)
    yield
    connection_created.disconnect(on_an_errand)


@pytest.fixture
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A second connection, with the owner's login, to try what even the app's role may not."""
    login = connection.settings_dict
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    server = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": login["NAME"]}
    with psycopg.connect(**server, user=owner.username, password=owner.password) as connected:
        yield connected
        connected.rollback()

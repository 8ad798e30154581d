"""What every test stands on: a database made by its owner and used with the app's own role."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from familienetwerk.behalf import Asker
from tests.databases import a_migrated_database, logged_in_as_owner

JOURNEYS = "tests/journeys/"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker has nothing to do at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """All modules are there to stay: the garbage collector need not look at them again after every few rows.

    Nor at what outlived one look, since that is mostly what Django keeps: only once in some three hundred tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 200, 20)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return FilesAndJourneys(config, log)


class FilesAndJourneys(LoadFileScheduling):
    """A file stays with one worker, and so do all journeys: they go through one demo, one after the other."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else str(super()._split_scope(nodeid))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Migrated by the owner, used by the app: what the app may not, no test may."""
    options = {name: request.config.getvalue(name) for name in ("reuse_db", "create_db")}
    app = connection.settings_dict["USER"]
    database = ExitStack()
    with django_db_blocker.unblock():
        database.enter_context(a_migrated_database(**options))
        with logged_in_as_owner(), connection.cursor() as cursor:
            # how Django cleans up after a test with transactions, and how a large world of a test is analysed
            cursor.execute(f'GRANT TRUNCATE, MAINTAIN ON ALL TABLES IN SCHEMA public TO "{app}"')
    yield
    with django_db_blocker.unblock():
        database.close()


@pytest.fixture(scope="module")
def one_transaction(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Around all tests of a file: what is made in it is made once, each test begins with it, and nothing is left."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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


@pytest.fixture(autouse=True, scope="session")
def passwords_are_kept_quickly() -> Iterator[None]:
    """Argon2 takes a fifth of a second on purpose; of a test nobody guesses the password."""
    with pytest.MonkeyPatch.context() as patched:
        for cost, least in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patched.setattr(Argon2PasswordHasher, cost, least)
        yield


@pytest.fixture
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A second connection, with the owner's login, to try what even the app's role may not."""
    login = connection.settings_dict
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    server = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": login["NAME"]}
    with psycopg.connect(**server, user=owner.username, password=owner.password) as connected:
        yield connected
        connected.rollback()

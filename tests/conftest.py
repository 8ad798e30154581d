"""What every test stands on: the app's own database role, and no way to the outside."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connections


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Make and migrate the test database as the owner; then let every test use it as the app's role."""
    from django.test.utils import setup_databases, teardown_databases

    reuse = request.config.getvalue("reuse_db")
    create = request.config.getvalue("create_db")
    app = connections["default"].settings_dict
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    app_login = app["USER"], app["PASSWORD"]
    app["USER"], app["PASSWORD"] = owner.username, owner.password
    with django_db_blocker.unblock():
        from xdist import get_xdist_worker_id

        worker = get_xdist_worker_id(request)
        if worker != "master":
            base = app["TEST"]["NAME"] or f"test_{app['NAME']}"
            app["TEST"]["NAME"] = f"{base}_{worker}"
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=reuse and not create, serialized_aliases=[]
        )
        with connections["default"].cursor() as cursor:
            cursor.execute(f'GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO "{app_login[0]}"')
        connections["default"].close()
        app["USER"], app["PASSWORD"] = app_login
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        app["USER"], app["PASSWORD"] = owner.username, owner.password
        if not reuse:
            teardown_databases(made, verbosity=0)


@pytest.fixture
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A second connection, with the owner's login, to try what even the app's role may not."""
    settings = connections["default"].settings_dict
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or None, dbname=settings["NAME"], user=owner.username, password=owner.password
    ) as connection:
        yield connection
        connection.rollback()

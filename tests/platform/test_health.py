"""Whoever watches the installation asks /healthz."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from kombu import Connection

from familienetwerk.health import broker_answers
from familienetwerk.outbox import heartbeat
from familienetwerk.outbox.models import Heartbeat


@pytest.fixture
def worker_that_beats(db: None) -> None:
    heartbeat.beat()


@pytest.fixture
def unreachable_database() -> Iterator[None]:
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    yield
    connection.settings_dict["HOST"] = host


def test_is_well_while_database_broker_and_a_worker_answer(client: Client, worker_that_beats: None) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "broker": True, "worker": True}


@pytest.mark.django_db
def test_is_not_well_before_a_worker_did_anything(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": True, "worker": False}


def test_is_not_well_when_no_worker_did_anything_lately(client: Client, worker_that_beats: None) -> None:
    Heartbeat.objects.update(at=Now() - timedelta(seconds=31))

    assert client.get("/healthz").json()["worker"] is False


@pytest.mark.django_db(transaction=True)
def test_is_not_well_without_the_database(client: Client, unreachable_database: None) -> None:
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": False, "broker": True, "worker": False}


def test_a_broker_that_is_gone_does_not_answer() -> None:
    assert not broker_answers(Connection("redis://127.0.0.1:1/0"))


def test_a_container_is_healthy_while_a_worker_beats(worker_that_beats: None) -> None:
    call_command("healthy")


@pytest.mark.django_db
def test_a_container_is_not_healthy_when_none_does() -> None:
    with pytest.raises(CommandError):
        call_command("healthy")

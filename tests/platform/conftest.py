"""A doorbell that only notes that it was rung: no test of promised work needs Redis, but the slow ones."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.platform.provider import Provider, a_running_provider


class Bell:
    """Stands where Celery stands."""

    def __init__(self) -> None:
        self.rung: list[str] = []
        self.is_broken = False

    def send_task(self, name: str, *, args: list[str], queue: str, **options: Any) -> None:
        if self.is_broken:
            raise ConnectionRefusedError
        self.rung.append(f"{queue} {args[0]}")


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    bell = Bell()
    monkeypatch.setattr("familienetwerk.outbox.doorbell.current_app", bell)
    return bell


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Provider]:
    """One provider to log in through, for all that log in through one."""
    with a_running_provider(tmp_path_factory.mktemp("provider")) as provider:
        yield provider

"""A doorbell that only notes that it was rung: no test of promised work needs Redis, but the slow ones."""

from typing import Any

import pytest


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

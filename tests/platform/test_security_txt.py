"""Who finds a weakness finds where to tell it, and the address is never an old one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings


@pytest.fixture
def fields(client: Client) -> dict[str, str]:
    with override_settings(SITE_URL="https://fn.example", SECURITY_CONTACT="mailto:beveiliging@gemeente.example"):
        answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.text.splitlines())


def test_names_who_to_write_to_and_in_which_language(fields: dict[str, str]) -> None:
    assert fields["Contact"] == "mailto:beveiliging@gemeente.example"
    assert fields["Preferred-Languages"] == "nl, en"
    assert fields["Canonical"] == "https://fn.example/.well-known/security.txt"
    assert set(fields) == {"Contact", "Preferred-Languages", "Canonical", "Expires"}


def test_holds_for_less_than_a_year_and_longer_than_a_quarter(fields: dict[str, str]) -> None:
    left = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)

    assert timedelta(days=90) < left < timedelta(days=365)

"""A real installation: settings that let it start, and what the app then makes of them."""

import importlib
import sys
from typing import Any

import pytest

SAFE = {
    "SECRET_KEY": "k7Jq2xW9bR4vT8mZ1pL6sD3fG5hN0cYuEiOaQwXrKtBnVyMzPl",
    "ALLOWED_HOSTS": "familienetwerk.gemeente.example",
    "SITE_URL": "https://familienetwerk.gemeente.example",
    "SECURITY_CONTACT": "mailto:beveiliging@gemeente.example",
    "DATABASE_URL": "postgres://localhost:1/familienetwerk",
    "REDIS_URL": "redis://localhost:1/0",
    "DATA_KEYS": "nieuw:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,oud:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
    "LOOKUP_KEYS": "nieuw:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",
}
OF_THE_BROWSER = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "CSRF_TRUSTED_", "X_FRAME_", "MESSAGE_", "SITE_URL")


def an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of one."""
    for name in ("DEMO", "TESTING", "DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)


def read_settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    for name in [name for name in sys.modules if name.startswith("familienetwerk.settings")]:
        monkeypatch.delitem(sys.modules, name)
    return vars(importlib.import_module("familienetwerk.settings"))


def settings_for_browsers() -> dict[str, Any]:
    """What an installation tells a browser, for tests that want the tests' database all the same."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        an_installation(monkeypatch)
        read = read_settings(monkeypatch)
    asked = {name: value for name, value in read.items() if name.startswith(OF_THE_BROWSER)}
    return asked | {"ALLOWED_HOSTS": read["ALLOWED_HOSTS"], "SECURITY_CONTACT": read["SECURITY_CONTACT"]}

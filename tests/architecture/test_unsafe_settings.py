"""A real installation with a missing or unsafe setting does not start, and says in one line why."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installation import SAFE, an_installation, read_settings

ROOT = Path(__file__).resolve().parents[2]


def a_provider(**told: object) -> str:
    needed = {"name": "de politie", "server_url": "https://login.politie.example/realm"}
    return json.dumps({"politie": needed | {"client_id": "a", "client_secret": "b"} | told})


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    an_installation(monkeypatch)
    return monkeypatch


def test_safe_settings_start(installation: pytest.MonkeyPatch) -> None:
    assert read_settings(installation)["SECURE"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", "1", "DEBUG staat aan"),
        ("SECRET_KEY", "geheim", "SECRET_KEY is korter dan 50 tekens"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is leeg"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is leeg of bevat"),
        ("SITE_URL", "http://familienetwerk.gemeente.example", "SITE_URL begint niet met https"),
        ("SECURITY_CONTACT", "", "SECURITY_CONTACT begint niet met mailto"),
        ("DATA_KEYS", "", "DATA_KEYS ontbreekt"),
        ("LOOKUP_KEYS", "", "LOOKUP_KEYS ontbreekt"),
        ("DATA_KEYS", "nieuw:AAAA", "DATA_KEYS is niet als naam:sleutel, met 32 bytes"),
        ("DATA_KEYS", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "DATA_KEYS is niet als naam:sleutel"),
        ("OIDC_PROVIDERS", '{"politie": {"name": "x"}}', "mist “politie” client_id, client_secret, server_url"),
        ("OIDC_PROVIDERS", "politie", "OIDC_PROVIDERS is geen JSON-tabel"),
        (
            "OIDC_PROVIDERS",
            '{"politie": {}, "politie": {}}',
            "OIDC_PROVIDERS is geen JSON-tabel, of noemt iets twee keer",
        ),
        ("OIDC_PROVIDERS", a_provider(organisation=["Politie"]), "bij “politie” iets onbekends: organisation"),
        ("OIDC_PROVIDERS", a_provider(organisations="Politie"), "bij “politie” geen lijst van woorden: organisations"),
        ("OIDC_PROVIDERS", a_provider(email_domains=[7]), "bij “politie” geen lijst van woorden: email_domains"),
    ],
)
def test_an_unsafe_one_stops_the_start(installation: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    installation.setenv(name, value)

    with pytest.raises(SystemExit, match=said) as stopped:
        read_settings(installation)

    assert "\n" not in str(stopped.value)


def test_two_providers_of_one_name_stop_the_start(installation: pytest.MonkeyPatch) -> None:
    """Else the one took the place of the other, and its organisations came in as they like."""
    installation.setenv("OIDC_PROVIDERS", a_provider(organisations=["Politie"]))
    installation.setenv("OIDC_SERVER_URL", "https://login.gemeente.example")
    installation.setenv("OIDC_PROVIDER_ID", "politie")

    with pytest.raises(SystemExit, match="OIDC_PROVIDERS noemt “politie” ook"):
        read_settings(installation)


def test_each_provider_to_log_in_with_is_known_and_may_be_led_to(installation: pytest.MonkeyPatch) -> None:
    installation.setenv("OIDC_PROVIDERS", a_provider(organisations=["Politie"]))

    settings = read_settings(installation)

    [app] = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (app["provider_id"], app["settings"]["organisations"]) == ("politie", ["Politie"])
    assert "https://login.politie.example" in settings["SECURE_CSP"]["form-action"]


def test_an_old_secret_still_opens(installation: pytest.MonkeyPatch) -> None:
    installation.setenv("SECRET_KEY_FALLBACKS", "van vorig jaar, van daarvoor")

    assert read_settings(installation)["SECRET_KEY_FALLBACKS"] == ["van vorig jaar", "van daarvoor"]


def test_keys_are_read_newest_first(installation: pytest.MonkeyPatch) -> None:
    assert read_settings(installation)["DATA_KEYS"] == [("nieuw", bytes(32)), ("oud", b"\1" * 32)]


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_a_missing_one_stops_the_start(installation: pytest.MonkeyPatch, name: str) -> None:
    installation.delenv(name)

    with pytest.raises(SystemExit, match=f"{name} ontbreekt"):
        read_settings(installation)


@pytest.mark.parametrize("process", ["web", "worker", "beat"])
def test_every_process_says_it_in_one_line(process: str) -> None:
    start = [sys.executable, "-m", "familienetwerk.processes", process]

    stopped = subprocess.run(start, cwd=ROOT, env=unsafe(), capture_output=True, text=True, check=False)

    assert stopped.returncode == 1
    assert stopped.stdout + stopped.stderr == "familienetwerk start niet: DEBUG staat aan.\n"


def test_django_finds_nothing_unsafe_in_safe_settings() -> None:
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"]
    env = os_with({**SAFE, "DATABASE_URL": os.environ["DATABASE_URL"]})  # some checks ask its version

    checked = subprocess.run(check, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stderr


def unsafe() -> dict[str, str]:
    return os_with({**SAFE, "DEBUG": "1"})


def os_with(settings: dict[str, str]) -> dict[str, str]:
    """This environment with these settings and no others."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | settings

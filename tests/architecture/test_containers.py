"""docker-compose.yml and the image run what ./run runs, with names of settings that the settings read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from familienetwerk.processes import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
OF_THE_APP = [name for name, service in SERVICES.items() if service["image"] == "familienetwerk"]
SETTINGS = "".join(path.read_text() for path in (ROOT / "familienetwerk/settings").glob("*.py"))
KNOWN = set(re.findall(r'\benv(?:_bool|_list|_keys|_table|_providers)?\("([A-Z_]+)"', SETTINGS))
REQUIRED = set(re.findall(r'^\S.*\benv\("([A-Z_]+)"\)', SETTINGS, re.MULTILINE))  # indented: only sometimes


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "postgres", "valkey", "clamav", "mail"}


@pytest.mark.parametrize("name", OF_THE_APP)
def test_a_container_runs_a_process_of_the_same_name(name: str) -> None:
    assert SERVICES[name]["command"][0] == name
    assert name in {*COMMANDS, "migrate"}


@pytest.mark.parametrize("name", OF_THE_APP)
def test_a_container_gets_what_settings_require_and_nothing_unknown(name: str) -> None:
    given = set(SERVICES[name]["environment"]) - {"DATABASE_OWNER_URL"}

    assert given <= KNOWN
    assert given >= REQUIRED


@pytest.mark.parametrize("name", sorted(set(OF_THE_APP) - {"migrate"}))
def test_only_migrating_knows_the_owner(name: str) -> None:
    assert "DATABASE_OWNER_URL" not in SERVICES[name]["environment"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate", "mail"}))
def test_its_health_is_checked(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_every_variable_is_explained_in_the_example() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / "deploy/example.env").read_text(), re.MULTILINE))

    assert used == explained


@pytest.mark.parametrize("name", sorted(set(OF_THE_APP)))
def test_every_process_has_the_keys(name: str) -> None:
    assert {"DATA_KEYS", "LOOKUP_KEYS"} <= set(SERVICES[name]["environment"])


def test_no_secret_has_a_default() -> None:
    for name, value in variables():
        assert not re.search("PASSWORD|SECRET|KEY", name) or not value, name


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (.+)$", (ROOT / "deploy/Dockerfile").read_text(), re.MULTILINE)

    assert users
    assert users[-1] not in {"root", "0"}


def variables() -> list[tuple[str, Any]]:
    return re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", (ROOT / "docker-compose.yml").read_text())

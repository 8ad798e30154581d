"""How a setting is read from the environment."""

import binascii
import json
import os
import re
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def env(name: str, default: str | None = None) -> str:
    """A setting of the environment; NAME_FILE may hold the path of a file with the value (a mounted secret)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        sys.exit(f"familienetwerk start niet: de instelling {name} ontbreekt in de omgeving.")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on", "ja"}


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def env_keys(name: str) -> list[tuple[str, bytes]]:
    """Keys by name, as “2026-11:base64 of 32 bytes”, with commas or new lines between them."""
    keys = []
    for item in re.split(r"[,\s]+", env(name, "").strip()):
        label, _, text = item.partition(":")
        try:
            secret = b64decode(text, validate=True)
        except binascii.Error:
            secret = b""
        if item and (len(secret) != 32 or not re.fullmatch(r"[a-z0-9-]{1,16}", label)):
            sys.exit(f"familienetwerk start niet: {name} is niet als naam:sleutel, met 32 bytes in base64.")
        keys.append((label, secret))
    return [key for key in keys if key[0]]


def env_table(name: str) -> dict[str, Any]:
    """A table as JSON: {"what they say": "what we call it"}."""
    try:
        table = json.loads(env(name, "") or "{}", object_pairs_hook=each_once)
    except ValueError:
        table = None
    if not isinstance(table, dict):
        sys.exit(f"familienetwerk start niet: de instelling {name} is geen JSON-tabel, of noemt iets twee keer.")
    return table


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two lines with one name, JSON would keep the last without a word."""
    if len(table := dict(pairs)) < len(pairs):
        raise ValueError
    return table


TOLD_OF_A_PROVIDER = {"name", "server_url", "client_id", "client_secret"}
LISTED_OF_A_PROVIDER = {"email_domains", "organisations"}


def env_providers(name: str) -> dict[str, dict[str, Any]]:
    """{"politie": {"name": …, "server_url": …, "client_id": …, "client_secret": …, "organisations": […]}}"""
    providers = env_table(name)
    for number, told in providers.items():
        if wrong := wrong_with_provider(number, told if isinstance(told, dict) else {}):
            sys.exit(f"familienetwerk start niet: in {name} {wrong}.")
    return providers


def wrong_with_provider(number: str, told: dict[str, Any]) -> str:
    """A word that is misspelt, or no list, would bind nobody to this provider, and say nothing of it."""
    if missing := sorted(TOLD_OF_A_PROVIDER - told.keys()):
        return f"mist “{number}” {', '.join(missing)}"
    if not re.fullmatch(r"[a-z0-9-]+", number):
        return f"mist “{number}” een naam van kleine letters"
    if unknown := sorted(told.keys() - TOLD_OF_A_PROVIDER - LISTED_OF_A_PROVIDER):
        return f"staat bij “{number}” iets onbekends: {', '.join(unknown)}"
    no_list = [key for key in sorted(LISTED_OF_A_PROVIDER) if not is_list_of_words(told.get(key, []))]
    return f"is bij “{number}” geen lijst van woorden: {', '.join(no_list)}" if no_list else ""


def is_list_of_words(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(word, str) and word for word in told)


def database(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name as Django wants it; ?host=/folder names a socket."""
    parts = urlsplit(url)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "familienetwerk", "connect_timeout": "5", "prepare_threshold": 1, **query},
        "TEST": {"NAME": os.environ.get("FN_TEST_DB") and f"test_{os.environ['FN_TEST_DB']}"},
    }
